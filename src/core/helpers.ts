import { printNumber } from "./figures.ts";
import { ExactSum } from "./text/exact.ts";

/** A value as a template meets it: a figure, an approximate figure in the clerk's words, or nothing. */
export type HelperValue = unknown;

/** The helpers every template and text may call, as pure functions of their arguments. There are no others. */
export const helpers: Readonly<Record<string, (...args: readonly HelperValue[]) => HelperValue>> = {
  /** Written down, be it as 0: `{{#if n}}` would take 0 for nothing. */
  has: (value) => value !== undefined && value !== null && value !== "",
  /** More than none. 33万余 is. */
  pos: (value) => (typeof value === "number" ? value > 0 : typeof value === "string" && value !== ""),
  eq: (a, b) => a !== undefined && a === b,
  not: (value) => !isTrue(value),
  and: (...values) => values.every(isTrue),
  or: (...values) => values.some(isTrue),
  /** Undefined as soon as one of them is missing or approximate: a blank is not zero. */
  sum: (...values) => sum(values),
  /** What is left of the whole; nothing can be said where the part exceeds it. */
  rest: (whole, part) =>
    typeof whole === "number" && typeof part === "number" && part <= whole ? sum([whole, -part]) : undefined,
  /** part ÷ whole with up to two decimals: 98.98%. Undefined where that is no rate. */
  percent: (part, whole) => percent(part, whole),
};

/** An empty list is nothing, as in Handlebars. */
export function isTrue(value: HelperValue): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function sum(values: readonly HelperValue[]): number | undefined {
  const total = new ExactSum();
  for (const value of values) {
    if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
    total.add(value);
  }
  return total.nearest;
}

/** The rate of two counts as it is printed, rounded half up to two decimals; never 100% while something is left. */
export function percent(part: HelperValue, whole: HelperValue): string | undefined {
  if (typeof part !== "number" || typeof whole !== "number" || whole <= 0 || part < 0) return undefined;
  const hundredths = Math.round((part / whole) * 10_000);
  const shown = part < whole && hundredths >= 10_000 ? 9_999 : hundredths;
  return `${printNumber(shown / 100)}%`;
}
