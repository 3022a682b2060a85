import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import exceljs from "exceljs";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../../src/core/figures.ts";
import type { Edition } from "../../../src/core/form/edition.ts";
import type { KeyNode } from "../../../src/core/form/keys.ts";
import { type DataFormat, dataFormats } from "../../../src/core/open-data.ts";
import type { Cell, Tally } from "../../../src/core/tally.ts";
import { unguarded } from "../../../src/core/text/csv.ts";
import type { ExaminedPart } from "../../../src/pipeline/area/examine-parts.ts";
import { type ExportRequest, writeFigures } from "../../../src/pipeline/area/export.ts";
import { importFiles } from "../../../src/pipeline/unit/import-tables.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { tallyText } from "../../../src/tally/tally-text.ts";
import { editions } from "../../support/editions.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { officeFindings } from "../../support/validator.ts";
import { unzipped } from "../../support/zip-files.ts";

const span = { file: "", start: 0, end: 0 };

/** Whether a tally is in order is not what is tried here: a blank would keep it out. */
async function exported(
  folder: string,
  texts: readonly string[],
  request: Partial<ExportRequest>,
): Promise<readonly string[]> {
  const parts = texts.map((text, i): ExaminedPart => {
    const { tally, edition } = readText(text);
    const subject = { tally, edition, figures: computeFigures(tally, edition) };
    return { file: `${i}.yaml`, subject, diagnostics: [], sources: [], outdated: [], refused: false };
  });
  const { files, units } = await writeFigures(parts, editions(), {
    ...{ format: "csv", wide: false, keys: "zh", partial: false, folder: join(folder, "data"), name: undefined },
    ...request,
  });
  expect(units).toBe(texts.length);
  return files;
}

function readText(text: string): { readonly tally: Tally; readonly edition: Edition } {
  const { value: tally } = readTally({ file: "t.yaml", text }, editions());
  const edition = tally && editions().get(tally.edition);
  if (!tally || !edition) throw new Error(`no tally: ${text}`);
  return { tally, edition };
}

/** What a tally says of its unit and of each figure. */
function saidBy(text: string, sums: "kept" | "dropped") {
  const { tally, edition: form } = readText(text);
  const { unit, year, edition, scope, cells, labels } = tally;
  const terms = form.cellAt;
  const figures = [...cells].flatMap(([path, { value, text: written, approximate, remark }]) =>
    sums === "dropped" && terms.get(path)?.terms && !remark
      ? []
      : [[path, value, written, approximate, remark?.text] as const],
  );
  const order = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
  return { unit, year, edition, scope, figures: figures.toSorted(order), labels: [...labels].sort(order) };
}

const hostile = [
  "=1+1",
  "'=1",
  "-2",
  "@x",
  '"引号"，',
  "<script>alert(1)</script>",
  "甲,乙;丙",
  "_x0041_",
  "＝",
  " 前后 ".trim(),
];
const nameOf = fc
  .oneof(fc.constantFrom("镇", "街道", "局"), fc.constantFrom(...hostile))
  .map((end) => `云溪县甲${end}`);
const remark = fc.oneof(
  fc.constantFrom(...hostile, "含自然失效29件"),
  fc.stringMatching(/^[a-z=+'"<,;\u4e00-\u4e20]{1,8}$/),
);
const approximate: Cell = { value: 330_000, text: "33万余", approximate: true, span };

function cellOf(node: { readonly measure: string }, activity: boolean): fc.Arbitrary<Cell> {
  const { measure } = node;
  const value = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 3000 }));
  const figure: fc.Arbitrary<Cell> =
    measure === "money"
      ? fc.constantFrom<Cell>(
          { value: 0, span },
          { value: 290_506, text: "29.0506万元", span },
          { value: 3.5, text: "3.5元", span },
        )
      : measure === "wanYuan" || measure === "yuan"
        ? fc.constantFrom(0, 0.38, 1463.2, 12).map((one) => ({ value: one, span }))
        : measure === "change"
          ? fc.integer({ min: -9, max: 9 }).map((one) => ({ value: one, span }))
          : value.map((one) => ({ value: one, span }));
  const blank: Cell = { value: undefined, span };
  const about = activity && measure !== "money" && measure !== "wanYuan" && measure !== "yuan";
  const plain = fc.oneof(
    { weight: 8, arbitrary: figure },
    { weight: 1, arbitrary: fc.constant(blank) },
    { weight: about ? 1 : 0, arbitrary: fc.constant(approximate) },
  );
  return fc
    .tuple(plain, fc.option(remark, { freq: 12 }))
    .map(([cell, words]) => (words === null ? cell : { ...cell, remark: { text: words, span } }));
}

