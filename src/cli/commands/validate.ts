import { resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type RunFindings, troubleOf } from "../../pipeline/unit/unit-result.ts";
import type { Job } from "../../pipeline/workspace/inputs.ts";
import { type CommandEntry, defineCommand, flag, option, type ValuesOf } from "../command.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import { checkTargets, reportFormats, type Target, targetsOf } from "../formats.ts";
import { inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../parsers.ts";
import { Counter, mostWaived, reportExceptions, showTrouble } from "../report.ts";
import type { Reporter } from "../reporters.ts";
import { standard } from "../standard-streams.ts";

const validateOptions = {
  ...inputOptions,
  ...policyOptions,
  format: option(
    "<format[=file]>",
    {
      zh: `结果的形式：${reportFormats.join("、")}；可写多次，除一种外都写明文件，如 --format sarif=out.sarif`,
      en: `${reportFormats.join(", ")}; may be repeated, all but one with a file: --format sarif=out.sarif`,
    },
    { parse: targetsOf(reportFormats) },
  ),
  final: flag({ zh: "按正式发布核对：须有签批", en: "check as for publication: asks for sign-off" }),
  explainText: flag({
    zh: "列出正文中的每个数被理解为什么，哪些没有比对",
    en: "show what every number of the texts was taken for, and which were not compared",
  }),
  maxWarnings: option(
    "<n>",
    { zh: "警告多于 n 条时以状态 1 结束", en: "end with status 1 when there are more warnings" },
    { parse: wholeNumber },
  ),
  fix: flag({
    zh: "改正填报文件中不会有疑义的笔误（全角数字、12件、缺空格……）",
    en: "put slips right in the tallies that leave no doubt: full-width digits, 12件, a missing space …",
  }),
  fixBlanks: flag({ zh: "同时把没有填的格填为 0", en: "the same, and write 0 into blank cells" }),
  fixTotals: flag({
    zh: "同时把写错的总计改为各项之和",
    en: "the same, and replace wrong totals by the computed ones",
  }),
  dryRun: flag({ zh: "只显示将要改正的地方，不写入", en: "show what would be put right and write nothing" }),
  changed: option<string | true>(
    "[revision]",
    {
      zh: "只核对与 git 的一个版本（默认 HEAD）相比有改动的填报；正文文件、上年填报、模板、工作区改了的也算",
      en: "only tallies that changed since a revision of git (HEAD), or whose texts, last year's tally, templates or workspace did",
    },
    { parse: (revision) => revision },
  ),
  watch: flag({ zh: "文件一改就重新核对，直到按 Ctrl-C", en: "check again whenever a file changes, until Ctrl-C" }),
};

type ValidateFlags = ValuesOf<typeof validateOptions>;

export const validateCommand: CommandEntry = defineCommand({
  name: "validate",
  about: { zh: "只核对，不生成报告", en: "check tallies without building anything" },
  arguments: [pathsArgument],
  reports: true,
  options: validateOptions,
  async run(io, [paths], options) {
    if (!options.watch) return validate(io, paths, options);
    if (isFixing(options) || paths.includes(standard)) {
      throw new UsageError({
        zh: "--watch 不能和 --fix 一起用，也不能用于标准输入（-）",
        en: "--watch goes neither with --fix nor with standard input (-)",
      });
    }
    const { folderOfPath, watchRuns } = await import("../watch.ts");
    const { inputsOf, runOf } = await import("../inputs.ts");
    const files = (options.format ?? []).flatMap(({ file }) => (file === undefined ? [] : [resolve(io.cwd, file)]));
    return watchRuns(
      io,
      () => validate(io, paths, options),
      () => {
        const jobs = jobsOrNone(() => inputsOf(io, paths, options).jobs);
        const runs = jobs.map((job) => runOf(io, job, options));
        const named = paths.length > 0 ? paths : [io.cwd];
        const read = [
          ...named,
          ...[options.previous, options.templates, options.policy].filter((one) => one !== undefined),
        ];
        return {
          folders: [
            ...new Set([
              ...runs.flatMap(({ workspace }) => workspace?.folder ?? []),
              ...read.map((path) => folderOfPath(io.cwd, path)),
            ]),
          ],
          written: [...files, ...runs.flatMap(({ out, published }) => [out, published])],
        };
      },
    );
  },
});

/** What cannot be read yet may be so after the next change. */
function jobsOrNone(find: () => readonly Job[]): readonly Job[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function isFixing({ fix, fixBlanks, fixTotals }: ValidateFlags): boolean {
  return fix === true || fixBlanks === true || fixTotals === true;
}

/** The files that changed since the revision that is asked for; undefined where none is. */
async function changedFiles({ cwd }: Io, { changed }: ValidateFlags): Promise<ReadonlySet<string> | undefined> {
  if (changed === undefined) return undefined;
  const { changedSince } = await import("../../pipeline/workspace/changed.ts");
  return changedSince(changed === true ? "HEAD" : changed, cwd);
}

/** The tallies of those files; none where nothing changed. */
async function changedJobs(
  io: Io,
  jobs: readonly Job[],
  changed: ReadonlySet<string>,
  options: ValidateFlags,
): Promise<readonly Job[]> {
  const { onlyChanged } = await import("../../pipeline/workspace/changed.ts");
  const { lastYearFinder } = await import("../../pipeline/unit/previous.ts");
  const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
  const { templatesOf } = await import("../inputs.ts");
  const kept = jobs.map((job) => {
    const templates = templatesOf(io, job, options);
    const earlierOf = lastYearFinder(job.files, job.previous, knownEditions(templates));
    return onlyChanged(job, changed, io.cwd, { templates, policy: options.policy }, earlierOf);
  });
  return kept.filter(({ files }) => files.length > 0);
}

async function validate(io: Io, paths: readonly string[], options: ValidateFlags): Promise<ExitStatus> {
  const { validateAll } = await import("../../pipeline/batch/validate-all.ts");
  const { sessionOf } = await import("../../pipeline/unit/session.ts");
  const { fixJobs } = await import("../fix.ts");
  const { inputsUnder, runOf } = await import("../inputs.ts");
  const { explainedFigures } = await import("../../print/explained-figures.ts");
  const { openReporters } = await import("../reporters.ts");
  const targets: readonly Target[] = options.format ?? [{ format: "pretty" }];
  const fixing = isFixing(options);
  if (options.dryRun && (!fixing || options.format)) {
    throw new UsageError({
      zh: "--dry-run 要和 --fix、--fix-blanks 或 --fix-totals 一起用，不能再加 --format",
      en: "--dry-run goes with --fix, --fix-blanks or --fix-totals, and without --format",
    });
  }
  // First of all: a path that was taken for the revision is missing among the inputs.
  const changed = await changedFiles(io, options);
  const { jobs: all, diagnostics, sources, policy } = inputsUnder(io, paths, options);
  const jobs = changed === undefined ? all : await changedJobs(io, all, changed, options);
  checkTargets(
    targets,
    jobs.flatMap(({ files, previous }) => [...files, ...previous]),
    io.cwd,
  );
  const counter = new Counter(diagnostics);
  // What came from standard input and was put right goes on to standard output.
  const passing = fixing && !options.dryRun && paths.includes(standard);
  const reporter = openReporters(
    passing ? { ...io, out: io.err, style: { ...io.style, out: io.style.err } } : io,
    targets,
  );
  addByFile(reporter, { diagnostics, sources });
  const fixed = fixing ? fixJobs(io, jobs, options) : exit.fine;
  if (options.dryRun) return worse(fixed, counter.status());
  for (const job of jobs) {
    const run = runOf(io, job, options, { final: options.final, policy, today: io.today });
    counter.begin(run);
    for await (const result of validateAll(sessionOf(run), { ...run, explainText: options.explainText === true })) {
      counter.add(result);
      showTrouble(io, result);
      if (result.ofRun) addByFile(reporter, result.ofRun);
      reporter.add({ ...result, trouble: troubleOf(result) });
      if (result.explained && !io.quiet) io.err(explainedFigures(result.file, result.explained, io.lang));
    }
  }
  reporter.end(counter, counter.exceptions.rules());
  if (!io.quiet) reportCounts(io, counter, fixing);
  const overdone = reportExceptions(io, counter, mostWaived(policy?.maxWaived, options.maxWaived));
  const tooMany = options.maxWarnings !== undefined && counter.warning > options.maxWarnings;
  return worse(worse(worse(counter.status(), fixed), overdone), tooMany ? exit.findings : exit.fine);
}

/** What is wrong with the run is booked to the file it stands in, and to no unit. */
function addByFile(reporter: Reporter, { diagnostics, sources }: RunFindings): void {
  for (const file of new Set(diagnostics.map((diagnostic) => diagnostic.file))) {
    reporter.add({ file, diagnostics: diagnostics.filter((diagnostic) => diagnostic.file === file), sources });
  }
}

function reportCounts(io: Io, counter: Counter, fixing: boolean): void {
  io.err(io.localize(counter.checked()));
  const offer = fixing ? undefined : counter.fixOffer(io.localize({ zh: "加", en: "add" }));
  if (offer) io.err(io.localize(offer));
}
