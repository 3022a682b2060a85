import { describe, expect, it } from "vitest";
import { CopyIndex, samplesOf } from "../../../src/check/copying/copy-index.ts";
import { SampleTable } from "../../../src/check/copying/sample-table.ts";
import { edition2021 } from "../../support/editions.ts";
import { recallOf } from "../../support/made-copies.ts";
import { makeTally } from "../../support/make-tally.ts";

const edition = edition2021();

describe("the sketch of a run's texts", () => {
  // All ten thousand are in the benchmark.
  it("points to nearly every unit whose section stands in another's to seven parts of ten", () => {
    const { found, pairs, strays, units } = recallOf(300, edition);
    expect(pairs).toBeGreaterThan(150);
    expect(found / pairs).toBeGreaterThanOrEqual(0.99);
    // Whoever writes for himself is hardly ever looked at closely, be half of his sentences everybody's.
    expect(strays / units).toBeLessThan(0.02);
  });

  it("takes no more of a long text than of one a third as long", () => {
    const text = (letters: number) =>
      Array.from({ length: letters }, (_, i) => String.fromCharCode(0x4e00 + ((i * i * 7 + i * 31) % 9_973))).join("");
    const sizes = [60, 1_500, 4_500].map((letters) => {
      const samples = samplesOf(makeTally(edition, {}, { texts: { problems: text(letters) } }), edition);
      return samples.reduce((sum, list) => sum + list.length, 0);
    });
    expect(sizes).toEqual([24, 40, 40]);
  });

  it("keeps sections apart: one text under two headings is nobody's copy", () => {
    const index = new CopyIndex();
    const samples = Array.from({ length: 30 }, (_, i) => i * 9_001_003);
    expect(index.addAndMatch(0, [samples, []])).toBeUndefined();
    expect(index.addAndMatch(1, [[], samples.map((sample) => (sample ^ 16) >>> 0)])).toBeUndefined();
    expect(index.addAndMatch(2, [samples, []])).toBe(0);
  });
});

describe("the table of samples", () => {
  it("knows who had a sample first, also when more come than were expected", () => {
    const table = new SampleTable(10);
    const samples = Array.from({ length: 5_000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 0);
    const taken = samples.filter((sample, i) => table.take(sample, i) !== undefined);
    // A mark of twelve bits is now and then another's.
    expect(taken.length).toBeLessThan(25);
    const known = samples.filter((sample, i) => table.take(sample, 99_999) === i);
    expect(known.length).toBe(samples.length - taken.length);
  });
});
