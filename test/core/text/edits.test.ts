import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apart, applyEdits, type Edit, followedBy } from "../../../src/core/text/edits.ts";

/** Any edits of a text, overlapping or not. */
function editsOf(text: string): fc.Arbitrary<Edit[]> {
  const at = fc.nat({ max: text.length });
  return fc.array(
    fc.record({ a: at, b: at, text: fc.constantFrom("", "x", "12", "\n") }).map(({ a, b, text: words }) => ({
      start: Math.min(a, b),
      end: Math.max(a, b),
      text: words,
    })),
    { maxLength: 6 },
  );
}

describe("edits", () => {
  it("of two that overlap only the first is made", () => {
    const first = { start: 0, end: 3, text: "A" };
    const second = { start: 2, end: 4, text: "B" };
    expect(apart([second, first])).toEqual([first]);
    expect(applyEdits("abcdef", apart([second, first]))).toBe("Adef");
  });

  it("the same edit twice is made once, and so is an insertion", () => {
    const edit = { start: 1, end: 2, text: "x" };
    const insertion = { start: 4, end: 4, text: "y" };
    expect(applyEdits("abcdef", apart([edit, insertion, edit, insertion]))).toBe("axcdyef");
  });

  it("neighbours are both made", () => {
    const edits = [
      { start: 0, end: 1, text: "x" },
      { start: 1, end: 2, text: "y" },
    ];
    expect(applyEdits("abc", apart(edits))).toBe("xyc");
  });

  it("one round after another is one round", () => {
    const rounds = fc.string({ maxLength: 30 }).chain((text) =>
      editsOf(text).chain((first) => {
        const once = applyEdits(text, apart(first));
        return editsOf(once).map((second) => ({ text, first: apart(first), second: apart(second), once }));
      }),
    );
    fc.assert(
      fc.property(rounds, ({ text, first, second, once }) => {
        const both = followedBy(first, second, text.length);
        expect(applyEdits(text, both)).toBe(applyEdits(once, second));
        expect(apart(both)).toHaveLength(both.length);
      }),
      { numRuns: 500 },
    );
  });
});
