import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/pipeline/catalogue.ts";
import { casesOf } from "../support/rule-cases.ts";
import { printed } from "../support/run-case.ts";

const folder = new URL(".", import.meta.url);
const documents = readdirSync(folder).filter((name) => /^GR\d+\.md$/.test(name));
const readCases = (code: string) => casesOf(readFileSync(new URL(`${code}.md`, folder), "utf8"));

/** Codes that no document can bring about, and why. */
const without: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, i) => [`GR${801 + i}`, "of a document and not of a tally; test/import"]),
  ),
  ...Object.fromEntries(
    Array.from({ length: 4 }, (_, i) => [
      `GR${820 + i}`,
      "of a table of figures; import/figure-table.test.ts, cli/export.md",
    ]),
  ),
  GR000: "a fault of ours, which no input brings about; cli/report.test.ts throws one",
  GR100: "a path, a permission or a disk and not what a file says; tally/syntax/source.test.ts, pipeline/workspace",
  GR304: "every shipped form composes each of its texts; model/compose.test.ts has one that does not",
  GR508: "what lies beside a tally and not what a file says; cli/reading.md",
  GR511: "a tally with a blank is refused for its blank (GR130) before it is added; model/roll-up.test.ts adds one",
  GR514: "a table beside the workspace file; tally/register-table.test.ts, cli/register.md",
  GR515: "a hundred thousand lines; tally/register-table.test.ts",
  GR743: "every shipped form has its words; model/companion.test.ts takes them away",
  GR607: "what was published before and not what a file says; cli/publication.md",
  GR608: "what was published and corrected; cli/publish.md",
  GR609: "what was published and corrected; cli/publish.md",
};

describe("every code has its document", () => {
  it.each(catalogue.map(({ code, name }) => [code, name] as const).filter(([code]) => !(code in without)))(
    "%s has its name, one case that fires and one that stays silent",
    (code, name) => {
      expect(documents).toContain(`${code}.md`);
      expect(readFileSync(new URL(`${code}.md`, folder), "utf8").split("\n")[0]).toBe(`# ${code} ${name}`);
      const cases = readCases(code);
      expect(cases.some(({ zh }) => zh !== "")).toBe(true);
      expect(cases.some(({ zh }) => zh === "")).toBe(true);
    },
  );

  it("and no document is of a code that is not given, or cannot have one", () => {
    const known = new Set<string>(catalogue.map(({ code }) => code));
    expect(documents.filter((name) => !known.has(name.slice(0, -3)) || name.slice(0, -3) in without)).toEqual([]);
    expect(Object.keys(without).filter((code) => !known.has(code))).toEqual([]);
  });
});

for (const document of documents) {
  const code = document.slice(0, -3);
  describe(code, () => {
    for (const each of readCases(code)) {
      it(each.title, async () => {
        expect(each.tally ?? each.template).toBeDefined();
        expect(await printed(code, each)).toEqual({ zh: each.zh, en: each.en });
      });
    }
  });
}
