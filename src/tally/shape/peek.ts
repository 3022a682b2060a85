import { namesIn } from "../../core/text/unit-key.ts";
import { kindByName, placeholderNames, rootKeys, scopeByName, unitKeys } from "../../edition/names.ts";
import { idsOf } from "./plain.ts";

/** Who a tally is of. */
export interface HeaderPeek {
  readonly unit: string | undefined;
  readonly year: number | undefined;
  readonly code?: string;
  readonly within?: string;
  /** Its predecessors, by name or code. */
  readonly formerly?: readonly string[];
  /** The report of an area, not of an organ alone. */
  readonly area?: true;
  /** The file cannot be read as a tally; this is only what its words look like. */
  readonly guessed?: true;
}

/** A key and what is written after it. */
interface Line {
  readonly id: string;
  readonly rest: string;
  /** The indented lines after it, without blank ones and comments. */
  readonly below: readonly string[];
}

/**
 * Who a tally is of, where its file is written in the plain way that nearly all are: every line in the first column is a
 * comment or a key, and year, unit and scope stand there once, unquoted, on one line or in evenly indented ones. Undefined
 * for any other text, and the reader itself is asked. What is answered here is what reading answers, or the file is broken.
 */
export function peekPlain(text: string): HeaderPeek | undefined {
  const found = new Map<string, Line>();
  for (const line of topLines(text) ?? []) {
    if (found.has(line.id)) return undefined;
    found.set(line.id, line);
  }
  const [year, unit, scope] = [found.get("year"), found.get("unit"), found.get("scope")];
  if (!year || !unit || year.below.length > 0 || (scope?.below.length ?? 0) > 0) return undefined;
  const digits = /^ +([1-9]\d{3})(?: +#.*| *)$/.exec(year.rest)?.[1];
  const area = scope === undefined ? "own" : scopeByName.get(/^ +(\p{L}+)(?: +#.*| *)$/u.exec(scope.rest)?.[1] ?? "");
  const parts = plainUnit(unit);
  if (digits === undefined || area === undefined || !parts) return undefined;
  const { name, code, within, formerly } = parts;
  return {
    ...{ unit: name, year: Number(digits) },
    ...(code !== undefined && { code }),
    ...(within !== undefined && { within }),
    ...(formerly !== undefined && { formerly: namesIn(formerly) }),
    ...(area === "area" && { area: true }),
  };
}

const wanted: ReadonlySet<string> = new Set(["year", "unit", "scope"]);

/** The keys that are wanted and stand in the first column; undefined where something else than a key stands there. */
function topLines(text: string): readonly Line[] | undefined {
  if (/\r(?!\n)|[\u0085\u2028\u2029\ufeff]/.test(text)) return undefined;
  const ids = idsOf(rootKeys);
  const lines: (Line & { readonly below: string[] })[] = [];
  // What stands below a key that nobody asks for is not looked at.
  let under: string[] | "unwanted" | undefined;
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    const start = from;
    from = to + 1;
    const isIndented = text[start] === " " || text[start] === "\t";
    if (to === start || text[start] === "#" || (isIndented && under === "unwanted")) continue;
    const line = text.slice(start, text[to - 1] === "\r" ? to - 1 : to);
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    if (isIndented) {
      if (typeof under !== "object") return undefined;
      under.push(line);
      continue;
    }
    const [, key, rest] = /^(\p{L}[\p{L}\p{N}]*):((?: .*)?)$/u.exec(line) ?? [];
    if (key === undefined || rest === undefined) return undefined;
    const id = ids.get(key);
    under = id !== undefined && wanted.has(id) ? [] : "unwanted";
    if (id !== undefined && typeof under === "object") lines.push({ id, rest, below: under });
  }
  return lines;
}

interface UnitParts {
  readonly name: string;
  readonly code?: string;
  readonly within?: string;
  readonly formerly?: string;
}

/** 名称: 凤凰镇人民政府, with or without quotes; nothing that YAML might take for something else. */
const entry = /^(\p{L}+): +(?:"([^"\\]+)"|'([^']+)'|([\p{L}\p{N}][\p{L}\p{N}（）·、—]*))$/u;

function plainUnit({ rest, below }: Line): UnitParts | undefined {
  const inBraces = /^ +\{ *(.*?),? *\}(?: +#.*| *)$/.exec(rest)?.[1];
  if (inBraces !== undefined && below.length > 0) return undefined;
  if (inBraces === undefined && !/^(?: +#.*| *)$/.test(rest)) return undefined;
  const indent = /^ +/.exec(below[0] ?? "")?.[0] ?? "";
  const written = inBraces?.split(/ *, */) ?? below.map((line) => withoutIndent(line, indent));
  const values = new Map<string, string>();
  for (const part of written) {
    const [, key = "", ...given] = entry.exec(part ?? "") ?? [];
    const id = idsOf(unitKeys).get(key);
    const value = given.find((text) => text !== undefined) ?? "";
    if (id === undefined || values.has(id) || !isLine(value)) return undefined;
    values.set(id, value);
  }
  const [name, code, within, formerly] = ["name", "code", "within", "formerly"].map((id) => values.get(id));
  if (name === undefined || !kindByName.has(values.get("kind") ?? "")) return undefined;
  if (Object.values(placeholderNames).includes(name) || !/^[0-9A-Za-z]{0,30}$/.test(code ?? "")) return undefined;
  return {
    name,
    ...(code !== undefined && { code }),
    ...(within !== undefined && { within }),
    ...(formerly !== undefined && { formerly }),
  };
}

/** A line of a block without what stands before and after the entry; undefined where it is indented otherwise. */
function withoutIndent(line: string, indent: string): string | undefined {
  if (!line.startsWith(indent) || /^\s/.test(line.slice(indent.length))) return undefined;
  return line.slice(indent.length).replace(/ +(?:#.*)?$/, "");
}

function isLine(value: string): boolean {
  return value !== "" && value === value.trim() && value.length <= 200 && !/[\t\r\n]|^null$/i.test(value);
}

/** Who a file seems to be of that cannot be read: enough not to ask the unit for a tally that lies there. */
export function guessHeader(text: string): HeaderPeek {
  const value = (id: string, name: string): string | undefined =>
    new RegExp(`(?:^|[\\s{｛,，"'])(?:${id}|${name})["']?[ \\t　]*[:：][ \\t　]*["'“]?([^\\s"'“”#,，}｝]+)`, "m").exec(
      text,
    )?.[1];
  const year = Number(/^(\d{4})/.exec(value("year", "年度") ?? "")?.[1]);
  const [code, within] = [value("code", "代码"), value("within", "上级")];
  const name = value("name", "名称");
  return {
    ...{
      unit: Object.values(placeholderNames).includes(name ?? "") ? undefined : name,
      year: Number.isNaN(year) ? undefined : year,
      guessed: true,
    },
    ...(code !== undefined && { code }),
    ...(within !== undefined && { within }),
    ...(/^(?:scope|范围)["']?[ \t]*[:：][ \t]*["']?(?:area|本地区)/m.test(text) && { area: true }),
  };
}
