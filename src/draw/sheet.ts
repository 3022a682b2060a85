import type { Cell, Workbook, Worksheet } from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import type { LaidCell, Layout } from "../core/form/laid-table.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { CellSpec, Table } from "../core/form/table.ts";
import { columnUnits, columnWidths, em, isVertical, type TableType, textLength } from "../core/form/widths.ts";
import { font } from "./fonts.ts";
import { type CellPosition, cellName, columnName, sumFormula } from "./formula.ts";
import {
  boxed,
  centred,
  drawDraftMark,
  face,
  leftward,
  pageFooter,
  pageSetup,
  plain,
  sheetText,
} from "./sheet-style.ts";

const type: TableType = {
  text: 2 * sheetText,
  figure: 2 * sheetText,
  padding: 50,
  labelIndent: 180,
  leading: 80,
  headerLine: 4,
};
/** Rows above the table: the section's heading; the unit and the year. */
const above = 2;
/** Points a row has at least, and one line of text. */
const leastHeight = { many: 20, few: 27 } as const;
const fewRows = 16;
const lineHeight = 15;
/** Twips of a table on A4 upright and lying. Printed upright it is made smaller, on the screen it has room. */
const uprightWidth = 12000;
const lyingWidth = 15137;
const manyColumns = 12;

/** One statutory table as a sheet of its own: a tag in every cell that is filled in, a formula in every total; its notes and checks below. */
export function drawSheet(workbook: Workbook, name: string, heading: string, table: Table, edition: Edition): void {
  const layout = layoutTable(table);
  const sheet = drawTable(workbook, name, heading, layout, table, edition);
  drawNotes(sheet, table.id, above + layout.rows.length + 1, layout.columns);
  drawChecks(sheet, layout, edition);
}

/** The table alone, under the section's heading. */
export function drawTable(
  workbook: Workbook,
  name: string,
  heading: string,
  layout: Layout,
  table: Table,
  edition: Edition,
): Worksheet {
  const lying = layout.columns > manyColumns;
  const head = table.grids.length === 1 ? layout.rows.filter((row) => row.header).length : 0;
  const sheet = workbook.addWorksheet(name, {
    pageSetup: pageSetup(lying ? "landscape" : "portrait", layout.rows.length),
    headerFooter: { oddFooter: pageFooter },
    views: [{ state: "frozen", xSplit: layout.labelColumns, ySplit: above + head, showGridLines: false }],
  });
  sheet.pageSetup.printTitlesRow = `1:${above + head}`;
  const widths = columnWidths(layout, layout.outline && table.widths, lying ? lyingWidth : uprightWidth, type);
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = columnUnits(width);
  });
  drawHeading(sheet, heading, layout);
  drawCells(sheet, layout, edition);
  layout.rows.forEach((_, row) => {
    sheet.getRow(above + row + 1).height = rowHeight(layout, row, widths);
  });
  return sheet;
}

/** Differences of the two sides of each equation, under the table and outside of what is printed: 0 where it holds. */
function drawChecks(sheet: Worksheet, layout: Layout, edition: Edition): void {
  const identities = edition.identities.filter(({ table }) => table === layout.table);
  if (identities.length === 0) return;
  const last = above + layout.rows.length;
  const places = figurePlaces(layout);
  // Down to the notes under the table; exceljs puts the $ before the columns itself.
  sheet.pageSetup.printArea = `A$1:${columnName(layout.columns)}$${last + 1}`;
  identities.forEach(({ left, right, says }, i) => {
    const row = last + 2 + i;
    if (layout.labelColumns > 1) sheet.mergeCells(row, 1, row, layout.labelColumns);
    const label = sheet.getCell(row, 1);
    label.value = `核对（不打印）：${says}，差数应为0`;
    label.alignment = leftward;
    label.font = plain;
    sheet.getRow(row).height = 36;
    for (let column = layout.labelColumns + 1; column <= layout.columns; column++) {
      const cellsOf = (rows: readonly string[]) =>
        rows.flatMap((id) => {
          const found = [...places].find(
            ([path, at]) => at.column === column && path.startsWith(`${layout.table}.${id}.`),
          );
          return found ? [cellName(found[1])] : [];
        });
      const [plus, minus] = [cellsOf(left), cellsOf(right)];
      if (plus.length < left.length || minus.length < right.length) continue;
      const cell = sheet.getCell(row, column);
      cell.value = { formula: `${plus.join("+")}-${minus.join("-")}`, result: 0 };
      cell.font = plain;
      cell.alignment = centred;
      cell.numFmt = "[Red]0;[Red]-0;0";
    }
  });
}

