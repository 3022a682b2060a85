import type { LaidCell, Layout } from "./laid-table.ts";

/** How a table is set. */
export interface TableType {
  /** Half-points: headers and labels. */
  readonly text: number;
  /** Half-points: figures. */
  readonly figure: number;
  /** Twips left and right of every cell's text. */
  readonly padding: number;
  /** Twips more at either side of a label. */
  readonly labelIndent: number;
  /** Twips over the type size that a line takes. */
  readonly leading: number;
  /** Headers of so many characters are not broken: 自然人. */
  readonly headerLine: number;
}

const digits = 6;
/** A label that stands over fewer rows than it has characters, such as （四）无法提供. */
const groupCharacters = 4;
const labelLines = 3;
/** Programs round a line's width each in its own way. */
const slack = 8;

/**
 * Column widths that add up to `total`: as wanted (the edition's own proportions) as far as nothing breaks that must
 * not: a figure of six digits, a header at its middle, a long label over more than three lines.
 */
export function columnWidths(
  layout: Layout,
  wanted: readonly number[] | undefined,
  total: number,
  type: TableType,
): readonly number[] {
  const floors = Array.from({ length: layout.columns }, (_, column) => floorOf(layout, column, type));
  const needed = sum(floors);
  if (needed >= total) return exactly(total, floors);
  const wish = wanted?.length === layout.columns ? exactly(total, wanted) : floors.map(() => total / layout.columns);
  const excess = floors.map((floor, i) => Math.max(0, (wish[i] ?? 0) - floor));
  const spare = total - needed;
  return exactly(
    total,
    floors.map((floor, i) => floor + (spare * (excess[i] ?? 0)) / sum(excess)),
  );
}

function floorOf(layout: Layout, column: number, type: TableType): number {
  const edges = 2 * type.padding + slack;
  if (column >= layout.labelColumns) {
    const header = textsOf(layout, column, "header").map(
      (cell) => balancedLine(cell.text, type.headerLine) * em(type.text),
    );
    return edges + Math.max((digits * em(type.figure)) / 2, ...header);
  }
  if (isVertical(layout, column)) return edges + em(type.text) + type.leading;
  if (column < layout.labelColumns - 1) return edges + groupCharacters * em(type.text) + type.labelIndent;
  const longest = Math.max(0, ...textsOf(layout, column, "label").map((cell) => textLength(cell.text)));
  return edges + 2 * type.labelIndent + (Math.ceil(longest / labelLines) + 1) * em(type.text);
}

/** Whether a label column is so narrow that its labels are set from top to bottom: all have the height for it. */
export function isVertical(layout: Layout, column: number): boolean {
  if (column >= layout.labelColumns - 1) return false;
  const labels = textsOf(layout, column, "label");
  return labels.length > 0 && labels.every((cell) => cell.rowSpan >= cell.text.length);
}

function textsOf(layout: Layout, column: number, kind: LaidCell["kind"]): readonly LaidCell[] {
  const cells = layout.rows.flatMap((row) => row.cells);
  return cells.filter((cell) => cell.kind === kind && cell.column === column && cell.colSpan === 1);
}

/** Characters in a line when a header breaks into even lines of at most `room`: 结果维持 as 结果 and 维持, never 结果维 and 持. */
export function balancedLine(text: string, room: number): number {
  const length = Math.ceil(textLength(text));
  return Math.ceil(length / Math.ceil(length / room));
}

/** The same proportions in whole twips that add up. */
function exactly(total: number, parts: readonly number[]): readonly number[] {
  const whole = sum(parts);
  let given = 0;
  let reached = 0;
  return parts.map((part) => {
    reached += part;
    const width = Math.round((reached / whole) * total) - given;
    given += width;
    return width;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The width of one Chinese character of a type size, in twips: 一 is as wide as it is high. */
export function em(halfPoints: number): number {
  return halfPoints * 10;
}

/** Width in characters: ASCII takes half of what 汉字 take. */
export function textLength(text: string): number {
  let length = 0;
  for (const char of text) length += char < "\u0080" ? 0.5 : 1;
  return length;
}

/** Twips as a column's width in Excel's unit: digits of 宋体 11 at 96 dots an inch, 7⅓ dots wide before rounding. */
export function columnUnits(twips: number): number {
  return Math.round((twips / 15 / 7.33) * 100) / 100;
}
