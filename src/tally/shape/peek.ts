import { parse } from "yaml";

/** Who a tally is of, as far as its first lines say so. */
export interface HeaderPeek {
  readonly unit: string | undefined;
  readonly year: number | undefined;
  readonly code?: string;
  readonly within?: string;
  /** The report of an area, not of an organ alone. */
  readonly area?: true;
}

/**
 * Unit and year of a tally without reading the rest: enough to find last year's tally of a unit, or two tallies of
 * one unit, among thousands. What cannot be made out here is undefined; the full reading says why.
 */
export function peek(text: string): HeaderPeek {
  const unit = entryOf(text, /^(?:unit|单位)[ \t]*:/m);
  const year = Number(plainYear.exec(text)?.[1]) || entryOf(text, /^(?:year|年度)[ \t]*:/m);
  const part = (id: string, name: string): string | undefined => {
    const value = isRecord(unit) ? (unit[id] ?? unit[name]) : undefined;
    return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : undefined;
  };
  const [code, within] = [part("code", "代码"), part("within", "上级")];
  return {
    unit: part("name", "名称"),
    year: typeof year === "number" ? year : undefined,
    ...(code !== undefined && { code }),
    ...(within !== undefined && { within }),
    ...(areaScope.test(text) && { area: true }),
  };
}

/** A year as nearly every tally writes it: not worth a parser. */
const plainYear = /^(?:year|年度): *(\d{4})[ \t]*(?:#.*)?$/m;

const areaScope = /^(?:scope|范围)[ \t]*:[ \t]*["']?(?:area|本地区)/m;

/** The value of a top-level key: its line and the indented lines after it. */
function entryOf(text: string, key: RegExp): unknown {
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
