import { hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Tally, Unit } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import { readTally } from "../../tally/read-tally.ts";

/** A tally of last year, with the file that findings point into. */
export interface Previous extends Subject {
  readonly source: Source;
}

/** Finds the tally a unit handed in a year earlier. */
export type FindPrevious = (tally: Tally) => Previous | undefined;

/** Who a tally is of; the code is what an office keeps when it is renamed. */
export interface UnitOfYear {
  readonly unit: string | undefined;
  readonly year: number | undefined;
  readonly code?: string | undefined;
}

/** Of the year before, and of the same name or code; whether a code is the unit's own is only known once it is read. */
export function mayBeLastYears(last: UnitOfYear, { unit, year, code }: UnitOfYear): boolean {
  if (last.year === undefined || year === undefined || last.year !== year - 1) return false;
  return unitKey(last.unit ?? "") === unitKey(unit ?? "") || (code !== undefined && last.code === code);
}

/** Last year's tally of a unit out of the text that should be it; undefined where that is another's. */
export function previousFrom(source: Source, tally: Tally, editions: Editions): Previous | undefined {
  const who = readHeader(source, editions);
  if (!mayBeLastYears(who, { unit: tally.unit.name, year: tally.year, code: tally.unit.code })) return undefined;
  const previous = readTally(source, editions).value;
  const edition = previous && isSame(tally.unit, previous.unit) ? editions.get(previous.edition) : undefined;
  return previous && edition && { tally: previous, edition, figures: computeFigures(previous, edition), source };
}

/** A unit's tally of an earlier year, where its text can be read without an error and is the unit's. */
export function earlierFrom(source: Source, { unit }: Tally, editions: Editions): Subject | undefined {
  const { value: tally, diagnostics } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition || hasErrors(diagnostics) || !isSame(unit, tally.unit)) return undefined;
  return { tally, edition, figures: computeFigures(tally, edition) };
}

/** 统一社会信用代码 has 18 characters and belongs to one organ; a place's code belongs to its government, and departments borrow it. */
function isSame(unit: Unit, earlier: Unit): boolean {
  if (unitKey(unit.name) === unitKey(earlier.name)) return true;
  const own = unit.code?.length === 18 || (unit.kind !== "department" && unit.kind !== "other");
  return own && unit.kind === earlier.kind && unit.code !== undefined && unit.code === earlier.code;
}
