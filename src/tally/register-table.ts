import Papa from "papaparse";
import type { Checked, Span, Text } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import type { Registered } from "../core/workspace.ts";
import { kindByName, registerKeys } from "../edition/names.ts";
import { collectUnits, readEntry } from "./register.ts";
import { idsOf } from "./shape/plain.ts";
import type { ValuePlace } from "./shape/shape.ts";
import { refuseCharacters } from "./syntax/characters.ts";
import { type Notes, readMending } from "./syntax/notes.ts";

/** Townships and offices of the largest province are some twenty thousand. */
export const mostRegistered = 100_000;

/** A line of the table, each field with its place in the file. */
type Row = readonly Field[];

interface Field {
  readonly value: string;
  readonly span: Span;
}

/**
 * The register as a table (`名单: units.csv`), as Excel and WPS write it: separated by commas, tabs or semicolons, the names
 * of the columns in the first line, in Chinese or English, other columns beside them. What is wrong is said at its field.
 */
export function readRegisterTable({ file, text }: Source): Checked<readonly Registered[]> {
  // Excel writes Chinese as GBK: of a table that is nothing to be told, and so its encoding is left out.
  return readMending({ file, text }, (notes) =>
    refuseCharacters(notes) && notes.edits.length === 0 ? readTable(notes) : undefined,
  );
}

function readTable(notes: Notes): readonly Registered[] | undefined {
  const rows = readRows(notes);
  const [header = [], ...lines] = rows ?? [];
  if (!rows || notes.diagnostics.length > 0) return undefined;
  const columns = readHeader(notes, header);
  if (!columns) return undefined;
  return collectUnits(
    notes,
    lines.map((row) => readUnit(notes, row, columns)),
  );
}

/** The lines that say anything; undefined, which is said, where there are too many. */
function readRows(notes: Notes): readonly Row[] | undefined {
  const rows: Row[] = [];
  // Every newline as one character, and every character where it was: the place of a field is its offset.
  const text = notes.text.replace(/\r\n/g, " \n").replace(/\r/g, "\n");
  let start = 0;
  Papa.parse<readonly string[]>(text, {
    newline: "\n",
    delimitersToGuess: [",", "\t", ";", "，"],
    step: ({ data, errors, meta }, parser) => {
      const [quotes] = errors.filter(({ type }) => type === "Quotes");
      if (quotes) {
        reportQuote(notes, text.indexOf('"', start), start);
        parser.abort();
        return;
      }
      const row = placeFields(notes, data, { start, end: meta.cursor });
      start = meta.cursor;
      if (row.some(({ value }) => value !== "")) rows.push(row);
      if (rows.length > mostRegistered + 1) parser.abort();
    },
  });
  if (rows.length <= mostRegistered + 1) return rows;
  reportTooLong(notes);
  return undefined;
}

/** Where each field of a line stands: they follow one another, a quotation mark in one doubled. */
function placeFields(notes: Notes, fields: readonly string[], { start, end }: { start: number; end: number }): Row {
  let at = start;
  return fields.map((field) => {
    const raw = field.includes('"') && notes.text.indexOf(field, at) < 0 ? field.replaceAll('"', '""') : field;
    const found = notes.text.indexOf(raw, at);
    const from = found < 0 || found >= end ? at : found + (raw.length - raw.trimStart().length);
    const value = plain(field);
    const to = Math.min(end, from + raw.trim().length);
    at = Math.min(end, Math.max(at, found + raw.length) + 1);
    return { value, span: notes.span(from, to) };
  });
}

/** ="0990" and '0990 are how Excel is made to leave a code alone. */
function plain(field: string): string {
  const text = field.trim();
  return /^="(.*)"$/s.exec(text)?.[1]?.trim() ?? text.replace(/^'/, "");
}

/** The columns that are read, by their place in a line. */
type Columns = ReadonlyMap<number, string>;

/** As offices head their tables. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ...["单位名称", "单位全称", "单位", "全称"].map((name) => [name, "name"] as const),
  ...["单位类型", "类别"].map((name) => [name, "kind"] as const),
  ...["单位代码", "统一社会信用代码", "区划代码", "机构代码"].map((name) => [name, "code"] as const),
  ...["上级单位", "主管单位", "所属单位"].map((name) => [name, "within"] as const),
  ...["截止日期", "截止时间", "时限"].map((name) => [name, "due"] as const),
]);

function readHeader(notes: Notes, header: Row): Columns | undefined {
  const ids = idsOf(registerKeys);
  const columns = new Map<number, string>();
  for (const [n, { value, span }] of header.entries()) {
    const written = value.normalize("NFKC").replace(/\s/g, "");
    const id = ids.get(written) ?? ids.get(written.toLowerCase()) ?? otherNames.get(written);
    if (id === undefined) continue;
    if (![...columns.values()].includes(id)) columns.set(n, id);
    else reportHeader(notes, span, { zh: `“${value}”这一列写了两次`, en: `two columns say “${id}”` });
  }
  if (![...columns.values()].includes("name")) {
    const [first, last] = [header[0]?.span.start ?? 0, header.at(-1)?.span.end ?? 0];
    reportHeader(notes, notes.span(first, last), {
      zh: "第一行里没有“名称”这一列",
      en: "no column is headed “name” in the first line",
    });
  }
  return notes.diagnostics.length > 0 ? undefined : columns;
}

function readUnit(notes: Notes, row: Row, columns: Columns): Registered | undefined {
  const fields = new Map<string, Field>();
  for (const [n, field] of row.entries()) {
    const id = columns.get(n);
    if (id !== undefined && field.value !== "") fields.set(id, field);
  }
  const start = row[0]?.span ?? notes.span(0, 0);
  const value = Object.fromEntries(
    [...fields].map(([id, field]) => [id, id === "kind" ? (kindByName.get(field.value) ?? field.value) : field.value]),
  );
  const place = (path: readonly PropertyKey[]): ValuePlace => {
    const field = fields.get(String(path[0]));
    return field ? { span: field.span, written: field.value } : { span: start };
  };
  return readEntry(notes, { value, place }, true);
}

const headers: Text = {
  zh: "第一行写列名，名称一列必须有：名称、类型、代码、上级、截止；其他列照留，不读",
  en: "head the columns in the first line: name (needed), kind, code, within, due; other columns are not read",
};

function reportHeader(notes: Notes, span: Span, message: Text): void {
  notes.add("GR514", span, message, { help: headers });
}

function reportQuote(notes: Notes, found: number, start: number): void {
  const at = found < 0 ? start : found;
  notes.add(
    "GR514",
    notes.span(at, at + 1),
    {
      zh: "引号没有成对，从这里起分不清各列",
      en: "a quotation mark without its pair: the columns cannot be told apart",
    },
    {
      help: {
        zh: "补上另一半引号，或删去；在 Excel、WPS 里打开名单，另存为“CSV UTF-8”最稳妥",
        en: "close it or delete it; safest is to save the table again as CSV in Excel or WPS",
      },
    },
  );
}

function reportTooLong(notes: Notes): void {
  notes.add(
    "GR515",
    undefined,
    {
      zh: `名单超过 ${mostRegistered} 行，不像是单位名单`,
      en: `the register has more than ${mostRegistered} lines, too many for a list of units`,
    },
    {
      help: {
        zh: "确认没有误选其他文件；确有这么多单位的，分成几个工作区",
        en: "check that this is the right file; split it into several workspaces if it is",
      },
    },
  );
}
