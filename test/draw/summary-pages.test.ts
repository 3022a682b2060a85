import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakPages } from "../../src/draw/summary-pages.ts";

const groups = (...sizes: readonly number[]) =>
  sizes.flatMap((size, n) => Array.from({ length: size }, () => ({ width: 9, group: String(n) })));
const names = [
  { width: 8, group: "" },
  { width: 34, group: "" },
];

describe("pages of a wide sheet", () => {
  it("keeps a group together, with the names before it on every page", () => {
    const { after } = breakPages([...names, ...groups(7, 7, 7, 5, 7)], 2, 42 + 14 * 9);
    expect(after).toEqual([16, 28]);
  });

  it("breaks a group only where it is wider than a page", () => {
    const { after } = breakPages([...names, ...groups(3, 30)], 2, 42 + 14 * 9);
    expect(after).toEqual([5, 19, 33]);
  });

  it("never puts more on a page than fits, and prints every column once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }), (sizes) => {
        const columns = [...names, ...groups(...sizes)];
        const { after, scale } = breakPages(columns, 2, 168);
        const ends = [2, ...after, columns.length];
        for (const [i, end] of ends.slice(1).entries()) {
          const from = ends[i] ?? 0;
          expect(end).toBeGreaterThanOrEqual(from);
          const width = columns.slice(from, end).reduce((sum, column) => sum + column.width, 42);
          expect(width).toBeLessThanOrEqual(168);
        }
        expect(scale).toBeGreaterThan(60);
      }),
    );
  });
});
