import { UsageError } from "../../core/errors.ts";
import { openSession } from "../../pipeline/unit/session.ts";
import { trendPicture, trendsOf } from "../../pipeline/unit/trend.ts";
import { type ShownTrend, trendCsv, trendJson, trendLinesOf, trendMarkdown } from "../../print/trend.ts";
import { visible } from "../../print/width.ts";
import type { TrendOptions } from "../commands/trend.ts";
import { type ExitStatus, worse } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { inputsOf, templatesOf } from "./inputs.ts";

/** Prints the main figures of every unit over the years. A unit of one year only is named on stderr. */
export async function trend(io: Io, paths: readonly string[], options: TrendOptions): Promise<ExitStatus> {
  const { jobs, diagnostics, sources } = inputsOf(io, paths, options);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  let status = new Counter(diagnostics).status();
  const found: ShownTrend[] = [];
  const alone: string[] = [];
  for (const job of jobs) {
    const session = openSession({ templates: templatesOf(io, job, options), formats: [], markdownTables: "pipe" });
    for (const { file, unit, trend: told, ...faults } of trendsOf(session, job, options.years)) {
      for (const diagnostic of faults.diagnostics) show(io, "err", diagnostic, faults.sources);
      status = worse(status, new Counter(faults.diagnostics).status());
      if (told) found.push({ file, trend: told });
      else if (faults.diagnostics.length === 0) alone.push(unit);
    }
  }
  if (alone.length > 0 && !io.quiet) sayAlone(io, alone);
  for (const line of await linesOf(io, found, options.format)) io.out(line);
  return status;
}

function sayAlone(io: Io, units: readonly string[]): void {
  const names = units.map(visible);
  io.err(
    io.say({
      zh: `没有往年的填报可比：${names.join("、")}（往年的填报放在 gov-report.yaml 的“上年”所指的位置，或者用 --previous 指明）`,
      en: `no earlier year to compare with: ${names.join(", ")} (earlier tallies belong where \`previous\` in gov-report.yaml points, or name them with --previous)`,
    }),
  );
}

async function linesOf(
  io: Io,
  found: readonly ShownTrend[],
  format: TrendOptions["format"],
): Promise<readonly string[]> {
  if (format === "json") return [trendJson(found)];
  if (format === "csv") return [trendCsv(found, io.lang).replace(/\r\n$/, "")];
  if (format === "svg") {
    const [only, ...more] = found;
    if (!only || more.length > 0) {
      throw new UsageError({
        zh: `svg 一次只画一个单位，这里有 ${found.length} 个可画；请写出这个单位的填报文件`,
        en: `svg draws one unit at a time, and there are ${found.length} to draw; name the tally of one`,
      });
    }
    return [(await trendPicture(only.trend)).trimEnd()];
  }
  if (format === "markdown") return found.flatMap((one) => trendMarkdown(one, io.lang));
  return found.flatMap((one, i) => [...(i > 0 ? [""] : []), ...trendLinesOf(one, io.lang)]);
}
