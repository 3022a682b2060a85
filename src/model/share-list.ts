import { compareText } from "../core/diagnostic.ts";

/** What one unit contributed to a figure. Units that contributed 0 have none. */
export interface Share {
  readonly file: string;
  readonly unit: string;
  readonly value: number;
  /** As the unit wrote it where that is more than the number: 33万余. */
  readonly text?: string;
}

/** Who was counted in a sum, and where each of them stands when they are sorted by file. */
export class CountedParts {
  readonly #parts: Pick<Share, "file" | "unit">[] = [];
  #ranks: readonly number[] = [];

  /** The number of a part, by which shares name it. */
  add(file: string, unit: string): number {
    return this.#parts.push({ file, unit }) - 1;
  }

  at(number: number): Pick<Share, "file" | "unit"> {
    return this.#parts[number] ?? { file: "", unit: "" };
  }

  sorted(): readonly Pick<Share, "file" | "unit">[] {
    return this.#order().map((number) => this.at(number));
  }

  /** By number, once nobody is added any more. */
  get ranks(): readonly number[] {
    if (this.#ranks.length < this.#parts.length) {
      const ranks = new Array<number>(this.#parts.length).fill(0);
      for (const [rank, number] of this.#order().entries()) ranks[number] = rank;
      this.#ranks = ranks;
    }
    return this.#ranks;
  }

  #order(): readonly number[] {
    const order = this.#parts.map((_, number) => number);
    return order.sort((a, b) => {
      const [one, other] = [this.at(a), this.at(b)];
      return compareText(one.file, other.file) || compareText(one.unit, other.unit);
    });
  }
}

/**
 * The shares of a figure by file. A country has a million of them: two numbers are kept of each, and an object is made while it
 * is looked at.
 */
export class ShareList implements Iterable<Share> {
  readonly #all: CountedParts;
  readonly #parts: number[] = [];
  readonly #values: number[] = [];
  readonly #texts = new Map<number, string>();

  constructor(all: CountedParts) {
    this.#all = all;
  }

  add(part: number, value: number, text: string | undefined): void {
    if (text !== undefined) this.#texts.set(this.#parts.length, text);
    this.#parts.push(part);
    this.#values.push(value);
  }

  *[Symbol.iterator](): Generator<Share, void> {
    const { ranks } = this.#all;
    const rank = (i: number): number => ranks[this.#parts[i] ?? 0] ?? 0;
    const order = this.#parts.map((_, i) => i).sort((a, b) => rank(a) - rank(b));
    for (const i of order) {
      const text = this.#texts.get(i);
      const whose = this.#all.at(this.#parts[i] ?? 0);
      yield { ...whose, value: this.#values[i] ?? 0, ...(text !== undefined && { text }) };
    }
  }
}
