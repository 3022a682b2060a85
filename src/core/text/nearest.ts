import { distance } from "fastest-levenshtein";

const longest = 40;

/** The candidate most like what was typed; undefined when none is like it. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  if (typed.length > longest || typed === "") return undefined;
  const bare = withoutNumber(typed);
  const low = bare.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    let far = distance(low, lower);
    // 本年新收政府信息公开申请数量 is 本年新收 with the form's own words after it.
    if (isChinese(candidate) && candidate.length > 1 && low.includes(lower))
      far = Math.min(far, 1 - candidate.length / 100);
    if (far < least && far <= allowed(candidate)) {
      best = candidate;
      least = far;
    }
  }
  return best;
}

/** （三）不予公开, 1.属于国家秘密: the number is no part of the name. */
export function withoutNumber(text: string): string {
  return (
    text.replace(/^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、])/, "").trim() || text
  );
}

function isChinese(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text);
}

function allowed(candidate: string): number {
  return isChinese(candidate) ? Math.floor(candidate.length / 2) : Math.max(1, Math.floor((candidate.length + 1) / 3));
}
