import type { Cell, Workbook } from "exceljs";
import { font } from "./fonts.ts";
import { boxed, centred, face, leftward, pageFooter, pageSetup, plain } from "./sheet-style.ts";

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
export function drawAnnexes(workbook: Workbook): void {
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
