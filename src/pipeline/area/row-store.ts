import type { Edition } from "../../core/form/edition.ts";
import type { RowFigures } from "../../draw/summary-sheet.ts";

/** Beyond so many columns a figure is kept by its name: a unit may name topics of its own, and every row has a byte for each. */
const mostColumns = 1_000;
/** Seven bits a byte: 2³¹ takes five. */
const longest = 5;
const blockLength = 1 << 18;
/** What is no such number is kept as it is. */
const largest = 2 ** 31 - 1;

/**
 * The figures of tens of thousands of units of one form, in a byte or two each: most are small, and so many numbers of their own would
 * take a gigabyte. Rows are read one after another, column by column.
 */
export class RowStore {
  /** Where a figure stands in a row: the cells of the form, then what else was met. */
  readonly #columns: Map<string, number>;
  #block = new Uint8Array(blockLength);
  #used = 0;
  #opened: { readonly row: object; readonly codes: readonly number[] } | undefined;

  constructor(edition: Edition) {
    this.#columns = new Map(edition.cells.map(({ path }, i) => [path, i]));
  }

  add(figures: ReadonlyMap<string, number | string>): RowFigures {
    const others = new Map<string, number | string>();
    const codes: number[] = [];
    for (const [path, figure] of figures) {
      const at = this.#columnOf(path);
      if (at !== undefined && typeof figure === "number" && Number.isInteger(figure) && figure >= 0 && figure < largest)
        codes[at] = figure + 1;
      else others.set(path, figure);
    }
    if (this.#used + codes.length * longest > this.#block.length) {
      this.#block = new Uint8Array(Math.max(blockLength, codes.length * longest));
      this.#used = 0;
    }
    const [block, from] = [this.#block, this.#used];
    for (let i = 0; i < codes.length; i++) this.#put(codes[i] ?? 0);
    const row = { block, from, to: this.#used };
    const get = (path: string): number | string | undefined => {
      const code = this.#codes(row)[this.#columns.get(path) ?? -1] ?? 0;
      return code === 0 ? others.get(path) : code - 1;
    };
    return { get, has: (path) => get(path) !== undefined };
  }

  #columnOf(path: string): number | undefined {
    const known = this.#columns.get(path);
    if (known !== undefined || this.#columns.size >= mostColumns) return known;
    this.#columns.set(path, this.#columns.size);
    return this.#columns.size - 1;
  }

  #put(code: number): void {
    let rest = code;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#block[this.#used++] = (rest % 128) + 128;
    this.#block[this.#used++] = rest;
  }

  /** By column, one more than the figure; 0 where there is none. */
  #codes(row: { readonly block: Uint8Array; readonly from: number; readonly to: number }): readonly number[] {
    if (this.#opened?.row === row) return this.#opened.codes;
    const codes: number[] = [];
    for (let at = row.from; at < row.to; ) {
      let code = 0;
      for (let scale = 1, more = true; more; scale *= 128) {
        const byte = row.block[at++] ?? 0;
        code += (byte % 128) * scale;
        more = byte > 127;
      }
      codes.push(code);
    }
    this.#opened = { row, codes };
    return codes;
  }
}
