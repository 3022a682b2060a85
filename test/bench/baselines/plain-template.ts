import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { ReportModel } from "../../../src/core/report.ts";
import { viewOf } from "../../../src/render/view.ts";
import { at } from "./at.ts";

/** How a template program spells its tags; a loop around rows of a table may have rows of its own. */
export interface Spelling {
  value(name: string, within: readonly string[]): string;
  open(name: string, within: readonly string[]): string;
  close(name: string, within: readonly string[]): string;
  /** Whether the tags of a loop over rows stand in rows of their own, and not in its first and last cell. */
  readonly rowsApart?: boolean;
}

/** What is put into a template: texts, and for each loop what its turns put in. */
interface PlainData {
  [name: string]: string | PlainData[];
}

export interface PlainTemplate {
  readonly bytes: Uint8Array;
  data(report: ReportModel): PlainData;
}

type Make = (scope: unknown, root: unknown) => PlainData[string];
type Makers = [name: string, make: Make][];

/**
 * Our own Word template as one would write it for another program: plain names, paragraphs in loops, and each run of rows of
 * one layout as a loop over one row.
 */
export function plainTemplate(template: Uint8Array, spelling: Spelling): PlainTemplate {
  const makers: Makers = [];
  let names = 0;
  const parts = Object.entries(unzipSync(template)).map(([part, bytes]) => {
    const xml = /document|header|core/.test(part)
      ? withRowLoops(placed(strFromU8(bytes)), spelling, makers, () => `r${names++}`)
      : "";
    const open: { readonly name: string; readonly list: Makers }[] = [];
    const spelt = xml.replace(/\{\{([#/]?)([^}]+)\}\}/g, (_, mark: string, code: string) => {
      const list = open.at(-1)?.list ?? makers;
      const within = open.map(({ name }) => name);
      if (mark === "/") {
        open.pop();
        return spelling.close(within.at(-1) ?? "", within.slice(0, -1));
      }
      const name = `${mark === "#" ? "b" : "v"}${names++}`;
      const [kind = "", path = code] = mark === "#" ? code.split(" ") : ["", code];
      if (mark === "") {
        list.push([name, (scope, root) => textAt(scope, root, path)]);
        return spelling.value(name, within);
      }
      const inner: Makers = [];
      list.push([name, (scope, root) => turns(kind, scope, root, path).map((turn) => made(inner, turn, root))]);
      open.push({ name, list: inner });
      return spelling.open(name, within);
    });
    return [part, xml === "" ? bytes : strToU8(spelt)] as const;
  });
  return {
    bytes: zipSync(Object.fromEntries(parts)),
    data: (report) => {
      const view = viewOf(report);
      return made(makers, view, view);
    },
  };
}

function made(makers: Makers, scope: unknown, root: unknown): PlainData {
  return Object.fromEntries(makers.map(([name, make]) => [name, make(scope, root)]));
}

function turns(kind: string, scope: unknown, root: unknown, path: string): readonly unknown[] {
  const value = found(scope, root, path);
  if (kind === "each") return Array.isArray(value) ? value : [];
  return value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0)
    ? []
    : [scope];
}

function textAt(scope: unknown, root: unknown, path: string): string {
  const value = path === "this" ? scope : found(scope, root, path);
  return value === undefined ? "" : String(value);
}

function found(scope: unknown, root: unknown, path: string): unknown {
  const steps = path.split(".");
  return at(scope, steps) ?? at(root, steps);
}

/** The reports of a race have no annexes, and 署名 and date, which our program places, are paragraphs of their own. */
function placed(xml: string): string {
  const plain = xml.replace(/<w:p>(?:(?!<\/w:p>).)*\{\{annexes\}\}.*?<\/w:p>/, "");
  return plain.replace(/<w:p>((?:(?!<\/w:p>).)*)\{\{signature\}\}(.*?)<\/w:p>/, (_, before: string, after: string) => {
    const tag = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const line = (text: string): string => `<w:p>${before}${text}${after}</w:p>`;
    return tag("{{#each signature.names}}") + line("{{this}}") + tag("{{/each}}") + line("{{signature.date}}");
  });
}

const text = /(<w:t(?: [^>]*)?>)([^<]*)(<\/w:t>)/g;

/** Rows that follow one another and differ in their words and figures alone become one row in a loop. */
function withRowLoops(xml: string, spelling: Spelling, makers: Makers, nameOf: () => string): string {
  const rows = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)];
  const shape = (row: string | undefined): string | undefined =>
    row === undefined || /\{\{[#/]/.test(row) ? undefined : row.replace(text, "$1$3");
  let result = "";
  let from = 0;
  for (let i = 0; i < rows.length; ) {
    const first = rows[i];
    if (!first) break;
    let end = i + 1;
    while (end < rows.length && shape(first[0]) !== undefined && shape(rows[end]?.[0]) === shape(first[0])) end++;
    if (end > i + 1) {
      const last = rows[end - 1];
      const name = nameOf();
      const all = rows.slice(i, end).map(([row]) => [...row.matchAll(text)].map(([, , words = ""]) => words));
      makers.push([
        name,
        (scope, root) =>
          all.map((words) => Object.fromEntries(words.map((one, n) => [`s${n}`, filled(one, scope, root)]))),
      ]);
      result += xml.slice(from, first.index) + looped(first[0], name, spelling);
      from = (last?.index ?? 0) + (last?.[0].length ?? 0);
    }
    i = end;
  }
  return result + xml.slice(from);
}

function filled(words: string, scope: unknown, root: unknown): string {
  const plain = words
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
  return plain.replace(/\{\{([^}]+)\}\}/g, (_, path: string) => textAt(scope, root, path));
}

function looped(row: string, name: string, spelling: Spelling): string {
  const count = [...row.matchAll(text)].length;
  const [open, close] = [spelling.open(name, []), spelling.close(name, [])];
  let n = 0;
  const filledIn = row.replace(text, (_, before: string, _words: string, after: string) => {
    const value = spelling.value(`s${n}`, [name]);
    n++;
    if (spelling.rowsApart) return before + value + after;
    return `${before}${n === 1 ? open : ""}${value}${n === count ? close : ""}${after}`;
  });
  if (!spelling.rowsApart) return filledIn;
  const alone = (tag: string): string => `<w:tr><w:tc><w:p><w:r><w:t>${tag}</w:t></w:r></w:p></w:tc></w:tr>`;
  return alone(open) + filledIn + alone(close);
}
