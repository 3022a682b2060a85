import exceljs, { type Row, type Style, type Worksheet } from "exceljs";
import type { Edition } from "../../../src/core/form/edition.ts";
import { layoutTable } from "../../../src/core/form/layout.ts";
import { viewOf } from "../../../src/render/view.ts";
import { at } from "./at.ts";
import type { MakeBytes } from "./docx-objects.ts";

/**
 * The workbook as one would write it with `exceljs` alone: sheets, cells, merges and page set-up made anew for each
 * report. What to write where is taken down once from the drawn workbook, so that the loop does nothing but write.
 */
export async function exceljsWorkbook(edition: Edition, template: Uint8Array): Promise<MakeBytes> {
  const drawn = new exceljs.Workbook();
  await drawn.xlsx.load(template.slice().buffer);
  // The reports of a race have no annexes, and so no sheet for them.
  const own = drawn.worksheets.filter(({ name }) => name !== "附表");
  const figures = new Map(own.flatMap((sheet) => [...figurePaths(sheet, edition)]));
  const sheets = own.map((sheet) => planSheet(sheet, figures));
  return async (report) => {
    const workbook = new exceljs.Workbook();
    workbook.creator = report.unit.name;
    workbook.title = report.title;
    const view = viewOf(report);
    for (const sheet of sheets) writeSheet(workbook, sheet, view);
    return new Uint8Array(await workbook.xlsx.writeBuffer());
  };
}

type Value = (view: unknown) => string | number | null | { formula: string; result: number };

interface PlannedCell {
  readonly row: number;
  readonly column: number;
  readonly value: Value;
  readonly style: Partial<Style>;
}

interface PlannedSheet {
  readonly name: string;
  readonly options: Parameters<exceljs.Workbook["addWorksheet"]>[1];
  readonly widths: readonly (number | undefined)[];
  readonly heights: readonly (number | undefined)[];
  readonly merges: readonly string[];
  readonly cells: readonly PlannedCell[];
}

function planSheet(sheet: Worksheet, figures: Figures): PlannedSheet {
  const cells: PlannedCell[] = [];
  const heights: (number | undefined)[] = [];
  sheet.eachRow({ includeEmpty: true }, (row: Row, number) => {
    heights[number] = row.height;
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      const value = cell.isMerged && cell.master !== cell ? () => null : planValue(cell, figures);
      cells.push({ row: number, column, value, style: cell.style });
    });
  });
  return {
    name: sheet.name,
    options: { pageSetup: sheet.pageSetup, headerFooter: sheet.headerFooter, views: sheet.views },
    widths: Array.from({ length: sheet.columnCount }, (_, i) => sheet.getColumn(i + 1).width),
    heights,
    merges: sheet.model.merges,
    cells,
  };
}

/** The figure that stands at an address: `表二 依申请公开!J6`. */
type Figures = ReadonlyMap<string, readonly string[]>;

/** Rows above a table: its heading, unit and year. */
const above = 2;

function figurePaths(sheet: Worksheet, edition: Edition): Figures {
  const layout = edition.tables.map(layoutTable).find(({ table }) => {
    const name = edition.tables.find(({ id }) => id === table)?.name;
    return name !== undefined && sheet.name.endsWith(name);
  });
  const paths = new Map<string, readonly string[]>();
  layout?.rows.forEach((row, i) => {
    for (const { path, column } of row.cells) {
      const { address } = sheet.getCell(above + i + 1, column + 1);
      if (path !== undefined) paths.set(`${sheet.name}!${address}`, path.split("."));
    }
  });
  return paths;
}

/** A total, a figure of another sheet, or the difference of two sides that are equal in every report of a race. */
function planValue(cell: exceljs.Cell, figures: Figures): Value {
  if (cell.formula) {
    const { formula } = cell;
    const [, sheet, address] = /^IF\('([^']+)'!([A-Z]+\d+)=/.exec(formula) ?? [];
    const path = figures.get(`${sheet ?? cell.worksheet.name}!${address ?? cell.address}`);
    return (view) => ({ formula, result: path ? Number(at(view, path)) : 0 });
  }
  const text = cell.text;
  const [only] = /^\{\{([^}]+)\}\}$/.exec(text) ? [text.slice(2, -2).split(".")] : [];
  if (only) return (view) => plain(at(view, only));
  if (!text.includes("{{")) return () => plain(text);
  return (view) => text.replace(/\{\{([^}]+)\}\}/g, (_, code: string) => String(at(view, code.split(".")) ?? ""));
}

function plain(value: unknown): string | number | null {
  if (typeof value === "number") return value;
  return value === undefined || value === "" ? null : String(value);
}

function writeSheet(workbook: exceljs.Workbook, plan: PlannedSheet, view: unknown): void {
  const sheet = workbook.addWorksheet(plan.name, plan.options);
  plan.widths.forEach((width, i) => {
    if (width !== undefined) sheet.getColumn(i + 1).width = width;
  });
  plan.heights.forEach((height, row) => {
    if (height !== undefined) sheet.getRow(row).height = height;
  });
  for (const { row, column, value, style } of plan.cells) {
    const cell = sheet.getCell(row, column);
    cell.value = value(view);
    cell.style = style;
  }
  for (const merge of plan.merges) sheet.mergeCells(merge);
}
