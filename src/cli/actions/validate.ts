import { UsageError } from "../../core/errors.ts";
import { validateAll } from "../../pipeline/batch/validate-all.ts";
import { openSession } from "../../pipeline/unit/session.ts";
import type { ValidateOptions } from "../commands/validate.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import { checkTargets, type Target } from "../formats.ts";
import type { Io } from "../io.ts";
import { Counter, showTrouble, troubleOf } from "../report.ts";
import { openReporters } from "../reporters.ts";
import { fixJobs } from "./fix.ts";
import { inputsOf, runOptions, templatesOf } from "./inputs.ts";

export async function validate(io: Io, paths: readonly string[], options: ValidateOptions): Promise<ExitStatus> {
  const targets: readonly Target[] = options.format ?? [{ format: "pretty" }];
  const fixing = options.fix === true || options.fixBlanks === true || options.fixTotals === true;
  if (options.dryRun && (!fixing || options.format)) {
    throw new UsageError({
      zh: "--dry-run 要和 --fix、--fix-blanks 或 --fix-totals 一起用，不能再加 --format",
      en: "--dry-run goes with --fix, --fix-blanks or --fix-totals, and without --format",
    });
  }
  const { jobs, diagnostics } = inputsOf(io, paths, options);
  checkTargets(
    targets,
    jobs.flatMap(({ files, previous }) => [...files, ...previous]),
    io.cwd,
  );
  const counter = new Counter(diagnostics);
  const reporter = openReporters(io, targets);
  for (const file of new Set(diagnostics.map((diagnostic) => diagnostic.file))) {
    reporter.add({ file, diagnostics: diagnostics.filter((diagnostic) => diagnostic.file === file), sources: [] });
  }
  const fixed = fixing ? fixJobs(io, jobs, options) : exit.fine;
  if (options.dryRun) return worse(fixed, counter.status());
  for (const job of jobs) {
    const session = openSession({ templates: templatesOf(io, job, options), formats: [], markdownTables: "pipe" });
    for await (const outcome of validateAll(session, runOptions(job, options))) {
      counter.add(outcome);
      showTrouble(io, outcome);
      reporter.add({ ...outcome, trouble: troubleOf(outcome) });
    }
  }
  reporter.end(counter);
  if (!io.quiet) sayCounts(io, counter, fixing);
  const tooMany = options.maxWarnings !== undefined && counter.warning > options.maxWarnings;
  return worse(worse(counter.status(), fixed), tooMany ? exit.findings : exit.fine);
}

function sayCounts(io: Io, counter: Counter, fixing: boolean): void {
  io.err(io.say(counter.checked()));
  const { fixable } = counter;
  if (fixable === 0 || fixing) return;
  io.err(
    io.say({
      zh: `其中 ${fixable} 处可以自动改正：加 --fix，先看改动加 --fix --dry-run`,
      en: `${fixable} of them can be put right automatically: add --fix, or --fix --dry-run to look first`,
    }),
  );
}
