import type { Severities } from "../check/run.ts";
import { type Diagnostic, hasErrors, kindOf } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import type { Source } from "../core/source.ts";
import type { Workspace } from "../core/workspace.ts";
import { setAside, sweep, type Written, writeTogether } from "../write/files.ts";
import { copyFinder } from "./copies.ts";
import { templateNames } from "./editions.ts";
import { type Names, planNames } from "./names.ts";
import { type Examined, type ExamineOptions, examine, stampOne } from "./one.ts";
import { previousFinder } from "./previous.ts";
import type { Session } from "./session.ts";
import { planUnits, type UnitPlan } from "./units.ts";

export interface RunOptions {
  readonly files: readonly string[];
  readonly previous: readonly string[];
  readonly severities: Severities;
  readonly final: boolean;
  /** Where the register and the local deadlines come from. */
  readonly workspace?: Workspace | undefined;
  /** Only some tallies of the workspace were asked for. */
  readonly partial?: boolean | undefined;
}

export interface BuildOptions extends RunOptions {
  /** Output folder. */
  readonly out: string;
  readonly draft: boolean;
}

/** What became of one tally. */
export interface Outcome {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  readonly status: "valid" | "failed" | Written;
  /** Names of the reports, relative to the output folder. */
  readonly outputs: readonly string[];
  /** Reports of an earlier run that were set aside because they no longer follow from the tally. */
  readonly aside: readonly string[];
  /** A file that could not be written. */
  readonly failure?: FileError;
  /** A fault of ours that this tally brought to light. */
  readonly fault?: Error;
  /** Whose tally it is, where that could be made out. */
  readonly who?: { readonly unit: string; readonly year: number };
}

export const draftPrefix = "草稿-";
export const asidePrefix = "旧版-";

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

/** Checks each tally and writes its reports, in path order; a unit's files together or none of them. */
export async function* buildAll(session: Session, options: BuildOptions): AsyncGenerator<Outcome> {
  sweep(options.out);
  const names = planNames(options.files, session.editions);
  const units = planUnits(names.who, session.editions, options);
  const examineOptions = forExamining(session, options, units);
  const told = new Set<Diagnostic>();
  for (const [i, file] of options.files.entries()) {
    const built = await guarded(file, () =>
      buildOne(examineNamed(file, names, session, examineOptions), names, session, options),
    );
    const outcome = i === 0 ? withRun(built, units) : built;
    // What is wrong with a template is the same for every unit, and is said once.
    yield { ...outcome, diagnostics: outcome.diagnostics.filter((diagnostic) => !told.has(diagnostic)) };
    for (const diagnostic of outcome.diagnostics) if (diagnostic.file !== file) told.add(diagnostic);
  }
}

/** A fault of ours in one tally is told with it, and the others go on. */
async function guarded(file: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileError) return { ...nothing(file), failure: error };
    return { ...nothing(file), fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

function nothing(file: string): Outcome {
  return { file, diagnostics: [], sources: [], status: "failed", outputs: [], aside: [] };
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

async function buildOne(examined: Examined, names: Names, session: Session, options: BuildOptions): Promise<Outcome> {
  const { file, sources } = examined;
  const base = names.of(file);
  const conflicting = names.conflicts(file).length > 0;
  const refused = options.final && examined.diagnostics.some((finding) => kindOf(finding) === "warning");
  const { value: artifacts, diagnostics: template } =
    refused || conflicting || base === undefined
      ? { value: undefined, diagnostics: [] }
      : await stampOne(examined, session, options.draft);
  const diagnostics = [...examined.diagnostics, ...template];
  const done = { ...nothing(file), sources, diagnostics };
  try {
    if (!artifacts || base === undefined) {
      const aside = options.draft || base === undefined || conflicting ? [] : asideAll(options.out, base);
      return { ...done, aside };
    }
    const prefix = options.draft ? draftPrefix : "";
    const outputs = artifacts.map(({ format, bytes }) => ({ name: `${prefix}${base}.${format}`, bytes }));
    const status = writeTogether(options.out, outputs);
    return { ...done, status, outputs: outputs.map(({ name }) => name) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { ...done, failure: error };
  }
}

function asideAll(out: string, base: string): readonly string[] {
  const names = Object.keys(templateNames).map((format) => `${base}.${format}`);
  return names.filter((name) => setAside(out, name, asidePrefix));
}
