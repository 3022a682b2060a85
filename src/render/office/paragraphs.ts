import type { XmlElement } from "../../ooxml/xml.ts";
import { type Block, isBlock, isTag, type TemplateNode } from "../../template/compile/blocks.ts";

const empty = "<w:p/>";

/** Word refuses a file where a cell does not end with a paragraph, and a text box or page head without any. */
const needy: ReadonlySet<string> = new Set(["w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote"]);

/** Gives every such element whose last paragraphs depend on a block an empty one for when the block prints none. */
export function mendContainers(nodes: TemplateNode[], hosts: ReadonlySet<XmlElement>): void {
  for (const host of hosts) if (needy.has(host.name)) mendIn(nodes, host);
}

/** The element's own nodes lie together in one list, somewhere in the tree. */
function mendIn(nodes: TemplateNode[], host: XmlElement): boolean {
  if (nodes.some((node) => belongs(node, host))) {
    mend(nodes, host, false);
    return true;
  }
  return nodes.some((node) => isBlock(node) && node.branches.some((branch) => mendIn(branch.nodes, host)));
}

function belongs(node: TemplateNode, host: XmlElement): boolean {
  if (typeof node === "string") return false;
  if (isBlock(node)) return node.open.host === host;
  return !isTag(node) && node.host === host;
}

/** Whether the last thing printed of `host` is surely a paragraph, given whether it was so `before`. */
function endsWell(nodes: readonly TemplateNode[], host: XmlElement, before: boolean): boolean {
  let well = before;
  for (const node of nodes) {
    if (typeof node === "string" || !belongs(node, host)) continue;
    if (isBlock(node)) well = blockEndsWell(node, host, well);
    else if (!isTag(node)) well = node.ended === "paragraph";
  }
  return well;
}

function blockEndsWell(block: Block, host: XmlElement, before: boolean): boolean {
  const all = block.branches.every((branch) => endsWell(branch.nodes, host, before));
  return all && (hasElse(block) || before);
}

function hasElse(block: Block): boolean {
  const last = block.branches.at(-1);
  return block.branches.length > 1 && (last?.head === undefined || last.head.code === "else" || last.head.code === "^");
}

function mend(nodes: TemplateNode[], host: XmlElement, before: boolean): void {
  if (endsWell(nodes, host, before)) return;
  const index = nodes.findLastIndex((node) => belongs(node, host));
  const last = nodes[index];
  if (last === undefined || !isBlock(last)) {
    nodes.splice(index + 1, 0, empty);
    return;
  }
  const soFar = endsWell(nodes.slice(0, index), host, before);
  if (!hasElse(last)) last.branches.push({ head: undefined, nodes: [] });
  for (const branch of last.branches) mend(branch.nodes, host, soFar);
}
