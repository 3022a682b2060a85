import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import { canonicalContent, contentHash } from "../../src/core/seal.ts";
import type { Cell } from "../../src/core/tally.ts";
import { sha256Text } from "../../src/core/text/hashes.ts";
import { composeProse } from "../../src/model/compose.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { edition2021, editions } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";

const edition = edition2021();

function subjectOf(text: string) {
  const { value: tally } = readTally({ file: "t.yaml", text }, editions());
  if (!tally) throw new Error("cannot be read");
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value;
  if (!prose) throw new Error("cannot be composed");
  return { subject: { tally, edition, figures }, prose };
}

function hashOf(text: string): string {
  const { subject, prose } = subjectOf(text);
  return contentHash(subject, prose);
}

describe("SHA-256 without Node", () => {
  it("is that of Node for texts of any length and characters", () => {
    const same = (text: string) => sha256Text(text) === createHash("sha256").update(text).digest("hex");
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 5000]) expect(same("年".repeat(length))).toBe(true);
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), same), { numRuns: 50 });
  });
});

describe("the hash of what a report says", () => {
  const before = hashOf(example);

  it("is another for any other figure or word", () => {
    const { subject, prose } = subjectOf(example);
    for (const [path, cell] of subject.tally.cells) {
      const cells = new Map([...subject.tally.cells, [path, { ...cell, value: (cell.value ?? 0) + 1 }]]);
      const tally = { ...subject.tally, cells };
      const changed = { tally, edition, figures: computeFigures(tally, edition) };
      expect(contentHash(changed, prose), path).not.toBe(before);
    }
    for (const [id, text] of prose) {
      const other = new Map([...prose, [id, { ...text, text: `${text.text}。` }]]);
      expect(contentHash(subject, other), id).not.toBe(before);
    }
    expect(hashOf(example.replace(/^year: (\d+)/m, (_, year: string) => `year: ${Number(year) + 1}`))).not.toBe(before);
  });

  it("is the same for another layout, comments, and another signature", () => {
    expect(hashOf(`# 说明\n${example}\n\n`)).toBe(before);
    const { subject, prose } = subjectOf(example);
    const tally = { ...subject.tally, signoff: {}, waivers: [], file: "elsewhere.yaml" };
    expect(contentHash({ ...subject, tally }, prose)).toBe(before);
  });

  it("is made of the cells in order of their paths, those of a unit's own among them", () => {
    const { subject, prose } = subjectOf(example);
    const own = ["a.own", "requests.a", "zzz.own"].map(
      (path) => [path, { value: 1, span: subject.tally.yearSpan }] as const,
    );
    const tally = {
      ...subject.tally,
      cells: new Map<string, Cell>([...own, ...[...subject.tally.cells].toReversed()]),
    };
    const { cells }: { readonly cells: object } = JSON.parse(canonicalContent({ ...subject, tally }, prose));
    const written = Object.keys(cells);
    expect(written).toEqual([...written].sort());
    expect(written).toEqual(expect.arrayContaining(own.map(([path]) => path)));
  });

  it("says nothing of places in the file", () => {
    const { subject, prose } = subjectOf(example);
    expect(canonicalContent(subject, prose)).not.toMatch(/"(?:span|start|file|omitted)"/);
  });
});
