import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { Annotation, Tally } from "../../src/core/tally.ts";
import { rollUp } from "../../src/model/roll-up.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { tallyText } from "../../src/tally/tally-text.ts";
import { edition2021, editions } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { makeTally } from "../support/make-tally.ts";

const read = (text: string) => readTally({ file: "t.yaml", text }, editions());
const said = (text: string) => read(text).diagnostics.map(({ code, message }) => `${code} ${message.en}`);
const remarkOf = (text: string, path: string) => read(text).value?.cells.get(path)?.remark?.text;
const licences = (value: string) => example.replace(/licences: \d+/, `licences: ${value}`);
const span = { file: "units/test.yaml", start: 0, end: 0 };

describe("a remark on a figure", () => {
  it("is read under either name, in a row of its own and among columns", () => {
    expect(remarkOf(licences("{ value: 12, remark: 含撤销2件 }"), "proactive.licences")).toBe("含撤销2件");
    expect(remarkOf(licences("{ 数值: 12, 说明: 2件 }"), "proactive.licences")).toBe("2件");
    const text = licences("{ value: 12, remark: 2 }");
    expect(remarkOf(text, "proactive.licences")).toBe("2");
    expect(read(text).value?.cells.get("proactive.licences")?.value).toBe(12);
  });

  it("needs its figure, and one line that says something", () => {
    expect(said(licences("{ remark: 含撤销2件 }"))).toEqual(["GR130 proactive.licences: left blank"]);
    expect(said(licences("{ value: , remark: 含撤销2件 }"))).toEqual(["GR130 proactive.licences: left blank"]);
    expect(said(licences("{ value: 12, remark: }"))).toEqual(["GR156 proactive.licences.remark: left blank"]);
    expect(said(licences("{ value: 12, remark: [一] }"))).toEqual([
      "GR157 proactive.licences.remark: is not written as it should be",
    ]);
    expect(said(licences(`{ value: 12, remark: ${"长".repeat(201)} }`))).toEqual([
      "GR153 proactive.licences.remark: longer than 200 characters",
    ]);
    expect(said(licences(`{ value: 12, remark: ${"长".repeat(200)} }`))).toEqual([]);
    expect(said(licences("{ value: 12, remarks: 含撤销2件 }"))[0]).toContain("no “remarks”");
    expect(said(licences("{ naturalPerson: 12 }"))).toEqual(["GR124 proactive.licences: one number is needed here"]);
    expect(said(licences("{ value: { value: 12 } }"))).toEqual(["GR124 proactive.licences: one number is needed here"]);
  });
});

describe("notes under tables", () => {
  it("are one line or several, by either name of the table", () => {
    const { value } = read(`${example}注:\n  复议诉讼: 含上年度结转\n  proactive:\n    - 一\n    - 二\n`);
    expect([...(value?.notes ?? [])].map(([id, lines]) => [id, lines.map(({ text }) => text)])).toEqual([
      ["disputes", ["含上年度结转"]],
      ["proactive", ["一", "二"]],
    ]);
  });

  it("under no table of the form are refused, with what was meant", () => {
    const { diagnostics } = read(`${example}notes: { dispute: 含上年度结转 }\n`);
    expect(diagnostics.map(({ code, help }) => `${code} ${help?.en}`)).toEqual(["GR121 did you mean “disputes”?"]);
    const far = read(`${example}notes: { 一二三四五六: 含上年度结转 }\n`).diagnostics[0];
    expect(far?.help?.en).toBe("write by table: proactive, requests, disputes; such as disputes: 含上年度结转数量");
    expect(said(`${example}notes: 含上年度结转\n`)).toEqual(["GR157 notes: several named entries are needed here"]);
    expect(said(`${example}notes: { disputes: [] }\n`)[0]).toMatch(/^GR157 notes.disputes/);
  });
});

