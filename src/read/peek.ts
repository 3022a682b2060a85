import { parse } from "yaml";

/** Who a tally is of, as far as its first lines say so. */
export interface Peek {
  readonly unit: string | undefined;
  readonly year: number | undefined;
}

/**
 * Unit and year of a tally without reading the rest: enough to find last year's tally of a unit, or two tallies of
 * one unit, among thousands. What cannot be made out here is undefined; the full reading says why.
 */
export function peek(text: string): Peek {
  const unit = valueOf(text, /^(?:unit|单位)[ \t]*:/m);
  const year = valueOf(text, /^(?:year|年度)[ \t]*:/m);
  const name = isRecord(unit) ? (unit["name"] ?? unit["名称"]) : undefined;
  return {
    unit: typeof name === "string" ? name.trim() : undefined,
    year: typeof year === "number" ? year : undefined,
  };
}

/** The value of a top-level key: its line and the indented lines after it. */
function valueOf(text: string, key: RegExp): unknown {
  const found = key.exec(text);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const next = /\n(?=[^\s#}])/.exec(text.slice(start, start + 4096));
  const block = text.slice(start, next ? start + next.index : start + 4096);
  try {
    return parse(`v:${block}`, { logLevel: "silent", maxAliasCount: 0 })?.v;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
