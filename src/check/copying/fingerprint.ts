import type { Tally } from "../../core/tally.ts";

/** A text as copying is judged by: its letters alone, figures and the unit's own name blotted out. */
export interface Fingerprint {
  readonly letters: string;
  /** Where each of the letters stands in the text. */
  readonly at: readonly number[];
  /** Hashes of every run of `runLength` letters, in order. */
  readonly runs: readonly number[];
}

const runLength = 8;
/** Shorter texts are alike by nature: 无其他需要报告的事项。 */
const shortest = 60;

/** The paragraph that every report opens with is the same everywhere, and should be. */
const opening = /^[^\n]*(?:编制本报告|统计期限|电子版|联系电话)[^\n]*$/gm;
/** Between tags and figures it is the words that were copied; both may differ. */
const masked = /\{\{[^{}]*\}\}|\d+(?:\.\d+)?%?|[０-９]+/g;

/** The fingerprint of one section's text; undefined where it is too short to tell. */
export function fingerprint(text: string, tally: Tally): Fingerprint | undefined {
  const { bare, at } = lettersIn(text, tally);
  if (at.length < shortest) return undefined;
  return { letters: at.map((i) => bare.charAt(i)).join(""), at, runs: hashes(bare, at) };
}

/** Its runs alone, of which a text is remembered by a few. */
export function runsIn(text: string, tally: Tally): readonly number[] | undefined {
  const { bare, at } = lettersIn(text, tally);
  return at.length < shortest ? undefined : hashes(bare, at);
}

/** A text with all blotted out that two copies may differ in, and where its letters stand. */
function lettersIn(text: string, tally: Tally): { readonly bare: string; readonly at: readonly number[] } {
  const names = [tally.unit.name, tally.unit.within ?? ""].filter((name) => name !== "");
  let bare = text.replace(opening, blot).replace(masked, blot);
  for (const name of names) bare = bare.replaceAll(name, blot);
  const at: number[] = [];
  for (let i = 0; i < bare.length; i++) {
    const code = bare.charCodeAt(i);
    // Chinese and Latin letters; everything else is punctuation, space or blotted out.
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))
      at.push(i);
  }
  return { bare, at };
}

function blot(rangeAt: string): string {
  return " ".repeat(rangeAt.length);
}

/** Odd, as each letter has to count; to the power of `runLength` for the letter that drops out. */
const base = 0x01000193;
const dropped = Array.from({ length: runLength }).reduce<number>((power) => Math.imul(power, base), 1);

/** A hash for every run, each worked out from the one before: a letter comes in, another drops out. */
function hashes(bare: string, at: readonly number[]): readonly number[] {
  const runs: number[] = [];
  let rolling = 0;
  for (let i = 0; i < at.length; i++) {
    rolling = (Math.imul(rolling, base) + bare.charCodeAt(at[i] ?? 0)) | 0;
    if (i >= runLength) rolling = (rolling - Math.imul(dropped, bare.charCodeAt(at[i - runLength] ?? 0))) | 0;
    if (i >= runLength - 1) runs.push(mixed(rolling));
  }
  return runs;
}

/** Every bit of the hash by every bit of the number: samples are taken by its size. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** How much of the smaller of two texts stands in the other too: 0 to 1. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const [small, large] = a.runs.length <= b.runs.length ? [a, b] : [b, a];
  const known = new Set(large.runs);
  const common = small.runs.reduce((count, run) => count + (known.has(run) ? 1 : 0), 0);
  return small.runs.length === 0 ? 0 : common / small.runs.length;
}

/** The longest passage of `a` that stands in `b` word for word: offsets into both texts. */
export function sharedPassage(a: Fingerprint, b: Fingerprint): { readonly a: TextRange; readonly b: TextRange } {
  const places = new Map<number, number>();
  b.runs.forEach((run, i) => {
    if (!places.has(run)) places.set(run, i);
  });
  let best = { from: 0, other: 0, length: 0 };
  for (let i = 0; i < a.runs.length; i++) {
    const other = places.get(a.runs[i] ?? -1);
    if (other === undefined) continue;
    let length = 0;
    while (i + length < a.letters.length && a.letters[i + length] === b.letters[other + length]) length++;
    if (length > best.length) best = { from: i, other, length };
    if (length > runLength) i += length - runLength;
  }
  return { a: rangeAt(a, best.from, best.length), b: rangeAt(b, best.other, best.length) };
}

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

function rangeAt({ at }: Fingerprint, from: number, length: number): TextRange {
  return { start: at[from] ?? 0, end: (at[from + length - 1] ?? 0) + 1 };
}
