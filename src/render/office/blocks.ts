import type { TagKind } from "../../template/compile/tags.ts";
import { addFault, type Faults, type TemplatePlace } from "./faults.ts";
import type { XmlElement } from "./xml.ts";

/** A tag at its place in a part. */
export interface Tag {
  readonly kind: Exclude<TagKind, "forbidden" | "comment">;
  readonly code: string;
  /** The helper that writes a value here: `$word`, `$sheet 32000`. */
  readonly writer: string;
  readonly place: TemplatePlace;
  /** The element whose content the tag now stands in: a block must open and close in the same one. */
  readonly host: XmlElement;
}

/** A paragraph or table has just ended in `host`: what must end with a paragraph is mended by these. */
export interface EndMark {
  readonly ended: "paragraph" | "table";
  readonly host: XmlElement;
}

/** Static source, a tag, or a mark, in the order of the output. */
export type TemplatePiece = string | Tag | EndMark;

export interface Branch {
  /** The tag that begins it; none for an `else` of our own. */
  readonly head: Tag | undefined;
  readonly nodes: TemplateNode[];
}

export interface Block {
  readonly open: Tag;
  readonly branches: Branch[];
}

export type TemplateNode = TemplatePiece | Block;

export function isTag(node: TemplateNode): node is Tag {
  return typeof node === "object" && "code" in node;
}

export function isBlock(node: TemplateNode): node is Block {
  return typeof node === "object" && "branches" in node;
}

export function blockName(code: string): string {
  return /^[#/]\s*([^\s]*)/.exec(code)?.[1] ?? "";
}

const deepest = 30;

interface Open {
  readonly block: Block;
  readonly into: TemplateNode[];
}

/** Pairs the block tags of a part. A block whose ends stand in different containers would tear the XML apart. */
export function nestBlocks(pieces: readonly TemplatePiece[], faults: Faults): TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: Open[] = [];
  let into = root;
  for (const piece of pieces) {
    if (typeof piece === "string" || !isTag(piece) || piece.kind === "value") {
      into.push(piece);
      continue;
    }
    const top = open.at(-1);
    if (piece.kind === "open") {
      if (open.length >= deepest) {
        const what = { zh: "块嵌套得太深", en: "blocks are nested too deep" };
        addFault(faults, "GR726", what, { place: piece.place });
        return root;
      }
      const nodes: TemplateNode[] = [];
      const block: Block = { open: piece, branches: [{ head: piece, nodes }] };
      into.push(block);
      open.push({ block, into });
      into = nodes;
    } else if (!top) {
      orphan(piece, faults);
    } else if (piece.kind === "else") {
      samePlace(top.block.open, piece, faults);
      if (top.block.branches.at(-1)?.head?.code === "else") orphan(piece, faults);
      const nodes: TemplateNode[] = [];
      top.block.branches.push({ head: piece, nodes });
      into = nodes;
    } else {
      closes(top.block.open, piece, faults);
      samePlace(top.block.open, piece, faults);
      into = top.into;
      open.pop();
    }
  }
  for (const { block } of open) unclosed(block.open, faults);
  return root;
}

function samePlace(open: Tag, tag: Tag, faults: Faults): void {
  if (open.host === tag.host) return;
  const what = {
    zh: `{{${tag.code}}} 与 {{${open.code}}} 不在同一层：一个块的首尾要在同一段落、同一单元格或同一表格内`,
    en: `{{${tag.code}}} and {{${open.code}}} are not on one level: a block opens and closes in one paragraph, cell or table`,
  };
  const help = {
    zh: "要重复段落，把首尾标签各放在单独的段落里；要重复表格的行，各放在单独的一行里",
    en: "to repeat paragraphs put both tags in paragraphs of their own, to repeat rows in rows of their own",
  };
  addFault(faults, "GR721", what, { place: tag.place, help });
}

function closes(open: Tag, close: Tag, faults: Faults): void {
  if (blockName(open.code) === blockName(close.code)) return;
  const what = {
    zh: `{{${open.code}}} 应以 {{/${blockName(open.code)}}} 结束，这里写的是 {{${close.code}}}`,
    en: `{{${open.code}}} is closed by {{/${blockName(open.code)}}}, not by {{${close.code}}}`,
  };
  addFault(faults, "GR719", what, { place: close.place });
}

function orphan(tag: Tag, faults: Faults): void {
  const what = {
    zh: `{{${tag.code}}} 前面没有与它对应的开始标签`,
    en: `nothing before {{${tag.code}}} opens a block that it belongs to`,
  };
  addFault(faults, "GR719", what, { place: tag.place });
}

function unclosed(open: Tag, faults: Faults): void {
  const name = blockName(open.code);
  const what = { zh: `{{${open.code}}} 没有结束`, en: `{{${open.code}}} is never closed` };
  const help = { zh: `在它的内容之后写上 {{/${name}}}`, en: `write {{/${name}}} after its content` };
  addFault(faults, "GR718", what, { place: open.place, help });
}
