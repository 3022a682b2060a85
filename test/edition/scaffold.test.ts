import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitKinds } from "../../src/core/form/table.ts";
import { type ScaffoldOptions, scaffold } from "../../src/tally/scaffold.ts";
import { edition2021, editions } from "../support/editions.ts";
import { found, read } from "../tally/support.ts";

const edition = edition2021();
const languages = ["zh", "en"] as const;

describe("the form that init writes", () => {
  it("is a sound tally of zeros in both languages, for any unit and year", () => {
    const options = fc.record(
      {
        lang: fc.constantFrom(...languages),
        unit: fc
          .string({
            unit: fc.constantFrom(..."凤凰镇人民政府（）:#'\"{}[],-*&!|>%@ a1".split("")),
            minLength: 1,
            maxLength: 60,
          })
          .filter((name) => name.trim() === name),
        kind: fc.constantFrom(...unitKinds),
        year: fc
          .constantFrom(...editions().all)
          .chain(({ reportYears: { from, to = 2099 } }) => fc.integer({ min: from, max: to })),
        schema: fc.constant("./schema.json"),
      },
      { requiredKeys: ["lang", "unit", "year"] },
    );
    fc.assert(
      fc.property(options, (given) => {
        const edition = editions().forYear(given.year)!;
        const { value, diagnostics } = read(scaffold(edition, given as ScaffoldOptions));
        expect(diagnostics).toEqual([]);
        expect(value?.unit).toEqual({ name: given.unit, kind: given.kind ?? "township" });
        expect(value?.year).toBe(given.year);
        expect([...(value?.cells ?? [])].filter(([, cell]) => cell.value !== 0)).toEqual([]);
        expect(value?.cells.size).toBe(edition.cells.filter((spec) => !spec.terms).length);
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    ["zh", "请填写单位全称"],
    ["en", "full name of the unit"],
  ] as const)("asks for the unit's name where it was not told (%s)", (lang, placeholder) => {
    const text = scaffold(edition, { lang, year: 2025 });
    expect(found(text).map((line) => line.replaceAll('"', ""))).toEqual([`GR153 ${placeholder}`]);
  });

  it("prints every row's full label, and the columns once", () => {
    const text = scaffold(edition, { lang: "en", year: 2025, unit: "某镇" });
    const rows = edition.cells.filter((spec) => !spec.terms && spec.row !== "" && !spec.row.includes("total"));
    for (const { rowLabel } of rows) expect(text).toContain(rowLabel.split(" · ").at(-1));
    expect(text.split("legalService")).toHaveLength(2);
  });

  it("needs no English in its Chinese form", () => {
    const text = scaffold(edition, { lang: "zh", year: 2025, unit: "某镇" });
    expect(text.match(/[A-Za-z]{3,}/g)).toEqual(null);
  });

  it.each(["#", "# "])("has examples that hold once their %j is taken away", (mark) => {
    for (const lang of languages) {
      const text = scaffold(edition, { lang, year: 2025, unit: "某镇" });
      const examples = text.replace(
        /^( *)#(?=[^ ]| {2,})( ?)/gm,
        (_, indent, space) => indent + (mark === "#" ? space : ""),
      );
      const { value, diagnostics } = read(examples);
      expect(diagnostics).toEqual([]);
      expect(value?.signoff.approved?.by).toBe("某某");
      expect(value?.prose.size).toBe(3);
      expect(value?.cells.get("activity.hotline.closed")?.value).toBe(0);
      expect(value?.unit.code).toBe("320582104");
      expect(value?.waivers).toHaveLength(1);
    }
  });
});
