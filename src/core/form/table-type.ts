import type { LaidCell, Layout } from "./laid-table.ts";
import { balancedLine, em, type TableType } from "./widths.ts";

/** 小四, 五号, 小五 in half-points: tables on a page, by how many columns share the width. */
export const tableSizes = { tableWide: 24, table: 21, tableNarrow: 18 } as const;

/** Twips beside the text of every cell, stated once in the table style. Figures need the room; labels have indents of their own. */
export const tablePadding = 10;
const leading = 60;
const headerLine = 3;
/** Least height of a row by type size, in twips. */
const rowHeight: Readonly<Record<number, number>> = { [tableSizes.tableWide]: 440, [tableSizes.table]: 350 };
/** A table of few rows has room for higher ones. */
const fewRows = 8;
/** One of very many rows takes smaller type, so that it is read on two pages and not on four. */
const manyRows = 30;
/** The least height of a line of an outline: 65 of them go on two pages. */
const outlineHeight = 284;

/** The more columns share the width, the smaller the type: 小四, 五号, and figures in 小五. */
export function tableType({ columns, rows }: Pick<Layout, "columns" | "rows">): TableType {
  const common = { padding: tablePadding, leading, headerLine };
  if (columns <= 6 && rows.length <= manyRows)
    return { text: tableSizes.tableWide, figure: tableSizes.tableWide, labelIndent: 120, ...common };
  const figure = columns <= 12 ? tableSizes.table : tableSizes.tableNarrow;
  return { text: tableSizes.table, figure, labelIndent: 50, ...common };
}

/** Every way a table may be set, from the widest type to the narrowest. */
export const tableTypes: readonly TableType[] = [6, 12, 13].map((columns) => tableType({ columns, rows: [] }));

/** Least height of a table's rows, in twips. */
export function heightOf(layout: Layout, type: TableType): number {
  if (layout.outline) return outlineHeight;
  return layout.rows.length <= fewRows ? 480 : (rowHeight[type.text] ?? 480);
}

/**
 * How a table stands on pages of so many twips, with what is over it: `together` on one of them; from the top of a page, which it
 * fills, `page`; or breaking between rows wherever it comes to stand, as any outline does. Remarks make rows higher: a table that
 * had to stay together and no longer goes on a page would leave its heading alone.
 */
export function placeOf(layout: Layout, type: TableType, height: number): "together" | "page" | "anywhere" {
  const share = (layout.rows.length * heightOf(layout, type)) / height;
  if (layout.outline || share >= 0.9) return "anywhere";
  return share < 0.6 ? "together" : "page";
}

/** The paragraph style of a cell in Word: one of three in each type size. */
export function paragraphStyle({ kind, rowSpan }: Pick<LaidCell, "kind" | "rowSpan">, type: TableType): string {
  if (kind === "figure") return `Figure${type.figure}`;
  return kind === "label" && rowSpan === 1 ? `Label${type.text}` : `Head${type.text}`;
}

/** The wider margin at either side of a header that takes several lines, so that the lines are of one length. */
export function sideMargin({ kind, text }: Pick<LaidCell, "kind" | "text">, width: number, type: TableType): number {
  if (kind !== "header") return 0;
  const room = Math.floor((width - 2 * tablePadding) / em(type.text));
  if (text.length <= room) return 0;
  const side = Math.floor((width - balancedLine(text, room) * em(type.text)) / 2) - tablePadding;
  return side > tablePadding ? side : 0;
}
