import { distance } from "fastest-levenshtein";

const mostRemembered = 50_000;
const bareLabels = new Map<string, string>();

/**
 * A label as it is compared: its number, its punctuation, its spaces and the width of its characters say nothing, so that
 * （三） 不予公开 and 3、不予公开 are one.
 */
export function bareLabel(label: string): string {
  const known = bareLabels.get(label);
  if (known !== undefined) return known;
  const flat = label.normalize("NFKC").replace(/\s+/gu, "");
  const bare = withoutNumbers(flat).replace(/^其中[:：]?/u, "");
  const words = bare.replace(/[^\p{L}\p{N}]+/gu, "");
  if (bareLabels.size >= mostRemembered) bareLabels.clear();
  bareLabels.set(label, words);
  return words;
}

/** 一、（一）1. ①: one number or several. What is nothing but a number stays. */
function withoutNumbers(flat: string): string {
  const rest = flat.replace(
    /^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,，．]|\d{1,2}[.、,，．)](?!\d))+/u,
    "",
  );
  return rest === "" ? flat : rest;
}

/** Below this nobody would take the one for the other. */
export const alike = 0.6;

const pairs = new Map<string, number>();

/** How like two labels are, from 0 to 1: shortened ones, ones with a word more, and misspelt ones are still alike. */
export function likeness(one: string, other: string): number {
  const [a, b] = [bareLabel(one), bareLabel(other)];
  if (a === "" || b === "") return 0;
  if (a === b) return 1;
  const key = `${a}\n${b}`;
  const known = pairs.get(key);
  if (known !== undefined) return known;
  if (pairs.size >= mostRemembered) pairs.clear();
  const like = compare(a, b);
  pairs.set(key, like);
  return like;
}

function compare(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const close = 1 - distance(short, long.slice(0, 120)) / long.length;
  // Two characters may be part of anything.
  if (short.length < 3) return close;
  if (long.includes(short)) return Math.max(close, 0.7 + (0.25 * short.length) / long.length);
  if (short.length >= 5 && isShortened(short, long)) return Math.max(close, 0.7);
  return close;
}

/** Whether the characters of the one stand in the other in their order, as in a label with words left out. */
function isShortened(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (short[at] === character) at++;
  return at === short.length;
}

/** The best of several spellings of a label against one on the page. */
export function likest(found: string, spellings: readonly string[]): number {
  return spellings.reduce((best, spelling) => Math.max(best, likeness(found, spelling)), 0);
}

/** Pairs of places in two sequences, both ascending, of which all together are most alike. */
export function align(
  rows: number,
  columns: number,
  likeness: (row: number, column: number) => number,
): ReadonlyMap<number, number> {
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const found = new Float64Array(rows * columns);
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      const like = likeness(r, c);
      found[r * columns + c] = like;
      const pair = like >= alike ? like + (best[(r + 1) * width + c + 1] ?? 0) : 0;
      best[r * width + c] = Math.max(pair, best[(r + 1) * width + c] ?? 0, best[r * width + c + 1] ?? 0);
    }
  }
  const pairs = new Map<number, number>();
  for (let r = 0, c = 0; r < rows && c < columns; ) {
    const like = found[r * columns + c] ?? 0;
    const here = best[r * width + c] ?? 0;
    if (like >= alike && here === like + (best[(r + 1) * width + c + 1] ?? 0)) pairs.set(r++, c++);
    else if (here === (best[(r + 1) * width + c] ?? 0)) r++;
    else c++;
  }
  return pairs;
}
