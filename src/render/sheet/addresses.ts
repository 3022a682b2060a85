/** A cell of a sheet, both from 1. */
export interface Address {
  readonly row: number;
  readonly column: number;
}

export interface Area {
  readonly from: Address;
  readonly to: Address;
}

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** D5, also $D$5; undefined where that is no cell of a sheet. */
export function parseAddress(text: string): Address | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (!match) return undefined;
  const column = [...(match[1] ?? "").toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
  const row = Number(match[2]);
  return row <= lastRow && column <= lastColumn ? { row, column } : undefined;
}

/** D5:I5, or one cell. */
export function parseArea(text: string): Area | undefined {
  const [a = "", b = a, ...more] = text.split(":");
  const from = parseAddress(a);
  const to = parseAddress(b);
  if (!from || !to || more.length > 0) return undefined;
  return {
    from: { row: Math.min(from.row, to.row), column: Math.min(from.column, to.column) },
    to: { row: Math.max(from.row, to.row), column: Math.max(from.column, to.column) },
  };
}

export function inArea({ row, column }: Address, { from, to }: Area): boolean {
  return from.row <= row && row <= to.row && from.column <= column && column <= to.column;
}

export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
