import { SaxesParser } from "saxes";

/** An element of a part with its places in the source, so that what does not change is copied and never written anew. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: XmlElement | undefined;
  readonly children: XmlElement[];
  /** Its own character data, entities resolved. */
  text: string;
  /** From `<` of the start tag to behind `>` of the end tag; the content lies between `open` and `close`. */
  readonly start: number;
  readonly open: number;
  close: number;
  end: number;
}

export interface XmlPart {
  readonly source: string;
  readonly root: XmlElement;
  /** Comments and processing instructions: a tag in there would be lost. */
  readonly remarks: readonly string[];
}

const deepest = 200;
const mostElements = 500_000;

/** Reads a part, or says why not: `doctype`, `encoding`, or the parser's own words. */
export function parseXml(bytes: Uint8Array): XmlPart | { readonly fault: string } {
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { fault: "encoding" };
  }
  try {
    return parseText(source);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function parseText(source: string): XmlPart {
  const parser = new SaxesParser({ position: true });
  const remarks: string[] = [];
  let root: XmlElement | undefined;
  let current: XmlElement | undefined;
  let depth = 0;
  let count = 0;
  // A tag holds no second `<`: an attribute's value may hold `>` but never that.
  const tagStart = () => source.lastIndexOf("<", parser.position - 1);

  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("doctype");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > deepest || ++count > mostElements) throw new Error("too many elements");
    const at = parser.position;
    const start = tagStart();
    const element: XmlElement = {
      name,
      attributes: Object.assign(Object.create(null), attributes),
      parent: current,
      children: [],
      text: "",
      start,
      open: at,
      close: at,
      end: at,
    };
    current?.children.push(element);
    root ??= element;
    current = element;
  });
  parser.on("closetag", ({ isSelfClosing }) => {
    depth--;
    if (current && !isSelfClosing) {
      current.close = tagStart();
      current.end = parser.position;
    }
    current = current?.parent;
  });
  parser.on("text", (text) => {
    if (current) current.text += text;
  });
  parser.on("cdata", (text) => {
    if (current) current.text += text;
  });
  parser.on("comment", (text) => remarks.push(text));
  parser.on("processinginstruction", ({ body }) => remarks.push(body));
  parser.write(source).close();
  if (!root) throw new Error("no element");
  return { source, root, remarks };
}

/** Every element in document order. */
export function* walk(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* walk(child);
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Every part of a built file, read. */
export interface BuiltFile {
  readonly names: ReadonlySet<string>;
  readonly xml: ReadonlyMap<string, XmlPart>;
  /** The relationships of a part by id: the target's name, or undefined for one outside of the file. */
  relations(part: string): ReadonlyMap<string, string | undefined>;
}
