import type { Edition } from "../../core/form/edition.ts";
import type { Tally } from "../../core/tally.ts";
import { fingerprint } from "./fingerprint.ts";

/** One run in so many is remembered: what two texts share shows in a sample just as well. */
const sampled = 16;
/** So many shared samples make two sections worth a closer look. */
const suspicious = 4;

/** The numbers a tally's texts are remembered by: one list for each section that is long enough. */
export function samplesOf(tally: Tally, edition: Edition): readonly (readonly number[])[] {
  return edition.sections.flatMap((section, n) => {
    const passage = tally.prose.get(section.id);
    const print = passage && fingerprint(passage.text, tally);
    if (!print) return [];
    return [[...new Set(print.runs.filter((run) => run % sampled === 0))].map((run) => (run ^ (n << 4)) >>> 0)];
  });
}

/**
 * Remembers the texts of a whole run by a few numbers each, and says which earlier unit a text may have come from.
 * Time and memory grow with the length of the texts alone: a text is never compared with all the others.
 */
export class CopyIndex {
  readonly #first = new Map<number, number>();

  /** Adds the texts of unit number `index` and gives the earlier unit that most of a section's samples point to. */
  add(index: number, tally: Tally, edition: Edition): number | undefined {
    return this.addAndMatch(index, samplesOf(tally, edition));
  }

  /** The same for samples taken elsewhere. */
  addAndMatch(index: number, sections: readonly (readonly number[])[]): number | undefined {
    let suspect: number | undefined;
    for (const samples of sections) {
      const votes = new Map<number, number>();
      for (const sample of samples) {
        // As a signed number it needs no memory of its own.
        const signed = sample | 0;
        const owner = this.#first.get(signed);
        if (owner === undefined) this.#first.set(signed, index);
        else if (owner !== index) votes.set(owner, (votes.get(owner) ?? 0) + 1);
      }
      const [owner, count = 0] = [...votes].reduce<readonly [number?, number?]>(
        (a, b) => (b[1] > (a[1] ?? 0) ? b : a),
        [],
      );
      if (count >= Math.min(suspicious, samples.length) && count * 2 >= samples.length) suspect ??= owner;
    }
    return suspect;
  }
}
