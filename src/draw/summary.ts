import { PassThrough } from "node:stream";
import type { AddWorksheetOptions, Worksheet } from "exceljs";
import exceljs from "exceljs";
import { font } from "./fonts.ts";
import { pack, sheetStyles, unpack } from "./normalise.ts";
import { pageFooter, pageSetup } from "./sheet-style.ts";
import { annexHead, drawAnnex, type SummaryAnnex } from "./summary-annex.ts";
import { putBreaks } from "./summary-pages.ts";
import { drawWide, pagesOf, type SummaryRow, type SummarySheet, wideHead } from "./summary-sheet.ts";

export interface Summary {
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  readonly sheets: readonly SummarySheet[];
  /** Tables of a few figures, each on a sheet of its own. */
  readonly annexes: readonly SummaryAnnex[];
}

/** Beyond so many rows the workbook is written as it is drawn: whole in memory it takes some 400 kB a row. */
const mostAtOnce = 2000;

/** The workbook of an office over its units: one row a unit, one column a cell of the form. The same input gives the same bytes. */
export async function drawSummary(summary: Summary, atOnce: number = mostAtOnce): Promise<Uint8Array> {
  const parts = unpack(await (summary.rows.length > atOnce ? streamed(summary) : whole(summary)));
  parts.set("xl/styles.xml", sheetStyles(parts.get("xl/styles.xml") ?? "", font.table));
  summary.sheets.forEach((sheet, i) => {
    putBreaks(parts, `xl/worksheets/sheet${i + 1}.xml`, pagesOf(sheet));
  });
  return pack(parts);
}

const about = { creator: "gov-report", lastModifiedBy: "gov-report", created: new Date(0), modified: new Date(0) };

async function whole(summary: Summary): Promise<Uint8Array> {
  const workbook = Object.assign(new exceljs.Workbook(), about);
  drawSheets(workbook, summary, () => undefined);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function streamed(summary: Summary): Promise<Uint8Array> {
  const stream = new PassThrough();
  const chunks: Uint8Array[] = [];
  stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  Object.assign(workbook, about);
  drawSheets(workbook, summary, (sheet) => sheet.commit());
  await workbook.commit();
  return Buffer.concat(chunks);
}

interface Book<S extends Worksheet> {
  addWorksheet(name: string, options: Partial<AddWorksheetOptions>): S;
}

/** Draws sheet after sheet; `done` is told of each, so that a large one need not be kept. */
function drawSheets<S extends Worksheet>(book: Book<S>, summary: Summary, done: (sheet: S) => void): void {
  const { title, rows, sheets, annexes } = summary;
  for (const one of sheets) {
    const drawn = book.addWorksheet(one.name, {
      // The columns are many: pages end where putBreaks says.
      pageSetup: {
        ...pageSetup("landscape", rows.length),
        ...{ fitToPage: false, horizontalCentered: false, scale: pagesOf(one).scale },
        ...{ printTitlesRow: `1:${wideHead}`, printTitlesColumn: "A:B" },
      },
      headerFooter: { oddFooter: pageFooter },
      views: [{ state: "frozen", xSplit: 2, ySplit: wideHead }],
    });
    drawWide(drawn, title, rows, one);
    done(drawn);
  }
  for (const annex of annexes) {
    const drawn = book.addWorksheet(annex.name, {
      pageSetup: {
        ...pageSetup("portrait", annex.rows.length),
        ...{ fitToHeight: 0, printTitlesRow: `1:${annexHead}` },
      },
      headerFooter: { oddFooter: pageFooter },
      views: [{ state: "frozen", xSplit: 2, ySplit: annexHead }],
    });
    drawAnnex(drawn, annex);
    done(drawn);
  }
}