describe("remarks and notes", () => {
  const line = fc
    .stringMatching(/^[一-龥A-Za-z0-9（）、，。：；'"#&*!|>{}[\]%@ \\-]{1,20}$/)
    .filter((text) => text === text.trim());
  const annotated = (edition: Edition) => {
    const paths = edition.cells.filter(({ terms, measure }) => !terms && measure !== "money").map(({ path }) => path);
    const tables = edition.tables.filter(({ optional }) => !optional).map(({ id }) => id);
    return fc.record({
      figures: fc.dictionary(fc.constantFrom(...paths), fc.nat(9_999), { maxKeys: 12 }),
      remarks: fc.dictionary(fc.constantFrom(...paths), line, { maxKeys: 6 }),
      notes: fc.dictionary(fc.constantFrom(...tables), fc.array(line, { minLength: 1, maxLength: 3 })),
    });
  };
  const made = (
    edition: Edition,
    { figures, remarks, notes }: Record<string, Record<string, unknown>>,
    name = "甲镇",
  ) => {
    const plain = makeTally(edition, figures as Record<string, number>, {
      ...{ name, file: `${name}.yaml`, year: edition.reportYears.from },
    });
    const cells = new Map(plain.cells);
    for (const [path, text] of Object.entries(remarks ?? {})) {
      const cell = cells.get(path);
      if (cell) cells.set(path, { ...cell, remark: { text: String(text), span } });
    }
    const lines = Object.entries(notes ?? {}).map(
      ([id, texts]) => [id, (texts as string[]).map((text): Annotation => ({ text, span }))] as const,
    );
    return { plain, tally: { ...plain, cells, ...(lines.length > 0 && { notes: new Map(lines) }) } satisfies Tally };
  };
  const texts = ({ cells, notes }: Tally) => ({
    remarks: new Map([...cells].flatMap(([path, { remark }]) => (remark ? [[path, remark.text] as const] : []))),
    notes: new Map([...(notes ?? [])].map(([id, lines]) => [id, lines.map(({ text }) => text)])),
  });

  it.each(["2021", "2019"])("are kept by writing and reading, and change no figure (form of %s)", (id) => {
    const edition = editions().get(id) ?? edition2021();
    fc.assert(
      fc.property(annotated(edition), fc.constantFrom("zh" as const, "en" as const), (given, keys) => {
        const { plain, tally } = made(edition, given);
        const text = tallyText(tally, edition, { keys, notes: [], remarks: new Map() });
        const { value, diagnostics } = read(text);
        expect(diagnostics.map(({ message }) => message.en)).toEqual([]);
        expect(value && texts(value)).toEqual(texts(tally));
        const all = edition.cells.map(({ path }) => path);
        const figuresOf = (one: Tally) => all.map((path) => computeFigures(one, edition).value(path));
        expect(value && figuresOf(value)).toEqual(figuresOf(plain));
      }),
      { numRuns: 60 },
    );
  });

  it("are none of a sum, and stand by unit under its tables", () => {
    const edition = edition2021();
    const sum = (parts: readonly Tally[]) =>
      rollUp(parts, { editions: editions(), unit: { name: "某县人民政府", kind: "county" }, scope: "area" }).value
        ?.tally;
    fc.assert(
      fc.property(annotated(edition), annotated(edition), (a, b) => {
        const [one, two] = [made(edition, a, "甲镇"), made(edition, b, "乙镇")];
        const full = sum([one.tally, two.tally]);
        const bare = sum([one.plain, two.plain]);
        expect(full?.cells).toEqual(bare?.cells);
        expect(bare?.notes).toBeUndefined();
        const lines = [...(full?.notes?.values() ?? [])].flat().map(({ text }) => text);
        const count = [one.tally, two.tally]
          .map(texts)
          .map(({ remarks, notes }) => remarks.size + [...notes.values()].flat().length);
        expect(lines.length).toBe((count[0] ?? 0) + (count[1] ?? 0));
        expect(lines.every((text) => /^[甲乙]镇：/.test(text))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("of a unit are told in the sum in its words", () => {
    const edition = edition2021();
    const { tally } = made(edition, {
      figures: { "proactive.normativeDocuments.repealed": 55 },
      remarks: { "proactive.normativeDocuments.repealed": "含自然失效29件" },
      notes: { disputes: ["注：含上年度结转数量"] },
    });
    const { value } = rollUp([tally], {
      editions: editions(),
      unit: { name: "某县人民政府", kind: "county" },
      scope: "area",
    });
    expect(value && [...texts(value.tally).notes]).toEqual([
      ["proactive", ["甲镇：行政规范性文件·本年废止 55（含自然失效29件）"]],
      ["disputes", ["甲镇：含上年度结转数量"]],
    ]);
  });
});
