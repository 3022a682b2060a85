import type { Expanded, TracedSegment } from "../../core/prose.ts";
import type { SourceRange } from "../steps.ts";

/** A stretch on its way into a text: what it says, where its source stands, and the figures it was made from. */
export interface TextSegment {
  readonly text: string;
  readonly at: SourceRange;
  readonly paths?: readonly string[];
}

export function assemble(stretches: readonly TextSegment[]): Expanded {
  const pieces: TracedSegment[] = [];
  let length = 0;
  for (const { text, at, paths } of stretches) {
    if (text === "") continue;
    pieces.push({ start: length, end: length + text.length, source: at, ...(paths ? { paths } : {}) });
    length += text.length;
  }
  return { text: stretches.map((stretch) => stretch.text).join(""), pieces };
}

/** The lines that say something, without the space around them. */
export function linesOf(stretches: readonly TextSegment[]): readonly (readonly TextSegment[])[] {
  const lines: TextSegment[][] = [[]];
  for (const stretch of stretches) {
    if (stretch.paths || !stretch.text.includes("\n")) {
      lines.at(-1)?.push(stretch);
      continue;
    }
    let from = 0;
    for (const text of stretch.text.split("\n")) {
      if (from > 0) lines.push([]);
      lines.at(-1)?.push(cut(stretch, from, from + text.length));
      from += text.length + 1;
    }
  }
  return lines.map(trim).filter((line) => line.length > 0);
}

/** Drops white space, also U+3000, from both ends. */
function trim(line: readonly TextSegment[]): readonly TextSegment[] {
  const said = line.filter((stretch) => stretch.text !== "");
  while (said[0] && !said[0].paths && said[0].text.trim() === "") said.shift();
  while (said.length > 0 && !said.at(-1)?.paths && said.at(-1)?.text.trim() === "") said.pop();
  const first = said[0];
  if (first && !first.paths) said[0] = cut(first, first.text.length - first.text.trimStart().length, first.text.length);
  const last = said.at(-1);
  if (last && !last.paths) said[said.length - 1] = cut(last, 0, last.text.trimEnd().length);
  return said;
}

function cut(stretch: TextSegment, start: number, end: number): TextSegment {
  if (start === 0 && end === stretch.text.length) return stretch;
  return { text: stretch.text.slice(start, end), at: [stretch.at[0] + start, stretch.at[0] + end] };
}
