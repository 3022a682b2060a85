import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import { entryNames, ownFigures, restIsZero } from "../core/form/entry-names.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { Table } from "../core/form/table.ts";
import { kindNames, pathWords, scopeNames } from "../core/form/words.ts";
import type { NamedPlace, Source } from "../core/text/source.ts";
import { contactKeys, signoffKeys } from "../edition/names.ts";
import type { Codec } from "../ooxml/codec.ts";
import { type Entry, type EntryPlace, entryText, entryUnitFields } from "../tally/entry.ts";
import { cellsOf, columnName, type DocumentGrid, type NamedCell, type ReadDocument } from "./document.ts";
import { findingOf } from "./findings.ts";
import { bareLabel } from "./labels.ts";
import { UnreadableDocument } from "./package-parts.ts";
import { definedNames } from "./xlsx.ts";

/** A filled entry form (填报表) as a tally. */
interface EnteredForm {
  readonly edition: Edition;
  readonly entry: Entry;
  /** The tally's file, as if it stood in the form's place, with the form's own names for its places. */
  readonly source: Source;
  readonly counts: { readonly asked: number; readonly read: number };
}

export interface EnteredFormResult {
  /** Undefined where the form is of an edition that is not known. */
  readonly form: EnteredForm | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A blank cell: a form says itself which of a table are, in one finding. */
export const blankCode: Code = "GR130";

type Named = NonNullable<ReadDocument["named"]>;

/** Whether a workbook is an entry form of this program, filled in or not. */
export function isEntryForm({ named }: ReadDocument): boolean {
  return named?.has(entryNames.about("form")) ?? false;
}

/** The same for a file of which no more than its names is read; one that cannot be read is no form. */
export function holdsEntryForm(bytes: Uint8Array, codec: Codec): boolean {
  try {
    return [...definedNames(bytes, codec)].includes(entryNames.about("form"));
  } catch (error) {
    if (error instanceof UnreadableDocument) return false;
    throw error;
  }
}

/**
 * Reads what was filled in, by the names of the cells, each of which has to stand beside the label it was drawn beside. A blank
 * stays blank unless the form itself says that what is left of its table is 0. What cannot be a figure is named by sheet and cell.
 */
export function readEntryForm(file: string, document: ReadDocument, editions: Editions): EnteredFormResult {
  const named: Named = document.named ?? new Map();
  const reader = new Reader(
    file,
    named,
    document.blocks.filter((block) => block.kind === "grid"),
  );
  const edition = editions.get(reader.text(entryNames.about("edition")));
  const year = Number(reader.text(entryNames.about("year")));
  if (!edition || !Number.isInteger(year)) {
    reader.add(
      "GR812",
      {
        zh: "填报表里没有写明格式和年度，可能被改动过",
        en: "the entry form does not say its form and year; it may have been changed",
      },
      {
        zh: "用 gov-report form 重新生成一份，把数复制过去",
        en: "make a new one with gov-report form and copy the figures into it",
      },
    );
    return { form: undefined, diagnostics: reader.found };
  }
  const figures = new Map<string, string>();
  let asked = 0;
  for (const table of edition.tables) {
    const read = reader.table(table, edition);
    if (table.optional && [...read.values()].every((text) => text === "")) continue;
    asked += read.size;
    reader.reportBlanks(
      table,
      [...read].flatMap(([path, text]) => (text === "" ? [path] : [])),
    );
    for (const [path, text] of read) if (text !== "") figures.set(path, text);
  }
  const own = new Map<string, (readonly [string, string])[]>();
  for (const node of activityNodes(edition.keys)) {
    if (node.kind === "cell") {
      const text = reader.figure(node.path);
      if (text !== "") figures.set(node.path, text);
    }
    if (node.open) own.set(node.path, reader.own(node.path));
  }
  const texts = new Map(
    edition.sections.flatMap(({ id, prose }) => {
      const text = prose ? reader.text(entryNames.text(id)) : "";
      return text === "" ? [] : [[id, text] as const];
    }),
  );
  const [name = "", kind = "", code = "", within = ""] = entryUnitFields.map((field) =>
    reader.text(entryNames.unit(field)),
  );
  const kindId = Object.entries(kindNames).find(([, word]) => word === kind)?.[0] ?? kind;
  const scope = reader.text(entryNames.unit("scope")) === scopeNames.area ? "area" : "own";
  const filled = (fields: readonly (readonly [string, string])[]) => new Map(fields.filter(([, text]) => text !== ""));
  const whose = {
    contact: filled(Object.keys(contactKeys).map((field) => [field, reader.text(entryNames.contact(field))])),
    notes: filled(edition.tables.map(({ id }) => [id, reader.text(entryNames.note(id))])),
    signoff: filled(
      Object.keys(signoffKeys).flatMap((step) => [
        [`${step}.by`, reader.text(entryNames.signoff(`${step}.by`))],
        [`${step}.on`, reader.day(entryNames.signoff(`${step}.on`))],
      ]),
    ),
    published: reader.day(entryNames.published),
  };
  const entry: Entry = {
    ...whose,
    ...{ year, unit: { name, kind: kindId, code, within }, scope, figures, remarks: new Map(), own, texts },
    ...{ others: {}, unitOthers: {} },
  };
  const { text, places } = entryText(entry, edition);
  const source: Source = { file, text, places: reader.places(places), form: true };
  const read = edition.cells.filter(({ path, terms }) => !terms && figures.has(path)).length;
  return { form: { edition, entry, source, counts: { asked, read } }, diagnostics: reader.found };
}

function activityNodes(root: KeyNode): readonly KeyNode[] {
  return root.children.flatMap((node) => (node.activity ? [node, ...activityNodes(node)] : []));
}

class Reader {
  readonly found: Diagnostic[] = [];
  readonly #file: string;
  readonly #named: Named;
  readonly #grids: readonly DocumentGrid[];

