import type { CellValue, Worksheet } from "exceljs";
import { font } from "./fonts.ts";
import { cellName, columnName } from "./formula.ts";
import { type BodyRow, kindsOnce, type SheetBody } from "./repeated-rows.ts";
import { boxed, centred, face, leftward, notCountedFill, plain, rowHeight, totalFill } from "./sheet-style.ts";
import { breakPages, type PageBreaks } from "./summary-pages.ts";

/** A column of figures under the form's headings, the widest first. */
export interface SummaryColumn {
  readonly path: string;
  readonly headings: readonly [table: string, row: string, column: string];
  /** 万元 as they are written; counts without decimals. */
  readonly decimals: boolean;
}

/** The figures of one unit by path; those that are not there are not 0. A text where a figure is approximate. */
export type RowFigures = Pick<ReadonlyMap<string, number | string>, "get" | "has">;

/** One unit: what it is, where it stands, and its figures; none where they are not counted, which is not 0. */
export interface SummaryRow {
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly file: string;
  readonly figures: RowFigures | undefined;
  /** What the unit remarks on its figures: comments on their cells. */
  readonly remarks?: ReadonlyMap<string, string>;
}

/** A sheet with a row a unit, and the units' sum. */
export interface SummarySheet {
  readonly name: string;
  readonly columns: readonly SummaryColumn[];
  /** What the columns add up to; a text where an approximate figure is among them. */
  readonly totals: ReadonlyMap<string, number | string>;
}

const fixed = ["类型", "单位", "状态", "文件"] as const;
const fixedWidths: readonly number[] = [7, 30, 10, 30];
/** Seven digits; more are set smaller. */
const figureWidth = 8;
/** Kind and unit stand on every page. */
const repeated = 2;
/** Beside them fifteen columns, in a type that can still be read: two rows of the form of seven, or a table of complaints. */
const pageWidth = 7 + 30 + 15 * figureWidth;
const titleRows = 1;
const headRows = 3;
export const wideHead: number = titleRows + headRows;
const pathly = { horizontal: "left", vertical: "middle", shrinkToFit: true } as const;
const figurely = { horizontal: "right", vertical: "middle", shrinkToFit: true } as const;

/** Where the printed pages of a sheet end. */
export function pagesOf({ columns }: SummarySheet): PageBreaks {
  const others = fixedWidths.map((width) => ({ width, group: "" }));
  const figures = columns.map(({ headings }) => ({ width: figureWidth, group: headings.slice(0, 2).join("\n") }));
  return breakPages([...others, ...figures], repeated, pageWidth);
}

/** Draws a sheet but for the rows that look like one before; gives those. */
export function drawWide(sheet: Worksheet, title: string, rows: readonly SummaryRow[], wide: SummarySheet): SheetBody {
  const { columns, totals } = wide;
  const last = wideHead + rows.length;
  const width = fixed.length + columns.length;
  for (let column = 1; column <= width; column++) {
    sheet.getColumn(column).width = fixedWidths[column - 1] ?? figureWidth;
  }
  // Over the columns that every page repeats: anywhere else it would be cut off or stand on one page only.
  sheet.mergeCells(1, 1, 1, repeated);
  Object.assign(sheet.getCell(1, 1), { value: title, font: face(font.heading, 12), alignment: centred });
  sheet.getRow(1).height = 36;
  drawHead(sheet, columns, new Set(pagesOf(wide).after.map((at) => at - fixed.length)));
  for (let at = 1; at <= wideHead; at++) sheet.getRow(at).commit();
  const isNew = kindsOnce();
  rows.forEach((row, i) => {
    const at = wideHead + i + 1;
    const { kind, name, state, file, figures, remarks } = row;
    if (!isNew(looksOf(row)) && !remarks) return;
    drawRow(sheet, at, [kind, name, state, file], columns, (path) => figures?.get(path));
    columns.forEach(({ path }, n) => {
      const remark = remarks?.get(path);
      if (remark !== undefined) sheet.getCell(at, fixed.length + n + 1).note = remark;
    });
    sheet.getRow(at).height = heightOf(row);
    if (!figures) fill(sheet, at, width, notCountedFill);
    sheet.getRow(at).commit();
  });
  const counted = rows.filter(({ figures }) => figures).length;
  drawRow(sheet, last + 1, ["合计", `计入 ${counted} 个单位`, "", ""], columns, (path, column) => {
    const total = totals.get(path);
    if (typeof total !== "number" || rows.length === 0) return total;
    const letters = columnName(column);
    return { formula: `SUM(${letters}${wideHead + 1}:${letters}${last})`, result: total };
  });
  sheet.getRow(last + 1).height = rowHeight();
  fill(sheet, last + 1, width, totalFill);
  // The sum is not among what is filtered and sorted.
  if (rows.length > 0) {
    sheet.autoFilter = `A${wideHead}:${cellName({ row: last, column: width })}`;
  }
  return { first: wideHead + 1, count: rows.length, row: (i) => bodyRow(rows[i], columns) };
}

