import { hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Cell, Tally, Unit } from "../../core/tally.ts";
import { ExactSum } from "../../core/text/exact.ts";
import type { Source } from "../../core/text/source.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import { readTally } from "../../tally/read-tally.ts";

/** A tally of last year, or the sum of several, with the files that findings point into. */
export interface Previous extends Subject {
  readonly sources: readonly Source[];
}

/** What there is of a unit's last year. */
export interface LastYear {
  readonly previous?: Previous;
  /** The figures of an office that was divided: of this unit they are no more than a bound. */
  readonly shared?: Previous;
  /** Predecessors that `formerly` names and that have no tally here; then nothing is added up. */
  readonly missing?: readonly string[];
}

/** Finds what a unit handed in a year earlier. */
export type FindPrevious = (tally: Tally) => LastYear | undefined;

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
  return (
    previous && edition && { tally: previous, edition, figures: computeFigures(previous, edition), sources: [source] }
  );
}

/** Last year's tally of an office that has gone up in this one, out of the text that should be it. */
export function predecessorFrom(
  source: Source,
  named: string,
  { year }: Tally,
  editions: Editions,
): Previous | undefined {
  const tally = readTally(source, editions).value;
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition || tally.year !== year - 1) return undefined;
  const { name, code } = tally.unit;
  if (unitKey(name) !== unitKey(named) && code !== named) return undefined;
  return { tally, edition, figures: computeFigures(tally, edition), sources: [source] };
}

/** A unit's last year out of its own tally and those of the offices it was made of, as far as they are there. */
export function lastYearOf(
  own: Previous | undefined,
  former: readonly { readonly named: string; readonly previous: Previous | undefined }[],
): LastYear {
  const missing = former.filter(({ previous }) => !previous).map(({ named }) => named);
  if (missing.length > 0) return { missing };
  const previous = mergedFrom([own, ...former.map((one) => one.previous)].flatMap((part) => part ?? []));
  return previous ? { previous } : {};
}

/** The same among the texts of whatever tallies there are. */
export function lastYearAmong(sources: readonly Source[], tally: Tally, editions: Editions): LastYear {
  const first = (find: (source: Source) => Previous | undefined): Previous | undefined => {
    for (const source of sources) {
      const found = find(source);
      if (found) return found;
    }
    return undefined;
  };
  const own = first((source) => previousFrom(source, tally, editions));
  const former = (tally.unit.formerly ?? []).map((named) => ({
    named,
    previous: first((source) => predecessorFrom(source, named, tally, editions)),
  }));
  // One that is the unit itself by another name has been found already.
  return lastYearOf(own, own ? former.filter(({ previous }) => previous?.sources[0] !== own.sources[0]) : former);
}

/** Several offices' figures added up, cell by cell, as far as all have them; their texts are nobody's. */
function mergedFrom(parts: readonly Previous[]): Previous | undefined {
  const [first, ...others] = parts;
  if (!first || others.length === 0) return first;
  if (others.some(({ edition }) => edition.id !== first.edition.id)) return undefined;
  const cells = new Map<string, Cell>();
  for (const [path, cell] of first.tally.cells) {
    if (first.edition.cellAt.get(path)?.terms) continue;
    const all = [cell, ...others.map(({ tally }) => tally.cells.get(path))];
    const found = all.filter((each) => each !== undefined);
    if (found.length === all.length) cells.set(path, sumOf(found, cell));
  }
  const unit = { ...first.tally.unit, name: parts.map(({ tally }) => tally.unit.name).join("、") };
  const tally = { ...first.tally, unit, cells, prose: new Map(), waivers: [] };
  const sources = parts.flatMap((part) => part.sources);
  return { tally, edition: first.edition, figures: computeFigures(tally, first.edition), sources };
}

/** Shown where the most of it is written. */
function sumOf(cells: readonly Cell[], first: Cell): Cell {
  const sum = new ExactSum();
  for (const { value } of cells) if (value !== undefined) sum.add(value);
  const blank = cells.some(({ value }) => value === undefined);
  const most = cells.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a), first);
  return {
    value: blank ? undefined : sum.nearest,
    ...(cells.some(({ approximate }) => approximate) && { approximate: true as const }),
    span: most.span,
    from: cells,
  };
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
