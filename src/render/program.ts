import { isBlock, isTag, type Node } from "./blocks.ts";

/** A part ready for Handlebars: the tags, with each static stretch between them as one mark. */
export interface Program {
  readonly source: string;
  /** What the marks stand for. Equal stretches are one. */
  readonly stretches: readonly string[];
}

/** Begins a mark. No value can hold it: `xmlText` drops what XML forbids. */
export const markStart = "\u0001";
/** The second character of a mark is its index from here on: beyond everything that has a meaning to Handlebars. */
export const markBase = 0x100;
/** Below the surrogates. A form has some 300 stretches. */
export const mostStretches = 0xd000;

export function toProgram(nodes: readonly Node[]): Program {
  const indexes = new Map<string, number>();
  let source = "";
  let pending = "";
  const flush = () => {
    if (pending === "") return;
    const index = indexes.get(pending) ?? indexes.size;
    indexes.set(pending, index);
    source += markStart + String.fromCharCode(markBase + index);
    pending = "";
  };
  const write = (text: string) => {
    flush();
    source += text;
  };
  const visit = (list: readonly Node[]) => {
    for (const node of list) {
      if (typeof node === "string") pending += node;
      else if (isBlock(node)) {
        node.branches.forEach(({ head, nodes: inner }, i) => {
          write(i === 0 ? `{{${node.open.code}}}` : `{{${head?.code ?? "else"}}}`);
          visit(inner);
        });
        write(`{{/${/^#\s*(\S+)/.exec(node.open.code)?.[1]}}}`);
      } else if (isTag(node)) write(`{{${node.writer} ${argument(node.code)}}}`);
    }
  };
  visit(nodes);
  flush();
  return { source, stretches: [...indexes.keys()] };
}

/** A call of a helper becomes the argument of the one that writes it. A name in square brackets may hold a space. */
function argument(code: string): string {
  return code.replace(/\[[^\]]*\]/g, "").includes(" ") ? `(${code})` : code;
}
