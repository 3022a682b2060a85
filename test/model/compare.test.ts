import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import { transition } from "../../src/core/form/moves.ts";
import { type ComparedSide, compare } from "../../src/model/compare.ts";
import { comparePieces } from "../../src/model/compare-texts.ts";
import { edition2021, editions } from "../support/editions.ts";
import { about, makeTally, type Written } from "../support/make-tally.ts";

const present = edition2021();
const trial = editions().get("2019")!;

function subject(cells: { readonly [key: string]: Written }, year = 2025): ComparedSide {
  const edition = editions().forYear(year) ?? present;
  const tally = makeTally(edition, cells, { year });
  return { tally, edition, figures: computeFigures(tally, edition), prose: undefined };
}

const set = (a: ComparedSide, b: ComparedSide) => {
  const way = transition(a.edition, b.edition, editions());
  return compare(a, b, { way: way ?? transition(b.edition, a.edition, editions()), backwards: !way });
};
const changed = (a: ComparedSide, b: ComparedSide) =>
  set(a, b)
    .cells.filter(({ same }) => !same)
    .map(({ paths, a: before, b: after, change, rate }) => [paths.b[0], before.text, after.text, change, rate]);

describe("two tallies of one form", () => {
  it("differ in the cell that was changed, and in the totals above it", () => {
    const rows = changed(
      subject({ "requests.received.naturalPerson": 8 }),
      subject({ "requests.received.naturalPerson": 10 }),
    );
    expect(rows).toEqual([
      ["requests.received.naturalPerson", "8", "10", 2, "+25%"],
      ["requests.received.total", "8", "10", 2, "+25%"],
    ]);
  });

  it("have no rate from 0, no change where a figure is approximate or not given, and money without floating error", () => {
    const a = subject({
      "proactive.licences": 0,
      "proactive.fees": 0.1,
      "activity.services.accepted": about(330000, "33万余"),
    });
    const b = subject({
      "proactive.licences": 3,
      "proactive.fees": 0.3,
      "activity.services.accepted": 350000,
      "activity.interpretations": 2,
    });
    expect(changed(a, b)).toEqual([
      ["proactive.licences", "0", "3", 3, undefined],
      ["proactive.fees", "0.1", "0.3", 0.2, "+200%"],
      ["activity.services.accepted", "33万余", "350000", undefined, undefined],
      ["activity.interpretations", undefined, "2", undefined, undefined],
    ]);
  });

  it("are the same as themselves, whatever they say", () => {
    const inputs = present.cells.filter(({ terms }) => !terms).map(({ path }) => path);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...inputs), fc.nat(1000), { maxKeys: 20 }), (cells) => {
        expect(set(subject(cells), subject(cells)).same).toBe(true);
      }),
    );
  });
});

describe("across a change of the form", () => {
  const before = subject({ "requests.outcomes.otherwiseClosed.business": 3, "proactive.fees.lastYear": 4 }, 2020);
  const after = subject(
    { "requests.outcomes.otherwiseClosed": { feeUnpaid: { business: 2 }, other: { business: 2 } } },
    2021,
  );

  it("one row is set beside the sum of the rows it was split into", () => {
    const row = set(before, after).cells.find(
      ({ paths }) => paths.a[0] === "requests.outcomes.otherwiseClosed.business",
    );
    expect(row).toMatchObject({ a: { value: 3 }, b: { value: 4 }, change: 1, rate: "+33.33%" });
    expect(row?.paths.b).toHaveLength(3);
  });

  it("what has no counterpart is listed with its reason and not compared", () => {
    const { lone } = set(before, after);
    expect(lone.map(({ side, path, figure, says }) => [side, path, figure.value, says?.en.slice(0, 7)])).toEqual([
      ["a", "proactive.fees.lastYear", 4, "the row"],
    ]);
  });

  it("backwards is the same the other way round", () => {
    const [there, back] = [set(before, after), set(after, before)];
    expect(back.cells.map(({ a, b, paths }) => [b, a, paths.b, paths.a])).toEqual(
      there.cells.map(({ a, b, paths }) => [a, b, paths.a, paths.b]),
    );
    expect(back.lone.map(({ side }) => side)).toEqual(["b"]);
    expect(trial.cells.length).toBeGreaterThan(0);
  });
});

describe("texts by sentence", () => {
  const words = fc.array(fc.constantFrom("甲。", "乙。", "丙。", "丁。"), { maxLength: 12 });

  it("each side can be read off in order", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const pieces = comparePieces(a, b);
        expect(pieces.filter((piece) => piece.in !== "b").map(({ text }) => text)).toEqual(a);
        expect(pieces.filter((piece) => piece.in !== "a").map(({ text }) => text)).toEqual(b);
      }),
    );
  });

  it("shows long texts that differ all through one after the other", () => {
    const [a, b] = ["甲", "乙"].map((word) => Array.from({ length: 3000 }, (_, i) => `${word}${i}。`)) as [
      string[],
      string[],
    ];
    const pieces = comparePieces([...a, "丙。"], ["丙。", ...b]);
    expect(pieces.map(({ text }) => text)).toEqual([...a, "丙。", "丙。", ...b]);
    expect(pieces.map((piece) => piece.in)).toEqual(
      [...a, "丙。"].map(() => "a").concat(["丙。", ...b].map(() => "b")),
    );
  });

  it("keeps as much in common as there is", () => {
    const pieces = comparePieces(["甲。", "乙。", "丙。"], ["丁。", "乙。", "丙。", "甲。"]);
    expect(pieces.filter((piece) => piece.in === "both").map(({ text }) => text)).toEqual(["乙。", "丙。"]);
  });
});
