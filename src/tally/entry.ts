import { parseDocument, stringify } from "yaml";
import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import type { UnitKind } from "../core/form/table.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import { type Scope, steps, type Tally } from "../core/tally.ts";
import type { Source } from "../core/text/source.ts";
import {
  cellKeys,
  contactKeys,
  type Key,
  rootKeys,
  signoffKeys,
  stepKeys,
  textKeys,
  unitKeys,
} from "../edition/names.ts";
import { quoted, yamlWords } from "./tally-text.ts";

/**
 * What a person has entered in a form of any kind (填报表, 填报页), as it was typed: the same tally as a file would hold,
 * before anybody asks whether it is right.
 */
export interface Entry {
  readonly year: number;
  /** Full name, kind, code, unit above; empty where not filled in. A kind that is none is kept as typed. */
  readonly unit: Readonly<Record<EntryUnitField, string>>;
  readonly scope: Scope;
  /** Figures by path, as typed; a blank is not there. */
  readonly figures: ReadonlyMap<string, string>;
  /** What is remarked on figures, by path. */
  readonly remarks: ReadonlyMap<string, string>;
  /** Figures that the unit names itself, by the group they stand in: name and figure. */
  readonly own: ReadonlyMap<string, readonly (readonly [name: string, figure: string])[]>;
  /** How the public reaches the office, by the keys of 联系方式; the blank ones are not there. */
  readonly contact: ReadonlyMap<string, string>;
  /** Notes under tables, by table id: one a line. */
  readonly notes: ReadonlyMap<string, string>;
  /** Who did a step and when, by "prepared.by", "approved.on"; a hash that was sealed as "approved.of". */
  readonly signoff: ReadonlyMap<string, string>;
  /** 发布日期; empty where there is none yet. */
  readonly published: string;
  /** The unit's own words by section id. */
  readonly texts: ReadonlyMap<string, string>;
  /** Sections whose text is in a file beside the tally, which an entry leaves where it is: the file by section. */
  readonly textFiles?: ReadonlyMap<string, string>;
  /** What the file of a tally holds beside these (豁免, 统计期限 …): kept as it is, under its own keys. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly unitOthers: Readonly<Record<string, unknown>>;
}

export const entryUnitFields = ["name", "kind", "code", "within"] as const;
export type EntryUnitField = (typeof entryUnitFields)[number];

/** Where a figure or a text stands in the file that was written of it: offsets into the text. */
export interface EntryPlace {
  /** "requests.received.naturalPerson", "narrative.overview", "unit.name". */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A tally's file, with the place of what was entered. Keys are Chinese. A blank stays blank. */
export function entryText(
  entry: Entry,
  edition: Edition,
): { readonly text: string; readonly places: readonly EntryPlace[] } {
  const writer = new Writer(entry, edition);
  writer.write();
  return { text: writer.text, places: writer.places };
}

class Writer {
  text = "";
  readonly places: EntryPlace[] = [];
  readonly #entry: Entry;
  readonly #edition: Edition;

  constructor(entry: Entry, edition: Edition) {
    this.#entry = entry;
    this.#edition = edition;
  }

  write(): void {
    const { year, unit, scope, others, unitOthers } = this.#entry;
    this.#line(`${rootKeys.year.name}: ${year}`);
    this.#line(`${rootKeys.unit.name}:`);
    for (const field of entryUnitFields) {
      const key = unitKeys[field];
      const written = unit[field];
      if (written === "" && field !== "name" && field !== "kind") continue;
      const kind = kindNames[written as UnitKind] ?? written;
      this.#cell(
        `unit.${field}`,
        `  ${key.name}:`,
        written === "" ? "" : field === "code" ? JSON.stringify(written) : quoted(field === "kind" ? kind : written),
      );
    }
    this.#contact();
    this.#others(unitOthers, "  ");
    this.#line(`${rootKeys.scope.name}: ${scopeNames[scope]}`);
    for (const node of this.#edition.keys.children) this.#section(node);
    this.#texts();
    this.#notes();
    this.#signoff();
    this.#others(others, "");
  }

  #line(line: string): void {
    this.text += `${line}\n`;
  }

