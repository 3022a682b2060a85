import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { once } from "../core/once.ts";

/** What a name in a template stands for. */
export type NameType =
  | { readonly kind: "text" }
  | { readonly kind: "flag" }
  /** Nothing to print by itself, but what `{{table …}}` takes. */
  | { readonly kind: "table" }
  /** Set as a whole in the place of its paragraph. */
  | { readonly kind: "block" }
  /** A figure has its key: a cell or an activity figure. The year has none. */
  | { readonly kind: "number"; readonly key?: KeyNode }
  | { readonly kind: "list"; readonly item: NameType }
  | NameGroup;

/** Names below a name, by their ids. */
export interface NameGroup {
  readonly kind: "group";
  readonly fields: ReadonlyMap<string, NameType>;
  /** The id of each Chinese name. */
  readonly ids: ReadonlyMap<string, string>;
  readonly key?: KeyNode;
  /** The group whose fields may also be named without it: `hotline.closed` is `activity.hotline.closed`. */
  readonly shortcut?: string;
}

/** A name looked up: its path in ids, whatever language it was written in. */
export interface FoundName {
  readonly parts: readonly string[];
  readonly type: NameType;
  /** The open group that takes names of the clerk's own, where the last part is one of those. */
  readonly open?: KeyNode;
}

const text: NameType = { kind: "text" };
const flag: NameType = { kind: "flag" };
const number: NameType = { kind: "number" };
const list = (item: NameType): NameType => ({ kind: "list", item });

function group(fields: Record<string, NameType>, chinese: Record<string, string> = {}): NameGroup {
  return { kind: "group", fields: new Map(Object.entries(fields)), ids: new Map(Object.entries(chinese)) };
}

/** `{{annexes}}` alone in a paragraph of a Word body, or in a sheet, prints all annexes. */
export const annexesTag = "annexes";
/** `{{signature}}` alone in a paragraph prints 署名 and 成文日期. */
const signatureTag = "signature";
/** `{{block}}` alone in a paragraph, among the paragraphs of a text: a table, a list or a picture. */
const textBlockTag = "block";

/** Whether a tag, or the condition of one, names the blocks of texts. */
export function namesTextBlocks(code: string): boolean {
  return new RegExp(`(?:^|[\\s./])${textBlockTag}$`).test(code);
}

/** What a tag prints in the place of its whole paragraph, and nowhere else; undefined where it is an ordinary tag. */
export function blockTag(code: string): "annexes" | "block" | undefined {
  const name = code.replace(/^(?:this\.|\.\/|\.\.\/)+/, "");
  if (name === annexesTag) return "annexes";
  return name === signatureTag || name === textBlockTag ? "block" : undefined;
}

/** `{{#each notes.disputes}}` prints the lines under a table, `{{noteText.disputes}}` all of them in one cell of a sheet. */
const notesName = "notes";

const table: NameType = { kind: "table" };
const block: NameType = { kind: "block" };
const annex: NameType = group({ mark: text, title: text, above: list(text), table, below: list(text) });
const paragraph: NameType = group({
  lead: text,
  text,
  heading2: flag,
  heading3: flag,
  body: flag,
  [textBlockTag]: block,
});
const unit: NameType = group(
  { name: text, kind: text, code: text },
  { 名称: "name", 类型: "kind", 类别: "kind", 代码: "code" },
);

/** What was published and what corrects it, for the notice (更正说明) and the page of the corrected report. */
const correction: NameType = group({
  version: number,
  versionBefore: number,
  published: text,
  publishedBefore: text,
  reason: text,
  by: text,
  cells: list(group({ section: text, label: text, before: text, after: text, change: text })),
  texts: list(group({ heading: text, before: list(text), after: list(text) })),
});

/** The figure that #each of a text stands at. */
export const listedFigure: NameGroup = group({ label: text, value: number }, { 名称: "label", 数值: "value" });

/** What texts may name: every figure, the unit and the year. */
export const textNames: (keys: KeyNode) => NameGroup = once((keys) => {
  const { fields, ids } = keyGroup(keys);
  return {
    kind: "group",
    fields: new Map<string, NameType>([...fields, ["unit", unit], ["year", number]]),
    ids: new Map([...ids, ["单位", "unit"], ["年度", "year"], ["报告年度", "year"]]),
    shortcut: "activity",
  };
});

