import type { Text } from "../core/diagnostic.ts";

/** What was read from a file, whatever its format: paragraphs and tables in their order, before anybody asks what they mean. */
export interface ReadDocument {
  readonly blocks: readonly DocumentBlock[];
  /** What the file calls itself beside its text: the title of a web page. */
  readonly titles: readonly string[];
  /** What a web page says around its text, a line each. */
  readonly around?: readonly string[];
  readonly pictures?: ReadPictures;
  /** The cells of a workbook that bear a name, by it; where a name points at nothing any more, it has no cell. */
  readonly named?: ReadonlyMap<string, NamedCell | undefined>;
}

/** The pictures of a document, each of which has a line of its own as a paragraph, and those that stay behind. */
export interface ReadPictures {
  /** By name, relative to the tally, with forward slashes. */
  readonly kept: ReadonlyMap<string, KeptPicture>;
  readonly lost: readonly DocumentPicture[];
}

export interface KeptPicture extends DocumentPicture {
  readonly bytes: Uint8Array;
  /** As the text names it: `![说明](图/渠道.png)`. */
  readonly line: string;
}

export interface DocumentPicture {
  /** What it shows, for those who cannot see it. */
  readonly words: string;
  readonly place: Text;
}

export interface NamedCell {
  /** As typed, line breaks and all; what a formula last gave. Empty where nothing is. */
  readonly text: string;
  /** A number that is shown as a day. */
  readonly date: boolean;
  readonly sheet: string;
  /** From 0. */
  readonly row: number;
  readonly column: number;
}

export type DocumentBlock = DocumentParagraph | DocumentGrid;

interface DocumentParagraph {
  readonly kind: "paragraph";
  /** In one line, without space around it. */
  readonly text: string;
  /** Which paragraph of the file it is, from 1. */
  readonly number: number;
}

/** A table with its spans resolved: every place of every row holds the cell that covers it. */
export interface DocumentGrid {
  readonly kind: "grid";
  /** The sheet's name, or which table of the file it is, from 1. */
  readonly name: string | number;
  readonly rows: readonly GridRow[];
}

/** Places from left to right; undefined where no cell is. */
export type GridRow = readonly (DocumentCell | undefined)[];

export interface DocumentCell {
  readonly text: string;
  /** Where it begins in its table or sheet, from 0. */
  readonly row: number;
  readonly column: number;
  /** Set at the right of its place, as figures are in a table of somebody's own. */
  readonly right?: boolean;
}

/** What no report has: more would only cost memory. */
export const gridLimits = { rows: 5_000, columns: 250, places: 300_000 } as const;

/** A cell as HTML has it: in its row after those before it, reaching to the right and down. */
export interface FlowCell {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly right?: boolean;
}

/** Lays cells out as HTML says: each in the first free place of its row. */
export function layFlow(name: string | number, rows: readonly (readonly FlowCell[])[]): DocumentGrid {
  const laid: (DocumentCell | undefined)[][] = rows.slice(0, gridLimits.rows).map(() => []);
  let places = 0;
  rows.slice(0, gridLimits.rows).forEach((cells, row) => {
    let column = 0;
    for (const { text, colSpan, rowSpan, right: set } of cells) {
      while (laid[row]?.[column]) column++;
      const right = Math.min(gridLimits.columns, column + Math.max(1, colSpan));
      const bottom = Math.min(laid.length, row + Math.max(1, rowSpan));
      places += (right - column) * (bottom - row);
      if (places > gridLimits.places) return;
      const cell: DocumentCell = { text, row, column, ...(set && { right: true }) };
      for (let r = row; r < bottom; r++) for (let c = column; c < right; c++) (laid[r] ?? [])[c] ??= cell;
      column = right;
    }
  });
  return { kind: "grid", name, rows: laid };
}

/** The cells of a row, each once, from left to right. */
export function cellsOf(row: GridRow): readonly DocumentCell[] {
  return [...new Set(row.filter((cell) => cell !== undefined))];
}

/** The text of a row that is one cell, or has only one that is not empty. */
export function soleText(row: GridRow): string | undefined {
  const filled = cellsOf(row).filter(({ text }) => text !== "");
  return filled.length === 1 ? filled[0]?.text : undefined;
}

/** 表二!D7, or the 3rd row and 2nd column of the 1st table. */
export function placeOf(grid: Pick<DocumentGrid, "name">, { row, column }: Pick<DocumentCell, "row" | "column">): Text {
  if (typeof grid.name === "string") {
    const address = `${grid.name}!${columnName(column)}${row + 1}`;
    return { zh: address, en: address };
  }
  return {
    zh: `第${grid.name}张表第${row + 1}行第${column + 1}列`,
    en: `table ${grid.name}, row ${row + 1}, column ${column + 1}`,
  };
}

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const rest = column < 26 ? "" : columnName(Math.floor(column / 26) - 1);
  return rest + String.fromCharCode(65 + (column % 26));
}

/** Runs of space of every kind as one space; characters that nobody sees are dropped. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\p{Cc}]+/gu, (found) => (/\s/.test(found) ? " " : ""))
    .replace(/\s+/gu, " ")
    .trim();
}