  #contact(): void {
    const { contact } = this.#entry;
    const written = Object.values(contactKeys).filter(({ id }) => (contact.get(id) ?? "") !== "");
    if (written.length === 0) return;
    this.#line(`  ${unitKeys.contact.name}:`);
    for (const { id, name } of written)
      this.#cell(`unit.contact.${id}`, `    ${name}:`, JSON.stringify(contact.get(id) ?? ""));
  }

  #notes(): void {
    const { notes } = this.#entry;
    const written = this.#edition.tables.flatMap(({ id, name }) => {
      const lines = linesOf(notes.get(id) ?? "");
      return lines.length === 0 ? [] : [{ id, name, lines }];
    });
    if (written.length === 0) return;
    this.#line("");
    this.#line(`${rootKeys.notes.name}:`);
    for (const { id, name, lines } of written) {
      const texts = lines.map((line) => JSON.stringify(line));
      this.#cell(`notes.${id}`, `  ${name}:`, texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`);
    }
  }

  #signoff(): void {
    const { signoff, published } = this.#entry;
    const steps = Object.values(signoffKeys).map(({ id, name }) => {
      const fields = Object.values(stepKeys).filter((field) => (signoff.get(`${id}.${field.id}`) ?? "") !== "");
      return { id, name, fields };
    });
    const done = steps.filter(({ fields }) => fields.length > 0);
    if (done.length > 0) {
      this.#line("");
      this.#line(`${rootKeys.signoff.name}:`);
    }
    for (const { id, name, fields } of done) {
      this.#line(`  ${name}:`);
      for (const field of fields) {
        const path = `${id}.${field.id}`;
        this.#cell(`signoff.${path}`, `    ${field.name}:`, scalarText(signoff.get(path) ?? ""));
      }
    }
    if (published !== "") this.#cell("published", `${rootKeys.published.name}:`, scalarText(published));
  }

  /** A key and what was entered beside it; nothing beside it where that is blank. */
  #cell(path: string, key: string, written: string): void {
    const start = this.text.length;
    const trimmed = start + key.length - key.trimStart().length;
    this.#line(written === "" ? key : `${key} ${written}`);
    this.places.push({ path, start: trimmed, end: this.text.length - 1 });
  }

  #others(values: Readonly<Record<string, unknown>>, indent: string): void {
    if (Object.keys(values).length === 0) return;
    if (indent === "") this.#line("");
    for (const line of stringify(values, { lineWidth: 0 }).trimEnd().split("\n")) this.#line(indent + line);
  }

  #section(node: KeyNode): void {
    if (!this.#isEntered(node) && (node.activity || this.#isOptional(node))) return;
    this.#line("");
    if (node.activity) this.#activity(node, "");
    else this.#figures(node, "");
  }

  #isOptional({ id }: KeyNode): boolean {
    return this.#edition.tables.some((table) => table.id === id && table.optional);
  }

  #isEntered(node: KeyNode): boolean {
    if (node.kind === "cell") return this.#entry.figures.has(node.path);
    return node.children.some((child) => this.#isEntered(child)) || (this.#entry.own.get(node.path) ?? []).length > 0;
  }

  #figures(node: KeyNode, indent: string): void {
    const key = `${indent}${node.name}:`;
    if (node.kind === "cell") {
      this.#cell(node.path, key, this.#figure(node.path));
      return;
    }
    const children = node.children.filter(({ total }) => !total);
    const typed = children.map(({ path }) => this.#entry.figures.get(path));
    if (
      node.kind === "row" &&
      children.every(({ kind }) => kind === "cell") &&
      typed.every((one) => one !== undefined)
    ) {
      this.#row(node, children, key);
      return;
    }
    this.#line(key);
    for (const child of children) this.#figures(child, `${indent}  `);
  }

  /** A row that is filled in, on one line; its columns of 0 are left out, as a person would. */
  #row(node: KeyNode, children: readonly KeyNode[], key: string): void {
    const { figures, remarks } = this.#entry;
    const filled = children.filter(({ path }) => figures.get(path) !== "0" || remarks.has(path));
    if (filled.length === 0) {
      this.#cell(node.path, key, "0");
      return;
    }
    const from = this.text.length;
    const begins = from + key.length - key.trimStart().length;
    let line = `${key} {`;
    filled.forEach(({ name, path }, i) => {
      const start = from + line.length + (i === 0 ? 1 : 2);
      line += `${i === 0 ? " " : ", "}${name}: ${this.#figure(path)}`;
      this.places.push({ path, start, end: from + line.length });
    });
    this.#line(`${line} }`);
    this.places.push({ path: node.path, start: begins, end: this.text.length - 1 });
  }

  #figure(path: string): string {
    const figure = figureText(this.#entry.figures.get(path) ?? "");
    const remark = this.#entry.remarks.get(path);
    if (remark === undefined) return figure;
    return `{ ${cellKeys.value.name}: ${figure}, ${cellKeys.remark.name}: ${JSON.stringify(remark)} }`;
  }

  /** Only what is there: outside the tables nothing has to be. */
  #activity(node: KeyNode, indent: string): void {
    if (!this.#isEntered(node)) return;
    const key = `${indent}${node.name}:`;
    if (node.kind === "cell") {
      this.#cell(node.path, key, this.#figure(node.path));
      return;
    }
    this.#line(key);
    for (const child of node.children) this.#activity(child, `${indent}  `);
    for (const [name, figure] of this.#entry.own.get(node.path) ?? []) {
      this.#cell(`${node.path}.${name}`, `${indent}  ${quoted(name)}:`, figureText(figure));
    }
  }

  #texts(): void {
    const { textFiles } = this.#entry;
    const written = this.#edition.sections.flatMap(({ id, name, prose }) => {
      const text = (this.#entry.texts.get(id) ?? "")
        .replace(/\r\n?/g, "\n")
        .replace(/[^\S\n]+$/gm, "")
        .trimEnd();
      const file = text === "" ? textFiles?.get(id) : undefined;
      return prose && (text !== "" || file !== undefined) ? [{ id, name, text, file }] : [];
    });
    if (written.length === 0) return;
    this.#line("");
    this.#line(`${rootKeys.narrative.name}:`);
    for (const { id, name, text, file } of written) {
      const start = this.text.length + 2;
      if (file !== undefined) {
        this.#cell(`narrative.${id}`, `  ${name}:`, `{ ${textKeys.file.name}: ${quoted(file)} }`);
        continue;
      }
      // A text that begins with a space or a blank line says itself how far it is set in.
      this.#line(`  ${name}: |${/^[ \n]/.test(text) ? "2" : ""}`);
      for (const line of text.split("\n")) this.#line(line === "" ? "" : `    ${line}`);
      this.places.push({ path: `narrative.${id}`, start, end: this.text.length - 1 });
    }
  }
}

