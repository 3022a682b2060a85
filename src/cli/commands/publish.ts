import { relative } from "node:path";
import type { Published } from "../../pipeline/publication/publish.ts";
import { visible } from "../../print/width.ts";
import { buildJob } from "../build-run.ts";
import { type CommandEntry, defineCommand, option } from "../command.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import { findingsOption, formatOptions, inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import { breathe, interruptible } from "../interrupt.ts";
import { type Io, shown } from "../io.ts";
import { calendarDay, positiveNumber } from "../parsers.ts";
import { Counter, mostWaived, reportRecordsRoot, show } from "../report.ts";

/** Builds for publication, then keeps the reports as they are: a folder for each, on standard output. */
export const publishCommand: CommandEntry = defineCommand({
  name: "publish",
  about: {
    zh: "公布：按 --final 生成，连同填报和记录存入 published，以后任何命令都不再改动",
    en: "publish: build as with --final, and keep the files with the tally and a record in published, which no command changes",
  },
  arguments: [pathsArgument],
  options: {
    ...inputOptions,
    ...findingsOption,
    ...policyOptions,
    ...formatOptions,
    out: option(
      "<dir>",
      {
        zh: "公布的报告存入哪个文件夹；不写就按工作区的“公布”，默认 published",
        en: "the folder of published reports; default: what the workspace says, else published",
      },
      { short: "o" },
    ),
    date: option(
      "<date>",
      {
        zh: "公布日期，如 2026-01-20；不写就用填报里的发布日期，没有写的用今天",
        en: "the day of publication, as 2026-01-20; default: the tally's, else today",
      },
      { parse: calendarDay },
    ),
    jobs: option(
      "<n>",
      { zh: "生成时同时用几个线程", en: "threads to build with" },
      { short: "j", parse: positiveNumber },
    ),
  },
  async run(io, [paths], options) {
    const { inputsUnder, refuseStandardInput, runOf } = await import("../inputs.ts");
    refuseStandardInput(paths);
    const { publishBuilt } = await import("../../pipeline/publication/publish.ts");
    const { jobs, diagnostics, sources, policy } = inputsUnder(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    let status = new Counter(diagnostics).status();
    return interruptible(async (signal) => {
      for (const job of jobs) {
        if (signal.aborted) break;
        const { to, out: published, jobs: threads } = options;
        const request = {
          formats: to,
          pdfWith: options.pdfWith,
          published,
          jobs: threads,
          final: true,
          sealed: true,
          policy,
          today: io.today,
        };
        const run = runOf(io, job, options, request);
        // What is published is named below.
        const quietly = { ...io, out: () => undefined };
        const after = {
          maxWaived: mostWaived(policy?.maxWaived, options.maxWaived),
          fixing: ["gov-report validate", ...paths].join(" "),
          only: "counts" as const,
        };
        const { built, sound, ...building } = await buildJob(quietly, run, signal, after);
        status = worse(status, building.status);
        if (built.length === 0 || !sound) continue;
        const results: Published[] = [];
        for (const result of publishBuilt(run, built, { on: options.date, today: io.today })) {
          if (signal.aborted) break;
          results.push(result);
          status = worse(status, reportPublished(io, result, shown(io, run.published)));
          await breathe();
        }
        await reportCounts(io, results, run.published);
      }
      return signal.aborted ? exit.interrupted : status;
    });
  },
});

function reportPublished(io: Io, { file, status, version, why }: Published, root: string): ExitStatus {
  if (status === "published") io.out(`${root}/${visible(version ?? "")}`);
  if (status !== "refused") return exit.fine;
  io.err(`${visible(file)}: ${why ? io.localize(why) : ""}`);
  return exit.findings;
}

async function reportCounts(io: Io, results: readonly Published[], root: string): Promise<void> {
  if (io.quiet) return;
  const count = (status: Published["status"]): number => results.filter((one) => one.status === status).length;
  const [now, before, not] = [count("published"), count("standing"), count("refused")];
  const folder = relative(io.cwd, root) || ".";
  io.err(
    io.localize({
      zh: `公布 ${now} 份，早已公布、内容相同 ${before} 份，没有公布 ${not} 份 → ${folder}`,
      en: `${now} published, ${before} published before and the same, ${not} not published → ${folder}`,
    }),
  );
  if (now === 0) return;
  await reportRecordsRoot(io, root);
}
