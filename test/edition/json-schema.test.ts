import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { jsonSchema } from "../../src/edition/tally-schema.ts";
import { scaffold } from "../../src/tally/scaffold.ts";
import { edition2021 } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { changed } from "../support/read-example.ts";

const schema = jsonSchema(edition2021());
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
const valid = (text: string) => validate(parse(text));

describe("the JSON Schema of the 2021 form", () => {
  it("is draft 7, which editors read", () => {
    expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  });

  it("accepts the example and the forms that init writes, once they are filled in", () => {
    expect(valid(example), JSON.stringify(validate.errors)).toBe(true);
    for (const lang of ["zh", "en"] as const) {
      const form = scaffold(edition2021(), { lang, year: 2025, unit: "某镇" });
      expect(valid(form)).toBe(false);
      const zeros = scaffold(edition2021(), { lang, year: 2025, unit: "某镇", zeros: true });
      expect(valid(zeros), JSON.stringify(validate.errors)).toBe(true);
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
    const text = JSON.stringify(schema);
    for (const label of [
      "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
      "本年制发件数",
      "6.属于四类过程性信息",
    ]) {
      expect(text).toContain(label);
    }
    expect(text).toContain("单位：万元，可有小数。没有就写 0。");
    expect(text).toMatch(/"partlyGranted":\{/);
    expect(text).toMatch(/"部分公开":\{/);
  });
});