function linesOf(text: string): readonly string[] {
  return text.split(/[\r\n]+/).flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
}

function scalarText(typed: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : JSON.stringify(typed);
}

/** A number as it is; whatever else was typed in quotes, where YAML would make something else of it. */
function figureText(typed: string): string {
  if (typed === "") return "";
  return /^[\p{L}\p{N}.%％+-]+$/u.test(typed) && !yamlWords.test(typed) ? typed : JSON.stringify(typed);
}

/** A tally as it would have been entered. What could not be read as a figure is there as it was typed. */
export function entryOf(tally: Tally, edition: Edition, source: Source): Entry {
  const { unit, year, scope, cells, labels, prose } = tally;
  const figures = new Map<string, string>();
  const remarks = new Map<string, string>();
  for (const [path, { value, text, omitted, span, remark }] of cells) {
    if (labels.has(path) && !findKey(edition.keys, path.split("."))) continue;
    const typed = value === undefined ? typedAt(source, span.start, span.end) : (text ?? printNumber(value));
    if (remark) remarks.set(path, remark.text);
    if (omitted) figures.set(path, "0");
    else if (typed !== "" && !edition.cellAt.get(path)?.terms) figures.set(path, typed);
  }
  const own = new Map<string, (readonly [string, string])[]>();
  for (const [path, label] of labels) {
    const cell = cells.get(path);
    if (findKey(edition.keys, path.split(".")) || !path.endsWith(`.${label}`)) continue;
    const group = path.slice(0, -label.length - 1);
    own.set(group, [...(own.get(group) ?? []), [label, cell?.text ?? printNumber(cell?.value ?? 0)]]);
  }
  const root: unknown = parseDocument(source.text).toJS({ maxAliasCount: 100 });
  const textFiles = isRecord(root) ? textFilesIn(root, edition) : new Map<string, string>();
  const texts = new Map([...prose].flatMap(([id, { text }]) => (textFiles.has(id) ? [] : [[id, text] as const])));
  const { name, kind, code = "", within = "" } = unit;
  return {
    ...{ year, unit: { name, kind, code, within }, scope, figures, remarks, own, texts, textFiles },
    ...enteredBeside(tally, root, edition),
  };
}

