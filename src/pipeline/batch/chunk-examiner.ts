import { explainText } from "../../check/prose/report/explain-text.ts";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import type { Registration } from "../../core/rule.ts";
import { copyComparer, textSamplesOf } from "../unit/copies.ts";
import { type Examined, type ExamineOptions, finish, type Inspection, noCopies } from "../unit/inspect.ts";
import { inspect } from "../unit/inspect-file.ts";
import { packTally } from "../unit/packed-tally.ts";
import { type LastYearFiles, readPrevious } from "../unit/previous.ts";
import { nothingPublished, type PublishedFacts, publicationChecks } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import { failedResult, noFindings, type Publication, refusedUnit, type UnitResult } from "../unit/unit-result.ts";
import type { BuildConfig } from "../workspace/run-config.ts";
import { addUp, type Below } from "../workspace/units.ts";
import type { ChunkWork, ExamineConfig, Task } from "./chunk-work.ts";
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
}

/** Checks a few units, in order; all are read before the texts of the first are compared with those of others. */
export function makeChunkExaminer(session: Session, config: ExamineConfig): ChunkWork<ExamineTask> {
  const compare = copyComparer(session.editions);
  return async function* examine(units, ask) {
    const options = forExamining(session, config, units);
    const inspected: (Inspection | UnitResult | undefined)[] = units.map(({ file }) =>
      guardedInspect(file, session, options),
    );
    const texts = inspected.map((one) =>
      one && "input" in one && one.input ? textSamplesOf(one.input.tally, one.input.edition) : undefined,
    );
    const suspects = config.copies ? await ask(texts) : [];
    for (const [i, unit] of units.entries()) {
      const [seen, suspect] = [inspected[i], suspects[i]];
      inspected[i] = undefined;
      if (!seen) continue;
      try {
        const { failure } = unit.facts;
        if (failure && config.records) throw new FileError(failure.file, failure.text);
        if ("status" in seen) yield seen;
        else {
          const { input } = seen;
          const copies = input && suspect !== undefined ? compare(input.tally, input.edition, suspect) : noCopies;
          yield resultOf(finish(seen, options, copies), unit, config);
        }
      } catch (error) {
        yield failedResult(unit.file, error);
      }
    }
  };
}

export function guardedInspect(file: string, session: Session, options: ExamineOptions): Inspection | UnitResult {
  try {
    return inspect(file, session, options);
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
