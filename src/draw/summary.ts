import { PassThrough } from "node:stream";
import type { AddWorksheetOptions, CellValue, Worksheet } from "exceljs";
import exceljs from "exceljs";
import { font } from "./fonts.ts";
import { cellName, columnName } from "./formula.ts";
import { orderFonts, pack, unpack } from "./normalise.ts";
import { boxed, centred, face, leftward, pageFooter, pageSetup, plain } from "./sheet-style.ts";

/** A column of figures under the form's headings, the widest first. */
export interface SummaryColumn {
  readonly path: string;
  readonly headings: readonly [table: string, row: string, column: string];
  /** 万元 as they are written; counts without decimals. */
  readonly decimals: boolean;
}

/** One unit: what it is, where it stands, and its figures; none where they are not counted, which is not 0. */
export interface SummaryRow {
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly file: string;
  readonly figures: ReadonlyMap<string, number | string> | undefined;
}

export interface SummarySheet {
  readonly name: string;
  readonly columns: readonly SummaryColumn[];
  /** What the columns add up to; a text where an approximate figure is among them. */
  readonly totals: ReadonlyMap<string, number | string>;
}

export interface Summary {
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  readonly sheets: readonly SummarySheet[];
}

const fixed = ["类型", "单位", "状态", "文件"] as const;
const fixedWidths = [8, 34, 10, 30];
const titleRows = 1;
const headRows = 3;
/** 不计入的单位一眼看得见。 */
const notCounted = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFE5E5" } } as const;
const totalFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEFEFEF" } } as const;

/** Beyond so many rows the workbook is written as it is drawn: whole in memory it takes some 400 kB a row. */
const mostAtOnce = 2000;

/** The workbook of an office over its units: one row a unit, one column a cell of the form. The same input gives the same bytes. */
export async function drawSummary(summary: Summary, atOnce: number = mostAtOnce): Promise<Uint8Array> {
  const parts = unpack(await (summary.rows.length > atOnce ? streamed(summary) : whole(summary)));
  parts.set("xl/styles.xml", orderFonts(parts.get("xl/styles.xml") ?? ""));
  return pack(parts);
}

const about = { creator: "gov-report", lastModifiedBy: "gov-report", created: new Date(0), modified: new Date(0) };

async function whole(summary: Summary): Promise<Uint8Array> {
  const workbook = Object.assign(new exceljs.Workbook(), about);
  for (const sheet of summary.sheets) drawSheet(addSheet(workbook, summary, sheet), summary, sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function streamed(summary: Summary): Promise<Uint8Array> {
  const stream = new PassThrough();
  const chunks: Uint8Array[] = [];
  stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  Object.assign(workbook, about);
  for (const sheet of summary.sheets) {
    const drawn = addSheet(workbook, summary, sheet);
    drawSheet(drawn, summary, sheet);
    drawn.commit();
  }
  await workbook.commit();
  return Buffer.concat(chunks);
}

function addSheet<S extends Worksheet>(
  workbook: { addWorksheet(name: string, options: Partial<AddWorksheetOptions>): S },
  { rows }: Summary,
  { name }: SummarySheet,
): S {
  const head = titleRows + headRows;
  const setup = { ...pageSetup("landscape", rows.length), fitToHeight: 0 };
  return workbook.addWorksheet(name, {
    // A3, which exceljs has no name for: the columns are many.
    pageSetup: Object.assign(setup, { paperSize: 8, printTitlesRow: `1:${head}`, printTitlesColumn: "A:B" }),
    headerFooter: { oddFooter: pageFooter },
    views: [{ state: "frozen", xSplit: 2, ySplit: head }],
  });
}

function drawSheet(sheet: Worksheet, { title, rows }: Summary, { columns, totals }: SummarySheet): void {
  const head = titleRows + headRows;
  const last = head + rows.length;
  fixedWidths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  columns.forEach((_, i) => {
    sheet.getColumn(fixed.length + i + 1).width = 11;
  });
  sheet.getCell(1, 1).value = title;
  sheet.getCell(1, 1).font = face(font.heading, 16);
  drawHead(sheet, columns);
  for (let at = 1; at <= head; at++) sheet.getRow(at).commit();
  rows.forEach((row, i) => {
    drawRow(sheet, head + i + 1, [row.kind, row.name, row.state, row.file], columns, (path) => row.figures?.get(path));
    if (!row.figures) fill(sheet, head + i + 1, fixed.length + columns.length, notCounted);
    sheet.getRow(head + i + 1).commit();
  });
  const counted = rows.filter(({ figures }) => figures).length;
  drawRow(sheet, last + 1, ["合计", `计入 ${counted} 个单位`, "", ""], columns, (path, column) => {
    const total = totals.get(path);
    if (typeof total !== "number" || rows.length === 0) return total;
    const letters = columnName(column);
    return { formula: `SUM(${letters}${head + 1}:${letters}${last})`, result: total };
  });
  fill(sheet, last + 1, fixed.length + columns.length, totalFill);
  // The sum is not among what is filtered and sorted.
  if (rows.length > 0) {
    const corner = cellName({ row: last, column: fixed.length + columns.length });
    sheet.autoFilter = `A${head}:${corner}`;
  }
}

/** Three lines: table, row, column; what repeats beside one another is one cell. */
function drawHead(sheet: Worksheet, columns: readonly SummaryColumn[]): void {
  const first = titleRows + 1;
  fixed.forEach((name, i) => {
    sheet.mergeCells(first, i + 1, first + headRows - 1, i + 1);
    sheet.getCell(first, i + 1).value = name;
  });
  for (let level = 0; level < headRows; level++) {
    let from = 0;
    for (let i = 1; i <= columns.length; i++) {
      if (i < columns.length && level < headRows - 1 && sameHeading(columns[i], columns[from], level)) continue;
      const at = first + level;
      if (i - from > 1) sheet.mergeCells(at, fixed.length + from + 1, at, fixed.length + i);
      sheet.getCell(at, fixed.length + from + 1).value = columns[from]?.headings[level] ?? "";
      from = i;
    }
  }
  for (let at = first; at < first + headRows; at++) {
    sheet.getRow(at).height = at === first + headRows - 1 ? 34 : 30;
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
    Object.assign(sheet.getCell(at, i + 1), { value: text, font: plain, border: boxed, alignment: leftward });
  });
  columns.forEach(({ path, decimals }, i) => {
    const column = fixed.length + i + 1;
    const cell = sheet.getCell(at, column);
    Object.assign(cell, { font: plain, border: boxed, alignment: { horizontal: "right", vertical: "middle" } });
    cell.numFmt = decimals ? "General" : "0";
    const figure = value(path, column);
    if (figure !== undefined) cell.value = figure;
  });
}

function fill(sheet: Worksheet, at: number, width: number, colour: typeof notCounted | typeof totalFill): void {
  for (let column = 1; column <= width; column++) sheet.getCell(at, column).fill = colour;
}
