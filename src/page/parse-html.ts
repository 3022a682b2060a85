/** A node as `parse5` gives it, as far as a document is read from it. */
interface ParsedNode {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly ParsedNode[];
  parentNode?: ParsedNode;
}

/**
 * Stands in for `parse5` in a page: the browser reads HTML by the same rules, and a parser of its own would be a tenth of the
 * page. Nothing of the document is shown, loaded or run.
 */
export function parse(html: string): ParsedNode {
  // The page's own policy would have every style of the document reported.
  const bare = html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/(<[^<>]*?\s)style(?=\s*=)/gi, `$1${styleName}`);
  return nodeOf(new DOMParser().parseFromString(bare, "text/html"));
}

const styleName = "data-style";

function nodeOf(node: Node): ParsedNode {
  if (node instanceof Text) return { nodeName: "#text", value: node.data };
  if (node instanceof Comment) return { nodeName: "#comment" };
  const childNodes = [...node.childNodes].map(nodeOf);
  if (!(node instanceof Element)) return { nodeName: "#document", childNodes };
  const tagName = node.localName;
  const attrs = [...node.attributes].map(({ name, value }) => ({ name: name === styleName ? "style" : name, value }));
  const parsed = { nodeName: tagName, tagName, attrs, childNodes };
  for (const child of childNodes) child.parentNode = parsed;
  return parsed;
}
