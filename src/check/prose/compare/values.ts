import type { Edition } from "../../../core/form/edition.ts";
import { findKey } from "../../../core/form/keys.ts";
import type { Subject } from "../../../core/rule.ts";
import type { Sum, Term } from "../lexicon/meaning.ts";
import { readFigure } from "../tokenize/figure.ts";

/** A value, or the stretch an approximate figure leaves open. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const tolerance = 1e-6;

/** Money in 元, everything else as counted. Undefined where a part is blank or not given. */
export function sumOf(sum: Sum, subject: Subject): Range | undefined {
  let low = 0;
  let high = 0;
  for (const term of sum) {
    const range = termRange(term, subject);
    if (!range) return undefined;
    low += term.minus ? -range.high : range.low;
    high += term.minus ? -range.low : range.high;
  }
  return { low, high };
}

/** Whether the form has what a reading adds up: not every row has every column. */
export function exists(sum: Sum, { edition }: Subject): boolean {
  return sum.every(
    ({ path, columns }) => columns?.every((column) => cellsIn(edition, path, column).length > 0) ?? true,
  );
}

function termRange(term: Term, subject: Subject): Range | undefined {
  if (!term.columns) return valueRange(term.path, subject);
  let low = 0;
  let high = 0;
  const paths = term.columns.flatMap((column) => cellsIn(subject.edition, term.path, column));
  for (const path of paths) {
    const range = valueRange(path, subject);
    if (!range) return undefined;
    low += range.low;
    high += range.high;
  }
  return paths.length > 0 ? { low, high } : undefined;
}

function valueRange(path: string, { figures, tally, edition }: Subject): Range | undefined {
  const value = figures.value(path);
  if (value === undefined) return undefined;
  const written = figures.approximate(path) ? tally.cells.get(path)?.text : undefined;
  const about = written === undefined ? undefined : readFigure(written, 0);
  if (about) return about;
  const scale = findKey(edition.keys, path.split("."))?.measure === "wanYuan" ? 10_000 : 1;
  return { low: value * scale, high: value * scale };
}

const known = new WeakMap<Edition, Map<string, readonly string[]>>();

/** The cells of a column in a row or in all rows of a group; totals are left out, they would count twice. */
export function cellsIn(edition: Edition, path: string, column: string): readonly string[] {
  const cache = known.get(edition) ?? new Map<string, readonly string[]>();
  known.set(edition, cache);
  const key = `${path} ${column}`;
  let cells = cache.get(key);
  if (!cells) {
    cells = edition.cells
      .filter((cell) => !cell.terms && cell.path.startsWith(`${path}.`) && cell.path.endsWith(`.${column}`))
      .map((cell) => cell.path);
    cache.set(key, cells);
  }
  return cells;
}

/** Whether the figure and the value can be the same. */
export function fits(figure: Range, value: Range): boolean {
  const slack = tolerance + Math.abs(value.high) * 1e-12;
  return figure.low <= value.high + slack && value.low <= figure.high + slack;
}

/** Percent; undefined where nothing can be a share of nothing. */
export function rateOf(part: Range, whole: Range): Range | undefined {
  if (whole.low <= 0) return undefined;
  return { low: (part.low / whole.high) * 100, high: (part.high / whole.low) * 100 };
}