/** A tally of a form with anything in it, some of its sums written down. */
function tallyOf(edition: Edition): fc.Arbitrary<string> {
  const inputs = edition.cells.filter(({ terms }) => !terms);
  const leaves = (node: KeyNode): readonly KeyNode[] => (node.kind === "cell" ? [node] : node.children.flatMap(leaves));
  const activity = edition.keys.children.filter((node) => node.activity).flatMap(leaves);
  const open = (node: KeyNode): readonly KeyNode[] => [...(node.open ? [node] : []), ...node.children.flatMap(open)];
  const groups = edition.keys.children.filter((node) => node.activity).flatMap(open);
  return fc
    .record({
      name: nameOf,
      code: fc.option(fc.constantFrom("003205", "113205000140000001", "11320500014000000X"), { nil: undefined }),
      cells: fc.tuple(...inputs.map((spec) => cellOf(spec, false))),
      activity: fc.tuple(...activity.map((node) => fc.option(cellOf(node, true), { nil: undefined }))),
      own: fc.uniqueArray(fc.constantFrom("财政资金", "甲（乙）", "A-1"), { maxLength: 2 }),
      sums: fc.boolean(),
    })
    .map(({ name, code, cells, activity: given, own, sums }) => {
      const all = new Map<string, Cell>();
      for (const [i, { path }] of inputs.entries()) all.set(path, cells[i] ?? { value: 0, span });
      const figures = computeFigures({ cells: all }, edition);
      for (const { path, terms } of sums ? edition.cells : []) {
        const value = terms && figures.value(path);
        if (value !== undefined) all.set(path, { value, span });
      }
      activity.forEach(({ path }, i) => {
        const cell = given[i];
        if (cell) all.set(path, cell);
      });
      const labels = new Map<string, string>();
      const [group] = groups;
      for (const label of group ? own : []) {
        labels.set(`${group?.path}.${label}`, label);
        all.set(`${group?.path}.${label}`, { value: 7, span });
      }
      const year = edition.reportYears.from;
      const unit: Tally["unit"] = { name, kind: "township", ...(code !== undefined && { code }), within: "=云溪县" };
      const options = { keys: "zh", notes: [], remarks: new Map(), exact: true, zeroSums: true } as const;
      return tallyText({ year, unit, scope: "own", cells: all, labels }, edition, options);
    });
}