function drawHeading(sheet: Worksheet, heading: string, layout: Layout): void {
  sheet.mergeCells(1, 1, 1, layout.columns);
  const title = sheet.getCell(1, 1);
  title.value = heading;
  title.font = face(font.heading, 16);
  title.alignment = centred;
  sheet.getRow(1).height = 36;
  const marked = layout.columns - (layout.columns > 6 ? 2 : 0);
  sheet.mergeCells(2, 1, 2, marked - 1);
  const unit = sheet.getCell(2, 1);
  unit.value = "填报单位：{{unit.name}}　　报告年度：{{year}}年";
  unit.font = plain;
  unit.alignment = { horizontal: "left", vertical: "middle", shrinkToFit: true };
  if (marked < layout.columns) sheet.mergeCells(2, marked, 2, layout.columns);
  drawDraftMark(sheet, cellName({ row: 2, column: marked }));
  sheet.getRow(2).height = 24;
}

function drawCells(sheet: Worksheet, layout: Layout, edition: Edition): void {
  const places = figurePlaces(layout);
  layout.rows.forEach((row, i) => {
    for (const laid of row.cells) {
      const from = { row: above + i + 1, column: laid.column + 1 };
      const to = { row: from.row + laid.rowSpan - 1, column: from.column + laid.colSpan - 1 };
      if (cellName(from) !== cellName(to)) sheet.mergeCells(from.row, from.column, to.row, to.column);
      for (let r = from.row; r <= to.row; r++) {
        for (let c = from.column; c <= to.column; c++) styleCell(sheet.getCell(r, c), laid, layout, edition);
      }
      const cell = sheet.getCell(from.row, from.column);
      const spec = laid.path === undefined ? undefined : edition.cellAt.get(laid.path);
      if (spec) fillFigure(cell, spec, places);
      else cell.value = laid.text;
    }
  });
}

/** The lines that a unit has for the table: the row is as high as they are long, and hidden where there are none. */
function drawNotes(sheet: Worksheet, table: string, row: number, columns: number): void {
  sheet.mergeCells(row, 1, row, columns);
  const cell = sheet.getCell(row, 1);
  cell.value = `{{noteText.${table}}}`;
  cell.font = plain;
  cell.alignment = { horizontal: "left", vertical: "middle", wrapText: true };
}

/** Where each figure of a table stands on its sheet, by path. */
export function figurePlaces(layout: Layout): ReadonlyMap<string, CellPosition> {
  const places = new Map<string, CellPosition>();
  layout.rows.forEach((row, i) => {
    for (const { path, column } of row.cells)
      if (path !== undefined) places.set(path, { row: above + i + 1, column: column + 1 });
  });
  return places;
}

/** The value kept beside a formula is only what stands there before the template is stamped. */
function fillFigure(cell: Cell, spec: CellSpec, places: ReadonlyMap<string, CellPosition>): void {
  const terms = spec.terms?.flatMap((term) => places.get(term) ?? []) ?? [];
  cell.value = terms.length > 0 ? { formula: sumFormula(terms), result: 0 } : `{{${spec.path}}}`;
}

function styleCell(cell: Cell, laid: LaidCell, layout: Layout, edition: Edition): void {
  cell.font = plain;
  cell.border = boxed;
  if (laid.kind === "figure") {
    // A number too wide for its column is made smaller: Excel would show ##### instead.
    cell.alignment = { horizontal: "center", vertical: "middle", shrinkToFit: true };
    // 万元 as they are written: a format with optional decimals leaves a point behind whole numbers.
    cell.numFmt = edition.cellAt.get(laid.path ?? "")?.measure === "wanYuan" ? "General" : "0";
  } else if (laid.kind === "label" && laid.rowSpan > 1 && isVertical(layout, laid.column)) {
    cell.alignment = { horizontal: "center", vertical: "middle", textRotation: "vertical" };
  } else {
    cell.alignment =
      laid.kind === "label" && laid.rowSpan === 1 ? { ...leftward, indent: 1 + (laid.level ?? 0) } : centred;
  }
}

/** High enough for the text of its cells: Excel does not measure merged cells. */
function rowHeight(layout: Layout, row: number, widths: readonly number[]): number {
  const lines = (layout.rows[row]?.cells ?? []).map((cell) => {
    if (cell.kind === "figure" || cell.rowSpan > 1) return 1;
    const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, part) => sum + part, 0);
    const beside = 2 * type.padding + (cell.kind === "label" ? 2 * type.labelIndent : 0);
    return Math.ceil((textLength(cell.text) * em(type.text)) / (width - beside));
  });
  const least = layout.rows.length <= fewRows ? leastHeight.few : leastHeight.many;
  return Math.max(least, lineHeight * Math.max(...lines) + 5);
}
