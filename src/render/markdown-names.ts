import type { Edition } from "../core/edition.ts";
import type { KeyNode } from "../core/keys.ts";

/** What stands behind a name of a template. */
export type Shape =
  | { readonly kind: "text" | "number" | "flag" | "table" }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Shape>; readonly open?: true };

const text: Shape = { kind: "text" };
const number: Shape = { kind: "number" };
const flag: Shape = { kind: "flag" };
const list = (of: Shape): Shape => ({ kind: "list", of });
const object = (fields: Readonly<Record<string, Shape>>): Shape => ({
  kind: "object",
  fields: new Map(Object.entries(fields)),
});

/** Every name a report template of an edition may use. */
export function templateNames(edition: Edition): Shape {
  const paragraph = object({ lead: text, text, heading2: flag, heading3: flag, body: flag });
  const section = object({ id: text, heading: text, paragraphs: list(paragraph), tables: list({ kind: "table" }) });
  const ofSections = (shape: Shape): Shape =>
    object(Object.fromEntries(edition.sections.map(({ id }) => [id, shape] as const)));
  const names: Record<string, Shape> = {};
  for (const node of edition.keys.children) names[node.id] = keyShape(node);
  return object({
    ...names,
    title: text,
    titleLines: list(text),
    unit: object({ name: text, kind: text, code: text }),
    year: number,
    published: text,
    draft: flag,
    findings: list(text),
    heading: ofSections(text),
    text: ofSections(list(paragraph)),
    sections: list(section),
  });
}

function keyShape(node: KeyNode): Shape {
  if (node.kind === "cell") return number;
  const fields = new Map(node.children.map((child) => [child.id, keyShape(child)] as const));
  return { kind: "object", fields, ...(node.open ? { open: true as const } : {}) };
}
