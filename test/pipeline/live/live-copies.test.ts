import { describe, expect, it } from "vitest";
import { LiveCopies } from "../../../src/pipeline/live/live-copies.ts";

/** A text by its samples: the same words, the same numbers. */
function textOf(words: string, group = "2021 2025") {
  const samples = Array.from(
    { length: 40 },
    (_, n) => [...words].reduce((sum, c) => sum * 31 + c.charCodeAt(0), n) >>> 0,
  );
  return { group, samples: [samples] };
}

describe("the texts of tallies that are being written", () => {
  it("are compared with those of the files before, as these stand now", () => {
    const copies = new LiveCopies();
    copies.set("a.yaml", textOf("甲局全年公开"));
    copies.set("c.yaml", textOf("丙局全年公开"));
    expect(copies.suspect("b.yaml", textOf("甲局全年公开"))).toBe("a.yaml");
    expect(copies.suspect("b.yaml", textOf("丙局全年公开"))).toBe(undefined);
    copies.set("a.yaml", textOf("丙局全年公开"));
    expect(copies.suspect("b.yaml", textOf("甲局全年公开"))).toBe(undefined);
    expect(copies.suspect("b.yaml", textOf("丙局全年公开"))).toBe("a.yaml");
    copies.set("a.yaml", undefined);
    expect(copies.suspect("b.yaml", textOf("丙局全年公开"))).toBe(undefined);
  });

  it("are another's only within one form and year", () => {
    const copies = new LiveCopies();
    copies.set("a.yaml", textOf("甲局全年公开", "2021 2024"));
    expect(copies.suspect("b.yaml", textOf("甲局全年公开"))).toBe(undefined);
  });
});
