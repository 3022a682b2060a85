import { InvalidArgumentError } from "commander";
import { UsageError } from "../../core/errors.ts";
import { visible } from "../../print/width.ts";
import { buildJob } from "../build-run.ts";
import { argument, type CommandEntry, defineCommand, option, requiredOption } from "../command.ts";
import { exit, worse } from "../exit.ts";
import { findingsOption, formatOptions, inputOptions, policyOptions } from "../input-options.ts";
import { interruptible } from "../interrupt.ts";
import { shown } from "../io.ts";
import { calendarDay } from "../parsers.ts";
import { Counter, mostWaived, reportRecordsRoot, show } from "../report.ts";

/** Publishes a further version of a report beside the one that is out, with a notice of what has changed. */
export const correctCommand: CommandEntry = defineCommand({
  name: "correct",
  about: {
    zh: "更正：改好填报、重新批准后，在公布的旧版旁边另出一版，附更正说明",
    en: "correct a published report: another version beside the one that is out, with a notice of what has changed",
  },
  arguments: [argument("<tally>", { zh: "改好的填报", en: "the tally as it is right" })],
  options: {
    ...inputOptions,
    ...findingsOption,
    ...policyOptions,
    ...formatOptions,
    reason: requiredOption(
      "<text>",
      { zh: "为什么更正，写进更正说明", en: "why it is corrected, for the notice" },
      { parse: oneLine },
    ),
    by: requiredOption(
      "<name>",
      { zh: "更正责任人，写进更正说明", en: "who corrects it, for the notice" },
      { parse: oneLine },
    ),
    date: option(
      "<date>",
      { zh: "更正公布的日期，不写就是今天", en: "the day of the correction; default: today" },
      { parse: calendarDay },
    ),
    out: option(
      "<dir>",
      {
        zh: "公布的报告在哪个文件夹；不写就按工作区的“公布”，默认 published",
        en: "the folder of published reports; default: what the workspace says, else published",
      },
      { short: "o" },
    ),
  },
  async run(io, [path], options) {
    const { inputsUnder, refuseStandardInput, runOf } = await import("../inputs.ts");
    refuseStandardInput([path]);
    const { planCorrection, publishCorrection } = await import("../../pipeline/publication/correct.ts");
    const { sessionOf } = await import("../../pipeline/unit/session.ts");
    const { jobs, diagnostics, sources, policy } = inputsUnder(io, [path], options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    const [job, ...others] = jobs;
    const [file, ...files] = job?.files ?? [];
    if (!job || file === undefined) return worse(reading, exit.findings);
    if (others.length > 0 || files.length > 0) throw new UsageError(oneOnly);
    const { to, out: published, reason, by, date: on = io.today } = options;
    const building = {
      formats: to,
      pdfWith: options.pdfWith,
      published,
      final: true,
      sealed: true,
      policy,
      today: io.today,
    };
    const run = runOf(io, job, options, building);
    const request = { reason, by, on };
    const session = sessionOf(run);
    const planned = planCorrection(session, run, file, request);
    if ("why" in planned) {
      io.err(`${visible(file)}: ${io.localize(planned.why)}`);
      return exit.findings;
    }
    let status = reading;
    const fixing = `gov-report validate ${path}`;
    const after = { maxWaived: mostWaived(policy?.maxWaived, options.maxWaived), fixing, only: "findings" as const };
    const { result, stopped } = await interruptible(async (signal) => {
      const done = await publishCorrection(session, run, planned, request, async (own) => {
        const built = await buildJob({ ...io, out: () => undefined }, own, signal, after);
        status = worse(status, built.status);
        return built.sound && built.built.length > 0;
      });
      return { result: done, stopped: signal.aborted };
    });
    for (const diagnostic of result.diagnostics) show(io, "err", diagnostic, result.sources);
    if (result.why) io.err(`${visible(file)}: ${io.localize(result.why)}`);
    if (stopped) return exit.interrupted;
    if (result.status !== "published") return worse(status, exit.findings);
    io.out(`${shown(io, run.published)}/${visible(result.version ?? "")}`);
    if (io.quiet) return status;
    const { cells, texts, versions } = planned.correction;
    io.err(
      io.localize({
        zh: `更正 ${cells.length} 个数、${texts.length} 处文字，公布为第 ${versions.after} 版；第 ${versions.before} 版原样保留`,
        en: `${cells.length} figures and ${texts.length} texts corrected, published as version ${versions.after}; version ${versions.before} stays as it is`,
      }),
    );
    await reportRecordsRoot(io, run.published);
    return status;
  },
});

const oneOnly = {
  zh: "一次只更正一份报告：请写出一份填报",
  en: "one report is corrected at a time: name one tally",
};

/** What is printed in one line of a notice. */
function oneLine(value: string): string {
  const text = value.trim();
  if (text !== "" && text.length <= 500 && !/\p{Cc}|[\u2028\u2029]/u.test(text)) return text;
  throw new InvalidArgumentError(`“${text.slice(0, 20)}”: 1–500`);
}
