import { UsageError } from "../../core/errors.ts";
import { trendYears } from "../../core/trend.ts";
import type { ShownTrend } from "../../print/trend.ts";
import { visible } from "../../print/width.ts";
import { type CommandEntry, defineCommand, option } from "../command.ts";
import { worse } from "../exit.ts";
import { dataFormat, inputOptions, pathsArgument } from "../input-options.ts";
import type { Io } from "../io.ts";
import { yearCount } from "../parsers.ts";
import { Counter, show } from "../report.ts";

const formats = ["pretty", "markdown", "json", "csv", "svg"] as const;

/** Prints the main figures of every unit over the years. A unit of one year only is named on stderr. */
export const trendCommand: CommandEntry = defineCommand({
  name: "trend",
  about: {
    zh: "历年主要数据对比：从各单位最近一年的填报往前数",
    en: "the main figures of each unit over the years, from its newest tally back",
  },
  arguments: [pathsArgument],
  data: formats,
  options: {
    ...inputOptions,
    format: dataFormat(formats, { zh: "（svg 是图，一次一个单位）", en: " (svg is a picture of one unit)" }),
    years: option(
      "<n>",
      { zh: "最多对比几个年度", en: "compare at most so many years" },
      { parse: yearCount, standard: trendYears.most },
    ),
  },
  async run(io, [paths], options) {
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { trendsOf } = await import("../../pipeline/area/trends.ts");
    const { inputsOf, templatesOf } = await import("../inputs.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const { jobs, diagnostics, sources } = inputsOf(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    let status = new Counter(diagnostics).status();
    const found: ShownTrend[] = [];
    const alone: string[] = [];
    for (const job of jobs) {
      const session = openSession({ templates: templatesOf(io, job, options) });
      for await (const { file, unit, trend, ...faults } of trendsOf(session, job, options.years)) {
        for (const diagnostic of faults.diagnostics) show(io, "err", diagnostic, faults.sources);
        status = worse(status, new Counter(faults.diagnostics).status());
        if (trend) found.push({ file, trend });
        else if (faults.diagnostics.length === 0) alone.push(unit);
      }
    }
    if (alone.length > 0 && !io.quiet) reportWithoutEarlier(io, alone);
    const targets = dataTargets(options.format, { formats, usual: "pretty" });
    const files = jobs.flatMap((job) => [...job.files, ...job.previous]);
    await writeData(io, targets, files, (format) => textOf(io, found, format));
    return status;
  },
});

function reportWithoutEarlier(io: Io, units: readonly string[]): void {
  const names = units.map(visible);
  io.err(
    io.localize({
      zh: `没有往年的填报可比：${names.join("、")}（往年的填报放在 gov-report.yaml 的“上年”所指的位置，或者用 --previous 指明）`,
      en: `no earlier year to compare with: ${names.join(", ")} (earlier tallies belong where \`previous\` in gov-report.yaml points, or name them with --previous)`,
    }),
  );
}

async function textOf(io: Io, found: readonly ShownTrend[], format: (typeof formats)[number]): Promise<string> {
  const print = await import("../../print/trend.ts");
  if (format === "json") return print.trendJson(found);
  if (format === "csv") return print.trendCsv(found, io.lang);
  if (format === "svg") {
    const [only, ...more] = found;
    if (!only || more.length > 0) {
      throw new UsageError({
        zh: `svg 一次只画一个单位，这里有 ${found.length} 个可画；请写出这个单位的填报文件`,
        en: `svg draws one unit at a time, and there are ${found.length} to draw; name the tally of one`,
      });
    }
    const { trendPicture } = await import("../../pipeline/unit/trend.ts");
    return trendPicture(only.trend);
  }
  if (format === "markdown") return found.flatMap((one) => print.trendMarkdown(one, io.lang)).join("\n");
  return found.flatMap((one, i) => [...(i > 0 ? [""] : []), ...print.trendLinesOf(one, io.lang)]).join("\n");
}
