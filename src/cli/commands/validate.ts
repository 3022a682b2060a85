import { UsageError } from "../../core/errors.ts";
import { type RunFindings, troubleOf } from "../../pipeline/unit/unit-result.ts";
import { type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit, worse } from "../exit.ts";
import { checkTargets, reportFormats, type Target, targetsOf } from "../formats.ts";
import { inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../parsers.ts";
import { Counter, mostWaived, sayExceptions, showTrouble } from "../report.ts";
import type { Reporter } from "../reporters.ts";
import { standard } from "../standard-streams.ts";

export const validateCommand: CommandEntry = defineCommand({
  name: "validate",
  about: { zh: "只核对，不生成报告", en: "check tallies without building anything" },
  arguments: [pathsArgument],
  reports: true,
  options: {
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
  },
  async run(io, [paths], options) {
    const { validateAll } = await import("../../pipeline/batch/validate-all.ts");
    const { sessionOf } = await import("../../pipeline/unit/session.ts");
    const { fixJobs } = await import("../fix.ts");
    const { inputsUnder, runOf } = await import("../inputs.ts");
    const { explainedFigures } = await import("../../print/explained-figures.ts");
    const { openReporters } = await import("../reporters.ts");
    const targets: readonly Target[] = options.format ?? [{ format: "pretty" }];
    const fixing = options.fix === true || options.fixBlanks === true || options.fixTotals === true;
    if (options.dryRun && (!fixing || options.format)) {
      throw new UsageError({
        zh: "--dry-run 要和 --fix、--fix-blanks 或 --fix-totals 一起用，不能再加 --format",
        en: "--dry-run goes with --fix, --fix-blanks or --fix-totals, and without --format",
      });
    }
    const { jobs, diagnostics, sources, policy } = inputsUnder(io, paths, options);
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
    if (!io.quiet) sayCounts(io, counter, fixing);
    const overdone = sayExceptions(io, counter, mostWaived(policy?.maxWaived, options.maxWaived));
    const tooMany = options.maxWarnings !== undefined && counter.warning > options.maxWarnings;
    return worse(worse(worse(counter.status(), fixed), overdone), tooMany ? exit.findings : exit.fine);
  },
});

/** What is wrong with the run is booked to the file it stands in, and to no unit. */
function addByFile(reporter: Reporter, { diagnostics, sources }: RunFindings): void {
  for (const file of new Set(diagnostics.map((diagnostic) => diagnostic.file))) {
    reporter.add({ file, diagnostics: diagnostics.filter((diagnostic) => diagnostic.file === file), sources });
  }
}

function sayCounts(io: Io, counter: Counter, fixing: boolean): void {
  io.err(io.say(counter.checked()));
  const offer = fixing ? undefined : counter.fixOffer(io.say({ zh: "加", en: "add" }));
  if (offer) io.err(io.say(offer));
}