  constructor(file: string, named: Named, grids: readonly DocumentGrid[]) {
    this.#file = file;
    this.#named = named;
    this.#grids = grids;
  }

  add(code: Code, message: Text, help?: Text): void {
    this.found.push(findingOf(this.#file, code, message, help));
  }

  text(name: string): string {
    return (this.#named.get(name)?.text ?? "").trim();
  }

  /** A day as a tally has it: 2026-01-08, be it typed otherwise or made a number by the program; anything else as typed. */
  day(name: string): string {
    const { text = "", date = false } = this.#named.get(name) ?? {};
    const serial = Number(text);
    if (date && text !== "" && serial > 0) {
      return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
    }
    const [, year, month = "", day = ""] =
      /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim()) ?? [];
    return year === undefined ? text.trim() : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  /** What was typed as a figure; a day is none. */
  figure(path: string): string {
    const cell = this.#named.get(entryNames.figure(path));
    return cell === undefined ? "" : this.#typed(cell, { zh: "", en: "" });
  }

  #typed(cell: NamedCell, what: Text): string {
    if (!cell.date) return cell.text.trim();
    const place = placeOf(cell);
    this.add(
      "GR813",
      {
        zh: `${place} 里是日期，不是数，${what.zh} 留空`,
        en: `${place} holds a day, not a figure; ${what.en} is left blank`,
      },
      { zh: "把这一格的格式改成“常规”，重新填数", en: "set the cell's format to General and type the figure again" },
    );
    return "";
  }

  own(group: string): (readonly [string, string])[] {
    return Array.from({ length: ownFigures }, (_, i): readonly [string, string] => [
      this.text(entryNames.ownName(group, i + 1)),
      this.text(entryNames.ownValue(group, i + 1)),
    ]).filter(([name, figure]) => name !== "" || figure !== "");
  }

  /** The cells of a table as typed, blanks too; those that were moved away from their label or deleted are blank, and told. */
  table(table: Table, edition: Edition): ReadonlyMap<string, string> {
    const specs = edition.cells.filter((cell) => cell.table === table.id && !cell.terms);
    const zero = this.text(entryNames.rest(table.id)) === restIsZero;
    const labels = labelsOf(table);
    const read = new Map<string, string>();
    const [lost, moved]: [string[], string[]] = [[], []];
    for (const { path } of specs) {
      const cell = this.#named.get(entryNames.figure(path));
      const { zh } = pathWords(edition, path);
      if (!cell) lost.push(zh);
      else if (!this.#standsBeside(cell, labels.get(path) ?? [])) moved.push(placeOf(cell));
      const typed = cell && !moved.includes(placeOf(cell)) ? this.#typed(cell, pathWords(edition, path)) : "";
      read.set(path, typed === "" && zero && cell ? "0" : typed);
    }
    this.#reportCells(table, lost, moved);
    return read;
  }

  #reportCells({ name }: Table, lost: readonly string[], moved: readonly string[]): void {
    const list = (items: readonly string[]) => `${items.slice(0, 5).join("、")}${items.length > 5 ? "……" : ""}`;
    const help = {
      zh: "用 gov-report form 重新生成一份，把数复制过去（用“选择性粘贴—数值”）",
      en: "make a new form with gov-report form and copy the figures into it, as values",
    };
    if (lost.length > 0) {
      this.add(
        "GR812",
        {
          zh: `“${name}”表有 ${lost.length} 格被删掉了，留空：${list(lost)}`,
          en: `${lost.length} cells of the table ${name} were deleted and are left blank: ${list(lost)}`,
        },
        help,
      );
    }
    if (moved.length > 0) {
      this.add(
        "GR812",
        {
          zh: `${list(moved)} 不在原来的标题旁边（剪切或移动过），留空`,
          en: `${list(moved)} no longer stand beside their labels and are left blank`,
        },
        help,
      );
    }
  }

  /** Whether the labels of a figure's row stand in the row it is in now. */
  #standsBeside({ sheet, row }: NamedCell, labels: readonly string[]): boolean {
    const grid = this.#grids.find(({ name }) => name === sheet);
    const line = grid?.rows.find((cells) => cellsOf(cells).some((cell) => cell.row === row));
    if (!grid || !line || labels.length === 0) return true;
    const standing = new Set(cellsOf(line).map(({ text }) => bareLabel(text)));
    return labels.some((label) => standing.has(bareLabel(label)));
  }

  /** What the clerk calls the places of the text that was made of the form: its cells. */
  places(places: readonly EntryPlace[]): readonly NamedPlace[] {
    return places.flatMap(({ path, start, end }): readonly NamedPlace[] => {
      const cells = this.#cellsOf(path);
      const [first, last] = [cells[0], cells.at(-1)];
      if (!first || !last) return [];
      const range = last === first ? "" : `:${columnName(last.column)}${last.row + 1}`;
      const name = `${placeOf(first)}${range}`;
      return [{ start, end, name: { zh: name, en: name } }];
    });
  }

  /** One finding a table, however many of its cells wait to be filled in. */
  reportBlanks({ name }: Table, paths: readonly string[]): void {
    if (paths.length === 0) return;
    const cells = paths.flatMap((path) => this.#named.get(entryNames.figure(path)) ?? []);
    const [first] = cells;
    const list = cells.slice(0, 5).map(({ row, column }) => `${columnName(column)}${row + 1}`);
    const where = first === undefined ? "" : `${first.sheet}!${list.join("、")}${cells.length > 5 ? "……" : ""}`;
    this.add(
      "GR130",
      {
        zh: `“${name}”表还有 ${paths.length} 格没有填：${where}`,
        en: `${paths.length} cells of the table ${name} are blank: ${where}`,
      },
      {
        zh: "补填后再核对；余下的都是 0 的，在表下“本表其余空格都是 0”处选“是”",
        en: "fill them in and check again; where all that is left is 0, say so below the table",
      },
    );
  }

  /** The cell of a figure or a text; the cells of a row, which may stand below one another on a sheet, only where they are of one. */
  #cellsOf(path: string): readonly NamedCell[] {
    const [first = "", ...rest] = path.split(".");
    const name = nameOf(first, rest.join("."), path);
    const cell = this.#named.get(name);
    if (cell) return [cell];
    const below = [...this.#named].flatMap(([each, one]) => (one && each.startsWith(`${name}_`) ? [one] : []));
    const row = below.filter((one) => one.sheet === below[0]?.sheet && one.row === below[0]?.row);
    return row.toSorted((a, b) => a.column - b.column);
  }
}

/** The defined name of what a path stands for. */
function nameOf(first: string, rest: string, path: string): string {
  switch (first) {
    case "narrative":
      return entryNames.text(rest);
    case "notes":
      return entryNames.note(rest);
    case "signoff":
      return entryNames.signoff(rest);
    case "unit":
      return rest.startsWith("contact.") ? entryNames.contact(rest.slice(8)) : entryNames.unit(rest);
    default:
      return entryNames.figure(path);
  }
}

/** 表二!D7 */
function placeOf({ sheet, row, column }: NamedCell): string {
  return `${sheet}!${columnName(column)}${row + 1}`;
}

/** The labels that stand in the row of each figure. */
function labelsOf(table: Table): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, readonly string[]>();
  for (const { cells } of layoutTable(table).rows) {
    const beside = cells.flatMap(({ kind, text, rowSpan }) => (kind === "label" && rowSpan === 1 ? [text] : []));
    for (const { path } of cells) if (path !== undefined) labels.set(path, beside);
  }
  return labels;
}
