import type { SentenceNode, WordToken } from "../parse/sentence.ts";
import { emitStatement } from "./interpret.ts";
import { resolveReference } from "./reference.ts";
import { hasRole, type SentenceState, type TextState } from "./state.ts";

/**
 * What became of a figure, said behind it and behind what it was about: 3件内容涉及个人隐私，不予公开; 1件信息本机关未制作，无法提供.
 * The clause ends with an outcome of the form.
 */
export function readBehind(nodes: readonly SentenceNode[], scene: TextState, state: SentenceState): void {
  const figure = state.pending;
  const last = nodes.findLast((node) => node.kind === "word" && node.word.senses.length > 0);
  if (!figure || last?.kind !== "word" || !isOutcome(last)) return;
  const after = nodes.slice(nodes.indexOf(last) + 1);
  if (!after.every((node) => hasRole(node, "plain")) || nodes.some(asks)) return;
  const meant = resolveReference([last], figure, scene, { ...state, topicUnknown: false });
  if (!meant?.readings || meant.over || !meant.frame.measures.has(figure.measure)) return;
  state.pending = undefined;
  emitStatement(figure, { ...meant, own: false }, state.period, false, scene, state);
}

/** A row of requests that needs no noun, as the form or a clerk names it; not all that became of them. */
function isOutcome({ word }: WordToken): boolean {
  return word.senses.some(({ clear, row, frame }) => {
    if (!clear || row?.path === undefined || row.generic || row.carry || frame.causeOf.size === 0) return false;
    return !frame.wholes.some((sum) => sum.some(({ path }) => path === row.path));
  });
}

/** 要求予以公开: what somebody wanted. */
function asks(node: SentenceNode): boolean {
  return hasRole(node, "norm") || hasRole(node, "none") || hasRole(node, "future");
}
