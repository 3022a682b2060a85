import type { CellValue, Worksheet } from "exceljs";
import { font } from "./fonts.ts";
import { columnName } from "./formula.ts";
import { type BodyRow, kindsOnce, type SheetBody } from "./repeated-rows.ts";
import { boxed, centred, face, leftward, notCountedFill, plain, rowHeight, totalFill } from "./sheet-style.ts";
import type { RowFigures, SummaryRow } from "./summary-sheet.ts";

/** One unit of such a table; without figures where it is not counted. */
interface SummaryAnnexRow {
  readonly name: string;
  readonly figures: RowFigures | undefined;
  /** Why a figure is not there; empty where all are. */
  readonly note: string;
}

/** A table of a few figures: a line a unit, their sum, and the share one is of another. */
export interface SummaryAnnex {
  /** On the sheet's tab. */
  readonly name: string;
  readonly title: string;
  /** 个: what is counted; none where every column says so itself. */
  readonly measure?: string;
  readonly columns: readonly { readonly path: string; readonly name: string }[];
  /** Paths of two columns. */
  readonly rate?: { readonly name: string; readonly part: string; readonly whole: string };
  readonly rows: readonly SummaryRow[];
  /** What is shown of a unit: made while its line is drawn, for there are tens of thousands on each of several sheets. */
  readonly line: (row: SummaryRow) => SummaryAnnexRow;
  readonly totals: ReadonlyMap<string, number | string>;
}

/** Title, measure, names of the columns. */
export const annexHead = 3;
const before = 2;
/** No share can be said: of nothing, of an approximate figure, or where a unit gives only one of the two. */
const noRate = "—";
const rightward = { horizontal: "right", vertical: "middle", indent: 1 } as const;

/** Draws a sheet but for the rows that look like one before; gives those. */
export function drawAnnex(sheet: Worksheet, annex: SummaryAnnex): SheetBody {
  const { columns, rate, rows, totals } = annex;
  const names = ["序号", "单位", ...columns.map(({ name }) => name), ...(rate ? [rate.name] : []), "备注"];
  const widths = [6, 38, ...columns.map(() => (isWide(annex) ? 11 : 12)), ...(rate ? [12] : []), 18];
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  const width = names.length;
  drawHead(sheet, annex, names, widths);
  const heightOf = ({ name, note }: SummaryAnnexRow) =>
    rowHeight([name, widths[1] ?? 0], [note, widths[width - 1] ?? 0]);
  const isNew = kindsOnce();
  rows.forEach((one, i) => {
    const at = annexHead + i + 1;
    const row = annex.line(one);
    const { note } = row;
    if (!isNew(looksOf(row))) return;
    drawLine(sheet, at, annex, lineOf(annex, row, at));
    sheet.getRow(at).height = heightOf(row);
    if (note !== "") fill(sheet, at, width, notCountedFill);
    sheet.getRow(at).commit();
  });
  const last = annexHead + rows.length;
  const given = rows.filter(({ figures }) => columns.some(({ path }) => figures?.has(path)));
  const both = given.every(({ figures }) => rate === undefined || (figures?.has(rate.part) && figures.has(rate.whole)));
  drawLine(sheet, last + 1, annex, {
    texts: ["合计", `计入 ${given.length} 个单位`],
    figure: ({ path }, letters) => {
      const total = totals.get(path);
      if (typeof total !== "number") return total;
      return { formula: `SUM(${letters}${annexHead + 1}:${letters}${last})`, result: total };
    },
    rate: both ? rateOf(annex, totals, last + 1) : noRate,
    note: "",
  });
  sheet.getRow(last + 1).height = rowHeight();
  fill(sheet, last + 1, width, totalFill);
  const bodyRow = (i: number): BodyRow => {
    const one = rows[i];
    if (!one) throw new Error("a row beyond the last");
    const row = annex.line(one);
    const cells = cellsOf(annex, lineOf(annex, row, annexHead + i + 1));
    return { cells, height: heightOf(row), kind: looksOf(row) };
  };
  return { first: annexHead + 1, count: rows.length, row: bodyRow };
}

function looksOf({ note }: SummaryAnnexRow): string {
  return note === "" ? "whole" : "lacking";
}

function lineOf(annex: SummaryAnnex, { name, figures, note }: SummaryAnnexRow, at: number): Line {
  const given = figures ?? new Map<string, number | string>();
  return { texts: [at - annexHead, name], figure: ({ path }) => given.get(path), rate: rateOf(annex, given, at), note };
}

/** Printed lying. */
export function isWide({ columns }: SummaryAnnex): boolean {
  return columns.length > 6;
}

function drawHead(
  sheet: Worksheet,
  { title, measure }: SummaryAnnex,
  names: readonly string[],
  widths: readonly number[],
): void {
  sheet.mergeCells(1, 1, 1, names.length);
  const top = sheet.getCell(1, 1);
  Object.assign(top, { value: title, font: face(font.heading, 16), alignment: centred });
  sheet.getRow(1).height = 36;
  sheet.mergeCells(2, 1, 2, names.length);
  const second = sheet.getCell(2, 1);
  Object.assign(second, {
    value: measure === undefined ? null : `计量单位：${measure}`,
    font: plain,
    alignment: { horizontal: "right" },
  });
  names.forEach((name, i) => {
    Object.assign(sheet.getCell(annexHead, i + 1), { value: name, font: plain, border: boxed, alignment: centred });
  });
  sheet.getRow(annexHead).height = Math.max(24, rowHeight(...names.map((name, i) => [name, widths[i] ?? 0] as const)));
  for (let at = 1; at <= annexHead; at++) sheet.getRow(at).commit();
}

interface Line {
  readonly texts: readonly [number | string, string];
  readonly figure: (column: SummaryAnnex["columns"][number], letters: string) => CellValue | undefined;
  readonly rate: CellValue;
  readonly note: string;
}

function cellsOf(annex: SummaryAnnex, { texts, figure, rate, note }: Line): readonly CellValue[] {
  return [
    ...texts,
    ...annex.columns.map((column, i) => figure(column, columnName(before + i + 1)) ?? null),
    ...(annex.rate ? [rate] : []),
    note,
  ];
}

function drawLine(sheet: Worksheet, at: number, annex: SummaryAnnex, line: Line): void {
  const cells = cellsOf(annex, line);
  cells.forEach((value, i) => {
    const alignment = i === 0 ? centred : i === 1 || i === cells.length - 1 ? leftward : rightward;
    const cell = sheet.getCell(at, i + 1);
    Object.assign(cell, { font: plain, border: boxed, alignment });
    if (annex.rate && i === before + annex.columns.length) cell.numFmt = "0.00%";
    if (value !== null) cell.value = value;
  });
}

/** Computed by the workbook from the two cells beside it, with the result kept for programs that do not compute. */
function rateOf({ columns, rate }: SummaryAnnex, figures: SummaryAnnexRow["figures"], at: number): CellValue {
  const [part, whole] = [figures?.get(rate?.part ?? ""), figures?.get(rate?.whole ?? "")];
  if (typeof part !== "number" || typeof whole !== "number" || whole === 0) return noRate;
  const letters = (path: string | undefined) => columnName(before + columns.findIndex((one) => one.path === path) + 1);
  return { formula: `${letters(rate?.part)}${at}/${letters(rate?.whole)}${at}`, result: part / whole };
}

function fill(sheet: Worksheet, at: number, width: number, colour: typeof notCountedFill | typeof totalFill): void {
  for (let column = 1; column <= width; column++) sheet.getCell(at, column).fill = colour;
}
