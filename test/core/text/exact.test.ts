import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { helpers, percent } from "../../../src/core/helpers.ts";
import { addExactly, ExactSum } from "../../../src/core/text/exact.ts";

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((n) => Number(`${n}e-2`));

describe("an exact sum", () => {
  it("of whole numbers and of cents is that of their cents, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(cents, fc.integer()), { maxLength: 40 }), (values) => {
        const hundredths = values.reduce((sum, value) => sum + BigInt(Math.round(value * 100)), 0n);
        expect(addExactly(values)).toBe(Number(`${hundredths}e-2`));
        expect(addExactly(values.toReversed())).toBe(Number(`${hundredths}e-2`));
      }),
    );
  });

  it("past the safe whole numbers is exact or undefined, and its nearest number is one", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(addExactly([most, 1, -1])).toBe(most);
    expect(addExactly([most, 1])).toBe(2 ** 53);
    expect(addExactly([most, 2])).toBe(undefined);
    const sum = new ExactSum();
    for (const value of [most, 0.5, 0.25]) sum.add(value);
    expect([sum.value, sum.nearest]).toEqual([undefined, 2 ** 53]);
  });
});

describe("a sum in a text", () => {
  it("has no floating error, and none of what is missing", () => {
    expect(helpers["sum"]?.(0.1, 0.2)).toBe(0.3);
    expect(helpers["sum"]?.(1, undefined)).toBe(undefined);
    expect(helpers["sum"]?.(1, "33万余")).toBe(undefined);
    expect(helpers["sum"]?.(1, Number.POSITIVE_INFINITY)).toBe(undefined);
  });
});

describe("a rate", () => {
  it("is never 100% while something is left, and is where nothing is", () => {
    expect(percent(99_999, 100_000)).toBe("99.99%");
    expect(percent(1_000_000 - 1, 1_000_000)).toBe("99.99%");
    expect(percent(100_000, 100_000)).toBe("100%");
    expect(percent(100_001, 100_000)).toBe("100%");
    expect(percent(9_999, 10_000)).toBe("99.99%");
  });
});
