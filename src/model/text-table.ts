import type { Annex, AnnexCell, AnnexTable } from "../core/form/annex.ts";
import { textLength } from "../core/form/widths.ts";
import type { ReportModel } from "../core/report.ts";
import type { TextTable } from "../core/text/text-blocks.ts";

/** In full-width characters: what a column has at least and at most. */
const narrowest = 4;
const widest = 20;
/** Up to here a column of words is set in the middle, as figures are. */
const shortWords = 8;

/** A table of a text as the formats set tables: a head, labels in the first column, and what the others hold. */
export function layoutText({ rows, align }: TextTable): AnnexTable {
  const [head = [], ...body] = rows;
  const longest = head.map((_, column) => Math.max(...rows.map((row) => textLength(row[column] ?? ""))));
  const kinds = longest.map((length, column) => (column === 0 || length > shortWords ? "label" : "figure"));
  const cell = (kind: AnnexCell["kind"], text: string, column: number): AnnexCell => ({
    ...{ kind, text, column, colSpan: 1, rowSpan: 1 },
    ...(kind === "figure" ? numberIn(text) : {}),
    ...(align[column] && kind !== "header" && { align: align[column] }),
  });
  return {
    ...{ table: "", columns: head.length, labelColumns: 1 },
    widths: longest.map((length) => Math.min(widest, Math.max(narrowest, length)) + 1.5),
    rows: [
      { header: true, cells: head.map((text, column) => cell("header", text, column)) },
      ...body.map((row) => ({
        header: false,
        cells: row.map((text, column) => cell(kinds[column] ?? "figure", text, column)),
      })),
    ],
  };
}

/** A workbook takes a number as one. */
function numberIn(text: string): Pick<AnnexCell, "value" | "format"> {
  if (!/^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) || /^-?0\d/.test(text)) return {};
  return { value: Number(text), format: text.includes(".") ? "decimal" : "whole" };
}

/** The tables of a report's texts as further sheets, named after the section they stand in. */
export function textTables({ sections }: ReportModel): readonly Annex[] {
  return sections.flatMap(({ heading, paragraphs }) => {
    const tables = paragraphs.flatMap(({ block }) => (block?.kind === "table" ? [block.layout] : []));
    return tables.map((table, i): Annex => {
      const title = `${heading}（文中表${tables.length > 1 ? i + 1 : ""}）`;
      return { id: "", mark: "", title, above: [], table, below: [] };
    });
  });
}
