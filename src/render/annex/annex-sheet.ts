import { printNumber } from "../../core/figures.ts";
import type { Annex } from "../../core/form/annex.ts";
import { columnUnits } from "../../core/form/widths.ts";
import { cellText, longestCell } from "../office/escape.ts";
import { columnLetters } from "../sheet/addresses.ts";
import { type Placed, planSheet, type SheetKind, type SheetRow } from "./annex-grid.ts";

/** The style of each kind of cell, by its number in the workbook. */
export type SheetStyles = Readonly<Partial<Record<SheetKind, string>>>;

/** Columns, cells and merges of the sheet of annexes. */
export function annexCells(annexes: readonly Annex[], styles: SheetStyles): string {
  const { widths, rows } = planSheet(annexes);
  const merges: string[] = [];
  const lines = rows.map((row, i) => rowXml(row, i + 1, styles, merges));
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${columnUnits(width)}" customWidth="1"/>`,
  );
  const merged = merges.map((area) => `<mergeCell ref="${area}"/>`).join("");
  return (
    `<cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData>` +
    (merges.length > 0 ? `<mergeCells count="${merges.length}">${merged}</mergeCells>` : "")
  );
}

/** What is remarked on the figures of annexes, by the cells that hold them. */
export function annexRemarks(
  annexes: readonly Annex[],
): readonly { readonly address: string; readonly text: string }[] {
  return planSheet(annexes).rows.flatMap(({ cells }, i) =>
    cells.flatMap(({ cell: { column, remark }, begins }) =>
      begins && remark !== undefined ? [{ address: `${columnLetters(column + 1)}${i + 1}`, text: remark }] : [],
    ),
  );
}

/** The new pages that annexes begin. */
export function annexBreaks(annexes: readonly Annex[]): string {
  const { breaks } = planSheet(annexes);
  if (breaks.length === 0) return "";
  const all = breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join("");
  return `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${all}</rowBreaks>`;
}

function rowXml({ height, cells }: SheetRow, row: number, styles: SheetStyles, merges: string[]): string {
  const texts = cells.map(({ cell, begins }) => {
    const last = cell.column + cell.colSpan;
    if (begins && (cell.colSpan > 1 || cell.rowSpan > 1)) {
      merges.push(`${columnLetters(cell.column + 1)}${row}:${columnLetters(last)}${row + cell.rowSpan - 1}`);
    }
    return Array.from({ length: cell.colSpan }, (_, i) =>
      cellXml(
        `${columnLetters(cell.column + i + 1)}${row}`,
        begins && i === 0 ? cell : undefined,
        styleOf(cell, styles),
      ),
    ).join("");
  });
  return `<row r="${row}" ht="${height}" customHeight="1">${texts.join("")}</row>`;
}

function cellXml(address: string, cell: Placed | undefined, style: string): string {
  const head = `<c r="${address}"${style === "" ? "" : ` s="${style}"`}`;
  if (!cell || cell.text === "") return `${head}/>`;
  if (cell.value !== undefined) return `${head}><v>${printNumber(cell.value)}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${cellText(cell.text, longestCell)}</t></is></c>`;
}

/** What a clerk's template does not show looks like what is nearest to it. */
const instead: Readonly<Partial<Record<SheetKind, SheetKind>>> = {
  ...{ decimal: "figure", rate: "figure", words: "figure", figure: "label", label: "header" },
  ...{ below: "above", mark: "above" },
};

function styleOf({ kind }: Placed, styles: SheetStyles): string {
  for (let at: SheetKind | undefined = kind; at; at = instead[at]) {
    const style = styles[at];
    if (style !== undefined) return style;
  }
  return "";
}
