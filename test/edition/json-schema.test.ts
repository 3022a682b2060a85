import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Lang } from "../../src/core/diagnostic.ts";
import { jsonSchema } from "../../src/edition/tally-schema.ts";
import { scaffold } from "../../src/tally/scaffold.ts";
import { edition2021, editions } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { changed } from "../support/read-example.ts";

const schemas = { zh: jsonSchema(edition2021(), "zh"), en: jsonSchema(edition2021(), "en") };
const ajv = new Ajv({ strict: false, allErrors: true });
const validators = { zh: ajv.compile(schemas.zh), en: ajv.compile(schemas.en) };
const valid = (text: string, lang: Lang = "en") => validators[lang](parse(text));

describe("the JSON Schema of the 2021 form", () => {
  it("is draft 7, which editors read", () => {
    expect(schemas.zh).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  });

  it("accepts the example and the forms that init writes, once they are filled in", () => {
    expect(valid(example), JSON.stringify(validators.en.errors)).toBe(true);
    for (const lang of ["zh", "en"] as const) {
      const form = scaffold(edition2021(), { lang, year: 2025, unit: "某镇" });
      expect(valid(form, lang)).toBe(false);
      const zeros = scaffold(edition2021(), { lang, year: 2025, unit: "某镇", zeros: true });
      expect(valid(zeros, lang), JSON.stringify(validators[lang].errors)).toBe(true);
      expect(valid(zeros, lang === "zh" ? "en" : "zh")).toBe(false);
    }
  });

  it.each([
    ["an unknown key", "licences: 12", "licenses: 12"],
    ["a text in a cell", "licences: 12", "licences: 12件"],
    ["a blank cell", "licences: 12", "licences:"],
    ["a state of zeros that there is not", "year: 2025", "year: 2025\nzeros: yes"],
    ["a fraction of a case", "licences: 12", "licences: 1.5"],
    ["a negative count", "licences: 12", "licences: -1"],
    ["a number without its column", "{ naturalPerson: 13, business: 2 }\n  b", "15\n  b"],
    ["an approximate figure in a table", "penalties: 30", "penalties: 近30"],
    ["a missing section", "disputes:", "narrative2:"],
    ["a year before the form", "year: 2025", "year: 2019"],
    ["a kind that is none", "kind: township", "kind: 镇"],
    ["a missing kind", "kind: township, ", ""],
    ["a date in another form", "published: 2026-01-16", "published: 2026/1/16"],
  ])("refuses %s", (_, from, to) => {
    expect(valid(changed(from, to))).toBe(false);
  });

  it("shows the form's own words on every row, in both languages", () => {
    for (const text of [JSON.stringify(schemas.zh), JSON.stringify(schemas.en)]) {
      for (const label of [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "本年制发件数",
        "6.属于四类过程性信息",
      ]) {
        expect(text).toContain(label);
      }
    }
    expect(JSON.stringify(schemas.zh)).toContain("单位：万元，可有小数。没有就写 0。");
    expect(JSON.stringify(schemas.en)).toContain("Unit: 10,000 yuan. 0 where there is none.");
  });

  it("has one title and one description for every key, and no key of the other language", () => {
    const words = { zh: new Set<string>(), en: new Set<string>() };
    for (const edition of editions().all) {
      for (const lang of ["zh", "en"] as const) {
        for (const [key, property] of propertiesIn(jsonSchema(edition, lang))) {
          expect([typeof property["title"], typeof property["description"]], `${edition.id} ${key}`).toEqual([
            "string",
            "string",
          ]);
          words[lang].add(key);
        }
      }
    }
    expect([...words.zh].filter((key) => /^[a-z]/.test(key))).toEqual([]);
    expect([...words.en].filter((key) => !/^[a-z]\w*$/i.test(key))).toEqual([]);
  });
});

type Json = Readonly<Record<string, unknown>>;

/** Every property that a schema has a place for. */
function propertiesIn(schema: Json): readonly (readonly [key: string, property: Json])[] {
  return Object.entries(schema).flatMap(([key, value]) => {
    if (typeof value !== "object" || value === null) return [];
    const own = key === "properties" ? (Object.entries(value) as [string, Json][]) : [];
    return [...own, ...propertiesIn(value as Json)];
  });
}
