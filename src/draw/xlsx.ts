import exceljs from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import type { Table } from "../core/form/table.ts";
import { drawAnnexes } from "./annexes.ts";
import { drawCover } from "./cover.ts";
import { font } from "./fonts.ts";
import { type OfficeParts, pack, sheetStyles, unpack } from "./normalise.ts";
import { appProperties, coreProperties } from "./office-parts.ts";
import { drawSheet } from "./sheet.ts";

/** The default workbook template of an edition: a cover, then one sheet for each statutory table. */
export async function drawXlsx(edition: Edition): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  drawCover(workbook, edition);
  formTables(edition).forEach((table, i) => {
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

const numerals = "一二三四五六七八九十";

/** 表一 主动公开; Excel takes 31 characters and none of these. */
function sheetName(index: number, name: string): string {
  return `表${numerals[index] ?? index + 1} ${name}`.replace(/[/\\:*?[\]]/g, "").slice(0, 31);
}

/** What `exceljs` writes out of order, in Latin type, or with the time of day. */
function normalise(parts: OfficeParts): OfficeParts {
  parts.set("xl/styles.xml", sheetStyles(parts.get("xl/styles.xml") ?? "", font.table));
  parts.set("docProps/core.xml", coreProperties());
  parts.set("docProps/app.xml", appProperties());
  return parts;
}
