import { CopyIndex } from "../../src/check/copying/copy-index.ts";
import { fingerprint, likeness } from "../../src/check/copying/fingerprint.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { Tally } from "../../src/core/tally.ts";
import { type Random, random, seedOf } from "../bench/random.ts";

/** A text, and another that was made of it by writing some of its sentences anew, in another order or length. */
interface MadeCopy {
  readonly original: string;
  readonly copy: string;
}

/** Sentences that stand in everybody's report. */
const stock = Array.from({ length: 40 }, (_, n) => sentence(random(seedOf(7, n))));

/** The n-th pair: 80 to 2,800 letters, up to a half of them stock; the copy keeps 55 to 100 % of it, and may add as much again. */
function madeCopy(n: number, seed = 1): MadeCopy {
  const chance = random(seedOf(seed, n));
  const common = chance.between(0, 50) / 100;
  const own = (): string => (chance.chance(common) ? chance.pick(stock) : sentence(chance));
  const sentences = Array.from({ length: chance.between(3, 90) }, own);
  const kept = chance.between(55, 100) / 100;
  const copied = sentences.map((one) => (chance.chance(kept) ? one : own()));
  const added = Array.from({ length: chance.chance(0.3) ? chance.between(0, sentences.length) : 0 }, own);
  const cut = chance.between(0, copied.length);
  const moved = chance.chance(0.2) ? [...copied.slice(cut), ...copied.slice(0, cut)] : copied;
  const [a, b] = [sentences.join("。"), [...moved, ...added].join("。")];
  // Who comes first need not be the one that is the shorter.
  return chance.chance(0.5) ? { original: a, copy: b } : { original: b, copy: a };
}

/** 14 to 45 characters, of which some are much more common than others. */
function sentence(chance: Random): string {
  const length = chance.between(14, 45);
  return Array.from({ length }, () => {
    const rare = chance.chance(0.4);
    return String.fromCharCode(0x4e00 + (rare ? chance.between(0, 3_000) : chance.between(0, 300)));
  }).join("");
}

interface Recall {
  /** Pairs of which seven parts of ten of the smaller stand in the other, and for how many of them the sketch names the other. */
  readonly pairs: number;
  readonly found: number;
  /** Originals, each written for itself, and how many of them were taken for somebody's. */
  readonly units: number;
  readonly strays: number;
}

/** How well the copies among so many made pairs are found: the originals come first, then the copies. */
export function recallOf(count: number, edition: Edition): Recall {
  const index = new CopyIndex(2 * count);
  const add = (number: number, text: string) => index.add(number, tallyOf(number, text), edition);
  let [pairs, found, strays] = [0, 0, 0];
  for (let n = 0; n < count; n++) if (add(n, madeCopy(n).original) !== undefined) strays++;
  for (let n = 0; n < count; n++) {
    const { original, copy } = madeCopy(n);
    const named = add(count + n, copy);
    const [a, b] = [original, copy].map((text) => fingerprint(text, tallyOf(n, text)));
    if (!a || !b || likeness(a, b) < 0.7) continue;
    pairs++;
    if (named === n) found++;
  }
  return { pairs, found, units: count, strays };
}

function tallyOf(number: number, text: string): Tally {
  const span = { file: "", start: 0, end: 0 };
  return {
    ...{ file: "", unit: { name: `第${number}镇`, kind: "township" }, unitSpan: span, year: 2025, yearSpan: span },
    ...{ edition: "", scope: "own", signoff: {}, cells: new Map(), labels: new Map(), waivers: [] },
    prose: new Map([["problems", { text, span, places: [] }]]),
  };
}
