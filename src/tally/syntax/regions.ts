import { isNode, isScalar, type Pair } from "yaml";

/** The lines of an entry of a block map, from the first character of the first to after the line end of the last. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** What stands before its key. */
  readonly indent: string;
}

/** With a remark behind its value, and without the comments above it. */
export function regionOf(text: string, { key, value }: Pair): Region {
  const at = isScalar(key) && key.range ? key.range[0] : 0;
  const keyEnd = isScalar(key) && key.range ? key.range[1] : 0;
  const valueEnd = isNode(value) && value.range ? value.range[1] : keyEnd;
  let last = Math.max(keyEnd, valueEnd);
  while (last > keyEnd && /\s/.test(text[last - 1] ?? "")) last--;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.indexOf("\n", last);
  return { start, end: line < 0 ? text.length : line + 1, indent: /^[ ]*/.exec(text.slice(start, at))?.[0] ?? "" };
}

/** False for the last line of a file that has no line end. */
export function isWholeLines(text: string, { end }: Region): boolean {
  return text[end - 1] === "\n";
}

/** Lines as comments below some words, as far in as they stood. */
export function asComment(written: string, indent: string, words: readonly string[]): readonly string[] {
  const lines = written.replace(/\r?\n$/, "").split(/\r?\n/);
  const bare = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
  return [...words.map((word) => `${indent}# ${word}`), ...bare.map((line) => `${indent}#   ${line}`.trimEnd())];
}
