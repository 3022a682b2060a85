import type { Expanded, TracedSegment } from "../../core/prose.ts";
import type { SourceRange } from "../steps.ts";

/** A stretch on its way into a text: what it says, where its source stands, and the figures it was made from. */
export interface TextSegment {
  readonly text: string;
  readonly at: SourceRange;
  readonly paths?: readonly string[];
}

export function assemble(segments: readonly TextSegment[]): Expanded {
  const pieces: TracedSegment[] = [];
  let length = 0;
  for (const { text, at, paths } of segments) {
    if (text === "") continue;
    pieces.push({ start: length, end: length + text.length, source: at, ...(paths ? { paths } : {}) });
    length += text.length;
  }
  return { text: segments.map((segment) => segment.text).join(""), pieces };
}

/** The lines that say something, without the space around them. */
export function linesOf(segments: readonly TextSegment[]): readonly (readonly TextSegment[])[] {
  const lines: TextSegment[][] = [[]];
  for (const segment of segments) {
    if (segment.paths || !segment.text.includes("\n")) {
      lines.at(-1)?.push(segment);
      continue;
    }
    let from = 0;
    for (const text of segment.text.split("\n")) {
      if (from > 0) lines.push([]);
      lines.at(-1)?.push(cut(segment, from, from + text.length));
      from += text.length + 1;
    }
  }
  return lines.map(trim).filter((line) => line.length > 0);
}

/** Drops white space, also U+3000, from both ends. */
function trim(line: readonly TextSegment[]): readonly TextSegment[] {
  const said = line.filter((segment) => segment.text !== "");
  while (said[0] && !said[0].paths && said[0].text.trim() === "") said.shift();
  while (said.length > 0 && !said.at(-1)?.paths && said.at(-1)?.text.trim() === "") said.pop();
  const first = said[0];
  if (first && !first.paths) said[0] = cut(first, first.text.length - first.text.trimStart().length, first.text.length);
  const last = said.at(-1);
  if (last && !last.paths) said[said.length - 1] = cut(last, 0, last.text.trimEnd().length);
  return said;
}

function cut(segment: TextSegment, start: number, end: number): TextSegment {
  if (start === 0 && end === segment.text.length) return segment;
  return { text: segment.text.slice(start, end), at: [segment.at[0] + start, segment.at[0] + end] };
}
