import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apart, applyEdits, type Edit } from "../../src/core/text/edits.ts";
import { unifiedDiff } from "../../src/print/diff.ts";

const lines = Array.from({ length: 20 }, (_, i) => `行${i + 1}: ${i}`);
const text = `${lines.join("\n")}\n`;

function replace(old: string, words: string): Edit {
  const start = text.indexOf(old);
  return { start, end: start + old.length, text: words };
}

describe("a diff of a file and its edits", () => {
  it("shows the changed line between three lines either side", () => {
    expect(unifiedDiff("甲.yaml", text, [replace("行10: 9", "行10: 99")])).toBe(
      [
        ...["--- 甲.yaml", "+++ 甲.yaml", "@@ -7,7 +7,7 @@", " 行7: 6", " 行8: 7", " 行9: 8"],
        ...["-行10: 9", "+行10: 99", " 行11: 10", " 行12: 11", " 行13: 12"],
      ].join("\n"),
    );
  });

  it("two edits of one line are one change; distant ones have hunks of their own, counted on", () => {
    const edits = [replace("行2", "二"), replace(": 1\n", ": 1\n新: 1\n"), replace("行18: 17", "行18: 0")];
    const diff = unifiedDiff("a", text, edits).split("\n");
    expect(diff.filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,5 +1,6 @@", "@@ -15,6 +16,6 @@"]);
    expect(diff.filter((line) => /^[-+](?![-+])/.test(line))).toEqual([
      "-行2: 1",
      "+二: 1",
      "+新: 1",
      "-行18: 17",
      "+行18: 0",
    ]);
  });

  it("shows what cannot be seen, and keeps tabs", () => {
    const odd = "a\u200b: 1\n\tb:\u00a02\n\u001b[2Jc\n";
    const diff = unifiedDiff("a", odd, [
      { start: 1, end: 2, text: "" },
      { start: odd.indexOf("\u00a0"), end: odd.indexOf("\u00a0") + 1, text: " " },
    ]);
    expect(diff).toContain("-a\\u{200B}: 1\n-\tb:\\u{A0}2\n+a: 1\n+\tb: 2\n \\u{1B}[2Jc");
  });

  it("of no change is empty", () => {
    expect(unifiedDiff("a", text, [])).toBe("");
    expect(unifiedDiff("a", text, [replace("行2", "行2")])).toBe("");
  });

  it("of a file changed all through is the whole of it, before and after", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `行${i}`);
    const diff = unifiedDiff("a", many.join("\r\n"), [
      { start: 0, end: many.join("\r\n").length, text: many.map((line) => `${line} ，`).join("\n") },
    ]);
    expect(diff.split("\n").filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,5000 +1,5000 @@"]);
    expect(patched(many, diff)).toEqual(many.map((line) => `${line} ，`));
  });

  it("says all that is needed to make the change", () => {
    const at = fc.nat({ max: text.length - 1 });
    const edit = fc.record({ start: at, size: fc.nat({ max: 20 }), text: fc.constantFrom("", "x", "甲\n乙\n") });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const kept = apart(
          edits.map(({ start, size, text: words }) => ({
            start,
            end: Math.min(start + size, text.length - 1),
            text: words,
          })),
        );
        const wanted = applyEdits(text, kept);
        expect(patched(lines, unifiedDiff("t", text, kept))).toEqual(wanted.replace(/\n$/, "").split("\n"));
      }),
      { numRuns: 300 },
    );
  });
});

/** The lines that a diff makes of others; throws where it does not fit them. */
function patched(before: readonly string[], diff: string): readonly string[] {
  const after: string[] = [];
  let read = 0;
  for (const line of diff.split("\n").slice(2)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk) {
      const from = Number(hunk[1]) - 1;
      after.push(...before.slice(read, from));
      read = from;
      if (Number(hunk[3]) !== after.length + 1) throw new Error(`${line}: is line ${after.length + 1}`);
      continue;
    }
    if (!line.startsWith("+") && before[read] !== line.slice(1)) throw new Error(`${line}: is ${before[read]}`);
    if (!line.startsWith("+")) read++;
    if (!line.startsWith("-")) after.push(line.slice(1));
  }
  return [...after, ...before.slice(read)];
}
