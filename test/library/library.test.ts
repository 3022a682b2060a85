import { readFileSync } from "node:fs";
import { format } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as library from "../../src/index.ts";
import { example } from "../support/example-tally.ts";
import { libraryExamples } from "../support/library-examples.ts";

const { check, importReport, render, rollUp, schema } = library;
const sample = (name: string): string => readFileSync(new URL(`../../samples/${name}`, import.meta.url), "utf8");
const town = sample("county/units/songbei-zhen.yaml");
const codes = (findings: readonly library.Finding[]) => findings.map(({ code }) => code);

describe("the page on the library", () => {
  const examples = libraryExamples("js");

  it.each(examples.map((one) => [one.code.split("\n").find((line) => line.includes("gov-report")), one] as const))(
    "prints what it says: %s",
    async (_, { code, prints }) => {
      const lines: string[] = [];
      const body = code
        .replace(/^import (\{.*\}) from "gov-report";$/gm, "const $1 = library;")
        .replace(/^import (\{.*\}) from "node:fs";$/gm, "const $1 = fs;");
      expect(body).not.toContain("import ");
      const run = Object.getPrototypeOf(async () => {}).constructor("library", "fs", "console", body);
      const print = (...words: readonly unknown[]) => lines.push(format(...words));
      await run(library, await import("node:fs"), { log: print });
      expect(`${lines.join("\n")}\n`).toBe(prints);
    },
  );

  it("has an example of every function", () => {
    const all = [...examples, ...libraryExamples("js worker")].map(({ code }) => code).join("\n");
    for (const name of Object.keys(library)) expect(all).toContain(`${name}(`);
  });
});

describe("the library", () => {
  it("is the same in a browser", () => {
    const shipped = readFileSync(new URL("../../dist/browser.js", import.meta.url), "utf8");
    const [, names = ""] = /export\{([^}]*)\};?\s*$/.exec(shipped) ?? [];
    expect(
      names
        .split(",")
        .map((name) => name.replace(/.* as /, ""))
        .sort(),
    ).toEqual(Object.keys(library).sort());
  });

  it("gives a finding for whatever it is given, and throws nothing", async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("", "year: 2025", "年度: 1900\n单位: 3", "\u0000", "a: &a [*a]", "PK\u0003\u0004", "<html>"),
      fc.nat(town.length).map((end) => town.slice(0, end)),
    );
    const input: fc.Arbitrary<library.Input> = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 200 }),
      fc.record({ name: fc.constantFrom("", "a.docx", "../a.yaml", "b.md"), content: text }),
    );
    await fc.assert(
      fc.asyncProperty(
        input,
        input,
        fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
        async (one, other, texts) => {
          const checked = check(one, { previous: [other, one], register: other, texts });
          expect(checked.ok).toBe(
            !checked.findings.some(({ severity, state }) => severity === "error" && state !== "waived"),
          );
          const { files, ok } = await render(one, { earlier: other, formats: ["md"], texts });
          expect(files.length > 0).toBe(ok);
          const back = importReport(one);
          expect(back.text !== undefined || back.findings.length > 0).toBe(true);
          const sum = rollUp([one, other], { unit: { name: "某县人民政府", kind: "county" } });
          expect(sum.text !== undefined || sum.findings.length > 0).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
    expect(schema({ edition: "none" })).toBeUndefined();
  });

  it("knows the unit's own tally of last year among those of others, and says where there is none", () => {
    const previous = sample("county/previous/songbei-zhen.yaml");
    const wrong = town.replace("broughtForward: { naturalPerson: 1 }", "broughtForward: { naturalPerson: 77 }");
    expect(codes(check(wrong, { previous: [example, previous] }).findings)).toContain("GR401");
    expect(codes(check(wrong, { previous: [example] }).findings)).not.toContain("GR401");
  });

  it("adds offices up that went up in one, for comparing, and tells which is missing", () => {
    const lastYear = (name: string) => example.replace("2025", "2024").replace("凤凰镇人民政府", name);
    const merged = example.replace("name: 凤凰镇人民政府", "name: 新镇人民政府, formerly: 甲镇人民政府、乙镇人民政府");
    const one = check(merged, { previous: [lastYear("甲镇人民政府")] });
    expect(JSON.stringify(one.findings)).toContain("乙镇人民政府");
    const both = check(merged, { previous: [lastYear("甲镇人民政府"), lastYear("乙镇人民政府")] });
    expect(codes(both.findings)).not.toEqual(codes(one.findings));
  });

  it("finds the place of a fault in a text that stands in no file", () => {
    const text = "第一段。\n全年新收政府信息公开申请99件。";
    const [found] = check(town, { texts: { overview: text } }).findings.filter(({ code }) => code === "GR310");
    expect(found?.place).toMatchObject({ file: "overview", start: { line: 2, column: 13 } });
    const [unknown] = check(town, { texts: { 总体: text } }).findings;
    expect(unknown).toMatchObject({ code: "GR121", message: { en: "the form has no text for 总体" } });
  });

  it("adds no unit up twice, and no tally with an error", () => {
    const unit = { name: "云溪县人民政府", kind: "county" } as const;
    const twice = rollUp([town, town], { unit });
    expect([twice.ok, twice.text, codes(twice.findings)]).toEqual([false, undefined, ["GR501", "GR501"]]);
    const wrong = rollUp([town, sample("invalid/arithmetic/units/unbalanced-identity.yaml")], { unit });
    expect([wrong.ok, wrong.text]).toEqual([false, undefined]);
    expect(codes(wrong.findings)).toContain("GR201");
  });

  it("keeps tallies apart that come under one name", () => {
    const other = town.replace(/name: \S+镇人民政府/, "name: 新桥镇人民政府");
    const named = [town, other].map((content) => ({ name: "tally.yaml", content }));
    const { ok, shares } = rollUp(named, { unit: { name: "云溪县人民政府", kind: "county" } });
    const files = new Set(Object.values(shares).flatMap((list) => list.map(({ file }) => file)));
    expect([ok, files]).toEqual([true, new Set(["tally.yaml", "2: tally.yaml"])]);
  });

  it("makes a draft of what has errors, and nothing unless asked", async () => {
    const wrong = sample("invalid/arithmetic/units/unbalanced-identity.yaml");
    expect((await render(wrong)).files).toEqual([]);
    const { ok, files } = await render(wrong, { draft: true, formats: ["md"] });
    expect([ok, files.length]).toEqual([false, 1]);
    expect(new TextDecoder().decode(files[0]?.bytes)).toContain("草稿");
  });
});
