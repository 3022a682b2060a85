import type { Edition } from "../../core/form/edition.ts";
import type { Tally } from "../../core/tally.ts";
import { runsIn } from "./fingerprint.ts";
import { SampleTable } from "./sample-table.ts";

/** One run in so many of a section is remembered: what two texts share shows in a sample just as well. */
const sampled = 32;
/** But no fewer of a short section than would tell, and no more of a long one than its share of memory. */
const [fewest, most] = [24, 40];
/** So many shared samples, and such a share of those that are nobody else's, make two sections worth a closer look. */
const [suspicious, suspiciousShare] = [4, 0.45];
/** However common the rest: a section of which less than this is another's is no copy of it. */
const leastShare = 0.2;
/** What two sections of a unit keep their samples apart by: bits that do not decide which of them are the smallest. */
const sectionShift = 4;
const mostSections = 16;

/**
 * The numbers a tally's texts are remembered by: for each section of the form the smallest hashes of its runs, so that two
 * texts that share most of their runs share most of these; none for a section that is not long enough.
 */
export function samplesOf(tally: Tally, edition: Edition): readonly (readonly number[])[] {
  const samples = edition.sections.map((section, n) => {
    const passage = tally.prose.get(section.id);
    const all = passage && runsIn(passage.text, tally);
    if (!all) return [];
    const runs = new Uint32Array(all).sort();
    const smallest: number[] = [];
    let different = 0;
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i] ?? 0;
      if (i > 0 && run === runs[i - 1]) continue;
      if (++different <= most) smallest.push((run ^ (n << sectionShift)) >>> 0);
    }
    return smallest.slice(0, Math.min(most, Math.max(fewest, Math.round(different / sampled))));
  });
  return samples.some((list) => list.length > 0) ? samples : [];
}

/**
 * Remembers the texts of a whole run by a few numbers each, and says which earlier unit a text may have come from. Time and
 * memory grow with the number of units, not with the length of their texts: a text is never compared with all the others.
 */
export class CopyIndex {
  readonly #table: SampleTable;
  /** By unit and section: the largest of its samples, up to which every run of it is among them; 0 where it has none. */
  readonly #upTo = new NumberList(Uint32Array);
  /** And how many samples it has, and how many of them were nobody's before it. */
  readonly #all = new NumberList(Uint8Array);
  readonly #own = new NumberList(Uint8Array);

  /** `units` is how many may come, as far as that is known. */
  constructor(units = 1_000) {
    this.#table = new SampleTable(units * 2 * most);
  }

  /** Adds the texts of unit number `index` and gives the earlier unit that most of a section's samples point to. */
  add(index: number, tally: Tally, edition: Edition): number | undefined {
    return this.addAndMatch(index, samplesOf(tally, edition));
  }

  /** The same for samples taken elsewhere. */
  addAndMatch(index: number, sections: readonly (readonly number[])[]): number | undefined {
    const { best, shared } = this.#compare(sections, (sample) => {
      const owner = this.#table.take(sample, index);
      return owner === index ? undefined : owner;
    });
    for (const [n, samples] of sections.entries()) {
      if (samples.length === 0) continue;
      this.#upTo.set(index * mostSections + n, largest(samples));
      this.#own.set(index * mostSections + n, samples.length - (shared[n] ?? 0));
      this.#all.set(index * mostSections + n, samples.length);
    }
    return best;
  }

  /** The unit that a text which is not added may have come from. */
  match(sections: readonly (readonly number[])[]): number | undefined {
    return this.#compare(sections, (sample) => this.#table.find(sample)).best;
  }

  #compare(
    sections: readonly (readonly number[])[],
    ownerOf: (sample: number) => number | undefined,
  ): { readonly best: number | undefined; readonly shared: readonly number[] } {
    let best: { readonly unit: number; readonly likelihood: number } | undefined;
    const sharedBySection = sections.map((samples, n) => {
      const votes = new Map<number, number>();
      for (const sample of samples) {
        const owner = ownerOf(sample);
        if (owner !== undefined) votes.set(owner, (votes.get(owner) ?? 0) + 1);
      }
      const shared = [...votes.values()].reduce((sum, count) => sum + count, 0);
      for (const [unit, count] of votes) {
        const likelihood = this.#likelihood(n, { unit, count, samples, others: shared - count });
        if (likelihood > (best?.likelihood ?? 0)) best = { unit, likelihood };
      }
      return shared;
    });
    return { best: best?.unit, shared: sharedBySection };
  }

  /**
   * How likely a section is to be the other's, judged by their samples; 0 where too little of the smaller of the two stands in the
   * other to look closer. Only samples that both would have, and that neither has from a third, can tell.
   */
  #likelihood(n: number, { unit, count, samples, others }: Match): number {
    if (count < Math.min(suspicious, samples.length)) return 0;
    const at = unit * mostSections + n;
    const upTo = this.#upTo.get(at);
    const here = samples.filter((sample) => sample <= upTo).length;
    const overlap = Math.min(1, largest(samples) / upTo);
    if (count < leastShare * Math.min(here, this.#all.get(at) * overlap)) return 0;
    const shareHere = count / Math.max(count, here - others);
    const shareThere = count / Math.max(count, this.#own.get(at) * overlap);
    return Math.max(shareHere, shareThere) < suspiciousShare ? 0 : shareHere * shareThere;
  }
}

interface Match {
  readonly unit: number;
  /** Samples that the unit had first. */
  readonly count: number;
  readonly samples: readonly number[];
  /** Samples that somebody else had first. */
  readonly others: number;
}

function largest(samples: readonly number[]): number {
  return samples.reduce((a, b) => Math.max(a, b), 0);
}

/** Small numbers by index, 0 where none was set; as long as it has to be. */
class NumberList<A extends Uint8Array | Uint32Array> {
  #numbers: A;
  readonly #make: new (
    length: number,
  ) => A;

  constructor(make: new (length: number) => A) {
    this.#make = make;
    this.#numbers = new make(1_024);
  }

  get(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#numbers.length) {
      const longer = new this.#make(2 * index);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[index] = value;
  }
}
