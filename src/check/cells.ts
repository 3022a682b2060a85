import type { Related, Span, Text } from "../core/diagnostic.ts";
import type { Figures } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import { join } from "../core/form/keys.ts";
import type { CellSpec } from "../core/form/table.ts";
import { once } from "../core/once.ts";
import type { Subject } from "../core/rule.ts";
import type { Tally } from "../core/tally.ts";

/** A column of a table as an equation runs down it. */
export interface ValueColumn {
  readonly path: string;
  readonly label: string;
}

const columnsOf = once((_: Edition) => new Map<string, readonly ValueColumn[]>());

/** The input columns of a table: a total column follows from them and is not checked twice. */
export function inputColumns(edition: Edition, table: string, row: string): readonly ValueColumn[] {
  const known = columnsOf(edition);
  const place = join(table, row);
  const found = known.get(place) ?? findColumns(edition, table, row);
  known.set(place, found);
  return found;
}

function findColumns(edition: Edition, table: string, row: string): readonly ValueColumn[] {
  const cells = edition.cells.filter((cell) => cell.table === table && cell.row === row);
  return cells
    .filter((cell) => !cell.terms?.some((term) => cells.some((other) => other.path === term)))
    .map((cell) => ({ path: cell.column, label: cell.columnLabel }));
}

const cellsOf = once((_: Edition) => new Map<string, readonly CellSpec[]>());

/** The cell of a path, or all cells of a row, a group or a table, in the order of the form. */
export function cellsBelow(edition: Edition, path: string): readonly CellSpec[] {
  const known = cellsOf(edition);
  const found = known.get(path) ?? edition.cells.filter((cell) => isBelow(cell.path, path));
  known.set(path, found);
  return found;
}

export function isBelow(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && path[above.length] === ".");
}

/** A cell as the form prints it: “一、本年新收政府信息公开申请数量”的“自然人”. */
export function cellWords(spec: CellSpec): Text {
  const zh = [spec.rowLabel, spec.columnLabel].filter((label) => label !== "").map((label) => `“${label}”`);
  return { zh: zh.join("的"), en: spec.path };
}

/** A row in a few words: without what stands above it, its list number or 其中, and the remark behind it. */
export function shortLabel({ rowLabel }: Pick<CellSpec, "rowLabel">): string {
  return (rowLabel.split(" · ").at(-1) ?? "")
    .replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.|其中：)/, "")
    .replace(/（[^）]*）$/, "");
}

/** Where a cell is written; for one that is computed or omitted, the nearest thing above it that is written. */
export function cellSpan(tally: Tally, edition: Edition, path: string): Span | undefined {
  const cell = tally.cells.get(path);
  if (cell) return cell.span;
  for (const term of edition.cellAt.get(path)?.terms ?? []) {
    const span = cellSpan(tally, edition, term);
    if (span) return span;
  }
  return undefined;
}

/** Where a figure is written, with what is written there: of a sum of several offices' figures every part. */
export function writtenParts(
  { tally, edition }: Pick<Subject, "tally" | "edition">,
  path: string,
  value: number,
): readonly { readonly span: Span; readonly value: number }[] {
  const parts = tally.cells
    .get(path)
    ?.from?.flatMap((part) =>
      part.value === undefined || part.value === 0 ? [] : [{ span: part.span, value: part.value }],
    );
  if (parts && parts.length > 0) return parts;
  const span = cellSpan(tally, edition, path);
  return span ? [{ span, value }] : [];
}

/** Undefined when one of the cells is blank: its blankness has been reported, and a blank is not zero. */
export function addUp(specs: readonly CellSpec[], figures: Figures): number | undefined {
  let sum = 0;
  for (const { path } of specs) {
    const value = figures.value(path);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** The rows of one side of an equation in one column, none of them blank. */
export interface Side {
  readonly sum: number;
  readonly terms: readonly { readonly spec: CellSpec; readonly value: number; readonly span: Span | undefined }[];
}

export function sideOf(specs: readonly CellSpec[], { tally, edition, figures }: Subject): Side {
  const terms = specs.map((spec) => {
    return { spec, value: figures.value(spec.path) ?? 0, span: cellSpan(tally, edition, spec.path) };
  });
  return { sum: terms.reduce((sum, term) => sum + term.value, 0), terms };
}

/**
 * The cells behind a side, as places to show beside a finding: a computed total is shown as what it adds up. Cells that
 * are 0 come last, and only where somebody wrote that 0 for this very cell.
 */
export function sources(
  { tally, edition }: { readonly tally: Tally; readonly edition: Edition },
  side: Side,
): readonly Related[] {
  const zeros: Related[] = [];
  const shown = side.terms.flatMap((term) => {
    const inputs = inputsOf(edition, term.spec.path).flatMap((path) => {
      const [spec, cell] = [edition.cellAt.get(path), tally.cells.get(path)];
      return spec && cell?.value !== undefined ? [{ spec, value: cell.value, span: cell.span }] : [];
    });
    if (!term.spec.terms) return related({ sum: 0, terms: [term] });
    const filled = inputs.filter(({ value }) => value !== 0);
    const empty = inputs.filter(({ spec, value }) => value === 0 && ownPlace(tally, edition, spec));
    zeros.push(...related({ sum: 0, terms: empty }));
    return related({ sum: 0, terms: filled.length > 0 ? filled : [term] });
  });
  return [...shown, ...zeros];
}

/** The cells a clerk fills in that a total adds up; an input cell is its own. */
export function inputsOf(edition: Edition, path: string): readonly string[] {
  const terms = edition.cellAt.get(path)?.terms;
  return terms ? terms.flatMap((term) => inputsOf(edition, term)) : [path];
}

/** Whether a cell was written for itself, and not as one of a row that is 0 as a whole. */
export function ownPlace(tally: Tally, edition: Edition, { path, table, row }: CellSpec): boolean {
  const cell = tally.cells.get(path);
  if (!cell || cell.omitted) return false;
  const start = cell.span.start;
  return !edition.cells.some(
    (other) =>
      other.table === table &&
      other.row === row &&
      other.path !== path &&
      tally.cells.get(other.path)?.span.start === start,
  );
}

/** The written cells of a side, as places to show beside a finding. */
export function related(side: Side): readonly Related[] {
  return side.terms.flatMap(({ spec, value, span }) => {
    if (!span) return [];
    const words = cellWords(spec);
    return [{ span, message: { zh: `${words.zh}：${value}`, en: `${words.en}: ${value}` } }];
  });
}
