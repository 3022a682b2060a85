import { applyEdits, type Edit } from "../core/text/edits.ts";
import { lineStarts, positionAt } from "../core/text/source.ts";
import { visible } from "./width.ts";

/** Unchanged lines shown around a change. */
const context = 3;

/** Whole lines that become others; lines count from 0. */
interface Block {
  readonly first: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * A unified diff of a file whose edits are known; they are in order and do not overlap. It is for reading: line ends are left
 * out, and what cannot be seen is shown by its code point.
 */
export function unifiedDiff(file: string, text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const lines = linesOf(text);
  const blocks = blocksOf(text, edits, starts);
  if (blocks.length === 0) return "";
  const out = [`--- ${visible(file)}`, `+++ ${visible(file)}`];
  let shift = 0;
  for (const hunk of together(blocks)) {
    const from = Math.max(0, (hunk[0]?.first ?? 0) - context);
    const last = hunk.at(-1);
    const to = Math.min(lines.length, (last ? last.first + last.before.length : 0) + context);
    const body: string[] = [];
    let read = from;
    for (const { first, before, after } of hunk) {
      body.push(...lines.slice(read, first).map((line) => ` ${shown(line)}`));
      body.push(...before.map((line) => `-${shown(line)}`), ...after.map((line) => `+${shown(line)}`));
      read = first + before.length;
    }
    body.push(...lines.slice(read, to).map((line) => ` ${shown(line)}`));
    const grown = hunk.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
    out.push(`@@ -${from + 1},${to - from} +${from + 1 + shift},${to - from + grown} @@`, ...body);
    shift += grown;
  }
  return out.join("\n");
}

/** The lines each edit touches, those of neighbours together. */
function blocksOf(text: string, edits: readonly Edit[], starts: readonly number[]): readonly Block[] {
  const groups: { first: number; last: number; edits: Edit[] }[] = [];
  for (const edit of edits) {
    const first = positionAt(starts, edit.start).line - 1;
    const last = positionAt(starts, edit.end).line - 1;
    const group = groups.at(-1);
    if (group && first <= group.last + 1) {
      group.edits.push(edit);
      group.last = Math.max(group.last, last);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups.flatMap(({ first, last, edits: inside }) => {
    const from = starts[first] ?? 0;
    const old = text.slice(from, starts[last + 1] ?? text.length);
    const moved = inside.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    return trimmed(first, linesOf(old), linesOf(applyEdits(old, moved)));
  });
}

/** Without the lines at either end that are the same. */
function trimmed(first: number, before: readonly string[], after: readonly string[]): readonly Block[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const block = {
    first: first + head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  };
  return block.before.length + block.after.length > 0 ? [block] : [];
}

/** Blocks whose context would overlap share a hunk. */
function together(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const last = hunks.at(-1)?.at(-1);
    if (last && block.first - (last.first + last.before.length) <= 2 * context) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

/** Lines without their ends; an empty one after the last line end is none. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Tabs stay, odd spaces are shown: a repair is often of just these. */
function shown(line: string): string {
  return line
    .split("\t")
    .map((part) => visible(part).replace(/\u00a0/g, "\\u{A0}"))
    .join("\t");
}
