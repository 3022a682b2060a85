import type { Cell, Workbook } from "exceljs";
import exceljs from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { Table } from "../core/form/table.ts";
import { drawCover } from "./cover.ts";
import { font } from "./fonts.ts";
import { cellName } from "./formula.ts";
import { appProperties, coreProperties, type OfficeParts, pack, sheetStyles, unpack } from "./normalise.ts";
import { drawSheet, figurePlaces } from "./sheet.ts";
import { boxed, centred, face, leftward, pageFooter, pageSetup, plain } from "./sheet-style.ts";

/** The default workbook template of an edition: a cover, then one sheet for each statutory table. */
export async function drawXlsx(edition: Edition): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const tables = formTables(edition);
  drawCover(workbook, edition, placesOf(tables));
  tables.forEach((table, i) => {
    const section = edition.sections.find((candidate) => candidate.tables.includes(table.id));
    drawSheet(workbook, sheetName(i, table.name), section?.heading ?? table.name, table, edition);
  });
  drawAnnexes(workbook);
  return pack(normalise(unpack(new Uint8Array(await workbook.xlsx.writeBuffer()))));
}

/** The form as issued; what an area has added is printed among the annexes. */
function formTables({ tables }: Edition): readonly Table[] {
  return tables.filter(({ extra }) => !extra);
}

/** The cell of each figure, as other sheets name it: '表一 主动公开'!D5. */
function placesOf(tables: readonly Table[]): (path: string) => string {
  const places = new Map<string, string>();
  tables.forEach((table, i) => {
    const name = sheetName(i, table.name).replaceAll("'", "''");
    for (const [path, at] of figurePlaces(layoutTable(table))) places.set(path, `'${name}'!${cellName(at)}`);
  });
  return (path) => places.get(path) ?? "";
}

const numerals = "一二三四五六七八九十";

/** 表一 主动公开; Excel takes 31 characters and none of these. */
export function sheetName(index: number, name: string): string {
  return `表${numerals[index] ?? index + 1} ${name}`.replace(/[/\\:*?[\]]/g, "").slice(0, 31);
}

/** What `exceljs` writes out of order, in Latin type, or with the time of day. */
function normalise(parts: OfficeParts): OfficeParts {
  parts.set("xl/styles.xml", sheetStyles(parts.get("xl/styles.xml") ?? "", font.table));
  parts.set("docProps/core.xml", coreProperties());
  parts.set("docProps/app.xml", appProperties());
  return parts;
}

type Look = Pick<Cell, "font" | "alignment"> & Partial<Pick<Cell, "border" | "numFmt">>;

const small = { horizontal: "center", vertical: "middle", shrinkToFit: true } as const;
const line = { horizontal: "left", vertical: "middle", wrapText: true } as const;

/** How each kind of cell looks, by the tag that stands for it. */
const looks: readonly (readonly [address: string, tag: string, look: Look])[] = [
  ["A1", "annexes", { font: face(font.heading, 12), alignment: line }],
  ["A2", "annexes.title", { font: face(font.heading, 16), alignment: centred }],
  ["A3", "annexes.above", { font: plain, alignment: line }],
  ["A4", "annexes.header", { font: plain, alignment: centred, border: boxed }],
  ["A5", "annexes.label", { font: plain, alignment: leftward, border: boxed }],
  ["B5", "annexes.figure", { font: plain, alignment: small, border: boxed, numFmt: "0" }],
  ["C5", "annexes.decimal", { font: plain, alignment: small, border: boxed, numFmt: "General" }],
  ["D5", "annexes.rate", { font: plain, alignment: small, border: boxed, numFmt: "0.00%" }],
  ["E5", "annexes.words", { font: plain, alignment: small, border: boxed }],
  ["A6", "annexes.below", { font: plain, alignment: line }],
];

/**
 * 附表: one cell of each kind, from which the annexes of a unit take their looks when a report is made. The sheet is not
 * there in the workbook of a unit without any.
 */
function drawAnnexes(workbook: Workbook): void {
  const sheet = workbook.addWorksheet("附表", {
    // As wide as a page and as long as it takes.
    pageSetup: pageSetup("portrait", 99),
    headerFooter: { oddHeader: "&R{{draftMark}}", oddFooter: pageFooter },
    views: [{ showGridLines: false }],
  });
  for (let column = 1; column <= 5; column++) sheet.getColumn(column).width = 20;
  for (const [address, tag, look] of looks) {
    const cell = sheet.getCell(address);
    cell.value = `{{${tag}}}`;
    Object.assign(cell, look);
  }
}