describe("figures as data, read back", () => {
  for (const edition of editions().all) {
    it(`every figure of ${edition.name} is what it was, blanks, approximations and remarks too`, async () => {
      const folder = temporaryFolder();
      let n = 0;
      await fc.assert(
        fc.asyncProperty(
          tallyOf(edition),
          fc.constantFrom<DataFormat>(...dataFormats),
          fc.boolean(),
          fc.constantFrom("zh" as const, "en" as const),
          async (text, format, wide, keys) => {
            const at = join(folder, String(n++));
            const files = await exported(at, [text], { format, wide, keys });
            const read = importFiles(join(at, "data", files[0] ?? ""), editions(), { keys });
            expect(read.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
            const sums = wide ? "dropped" : "kept";
            expect(read.map(({ tally }) => saidBy(tally?.source.text ?? "", sums))).toEqual([saidBy(text, sums)]);
          },
        ),
        { numRuns: 12 },
      );
    });
  }

  it("several years and forms lie in one file, and each unit gets its own back", async () => {
    const folder = temporaryFolder();
    const texts = editions().all.map((edition) => fc.sample(tallyOf(edition), { numRuns: 1, seed: 7 })[0] ?? "");
    for (const wide of [false, true]) {
      const files = await exported(folder, texts, { wide });
      const read = importFiles(join(folder, "data", files[0] ?? ""), editions(), { keys: "zh" });
      const years = (list: readonly string[]) =>
        list.map((text) => saidBy(text, "dropped")).toSorted((a, b) => a.year - b.year);
      expect(years(read.map(({ tally }) => tally?.source.text ?? ""))).toEqual(years(texts));
    }
  });

  it("the same tallies give the same bytes", async () => {
    const [text = ""] = fc.sample(tallyOf(editions().all[3] as Edition), { numRuns: 1, seed: 3 });
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    for (const format of dataFormats) {
      for (const wide of [false, true]) {
        const files = await exported(one, [text], { format, wide });
        await exported(two, [text], { format, wide });
        for (const file of files)
          expect(readFileSync(join(one, "data", file)).equals(readFileSync(join(two, "data", file)))).toBe(true);
      }
    }
  });
});

describe("a table that a spreadsheet has saved again", () => {
  const [text = ""] = fc.sample(tallyOf(editions().all[3] as Edition), { numRuns: 1, seed: 5 });

  it.each<[string, (rows: readonly string[][]) => readonly string[][], string]>([
    [
      "sorted otherwise",
      ([head = [], ...rows]) => [head, ...rows.toSorted((a, b) => ((a[7] ?? "") < (b[7] ?? "") ? -1 : 1))],
      ",",
    ],
    ["with its columns in another order", (rows) => rows.map((row) => row.toReversed()), ","],
    ["separated by tabs", (rows) => rows, "\t"],
    ["separated by semicolons, with empty rows", (rows) => rows.flatMap((row) => [row, row.map(() => "")]), ";"],
  ])("is read: %s", async (_, change, delimiter) => {
    const folder = temporaryFolder();
    const [name = ""] = await exported(folder, [text], {});
    const file = join(folder, "data", name);
    const { data } = Papa.parse<string[]>(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), { skipEmptyLines: true });
    writeFileSync(file, Papa.unparse([...change(data)], { delimiter }));
    const read = importFiles(file, editions(), { keys: "zh" });
    expect(read.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(saidBy(read[0]?.tally?.source.text ?? "", "kept")).toEqual(saidBy(text, "kept"));
  });
});

describe("what describes the data", () => {
  const texts = editions().all.map((edition) => fc.sample(tallyOf(edition), { numRuns: 1, seed: 11 })[0] ?? "");
  const rowsOf = (path: string): readonly string[][] =>
    Papa.parse<string[]>(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), { skipEmptyLines: true }).data;

  /** What the Model for Tabular Data says of a cell's value. */
  const types: Readonly<Record<string, RegExp>> = {
    string: /^/,
    integer: /^[-+]?\d+$/,
    decimal: /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  };

  it.each([
    [false, "zh"],
    [false, "en"],
    [true, "zh"],
    [true, "en"],
  ] as const)("CSVW and Data Package: heads, types, required cells, keys (wide: %s, %s)", async (wide, keys) => {
    const folder = temporaryFolder();
    await exported(folder, texts, { wide, keys });
    const at = (name: string): string => join(folder, "data", name);
    const csvw = JSON.parse(readFileSync(at("figures.csv-metadata.json"), "utf8"));
    const pack = JSON.parse(readFileSync(at("datapackage.json"), "utf8"));
    expect(csvw["@context"]).toEqual(["http://www.w3.org/ns/csvw", { "@language": keys }]);
    const seen = new Map<string, ReadonlySet<string>>();
    expect(csvw.tables.map(({ url }: { url: string }) => url)).toEqual(["figures.csv", "dictionary.csv"]);
    for (const [n, { url, tableSchema }] of csvw.tables.entries()) {
      const [head = [], ...rows] = rowsOf(at(url));
      const { columns, primaryKey = [], foreignKeys = [] } = tableSchema;
      expect(columns.map(({ titles }: { titles: string }) => titles)).toEqual(head);
      expect(pack.resources[n].path).toBe(url);
      expect(pack.resources[n].schema.fields.map(({ name }: { name: string }) => name)).toEqual(head);
      const names = columns.map(({ name }: { name: string }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^(?:[A-Za-z0-9_.]|%[0-9A-F]{2})+$/);
      for (const [i, { datatype, required, separator }] of columns.entries()) {
        const base = datatype.base ?? datatype;
        const format = datatype.format ? new RegExp(`^(?:${datatype.format})$`) : types[base];
        for (const row of rows) {
          const value = row[i] ?? "";
          if (value === "") expect(required ?? false).toBe(false);
          else for (const part of separator ? value.split(separator) : [value]) expect(part).toMatch(format ?? /^$/);
        }
      }
      const keyOf = (row: readonly string[], of: readonly string[]) =>
        of.map((name) => row[names.indexOf(name)]).join("\n");
      const found = rows.map((row) => keyOf(row, primaryKey));
      if (primaryKey.length > 0) expect(new Set(found).size).toBe(rows.length);
      seen.set(url, new Set(found));
      for (const { columnReference, reference } of foreignKeys) {
        const dictionary = rowsOf(at(reference.resource)).slice(1);
        const named = new Set(
          dictionary.map((row) =>
            reference.columnReference.map((name: string) => row[["edition", "path"].indexOf(name)]).join("\n"),
          ),
        );
        for (const row of rows) expect(named).toContain(keyOf(row, columnReference));
      }
    }
    const [resource] = pack.resources;
    if (!wide) expect(resource.schema.foreignKeys[0].reference.resource).toBe("dictionary");
  });

  it.each([false, true])(
    "a workbook that Excel opens, and that another library reads the same figures in (wide: %s)",
    async (wide) => {
      const folder = temporaryFolder();
      await exported(folder, texts, { wide, format: "xlsx" });
      await exported(folder, texts, { wide });
      const bytes = readFileSync(join(folder, "data", "figures.xlsx"));
      expect(await officeFindings(bytes, "figures.xlsx")).toEqual([]);
      const book = new exceljs.Workbook();
      await book.xlsx.load(bytes.buffer as ArrayBuffer);
      expect(book.worksheets.map(({ name }) => name)).toEqual(["数据", "字典", "栏目"]);
      const rows = rowsOf(join(folder, "data", "figures.csv"));
      const [sheet] = book.worksheets;
      expect(sheet?.rowCount).toBe(rows.length);
      rows.forEach((row, i) => {
        // exceljs leaves Excel's own escape as it is.
        const read = row.map((_, n) => String(sheet?.getCell(i + 1, n + 1).value ?? "").replaceAll("_x005F_", "_"));
        expect(read).toEqual(row.map(unguarded));
      });
    },
  );

  it("a name that is a formula, a tag, or turns the text about is inert", async () => {
    const [text = ""] = texts;
    const { tally, edition } = readText(text);
    const name = '=cmd|"/c calc"!A1\u202e<script>alert(1)</script>\u0007\n甲';
    const folder = temporaryFolder();
    const hostileTally = { ...tally, unit: { ...tally.unit, name, within: "\t@SUM(1)" } };
    const part = {
      file: "a",
      subject: { tally: hostileTally, edition, figures: computeFigures(tally, edition) },
    };
    for (const format of dataFormats) {
      const request = { format, wide: false, keys: "zh", partial: false, folder, name: undefined } as const;
      await writeFigures(
        [{ ...part, diagnostics: [], sources: [], outdated: [], refused: false }],
        editions(),
        request,
      );
    }
    for (const row of rowsOf(join(folder, "figures.csv"))) {
      for (const cell of row) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?!\d)/);
    }
    const json = readFileSync(join(folder, "figures.json"), "utf8");
    expect(json).not.toMatch(/[<\u202e\u0007]/);
    expect(JSON.parse(json)[0]["单位"]).toBe(name);
    const sheet = unzipped(readFileSync(join(folder, "figures.xlsx")))["xl/worksheets/sheet1.xml"];
    expect(sheet).toContain("=cmd|");
    expect(sheet).not.toMatch(/<f>|\u0007|<script/);
  });
});
