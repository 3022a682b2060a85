import { PassThrough } from "node:stream";
import exceljs from "exceljs";
import { font } from "./fonts.ts";
import { sheetStyles, unpack } from "./normalise.ts";
import { packSheets, type SheetBody } from "./repeated-rows.ts";
import { pageFooter, pageSetup } from "./sheet-style.ts";
import { annexHead, drawAnnex, isWide, type SummaryAnnex } from "./summary-annex.ts";
import { putBreaks } from "./summary-pages.ts";
import { drawWide, pagesOf, type SummaryRow, type SummarySheet, wideHead } from "./summary-sheet.ts";

export interface Summary {
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  /** 主要数据: the first that a reader sees. */
  readonly main: SummaryAnnex;
  readonly sheets: readonly SummarySheet[];
  /** Tables of a few figures, each on a sheet of its own. */
  readonly annexes: readonly SummaryAnnex[];
}

const about = { creator: "gov-report", lastModifiedBy: "gov-report", created: new Date(0), modified: new Date(0) };

/**
 * The workbook of an office over its units: one row a unit, one column a cell of the form. The same input gives the same
 * bytes. Of rows that look the same one is drawn, and the others are written like it as the file is packed.
 */
export async function drawSummary(summary: Summary): Promise<Uint8Array> {
  const stream = new PassThrough();
  const chunks: Uint8Array[] = [];
  stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  Object.assign(workbook, about);
  const bodies = drawSheets(workbook, summary);
  await workbook.commit();
  const parts = unpack(Buffer.concat(chunks));
  parts.set("xl/styles.xml", sheetStyles(parts.get("xl/styles.xml") ?? "", font.table));
  summary.sheets.forEach((sheet, i) => {
    // Behind the main figures.
    putBreaks(parts, `xl/worksheets/sheet${i + 2}.xml`, pagesOf(sheet));
  });
  return packSheets(parts, new Map(bodies.map((body, i) => [`xl/worksheets/sheet${i + 1}.xml`, body])));
}

/** Sheet after sheet, each given away before the next is begun; what is missing from their bodies. */
function drawSheets(
  book: exceljs.stream.xlsx.WorkbookWriter,
  { title, rows, main, sheets, annexes }: Summary,
): readonly SheetBody[] {
  const bodies = [addAnnex(book, main)];
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
    bodies.push(drawWide(drawn, title, rows, one));
    drawn.commit();
  }
  return [...bodies, ...annexes.map((annex) => addAnnex(book, annex))];
}

function addAnnex(book: exceljs.stream.xlsx.WorkbookWriter, annex: SummaryAnnex): SheetBody {
  const drawn = book.addWorksheet(annex.name, {
    pageSetup: {
      ...pageSetup(isWide(annex) ? "landscape" : "portrait", annex.rows.length),
      ...{ fitToHeight: 0, printTitlesRow: `1:${annexHead}` },
    },
    headerFooter: { oddFooter: pageFooter },
    views: [{ state: "frozen", xSplit: 2, ySplit: annexHead }],
  });
  const body = drawAnnex(drawn, annex);
  drawn.commit();
  return body;
}
