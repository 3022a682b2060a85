import type { Severities } from "../check/run.ts";
import type { AnnexKind } from "../core/annex.ts";
import { hasErrors } from "../core/diagnostic.ts";
import type { Workspace } from "../core/workspace.ts";
import { copyFinder } from "./copies.ts";
import type { Shard } from "./manifest.ts";
import { type Names, planNames } from "./names.ts";
import { type Examined, type ExamineOptions, examine } from "./one.ts";
import { nothing, type Outcome, troubled } from "./outcome.ts";
import { previousFinder } from "./previous.ts";
import type { LeftOver } from "./record.ts";
import type { Session } from "./session.ts";
import { planUnits, type UnitPlan } from "./units.ts";

export { buildAll } from "./build-all.ts";
export type { Outcome } from "./outcome.ts";

export interface RunOptions {
  readonly files: readonly string[];
  readonly previous: readonly string[];
  readonly severities: Severities;
  readonly final: boolean;
  /** Where the register and the local deadlines come from. */
  readonly workspace?: Workspace | undefined;
  /** Over how many years a report compares its main figures, this one among them; not at all without it. */
  readonly trend?: number | undefined;
  /** Only some tallies of the workspace were asked for. */
  readonly partial?: boolean | undefined;
}

export interface BuildOptions extends RunOptions {
  /** Output folder. */
  readonly out: string;
  readonly draft: boolean;
  /** What is printed beside the form; by default what the workspace says. */
  readonly annexes?: readonly AnnexKind[] | undefined;
  /** Threads; by default as many as the machine has, and one for few units. */
  readonly jobs?: number | undefined;
  /** Builds also what has not changed. */
  readonly force?: boolean | undefined;
  /** Builds only this part of the tallies. */
  readonly shard?: Shard | undefined;
  /** Where the paths in the manifest start from; by default the current folder. */
  readonly base?: string | undefined;
  /** Ends the run between two units. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how many reports have no earlier year to compare with, though that was asked for. */
  readonly onAlone?: ((units: number) => void) | undefined;
  /** Is told of reports that no tally stands behind any more. */
  readonly onLeftOver?: ((left: LeftOver) => void) | undefined;
  /** Is told when somebody has changed a template during the run. */
  readonly onTemplatesChanged?: (() => void) | undefined;
}

/** Checks each tally in turn, in path order. One bad unit never stops the others. */
export async function* validateAll(session: Session, options: RunOptions): AsyncGenerator<Outcome> {
  const names = planNames(options.files, session.editions);
  const units = planUnits(names.who, session.editions, options);
  const examineOptions = forExamining(session, options, units);
  for (const [i, file] of options.files.entries()) {
    const outcome = await guarded(file, async () => {
      const { diagnostics, sources, subject } = examineNamed(file, names, session, examineOptions);
      const who = subject && { unit: subject.tally.unit.name, year: subject.tally.year };
      const status = hasErrors(diagnostics) ? "failed" : "valid";
      return { ...nothing(file), diagnostics, sources, status, ...(who && { who }) };
    });
    yield i === 0 ? withRun(outcome, units) : outcome;
  }
}

/** What is wrong with the run as a whole is told with the first tally, and does not count against it. */
function withRun(outcome: Outcome, { diagnostics, sources }: UnitPlan): Outcome {
  if (diagnostics.length === 0) return outcome;
  return {
    ...outcome,
    diagnostics: [...diagnostics, ...outcome.diagnostics],
    sources: [...sources, ...outcome.sources],
  };
}

/** A fault of ours in one tally is told with it, and the others go on. */
async function guarded(file: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return troubled(file, error);
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
