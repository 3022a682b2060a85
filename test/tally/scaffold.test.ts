import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitKinds } from "../../src/core/form/table.ts";
import { type ScaffoldOptions, scaffold } from "../../src/tally/scaffold.ts";
import { edition2021, editions } from "../support/editions.ts";
import { found, read } from "../support/read-example.ts";

const edition = edition2021();
const languages = ["zh", "en"] as const;

describe("the form that init writes", () => {
  const anyOptions = fc.record(
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
    },
    { requiredKeys: ["lang", "unit", "year"] },
  );
  const inputsOf = (year: number) =>
    editions()
      .forYear(year)!
      .cells.filter((spec) => !spec.terms);

  it("has a place for every figure in both languages, for any unit and year, and not one figure in it", () => {
    fc.assert(
      fc.property(anyOptions, (given) => {
        const { value, diagnostics } = read(scaffold(editions().forYear(given.year)!, given as ScaffoldOptions));
        expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["GR130"]));
        expect(value?.unit).toEqual({ name: given.unit, kind: given.kind ?? "township" });
        expect(value?.year).toBe(given.year);
        expect([...(value?.cells ?? [])].filter(([, cell]) => cell.value !== undefined)).toEqual([]);
        expect(value?.cells.size).toBe(inputsOf(given.year).length);
      }),
      { numRuns: 120 },
    );
  });

  it("names each section that is left as it was, and offers no zeros for it", () => {
    const { diagnostics } = read(scaffold(edition, { lang: "en", year: 2025, unit: "某镇" }));
    expect(diagnostics.map(({ message }) => message.en)).toEqual([
      "proactive: all 10 figures are left blank",
      "requests: all 144 figures are left blank",
      "disputes: all 12 figures are left blank",
    ]);
    expect(diagnostics.filter(({ fix }) => fix)).toEqual([]);
  });

  it("names each blank where some figures have been filled in", () => {
    const text = scaffold(edition, { lang: "en", year: 2025, unit: "某镇" }).replace("  licences:", "  licences: 3");
    const { diagnostics } = read(text);
    expect(diagnostics.map(({ message }) => message.en).filter((words) => words.startsWith("proactive"))).toHaveLength(
      9,
    );
  });

  it.each(languages)("is told in a line that a whole section is zero (%s)", (lang) => {
    const sections = edition.keys.children.filter(({ activity }) => !activity);
    const zero = sections.map(({ id, name }) => `${lang === "zh" ? name : id}: 0`).join("\n");
    const { value, diagnostics } = read(`year: 2025\nunit: { name: 某镇, kind: township }\n${zero}\n`);
    expect(diagnostics).toEqual([]);
    expect([...(value?.cells ?? [])].filter(([, cell]) => cell.value !== 0)).toEqual([]);
    expect(value?.cells.size).toBe(inputsOf(2025).length);
  });

  it("holds zeros on demand, which are no figures until somebody has looked at them", () => {
    fc.assert(
      fc.property(anyOptions, (given) => {
        const text = scaffold(editions().forYear(given.year)!, { ...(given as ScaffoldOptions), zeros: true });
        const { value, diagnostics } = read(text);
        expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(["GR159 error"]);
        expect([...(value?.cells ?? [])].filter(([, cell]) => cell.value !== 0)).toEqual([]);
        expect(value?.cells.size).toBe(inputsOf(given.year).length);
        expect(
          read(text.replace(/^(全零|zeros): .*/m, given.lang === "zh" ? "全零: 已核" : "zeros: confirmed")).diagnostics,
        ).toEqual([]);
        expect(read(text.replace(/^(全零|zeros): .*\n/m, "")).diagnostics).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["zh", "请填写单位全称"],
    ["en", "full name of the unit"],
  ] as const)("asks for the unit's name where it was not told (%s)", (lang, placeholder) => {
    const text = scaffold(edition, { lang, year: 2025, zeros: true }).replace(/^(?:全零|zeros): .*\n/m, "");
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

  it.each(["#", "# "])("has examples that hold once their %j is taken away, but for the figures", (mark) => {
    for (const lang of languages) {
      const text = scaffold(edition, { lang, year: 2025, unit: "某镇" });
      const examples = text.replace(
        /^( *)#(?=[^ ]| {2,})( ?)/gm,
        (_, indent, space) => indent + (mark === "#" ? space : ""),
      );
      const { value, diagnostics } = read(examples);
      expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["GR130"]));
      expect(value?.signoff.approved?.by).toBe("某某");
      expect(value?.prose.size).toBe(3);
      expect([...(value?.cells ?? [])].filter(([, cell]) => cell.value !== undefined)).toEqual([]);
      expect(value?.unit.code).toBe("320582104");
      expect(value?.waivers).toHaveLength(1);
    }
  });
});
