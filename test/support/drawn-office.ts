import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import type { Edition } from "../../src/core/form/edition.ts";
import { drawTemplates } from "../../src/draw/index.ts";
import { edition2021 } from "./editions.ts";

/** An element as the tests look at it. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** All text within, in order. */
  readonly text: string;
}

export function parseXml(xml: string): Node {
  const root = { name: "", attributes: {}, children: [] as Node[], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const node = { name, attributes: attributes as Record<string, string>, children: [] as Node[], text: "" };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("text", (text) => {
    for (const node of open) node.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  return root.children[0]!;
}

/** Every element of a name below a node, in order. */
export function all(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

export function children(node: Node, name: string): readonly Node[] {
  return node.children.filter((child) => child.name === name);
}

export function first(node: Node, ...path: readonly string[]): Node | undefined {
  let at: Node | undefined = node;
  for (const name of path) at = at && children(at, name)[0];
  return at;
}

/** The parts of an Office file as text. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

const drawings = new Map<string, ReturnType<typeof drawTemplates>>();
/** The templates of an edition, drawn once for all tests of a file. */
export async function drawn(
  name: "report.docx" | "report.xlsx",
  edition: Edition = edition2021(),
): Promise<Uint8Array> {
  const drawing = drawings.get(edition.id) ?? drawTemplates(edition);
  drawings.set(edition.id, drawing);
  return (await drawing).get(name)!;
}

/** Every tag in a text, without its braces. */
export function tagsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => match[1]!);
}
