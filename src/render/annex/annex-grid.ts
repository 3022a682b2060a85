import type { Annex, AnnexCell, AnnexTable } from "../../core/form/annex.ts";
import { gridCells } from "../../core/form/layout.ts";
import { textLength } from "../../core/form/widths.ts";

/** The kinds of cell that annexes have in a sheet, each with a look of its own in the template. */
export const sheetKinds = [
  "mark",
  "title",
  "above",
  "header",
  "label",
  "figure",
  "decimal",
  "rate",
  "words",
  "below",
] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** A cell of the sheet, merged over some columns and rows; columns count from 0. */
export interface Placed {
  readonly kind: SheetKind;
  readonly text: string;
  readonly value?: number;
  readonly remark?: string;
  /** How deep a label stands in an outline. */
  readonly level?: number;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
}

export interface SheetRow {
  /** Points. */
  readonly height: number;
  /** What begins in this row or reaches down into it (`begins` false), from left to right. */
  readonly cells: readonly { readonly cell: Placed; readonly begins: boolean }[];
}

/** All annexes under one another on one sheet of A4. */
export interface SheetPlan {
  /** Width of each column in twips. */
  readonly widths: readonly number[];
  readonly rows: readonly SheetRow[];
  /** Rows (from 1) behind which a new page begins. */
  readonly breaks: readonly number[];
}

/** 180 × 259 mm: A4 within the margins of the drawn sheets, in twips and points. */
const sheetWidth = 10_100;
const pageHeight = 720;
const lineHeight = 15;
const rowHeight = 24;
/** A character of 11 磅, and what a label leaves free beside it, in twips; headers stand close to the lines. */
const character = 220;
const beside = 160;
const beforeHeader = 60;
/** Room for six digits, or a header of two times three characters. */
const figureWidth = 900;

/** Places the annexes. Tables share the columns: labels at the left, and figures evenly over the rest of the width. */
export function planSheet(annexes: readonly Annex[]): SheetPlan {
  const tables = annexes.flatMap(({ table }) => (table ? [table] : []));
  const labels = Math.max(1, ...tables.map(({ labelColumns }) => labelColumns));
  const values = Math.max(1, ...tables.map(({ columns, labelColumns }) => columns - labelColumns));
  const shared: Shared = { labels, columns: labels + values, widths: columnsOf(tables, labels, values) };
  const rows: SheetRow[] = [];
  const breaks: number[] = [];
  let used = 0;
  annexes.forEach((annex, i) => {
    const own = rowsOf(annex, shared);
    const height = own.reduce((sum, row) => sum + row.height, 0);
    if (i > 0) {
      if (used + rowHeight + height > pageHeight) {
        breaks.push(rows.length);
        used = 0;
      } else {
        rows.push({ height: rowHeight, cells: [] });
        used += rowHeight;
      }
    }
    rows.push(...own);
    used = (used + height) % pageHeight;
  });
  return { widths: shared.widths, rows, breaks };
}

interface Shared {
  readonly labels: number;
  readonly columns: number;
  readonly widths: readonly number[];
}

/** Labels have as much of the width as they need, as far as figures have room beside them. */
function columnsOf(tables: readonly AnnexTable[], labels: number, values: number): readonly number[] {
  const needed = Array.from({ length: labels }, (_, column) => {
    const texts = tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.filter((cell) => cell.kind === "label")),
    );
    const own = texts.filter((cell) =>
      column === labels - 1 ? cell.column + cell.colSpan > column : cell.column === column,
    );
    const longest = Math.max(
      4,
      ...own.filter(({ colSpan }) => colSpan === 1 || column > 0).map(({ text }) => textLength(text)),
    );
    return Math.min(longest, 14) * character + 2 * beside;
  });
  const wanted = needed.reduce((sum, width) => sum + width, 0);
  const most = Math.min(sheetWidth / 2, Math.max(sheetWidth / 4, sheetWidth - values * figureWidth));
  const share = Math.min(Math.max(wanted, sheetWidth / (labels + values)), most);
  return [
    ...needed.map((width) => Math.floor((width / wanted) * share)),
    ...Array.from({ length: values }, () => Math.floor((sheetWidth - share) / values)),
  ];
}

function rowsOf({ mark, title, above, table, below }: Annex, shared: Shared): readonly SheetRow[] {
  const line = (kind: SheetKind, text: string, least: number): SheetRow => {
    const cell: Placed = { kind, text, column: 0, colSpan: shared.columns, rowSpan: 1 };
    const size = kind === "title" ? 16 : 11;
    const lines = Math.ceil((textLength(text) * size * 20) / (sheetWidth - 2 * beside));
    return { height: Math.max(least, lines * (size + 6)), cells: [{ cell, begins: true }] };
  };
  return [
    line("mark", mark, 22),
    line("title", title, 36),
    ...above.map((text) => line("above", text, 20)),
    ...(table ? tableRows(table, shared) : []),
    ...below.map((text) => line("below", text, 20)),
  ];
}

function tableRows(table: AnnexTable, shared: Shared): readonly SheetRow[] {
  const rows = table.rows.map((_, row) => {
    const cells = gridCells(table, row).map(({ cell, begins }) => ({ cell: place(cell, table, shared), begins }));
    const heights = cells.flatMap(({ cell, begins }) =>
      begins && cell.rowSpan === 1 ? [textHeight(cell, shared)] : [],
    );
    return { height: Math.max(rowHeight, ...heights), cells };
  });
  // A text beside several rows may be higher than all of them.
  rows.forEach(({ cells }, from) => {
    for (const { cell, begins } of cells) {
      const last = rows[from + cell.rowSpan - 1];
      if (!begins || cell.rowSpan === 1 || !last) continue;
      const room = rows.slice(from, from + cell.rowSpan).reduce((sum, { height }) => sum + height, 0);
      last.height += Math.max(0, textHeight(cell, shared) - room);
    }
  });
  return rows;
}

function place(cell: AnnexCell, table: AnnexTable, { labels, columns }: Shared): Placed {
  const start = (column: number): number => {
    if (column >= table.columns) return columns;
    if (column < table.labelColumns || column === 0) return column;
    const own = table.columns - table.labelColumns;
    return labels + Math.floor(((column - table.labelColumns) * (columns - labels)) / own);
  };
  const from = start(cell.column);
  const { text, value, remark, rowSpan } = cell;
  const colSpan = start(cell.column + cell.colSpan) - from;
  const own = { ...(value !== undefined && { value }), ...(remark !== undefined && { remark }) };
  return { kind: kindOf(cell), text, ...own, column: from, colSpan, rowSpan };
}

function kindOf({ kind, rowSpan, value, format }: AnnexCell): SheetKind {
  if (kind === "label") return rowSpan === 1 ? "label" : "header";
  if (kind !== "figure") return "header";
  if (value === undefined) return "words";
  return format === "rate" || format === "decimal" ? format : "figure";
}

/** Excel does not measure merged cells. Figures are made smaller where they are too wide. */
function textHeight({ kind, text, column, colSpan }: Placed, { widths }: Shared): number {
  if (kind !== "header" && kind !== "label") return rowHeight;
  const width = widths.slice(column, column + colSpan).reduce((sum, one) => sum + one, 0);
  const perLine = Math.max(1, Math.floor((width - 2 * (kind === "header" ? beforeHeader : beside)) / character));
  return Math.ceil(textLength(text) / perLine) * lineHeight + 6;
}