function bodyRow(row: SummaryRow | undefined, columns: readonly SummaryColumn[]): BodyRow {
  if (!row) throw new Error("a row beyond the last");
  const { kind, name, state, file, figures } = row;
  const cells = [kind, name, state, file, ...columns.map(({ path }) => figures?.get(path))];
  return { cells, height: heightOf(row), kind: looksOf(row) };
}

function heightOf({ name, state }: SummaryRow): number {
  return rowHeight([name, fixedWidths[1] ?? 0], [state, fixedWidths[2] ?? 0]);
}

function looksOf({ figures }: SummaryRow): string {
  return figures ? "counted" : "not counted";
}

/** Three lines: table, row, column; what repeats beside one another is one cell, as far as a printed page reaches. */
function drawHead(sheet: Worksheet, columns: readonly SummaryColumn[], pages: ReadonlySet<number>): void {
  const first = titleRows + 1;
  fixed.forEach((name, i) => {
    sheet.mergeCells(first, i + 1, first + headRows - 1, i + 1);
    sheet.getCell(first, i + 1).value = name;
  });
  const heights = new Array<number>(headRows).fill(0);
  for (let level = 0; level < headRows; level++) {
    let from = 0;
    for (let i = 1; i <= columns.length; i++) {
      const goesOn = i < columns.length && level < headRows - 1 && !pages.has(i);
      if (goesOn && sameHeading(columns[i], columns[from], level)) continue;
      const at = first + level;
      if (i - from > 1) sheet.mergeCells(at, fixed.length + from + 1, at, fixed.length + i);
      const text = columns[from]?.headings[level] ?? "";
      sheet.getCell(at, fixed.length + from + 1).value = text;
      heights[level] = Math.max(heights[level] ?? 0, rowHeight([text, (i - from) * figureWidth]));
      from = i;
    }
  }
  for (let at = first; at < first + headRows; at++) {
    sheet.getRow(at).height = Math.max(22, heights[at - first] ?? 0);
    for (let column = 1; column <= fixed.length + columns.length; column++) {
      Object.assign(sheet.getCell(at, column), { font: plain, border: boxed, alignment: centred });
    }
  }
}

function sameHeading(a: SummaryColumn | undefined, b: SummaryColumn | undefined, level: number): boolean {
  const upTo = (column: SummaryColumn | undefined) => column?.headings.slice(0, level + 1).join("\n");
  return upTo(a) === upTo(b);
}

function drawRow(
  sheet: Worksheet,
  at: number,
  texts: readonly string[],
  columns: readonly SummaryColumn[],
  value: (path: string, column: number) => CellValue | undefined,
): void {
  texts.forEach((text, i) => {
    // A string is a string to Excel, whatever it begins with.
    const alignment = i === fixed.length - 1 ? pathly : leftward;
    Object.assign(sheet.getCell(at, i + 1), { value: text, font: plain, border: boxed, alignment });
  });
  columns.forEach(({ path, decimals }, i) => {
    const column = fixed.length + i + 1;
    const cell = sheet.getCell(at, column);
    Object.assign(cell, { font: plain, border: boxed, alignment: figurely });
    cell.numFmt = decimals ? "General" : "0";
    const figure = value(path, column);
    if (figure !== undefined) cell.value = figure;
  });
}

function fill(sheet: Worksheet, at: number, width: number, colour: typeof notCountedFill | typeof totalFill): void {
  for (let column = 1; column <= width; column++) sheet.getCell(at, column).fill = colour;
}
