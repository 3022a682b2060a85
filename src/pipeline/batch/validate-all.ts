import { hasErrors } from "../../core/diagnostic.ts";
import { copyFinder } from "../unit/copies.ts";
import type { Examined, ExamineOptions } from "../unit/inspect.ts";
import { examine } from "../unit/inspect.ts";
import { previousFinder } from "../unit/previous.ts";
import type { Session } from "../unit/session.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import { emptyResult, failedResult } from "../unit/unit-result.ts";
import type { Names } from "../workspace/names.ts";
import { planNames } from "../workspace/names.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { planUnits } from "../workspace/units.ts";
import type { RunOptions } from "./run-options.ts";

/** Checks each tally in turn, in path order. One bad unit never stops the others. */
export async function* validateAll(session: Session, options: RunOptions): AsyncGenerator<UnitResult> {
  const names = planNames(options.files, session.editions);
  const units = planUnits(names.who, session.editions, options);
  const examineOptions = forExamining(session, options, units);
  for (const [i, file] of options.files.entries()) {
    const outcome = await guarded(file, async () => {
      const { diagnostics, sources, subject } = examineNamed(file, names, session, examineOptions);
      const who = subject && { unit: subject.tally.unit.name, year: subject.tally.year };
      const status = hasErrors(diagnostics) ? "failed" : "valid";
      return { ...emptyResult(file), diagnostics, sources, status, ...(who && { who }) };
    });
    yield i === 0 ? withRun(outcome, units) : outcome;
  }
}

/** What is wrong with the run as a whole is told with the first tally, and does not count against it. */
function withRun(outcome: UnitResult, { diagnostics, sources }: UnitPlan): UnitResult {
  if (diagnostics.length === 0) return outcome;
  return {
    ...outcome,
    diagnostics: [...diagnostics, ...outcome.diagnostics],
    sources: [...sources, ...outcome.sources],
  };
}

/** A fault of ours in one tally is told with it, and the others go on. */
async function guarded(file: string, work: () => Promise<UnitResult>): Promise<UnitResult> {
  try {
    return await work();
  } catch (error) {
    return failedResult(file, error);
  }
}

function forExamining(session: Session, options: RunOptions, units: UnitPlan): ExamineOptions {
  const previous = previousFinder(options.previous, session.editions);
  const { severities, final, workspace } = options;
  const previousGiven = options.previous.length > 0 || (workspace?.previous ?? []).length > 0;
  const copies = copyFinder(session.editions);
  return { previous, severities, final, units, copies, previousGiven, deadlines: workspace?.deadlines };
}

function examineNamed(file: string, names: Names, session: Session, options: ExamineOptions): Examined {
  const examined = examine(file, session, options);
  return { ...examined, diagnostics: [...names.conflicts(file), ...examined.diagnostics] };
}
