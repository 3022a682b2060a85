import { type LanguageFault, syntaxFault, type TemplatePlace, tooLarge } from "../errors.ts";
import type { TagKind } from "./tags.ts";

/** Is told of a fault at a place. */
export type SayFault = (fault: LanguageFault, place: TemplatePlace) => void;

/** A tag at its place in a part. */
export interface Tag {
  readonly kind: Exclude<TagKind, "forbidden" | "comment">;
  readonly code: string;
  /** The helper that writes a value here: `$word`, `$sheet 32000`. */
  readonly writer: string;
  readonly place: TemplatePlace;
  /** The element whose content the tag now stands in: a block must open and close in the same one. */
  readonly host: object;
}

/** A paragraph or table has just ended in `host`: what must end with a paragraph is mended by these. */
export interface EndMark {
  readonly ended: "paragraph" | "table";
  readonly host: object;
}

/** Static source, a tag, or a mark, in the order of the output. */
export type TemplatePiece = string | Tag | EndMark;

interface Branch {
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

function blockName(code: string): string {
  return /^[#/]\s*([^\s]*)/.exec(code)?.[1] ?? "";
}

const deepest = 24;

interface Open {
  readonly block: Block;
  readonly into: TemplateNode[];
}

/** Pairs the block tags of a part. A block whose ends stand in different containers would tear the XML apart. */
export function nestBlocks(pieces: readonly TemplatePiece[], say: SayFault): TemplateNode[] {
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
        say(tooLarge(`块嵌套超过${deepest}层`, `blocks are nested more than ${deepest} deep`, [0, 0]), piece.place);
        return root;
      }
      const nodes: TemplateNode[] = [];
      const block: Block = { open: piece, branches: [{ head: piece, nodes }] };
      into.push(block);
      open.push({ block, into });
      into = nodes;
    } else if (!top) {
      orphan(piece, say);
    } else if (piece.kind === "else") {
      samePlace(top.block.open, piece, say);
      if (top.block.branches.at(-1)?.head?.code === "else") orphan(piece, say);
      const nodes: TemplateNode[] = [];
      top.block.branches.push({ head: piece, nodes });
      into = nodes;
    } else {
      closes(top.block.open, piece, say);
      samePlace(top.block.open, piece, say);
      into = top.into;
      open.pop();
    }
  }
  for (const { block } of open) unclosed(block.open, say);
  return root;
}

function samePlace(open: Tag, tag: Tag, say: SayFault): void {
  if (open.host === tag.host) return;
  const message = {
    zh: `{{${tag.code}}} 与 {{${open.code}}} 不在同一层：一个块的首尾要在同一段落、同一单元格或同一表格内`,
    en: `{{${tag.code}}} and {{${open.code}}} are not on one level: a block opens and closes in one paragraph, cell or table`,
  };
  const help = {
    zh: "要重复段落，把首尾标签各放在单独的段落里；要重复表格的行，各放在单独的一行里",
    en: "to repeat paragraphs put both tags in paragraphs of their own, to repeat rows in rows of their own",
  };
  say({ code: "GR721", message, help }, tag.place);
}

function closes(open: Tag, close: Tag, say: SayFault): void {
  const name = blockName(open.code);
  if (name === blockName(close.code)) return;
  const zh = `{{${open.code}}} 应以 {{/${name}}} 结束，这里写的是 {{${close.code}}}`;
  const en = `{{${open.code}}} is closed by {{/${name}}}, not by {{${close.code}}}`;
  say(syntaxFault(zh, en, [0, 0], `请用 {{/${name}}} 结束`, `close it with {{/${name}}}`), close.place);
}

function orphan({ code, place }: Tag, say: SayFault): void {
  const zh = `{{${code}}} 前面没有与它对应的开始标签`;
  const en = `nothing before {{${code}}} opens a block that it belongs to`;
  say(syntaxFault(zh, en, [0, 0], "删去它，或补上开始的标签", "take it out, or open the block"), place);
}

function unclosed({ code, place }: Tag, say: SayFault): void {
  const name = blockName(code);
  const en = `{{${code}}} is never closed`;
  const helpEn = `write {{/${name}}} after its content`;
  say(syntaxFault(`{{${code}}} 没有结束`, en, [0, 0], `在它的内容之后写上 {{/${name}}}`, helpEn), place);
}
