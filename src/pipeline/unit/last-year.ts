import { type Checked, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Unit } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import { blankCode } from "../../import/entry-form.ts";
import { reportedUnit } from "../../import/import-file.ts";
import { readTally } from "../../tally/read-tally.ts";
import { endsAsForm, readTallyFile } from "../workspace/read-tally-file.ts";
import { importFile } from "./import.ts";
import { peekFile } from "./previous.ts";
import { type UnitIndex, unitIndex } from "./unit-index.ts";

/** Last year's report of a unit, as far as it could be read. */
export interface LastYearReport {
  /** Absent where it cannot be used; the findings say why. */
  readonly value?: LastYearSubject;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

interface LastYearSubject extends Subject {
  /** What it says of its unit: of a published report only what stands in it. */
  readonly unit: Partial<Unit>;
}

const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file);

/**
 * Last year's report, whatever it is: a tally without errors, an entry form, or the report as it was published, of which every
 * doubt is told and no figure guessed. `year` is its year, for a document that does not say it.
 */
export function readLastYear(file: string, editions: Editions, year?: number): LastYearReport {
  const read = isYaml(file) || endsAsForm(file) ? readTallyFile(file, editions) : undefined;
  if (read && (isYaml(file) || read.value?.form)) return fromTally(read, editions);
  const { tally: imported, diagnostics } = importFile(file, editions, { keys: "zh", year });
  if (!imported) return { diagnostics, sources: [] };
  const { source, report } = imported;
  const tally = readTally(source, editions).value;
  if (!tally) return { diagnostics, sources: [] };
  const { edition } = report;
  const known = reportedUnit(tally, report);
  return { value: { tally, edition, figures: computeFigures(tally, edition), unit: known }, diagnostics, sources: [] };
}

/** Only what is wrong with it is said, a warning concerns nobody here. */
function fromTally({ value: source, diagnostics: unread }: Checked<Source>, editions: Editions): LastYearReport {
  if (!source) return { diagnostics: unread, sources: [] };
  const { value: tally, diagnostics: reading } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  const diagnostics = [...unread, ...(source.form ? reading.filter(({ code }) => code !== blankCode) : reading)];
  if (!tally || !edition || hasErrors(diagnostics)) return { diagnostics, sources: [source] };
  const { unit } = tally;
  return {
    value: { tally, edition, figures: computeFigures(tally, edition), unit },
    diagnostics: [],
    sources: [source],
  };
}

/** A report is carried over into the year after it, and into no other. */
export function refuseOtherYear(file: string, { tally }: Pick<Subject, "tally">, year: number): void {
  if (tally.year === year - 1) return;
  throw new UsageError({
    zh: `${file} 是 ${tally.year} 年的，不是 ${year} 年的上一年度`,
    en: `${file} is of ${tally.year}, which is not the year before ${year}`,
  });
}

/** Whose each of last year's files is: tallies by their first lines; forms and published reports have to be read whole. */
export function lastYearIndex(files: readonly string[], editions: Editions, today: Iterable<string>): UnitIndex {
  const peekAt = (file: string) => {
    if (isYaml(file) || endsAsForm(file)) {
      const seen = peekFile(file, editions);
      if (seen.unit !== undefined) return seen;
    }
    const report = isYaml(file) ? undefined : importFile(file, editions, { keys: "zh" }).tally?.report;
    return { unit: report?.unit, year: report?.year };
  };
  return unitIndex(files, peekAt, today);
}
