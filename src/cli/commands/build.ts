import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { annexKinds } from "../../core/form/annex.ts";
import { trendYears } from "../../core/trend.ts";
import type { RunConfig, RunRequest } from "../../pipeline/workspace/run-config.ts";
import { buildJob } from "../build-run.ts";
import { type CommandEntry, defineCommand, flag, option, type ValuesOf } from "../command.ts";
import { exit, worse } from "../exit.ts";
import { findingsOption, formatOptions, inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import { interruptible } from "../interrupt.ts";
import type { Io } from "../io.ts";
import { listOf, oneOf, partOf, positiveNumber, yearCount } from "../parsers.ts";
import { Counter, mostWaived, show } from "../report.ts";
import { standard, withTemporaryFolder } from "../standard-streams.ts";

const buildOptions = {
  ...inputOptions,
  ...findingsOption,
  ...policyOptions,
  out: option("<dir>", { zh: "输出文件夹", en: "output folder" }, { short: "o" }),
  ...formatOptions,
  annexes: option(
    "<kinds>",
    {
      zh: "法定表格之外另印附表：activity（工作情况里填了的数）；不写就按工作区的“附表”",
      en: "print annex tables beside the form: activity (the activity figures given); default: what the workspace says",
    },
    { parse: listOf(annexKinds) },
  ),
  mdTables: option(
    "<kind>",
    {
      zh: "Markdown 的表：pipe（便于比较）或 html（保留合并单元格）",
      en: "Markdown tables: pipe, or html to keep merged cells",
    },
    { parse: oneOf(["pipe", "html"]), standard: "pipe" },
  ),
  draft: flag({
    zh: "有错误也生成，每页标明“草稿”并列出问题",
    en: "build in spite of errors; says 草稿 on every page and lists the findings",
  }),
  final: flag({
    zh: "正式发布：须有签批，不得留有警告",
    en: "for publication: asks for sign-off and accepts no warning",
  }),
  correct: flag({
    zh: "已公布的报告内容改动的，也重新生成；公布过的文件另存为“旧版-…”",
    en: "build anew also what was published and has changed; keeps the published files as 旧版-…",
  }),
  jobs: option(
    "<n>",
    {
      zh: "同时用几个线程；不写就按电脑的核数，单位少时只用一个",
      en: "threads; default: as many as the machine has cores, and one for few units",
    },
    { short: "j", parse: positiveNumber },
  ),
  // A number of years, or as many as there may be.
  trend: option<number | true>(
    "[years]",
    {
      zh: "附历年主要数据对比（表和图），可写几个年度；往年的填报放在“上年”所指的位置",
      en: "add a table and charts of the main figures over the years; earlier tallies are looked for where last year's are",
    },
    { parse: yearCount },
  ),
  companion: flag({
    zh: "另附一页解读：背景、主要数据和同比，文字可改（templates/<版式>/text/companion.hbs）",
    en: "add a one-page companion (解读): background, main figures with their change; its words are templates/<edition>/text/companion.hbs",
  }),
  force: flag({ zh: "没有变化的也重新生成", en: "build anew what has not changed, too" }),
  shard: option(
    "<i/n>",
    {
      zh: "分给几台机器生成：2/4 是四份中的第二份；最后用 gov-report merge-manifests 合并清单",
      en: "the i-th of n parts, for several machines; gov-report merge-manifests joins their manifests",
    },
    { parse: partOf },
  ),
};

type BuildFlags = ValuesOf<typeof buildOptions>;

export const buildCommand: CommandEntry = defineCommand({
  name: "build",
  about: { zh: "核对并生成年度报告", en: "check tallies, then write the reports" },
  arguments: [pathsArgument],
  options: buildOptions,
  async run(io, [paths], options) {
    if (options.draft && options.final) {
      throw new UsageError({ zh: "--draft 与 --final 只能选一个", en: "--draft and --final exclude each other" });
    }
    const { inputsUnder, runOf } = await import("../inputs.ts");
    const { jobs, diagnostics, sources, policy } = inputsUnder(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    let status = new Counter(diagnostics).status();
    const buildInto = async (out: string | undefined, signal: AbortSignal): Promise<void> => {
      for (const job of jobs) {
        if (signal.aborted) break;
        const run = runOf(io, job, options, { ...runRequest(io, { ...options, out }, jobs.length), policy });
        const after = {
          maxWaived: mostWaived(policy?.maxWaived, options.maxWaived),
          fixing: ["gov-report validate", ...paths].join(" "),
        };
        if (options.out !== standard) status = worse(status, (await buildJob(io, run, signal, after)).status);
        else {
          refuseSeveral(run);
          const quietly = { ...io, out: () => undefined };
          status = worse(status, (await buildJob(quietly, run, signal, { ...after, place: standard })).status);
          await writeReport(io, run);
        }
      }
    };
    return interruptible(async (signal) => {
      if (options.out !== standard) await buildInto(options.out, signal);
      else if (jobs.length > 1) throw new UsageError(oneReport);
      else await withTemporaryFolder((folder) => buildInto(folder, signal));
      return signal.aborted ? exit.interrupted : status;
    });
  },
});

/** Standard output has room for one file. */
function refuseSeveral({ files, formats, pdf, report }: RunConfig): void {
  if (files.length !== 1 || formats.length + (pdf ? 1 : 0) !== 1 || report.companion) throw new UsageError(oneReport);
}

const oneReport = {
  zh: "-o - 只能写一份报告的一种格式：请写一份填报，并用 --to 写明一种格式，如 gov-report build 填报.yaml --to md -o -",
  en: "-o - takes one report in one format: name one tally, and the format with --to, as in gov-report build tally.yaml --to md -o -",
};

/** The one report that stands in the output folder, on standard output. */
async function writeReport(io: Io, { out, formats: [format] }: RunConfig): Promise<void> {
  const { writeOutput } = await import("../output.ts");
  const ending = format ?? "pdf";
  const name = readdirSync(out).find((file) => file.endsWith(`.${ending}`));
  if (name === undefined) return;
  const bytes = readFileSync(join(out, name));
  writeOutput(io, standard, ["docx", "xlsx", "pdf"].includes(ending) ? bytes : bytes.toString("utf8"), true);
}

function runRequest({ cwd, today }: Io, options: BuildFlags, jobs: number): RunRequest {
  const {
    out,
    to,
    pdfWith,
    companion,
    annexes,
    mdTables,
    draft,
    final,
    jobs: threads,
    trend,
    force,
    shard,
    correct,
  } = options;
  return {
    ...{ out, annexes, companion, draft, final, jobs: threads, force, shard, correct, today },
    formats: to,
    pdfWith,
    markdownTables: mdTables,
    trend: trend === true ? trendYears.most : trend,
    // Where several workspaces go into one folder, the paths in its manifest start around it.
    ...(jobs > 1 && out !== undefined && { base: dirname(resolve(cwd, out)) }),
  };
}
