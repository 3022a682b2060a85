import { type ExplainedFigure, explainText } from "../../check/prose/report/explain-text.ts";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import { copyFinder } from "../unit/copies.ts";
import type { Examined, ExamineOptions } from "../unit/inspect.ts";
import { examine } from "../unit/inspect-file.ts";
import { previousFinder } from "../unit/previous.ts";
import { type PublishedFacts, publicationChecks, publishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import { failedResult, noFindings, refusedUnit } from "../unit/unit-result.ts";
import type { Names } from "../workspace/names.ts";
import { planNames } from "../workspace/names.ts";
import { openRecords } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { planUnits } from "../workspace/units.ts";
import { keyOf, manifestName, openManifest, tallyPath } from "./manifest.ts";
import { changedContent, isOut, publicationFinder } from "./published.ts";

export type ValidatedUnit = UnitResult & {
  /** What each number of the texts was taken for, where that was asked for. */
  readonly explained?: readonly ExplainedFigure[];
};

/** Checks each tally in turn, in path order. One bad unit never stops the others. */
export async function* validateAll(
  session: Session,
  config: RunConfig & { readonly explainText?: boolean },
): AsyncGenerator<ValidatedUnit> {
  const names = planNames(config.files, session.editions);
  const units = planUnits(names.who, session.editions, { ...config, severities: config.report.severities });
  const records = openRecords(config.published);
  const factsOf = (file: string): PublishedFacts => publishedFacts(records, file, names.who.get(file));
  const options = forExamining(session, config, units, names);
  const examineOptions = { ...options, publications: publicationChecks(factsOf, { ...options, ...session }) };
  const changed = changedFinder(config, names, factsOf);
  for (const [i, file] of config.files.entries()) {
    const result = await guarded(file, async () => {
      const examined = examineNamed(file, names, session, examineOptions);
      const { sources, subject, silenced } = examined;
      const diagnostics = [...examined.diagnostics, ...changed(examined)];
      const who = subject && { unit: subject.tally.unit.name, year: subject.tally.year };
      const explained =
        config.explainText && subject?.prose ? explainText({ ...subject, prose: subject.prose }) : undefined;
      const found = {
        ...noFindings(file),
        diagnostics,
        sources,
        ...(who && { who }),
        ...(silenced && { silenced }),
        ...(explained && { explained }),
      };
      return hasErrors(diagnostics) ? { ...found, ...refusedUnit(found) } : { ...found, status: "valid" as const };
    });
    const { diagnostics, sources } = units;
    yield i === 0 && diagnostics.length > 0 ? { ...result, ofRun: { diagnostics, sources } } : result;
  }
}

/**
 * Finds the reports that say something else than was published from the output folder, while there is no record of it. It is
 * a warning: nothing is replaced here.
 */
function changedFinder(
  { out, base, today }: RunConfig,
  names: Names,
  factsOf: (file: string) => PublishedFacts,
): (examined: Examined) => readonly Diagnostic[] {
  const find = publicationFinder([manifestIn(out)]);
  return (examined) => {
    const { file } = examined;
    const { own, failure } = factsOf(file);
    if (failure) throw new FileError(failure.file, failure.text);
    if (own) return [];
    const published = find(keyOf({ tally: tallyPath(base, file) }), names.who.get(file));
    const changed = published && isOut(published, today) && changedContent(examined, published);
    return changed ? [{ ...changed, severity: "warning" }] : [];
  };
}

/** What cannot be understood, or is another program's, is for `build` to refuse. */
function manifestIn(folder: string): ReturnType<typeof openManifest> {
  try {
    return openManifest(folder, manifestName);
  } catch {
    return undefined;
  }
}

/** A fault of ours in one tally is reported with it, and the others go on. */
async function guarded(file: string, work: () => Promise<UnitResult>): Promise<UnitResult> {
  try {
    return await work();
  } catch (error) {
    return failedResult(file, error);
  }
}

function forExamining(
  { editions }: Session,
  { report, previous, files }: RunConfig,
  units: UnitPlan,
  names: Names,
): ExamineOptions {
  return {
    ...report,
    previous: previousFinder(previous, editions, names.who.values()),
    units,
    copies: copyFinder(editions, files.length),
  };
}

function examineNamed(file: string, names: Names, session: Session, options: ExamineOptions): Examined {
  const examined = examine(file, session, options);
  return { ...examined, diagnostics: [...names.conflicts(file), ...examined.diagnostics] };
}
