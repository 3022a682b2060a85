import type { Alignment, Borders, Font, PageSetup, Worksheet } from "exceljs";
import { textLength } from "../core/form/widths.ts";
import { font } from "./fonts.ts";

/** Points. */
export const sheetText = 11;

/** GB2312, so that a program without the face takes a Chinese one. */
const charset = 134;

export function face(name: string, size: number): Partial<Font> {
  return { name, size, charset };
}

export const plain: Partial<Font> = face(font.table, sheetText);
export const centred: Partial<Alignment> = { horizontal: "center", vertical: "middle", wrapText: true };
export const leftward: Partial<Alignment> = { horizontal: "left", vertical: "middle", wrapText: true, indent: 1 };

const line = { style: "thin", color: { argb: "FF000000" } } as const;
export const boxed: Partial<Borders> = { top: line, left: line, bottom: line, right: line };

/** 不计入的单位一眼看得见。 */
export const notCountedFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFE5E5" } } as const;
export const totalFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEFEFEF" } } as const;

/** Points for a row whose texts stand in columns of these widths: as many lines as the longest needs. */
export function rowHeight(...cells: readonly (readonly [text: string, width: number])[]): number {
  const lines = cells.map(([text, width]) => Math.ceil((textLength(text) * 2) / Math.max(1, width - 3)));
  return 6 + 14 * Math.max(1, ...lines);
}

const inch = 25.4;

/** A4, one page wide, in the middle of it, 第1页 共1页 below. */
export function pageSetup(orientation: "portrait" | "landscape", rows: number): Partial<PageSetup> {
  return {
    paperSize: 9,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    // A longer sheet runs on, with its head repeated.
    fitToHeight: rows <= 45 ? 1 : 0,
    horizontalCentered: true,
    margins: {
      left: 15 / inch,
      right: 15 / inch,
      top: 20 / inch,
      bottom: 18 / inch,
      header: 8 / inch,
      footer: 8 / inch,
    },
  };
}

export const pageFooter = "&C第&P页 共&N页";

/** 草稿 at the right end of a row, empty in a final report. */
export function drawDraftMark(sheet: Worksheet, address: string): void {
  const cell = sheet.getCell(address);
  cell.value = "{{draftMark}}";
  cell.font = { ...face(font.heading, 14), color: { argb: "FFC00000" } };
  cell.alignment = { horizontal: "right", vertical: "middle" };
}
