import type { Token } from "../tokenize/tokens.ts";

export type WordToken = Extract<Token, { kind: "word" }>;

/** A token, what stands in brackets, or a chunk of which only the effect matters. */
export type SentenceNode = Token | Aside | Effect;

/** Words that narrow what follows to a part of it; or words that say it is about disclosure. */
interface Effect {
  readonly kind: "limit" | "disclosed";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The limit is one way among several by which requests come in: 网上提交的. */
  readonly way?: true;
}

interface Aside {
  readonly kind: "aside";
  readonly nodes: readonly SentenceNode[];
}

/** Between two commas, with the mark that ended it. */
export interface Clause {
  readonly nodes: readonly SentenceNode[];
  readonly end: "comma" | "colon" | "semicolon" | "end";
}

const deepest = 4;

/** Folds brackets into asides. Brackets without a partner, or nested too deeply, are passed over. */
export function foldAsides(tokens: readonly Token[]): readonly SentenceNode[] {
  const stack: { nodes: SentenceNode[] }[] = [{ nodes: [] }];
  for (const token of tokens) {
    const top = stack.at(-1);
    const mark = token.kind === "mark" ? token.mark : undefined;
    if (mark === "open" && stack.length <= deepest) stack.push({ nodes: [] });
    else if (mark === "close" && stack.length > 1) {
      stack.pop();
      stack.at(-1)?.nodes.push({ kind: "aside", nodes: top?.nodes ?? [] });
    } else if (mark !== "open" && mark !== "close") top?.nodes.push(token);
  }
  while (stack.length > 1) {
    const unclosed = stack.pop();
    const outer = stack.at(-1);
    for (const node of unclosed?.nodes ?? []) outer?.nodes.push(node);
  }
  return stack[0]?.nodes ?? [];
}

export function clausesOf(nodes: readonly SentenceNode[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: SentenceNode[] = [];
  for (const node of nodes) {
    if (node.kind === "mark" && node.mark !== "pause") {
      const end = node.mark === "colon" || node.mark === "semicolon" || node.mark === "comma" ? node.mark : "semicolon";
      if (current.length > 0) clauses.push({ nodes: current, end });
      current = [];
    } else current.push(node);
  }
  if (current.length > 0) clauses.push({ nodes: current, end: "end" });
  return clauses;
}
