/** Bits of a slot for the unit: a million of them. */
const unitBits = 20;
const mostUnits = 1 << unitBits;
/** The other bits tell samples apart that fall on one place: one in four thousand is taken for another. */
const markMask = (1 << (32 - unitBits)) - 1;
/** A table that is fuller than this is slow to look up in. */
const fullest = 0.75;

/**
 * Who had a sample first: four bytes each, in tables that are never copied to grow. A sample is 32 bits; of its place and a mark
 * of twelve bits nothing has to be kept that would give it back.
 */
export class SampleTable {
  readonly #tables: Slots[];

  constructor(expected: number) {
    this.#tables = [new Slots(expected)];
  }

  /** The unit that had a sample first; this one from now on where nobody had it. Units beyond a million are not remembered. */
  take(sample: number, unit: number): number | undefined {
    const mixed = mix(sample);
    const known = this.#find(mixed, sample);
    if (known !== undefined) return known;
    if (unit >= mostUnits - 1) return undefined;
    let last = this.#tables.at(-1);
    if (!last || last.full) {
      last = new Slots(2 * (last?.room ?? 0));
      this.#tables.push(last);
    }
    last.set(mixed, sample, unit);
    return undefined;
  }

  /** The unit that had a sample first. */
  find(sample: number): number | undefined {
    return this.#find(mix(sample), sample);
  }

  #find(mixed: number, sample: number): number | undefined {
    for (const table of this.#tables) {
      const known = table.find(mixed, sample);
      if (known !== undefined) return known;
    }
    return undefined;
  }
}

/** The smallest hashes of a text are small: their high bits would crowd them together. */
function mix(sample: number): number {
  const spread = Math.imul(sample ^ (sample >>> 16), 0x45d9f3b) >>> 0;
  return Math.imul(spread ^ (spread >>> 15), 0x2c1b3c6d) >>> 0;
}

/** Open addressing. A slot is a mark and the unit's number plus one; an empty one is 0. */
class Slots {
  readonly room: number;
  readonly #slots: Uint32Array;
  #used = 0;

  constructor(expected: number) {
    this.room = Math.max(1_024, expected);
    this.#slots = new Uint32Array(Math.ceil(this.room / fullest));
  }

  get full(): boolean {
    return this.#used >= this.room;
  }

  find(mixed: number, sample: number): number | undefined {
    const mark = sample & markMask;
    for (let at = this.#placeOf(mixed); ; at = this.#next(at)) {
      const slot = this.#slots[at] ?? 0;
      if (slot === 0) return undefined;
      if (slot >>> unitBits === mark) return (slot & (mostUnits - 1)) - 1;
    }
  }

  set(mixed: number, sample: number, unit: number): void {
    let at = this.#placeOf(mixed);
    while (this.#slots[at] !== 0) at = this.#next(at);
    this.#slots[at] = (((sample & markMask) << unitBits) | (unit + 1)) >>> 0;
    this.#used++;
  }

  #placeOf(mixed: number): number {
    return Math.floor((mixed / 2 ** 32) * this.#slots.length);
  }

  #next(at: number): number {
    return at + 1 === this.#slots.length ? 0 : at + 1;
  }
}
