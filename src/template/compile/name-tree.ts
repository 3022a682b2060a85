import type { Edition } from "../../core/form/edition.ts";
import type { KeyNode } from "../../core/form/keys.ts";
import { join } from "../../core/form/keys.ts";

/** What a name in a template stands for. */
export type NameType =
  | { readonly kind: "text" }
  | { readonly kind: "flag" }
  /** `path` is that of a cell or an activity figure; the year has none. */
  | { readonly kind: "number"; readonly path?: string }
  | { readonly kind: "list"; readonly item: NameType }
  | {
      readonly kind: "group";
      readonly fields: ReadonlyMap<string, NameType>;
      readonly open?: NameType;
      readonly key?: KeyNode;
    };

const text: NameType = { kind: "text" };
const flag: NameType = { kind: "flag" };
const group = (fields: Record<string, NameType>): NameType => ({
  kind: "group",
  fields: new Map(Object.entries(fields)),
});
const list = (item: NameType): NameType => ({ kind: "list", item });

/** `{{annexes}}` alone in a paragraph of a Word body, or in a sheet, prints all annexes. */
export const annexesTag = "annexes";

/** A table of an annex: nothing to print by itself, but what `{{table table}}` takes. */
export const tableNameType: NameType = group({});

const annex: NameType = group({ mark: text, title: text, above: list(text), table: tableNameType, below: list(text) });
const paragraph: NameType = group({ lead: text, text, heading2: flag, heading3: flag, body: flag });

const trees = new WeakMap<Edition, NameType>();

/** Everything that a template of this edition may name, from the root: the other side of `viewOf`. */
export function nameTree(edition: Edition): NameType {
  const known = trees.get(edition);
  if (known) return known;
  const tree = build(edition);
  trees.set(edition, tree);
  return tree;
}

function build(edition: Edition): NameType {
  const prose = edition.sections.filter((section) => section.prose);
  const fields = new Map<string, NameType>(edition.keys.children.map((key) => [key.id, keyShape(key)]));
  const own: Record<string, NameType> = {
    title: text,
    titleLines: list(text),
    unit: group({ name: text, kind: text, code: text }),
    year: { kind: "number" },
    published: text,
    draft: flag,
    draftMark: text,
    findings: list(text),
    heading: group(Object.fromEntries(edition.sections.map(({ id }) => [id, text]))),
    text: group(Object.fromEntries(prose.map(({ id }) => [id, list(paragraph)]))),
    [annexesTag]: list(annex),
    sections: list(group({ id: text, heading: text, paragraphs: list(paragraph), tables: list(text) })),
    mark: group(Object.fromEntries(edition.sections.flatMap(({ id, annex }) => (annex ? [[id, text]] : [])))),
    annexList: list(text),
    annexSections: list(
      group({ id: text, heading: text, tables: list(text), mark: text, above: list(text), below: list(text) }),
    ),
  };
  for (const [name, shape] of Object.entries(own)) fields.set(name, shape);
  return { kind: "group", fields };
}

function keyShape(key: KeyNode): NameType {
  if (key.kind === "cell") return { kind: "number", path: key.path };
  const fields = new Map(key.children.map((child) => [child.id, keyShape(child)]));
  return { kind: "group", fields, key, ...(key.open ? { open: { kind: "number", path: join(key.path, "*") } } : {}) };
}

/** The shape at a path from `shape`, or undefined. A name of the clerk's own in an open group is a number. */
export function nameTypeAt(shape: NameType | undefined, parts: readonly string[]): NameType | undefined {
  let at = shape;
  for (const part of parts) at = at?.kind === "group" ? (at.fields.get(part) ?? at.open) : undefined;
  return at;
}

/** Every printable or repeatable name below a shape, with its path; for the offer of the nearest. */
export function pathsOf(shape: NameType, base = ""): readonly string[] {
  if (shape.kind !== "group") return base === "" ? [] : [base];
  return [...shape.fields].flatMap(([name, field]) => pathsOf(field, join(base, name)));
}

/** The path with each Chinese name replaced by its id (requests.本年新收 → requests.received), where it is one. */
export function byId(root: NameType, edition: Edition, parts: readonly string[]): string | undefined {
  const ids: string[] = [];
  let key: KeyNode | undefined = edition.keys;
  for (const part of parts) {
    key = key?.child.get(part);
    if (key) ids.push(key.id);
  }
  return ids.length === parts.length && nameTypeAt(root, ids) ? ids.join(".") : undefined;
}