/** Everything that a template of this edition may name, from the root: the other side of the view it is filled from. */
export const reportNames: (edition: Edition) => NameGroup = once((edition: Edition) => {
  const { keys, sections } = edition;
  const names = textNames(keys);
  const prose = sections.filter((section) => section.prose);
  const section = { id: text, heading: text, tables: list(table) };
  const own: Record<string, NameType> = {
    title: text,
    titleLines: list(text),
    published: text,
    [signatureTag]: block,
    contentHash: text,
    draft: flag,
    draftMark: text,
    findings: list(text),
    heading: group(Object.fromEntries(sections.map(({ id }) => [id, text]))),
    text: group(Object.fromEntries(prose.map(({ id }) => [id, list(paragraph)]))),
    [annexesTag]: list(annex),
    sections: list(group({ ...section, paragraphs: list(paragraph) })),
    mark: group(Object.fromEntries(sections.flatMap(({ id, annex }) => (annex ? [[id, text]] : [])))),
    annexList: list(text),
    [notesName]: group(...byTable(edition, list(text))),
    contact: text,
    indexNumber: text,
    noteText: group(...byTable(edition, text)),
    corrected: flag,
    correction,
    annexSections: list(group({ ...section, mark: text, above: list(text), below: list(text) })),
  };
  return {
    ...names,
    fields: new Map([...names.fields, ...Object.entries(own)]),
    ids: new Map([
      ...names.ids,
      ["发布日期", "published"],
      ["索引号", "indexNumber"],
      ["注", notesName],
      ["已更正", "corrected"],
      ["更正", "correction"],
    ]),
  };
});

/** On a web page, beside: the other files of the report, where its correction links to, and what machines read of it, which is set as a whole. */
export const pageNames: (edition: Edition) => NameGroup = once((edition: Edition) => {
  const names = reportNames(edition);
  const links = list(group({ name: text, href: text }));
  const own: Record<string, NameType> = { files: links, corrections: links, metadata: block };
  return { ...names, fields: new Map([...names.fields, ...Object.entries(own)]) };
});

/** A name for every table of the form, under either of its names. */
function byTable({ tables }: Edition, type: NameType): [Record<string, NameType>, Record<string, string>] {
  const form = tables.filter(({ extra }) => !extra);
  return [
    Object.fromEntries(form.map(({ id }) => [id, type])),
    Object.fromEntries(form.map(({ id, name }) => [name, id])),
  ];
}

function keyGroup(key: KeyNode): NameGroup {
  const fields = new Map(key.children.map((child) => [child.id, keyType(child)]));
  return { kind: "group", fields, ids: new Map(key.children.map(({ id, name }) => [name, id])), key };
}

function keyType(key: KeyNode): NameType {
  return key.kind === "cell" ? { kind: "number", key } : keyGroup(key);
}

/** The name that `parts` are from `start`, in either language; a table's name goes before an activity's. */
export function findName(start: NameType, parts: readonly string[]): FoundName | undefined {
  const [first] = parts;
  const direct = first === undefined || (start.kind === "group" && fieldOf(start, first) !== undefined);
  const shortcut = start.kind === "group" && !direct ? start.shortcut : undefined;
  return walk(start, shortcut === undefined ? parts : [shortcut, ...parts]);
}

function walk(start: NameType, parts: readonly string[]): FoundName | undefined {
  const ids: string[] = [];
  let type = start;
  for (const [i, part] of parts.entries()) {
    if (type.kind !== "group") return undefined;
    const field = fieldOf(type, part);
    if (!field) {
      const { key } = type;
      if (!key?.open || i < parts.length - 1 || part === "") return undefined;
      return { parts: [...ids, part], type: number, open: key };
    }
    ids.push(field.id);
    type = field.type;
  }
  return { parts: ids, type };
}

function fieldOf(from: NameGroup, part: string): { readonly id: string; readonly type: NameType } | undefined {
  const id = from.fields.has(part) ? part : from.ids.get(part);
  const type = id === undefined ? undefined : from.fields.get(id);
  return id !== undefined && type ? { id, type } : undefined;
}

/** A figure, or a row or group whose total or subtotal is meant. Whole tables and other groups are no figure. */
export function isFigure(node: KeyNode): boolean {
  if (node.kind === "cell") return true;
  if (node.activity || !node.path.includes(".")) return false;
  return node.children.length > 0 && (node.children.some(isTotal) || node.children.every(isSummed));
}

function isTotal(node: KeyNode): boolean {
  return node.total || node.own;
}

function isSummed(node: KeyNode): boolean {
  return node.kind !== "cell" && isFigure(node);
}