type Beside = Pick<Entry, "contact" | "notes" | "signoff" | "published" | "others" | "unitOthers">;

/** What stands beside the figures and texts. What was not understood of it is kept as it is, among the others. */
function enteredBeside(tally: Tally, root: unknown, edition: Edition): Beside {
  const contact = new Map(Object.entries(tally.unit.contact ?? {}));
  const notes = new Map([...(tally.notes ?? [])].map(([id, lines]) => [id, lines.map(({ text }) => text).join("\n")]));
  const signoff = new Map<string, string>();
  for (const step of steps) {
    const { by = "", on = "", of = "" } = tally.signoff[step] ?? {};
    for (const [key, value] of Object.entries({ by, on, of })) if (value !== "") signoff.set(`${step}.${key}`, value);
  }
  const published = tally.published?.on ?? "";
  const { unit } = rootKeys;
  const outer = isRecord(root) ? root : {};
  const inner = outer[unit.id] ?? outer[unit.name];
  const understood = (record: unknown, key: Key, count: number): readonly Key[] => {
    const written = isRecord(record) ? (record[key.id] ?? record[key.name]) : undefined;
    return (isRecord(written) ? Object.keys(written).length : 1) === count ? [key] : [];
  };
  const signed = Object.keys(tally.signoff).length;
  const roots = [
    ...[rootKeys.year, unit, rootKeys.scope, rootKeys.narrative, ...edition.keys.children],
    ...understood(outer, rootKeys.notes, notes.size),
    ...understood(outer, rootKeys.signoff, signed),
    ...(published === "" ? [] : [rootKeys.published]),
  ];
  const fields = [
    ...entryUnitFields.map((field) => unitKeys[field]),
    ...understood(inner, unitKeys.contact, contact.size),
  ];
  return {
    ...{ contact, notes, signoff, published },
    ...{ others: without(outer, roots), unitOthers: isRecord(inner) ? without(inner, fields) : {} },
  };
}

/** The files that texts are in, by section. */
function textFilesIn(root: Readonly<Record<string, unknown>>, { sections }: Edition): ReadonlyMap<string, string> {
  const { narrative } = rootKeys;
  const { file } = textKeys;
  const texts = root[narrative.id] ?? root[narrative.name];
  if (!isRecord(texts)) return new Map();
  return new Map(
    sections.flatMap(({ id, name, heading }) => {
      const text = texts[id] ?? texts[name] ?? texts[heading];
      const named = isRecord(text) ? (text[file.id] ?? text[file.name]) : undefined;
      return typeof named === "string" ? [[id, named] as const] : [];
    }),
  );
}

/** What stands at a cell that could not be read. */
function typedAt({ text }: Source, start: number, end: number): string {
  const written = text.slice(start, end).trim();
  return /[:\n{}]/.test(written) ? "" : written.replace(/^(["'])(.*)\1$/, "$2");
}

function without(
  record: Readonly<Record<string, unknown>>,
  keys: readonly { readonly id: string; readonly name: string }[],
): Readonly<Record<string, unknown>> {
  const taken = new Set(keys.flatMap(({ id, name }) => [id, name]));
  return Object.fromEntries(Object.entries(record).filter(([key]) => !taken.has(key)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
