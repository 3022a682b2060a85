import { explainText } from "../../check/prose/report/explain-text.ts";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import type { Registration } from "../../core/rule.ts";
import { readTally } from "../../tally/read-tally.ts";
import { copyComparer, type TextSamples, textSamplesOf } from "../unit/copies.ts";
import { type Examined, type ExamineOptions, finish, type Inspection, noCopies } from "../unit/inspect.ts";
import { inspect } from "../unit/inspect-file.ts";
import { packTally } from "../unit/packed-tally.ts";
import { type LastYearFiles, readPrevious } from "../unit/previous.ts";
import { nothingPublished, type PublishedFacts, publicationChecks } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import { failedResult, noFindings, type Publication, refusedUnit, type UnitResult } from "../unit/unit-result.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import type { BuildConfig } from "../workspace/run-config.ts";
import { addUp, type Below } from "../workspace/units.ts";
import type { ChunkWork, ExamineConfig, SuspectQuery, Task } from "./chunk-work.ts";
import { changedContent } from "./published.ts";

/** One unit to be read and checked, with all that was settled about it beforehand. */
export interface ExamineTask extends Task {
  readonly conflicts: readonly Diagnostic[];
  readonly registration: Registration | undefined;
  readonly below: Below | undefined;
  /** Where last year's tally is, and those of its predecessors. */
  readonly previous: LastYearFiles | undefined;
  /** The report as it was published from this folder, while there is no record of it. */
  readonly published: Publication | undefined;
  /** What is known of it by the records of publication. */
  readonly facts: PublishedFacts;
  /** Built elsewhere: only its texts are wanted. */
  readonly readOnly?: true;
}

/** A unit of a chunk as it was read and checked, or why it could not be. */
type FoundUnit<T> = { readonly unit: T; readonly texts: TextSamples | undefined } & (
  | { readonly examined: Examined; readonly result?: never }
  | { readonly result: UnitResult; readonly examined?: never }
);

/**
 * Reads and checks the units of a chunk, in order; all are read before the texts of the first are compared with those of
 * others. One of which only the texts are wanted is not among what is found.
 */
export function unitExaminer<T extends ExamineTask>(
  session: Session,
  config: Parameters<typeof forExamining>[1] & Pick<ExamineConfig, "copies" | "records">,
): (units: readonly T[], ask: SuspectQuery) => AsyncGenerator<FoundUnit<T>> {
  const compare = copyComparer(session.editions);
  return async function* examine(units, ask) {
    const options = forExamining(session, config, units);
    const inspected: (Inspection | UnitResult | undefined)[] = units.map(({ file, readOnly }) => {
      if (readOnly) return undefined;
      try {
        return inspect(file, session, options);
      } catch (error) {
        return failedResult(file, error);
      }
    });
    const texts = inspected.map((one, i) => {
      if (units[i]?.readOnly) return readOnlyTexts(units[i].file, session);
      return one && "input" in one && one.input ? textSamplesOf(one.input.tally, one.input.edition) : undefined;
    });
    const suspects = config.copies ? await ask(texts) : [];
    for (const [i, unit] of units.entries()) {
      const [seen, suspect] = [inspected[i], suspects[i]];
      inspected[i] = undefined;
      if (!seen) continue;
      const { failure } = unit.facts;
      const found = { unit, texts: texts[i] };
      if (failure && config.records) {
        yield { ...found, result: failedResult(unit.file, new FileError(failure.file, failure.text)) };
      } else if ("status" in seen) yield { ...found, result: seen };
      else {
        try {
          const { input } = seen;
          const copies = input && suspect !== undefined ? compare(input.tally, input.edition, suspect) : noCopies;
          yield { ...found, examined: finish(seen, options, copies) };
        } catch (error) {
          yield { ...found, result: failedResult(unit.file, error) };
        }
      }
    }
  };
}

/** What is wrong with a unit that is built elsewhere is reported there. */
function readOnlyTexts(file: string, { editions }: Pick<Session, "editions">): TextSamples | undefined {
  try {
    const source = readTallyFile(file, editions).value;
    const tally = source && readTally(source, editions).value;
    const edition = tally && editions.get(tally.edition);
    return tally && edition && textSamplesOf(tally, edition);
  } catch {
    return undefined;
  }
}

/** Checks a few units, in order. */
export function makeChunkExaminer(session: Session, config: ExamineConfig): ChunkWork<ExamineTask> {
  const examine = unitExaminer(session, config);
  return async function* (units, ask) {
    for await (const { unit, examined, result } of examine(units, ask)) {
      yield result ?? (await guarded(unit.file, () => resultOf(examined, unit, config)));
    }
  };
}

/** What became of a unit, be it that something went wrong with it that is not its own fault. */
export async function guarded(file: string, work: () => UnitResult | Promise<UnitResult>): Promise<UnitResult> {
  try {
    return await work();
  } catch (error) {
    return failedResult(file, error);
  }
}

/** What the units of a chunk are checked with. */
export function forExamining(
  { editions }: Pick<Session, "editions">,
  { report, correction }: Pick<BuildConfig, "report"> & Partial<Pick<BuildConfig, "correction">>,
  units: readonly ExamineTask[],
): ExamineOptions {
  const byFile = new Map(units.map((unit) => [unit.file, unit]));
  const { final } = report;
  const previous: ExamineOptions["previous"] = (tally) =>
    readPrevious(byFile.get(tally.file)?.previous, tally, editions);
  const checks = publicationChecks((file) => byFile.get(file)?.facts ?? nothingPublished, {
    previous,
    final,
    editions,
  });
  return {
    ...report,
    previous,
    // What corrects a published report differs from it.
    publications: correction ? { ...checks, changed: () => undefined } : checks,
    units: {
      registration: (file) => byFile.get(file)?.registration,
      parts: (file) => {
        const below = byFile.get(file)?.below;
        return below && addUp(below, editions);
      },
      sources: [],
    },
  };
}

/** All that is to be said of a tally: by itself, beside the others of the run, and beside what was published. */
export function allFindings(
  examined: Examined,
  { conflicts, published, facts }: Pick<ExamineTask, "conflicts" | "published" | "facts">,
): readonly Diagnostic[] {
  // Nothing is replaced here: that a report says something else than was published is a warning.
  const changed = published && !facts.own && changedContent(examined, published);
  return [...conflicts, ...examined.diagnostics, ...(changed ? [{ ...changed, severity: "warning" as const }] : [])];
}

function resultOf(examined: Examined, task: ExamineTask, { wanted }: Pick<ExamineConfig, "wanted">): UnitResult {
  const { file, sources, subject, silenced } = examined;
  const diagnostics = allFindings(examined, task);
  const { tally, edition, prose } = subject ?? {};
  const found = {
    ...noFindings(file),
    ...{ diagnostics, sources },
    ...(tally && { who: { unit: tally.unit.name, year: tally.year } }),
    ...(silenced && { silenced }),
    ...(tally && edition && { tally: packTally(tally, edition, wanted === "figures") }),
    ...(subject && prose && wanted === "texts" && { explained: explainText({ ...subject, prose }) }),
  };
  return hasErrors(diagnostics) ? { ...found, ...refusedUnit(found) } : { ...found, status: "valid" as const };
}
