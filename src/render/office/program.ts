import { isBlock, isTag, type Tag, type TemplateNode } from "./blocks.ts";

/** A value that needs nothing of Handlebars: a name looked up from the root, written by one writer. */
export interface Slot {
  readonly path: readonly string[];
  /** `$word`, `$sheet 32000`: a writer and how much room it has. */
  readonly writer: string;
}

/** A part ready for Handlebars: the tags, with each static stretch between them as one mark. */
export interface Program {
  readonly source: string;
  /** What the marks stand for. Equal ones are one. */
  readonly stretches: readonly string[];
  readonly slots: readonly Slot[];
}

/** Begins the mark of a stretch, and of a slot. No value can hold them: `xmlText` drops what XML forbids. */
export const stretchMark = "\u0001";
export const slotMark = "\u0002";
/** The second character of a mark is its index from here on: beyond everything that has a meaning to Handlebars. */
export const markBase = 0x100;
/** Below the surrogates. A form has some 300 of either. */
export const mostMarks = 0xd000;

/**
 * The figures of the tables, nine tags in ten, are plain names outside of all loops. They become slots, which are
 * filled in when the bytes are put together: a third of the time that Handlebars would take for them.
 */
export function toProgram(nodes: readonly TemplateNode[]): Program {
  const stretches = new Map<string, number>();
  const slots = new Map<string, Slot>();
  const slotIndex = new Map<string, number>();
  let source = "";
  let pending = "";
  const flush = () => {
    if (pending === "") return;
    source += stretchMark + String.fromCharCode(markBase + indexIn(stretches, pending));
    pending = "";
  };
  const write = (text: string) => {
    flush();
    source += text;
  };
  const writeValue = (tag: Tag, atRoot: boolean) => {
    const path = atRoot ? plainPath(tag) : undefined;
    if (!path) return write(`{{${tag.writer} ${argument(tag.code)}}}`);
    const key = `${tag.writer} ${tag.code}`;
    if (!slots.has(key)) slots.set(key, { path, writer: tag.writer });
    return write(slotMark + String.fromCharCode(markBase + indexIn(slotIndex, key)));
  };
  const visit = (list: readonly TemplateNode[], atRoot: boolean) => {
    for (const node of list) {
      if (typeof node === "string") pending += node;
      else if (isBlock(node)) {
        const name = /^#\s*(\S+)/.exec(node.open.code)?.[1] ?? "";
        node.branches.forEach(({ head, nodes: inner }, i) => {
          write(i === 0 ? `{{${node.open.code}}}` : `{{${head?.code ?? "else"}}}`);
          visit(inner, atRoot && /^(if|unless)$/.test(name) && !/^else (each|with)\b/.test(head?.code ?? ""));
        });
        write(`{{/${name}}}`);
      } else if (isTag(node)) writeValue(node, atRoot);
    }
  };
  visit(nodes, true);
  flush();
  return { source, stretches: [...stretches.keys()], slots: [...slots.values()] };
}

function indexIn(map: Map<string, number>, key: string): number {
  const index = map.get(key) ?? map.size;
  map.set(key, index);
  return index;
}

/** The steps of a name that is neither relative nor quoted nor a call; the number of a formula is one too. */
function plainPath({ code }: Tag): readonly string[] | undefined {
  const plain = !/[\s/@"'[\]()]|^this\b|^\.|\.\./.test(code);
  return plain ? code.split(".") : undefined;
}

/** A call of a helper becomes the argument of the one that writes it. A name in square brackets may hold a space. */
function argument(code: string): string {
  return code.replace(/\[[^\]]*\]/g, "").includes(" ") ? `(${code})` : code;
}
