import { structuredPatch } from "diff";
import { applyEdits, type Edit } from "../core/text/edits.ts";
import { visible } from "./width.ts";

/** Beyond so many changed lines, which take their square to compare, the file is shown as a whole before and after. */
const mostChanges = 2_000;

/**
 * A unified diff of a file and its edits. It is for reading: line ends are left out, and what cannot be seen is shown by
 * its code point.
 */
export function unifiedDiff(file: string, text: string, edits: readonly Edit[]): string {
  const [before, after] = [linesOf(text), linesOf(applyEdits(text, edits))];
  const options = { context: 3, maxEditLength: mostChanges };
  const patch = structuredPatch("", "", before.join(""), after.join(""), "", "", options);
  const hunks = patch?.hunks ?? [
    {
      ...{ oldStart: 1, oldLines: before.length, newStart: 1, newLines: after.length },
      lines: [...before.map((line) => `-${line.slice(0, -1)}`), ...after.map((line) => `+${line.slice(0, -1)}`)],
    },
  ];
  if (hunks.length === 0) return "";
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines.map(shown),
  ]);
  return [`--- ${visible(file)}`, `+++ ${visible(file)}`, ...body].join("\n");
}

/** Lines that all end alike; an empty one after the last line end is none. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line}\n`);
}

/** Tabs stay, odd spaces are shown: a repair is often of just these. */
function shown(line: string): string {
  return line
    .split("\t")
    .map((part) => visible(part).replace(/\u00a0/g, "\\u{A0}"))
    .join("\t");
}
