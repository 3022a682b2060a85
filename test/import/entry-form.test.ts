import exceljs, { type Cell, type Workbook } from "exceljs";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Edition } from "../../src/core/form/edition.ts";
import { entryNames } from "../../src/core/form/entry-names.ts";
import { placeNameAt } from "../../src/core/text/source.ts";
import { drawEntryForm } from "../../src/draw/entry-form.ts";
import { type EnteredFormResult, isEntryForm, readEntryForm, toldByForm } from "../../src/import/entry-form.ts";
import { readXlsx } from "../../src/import/xlsx.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { edition2021, editions } from "../support/editions.ts";

const unit = { name: "甲县乙镇人民政府", kind: "township", code: "320582104" } as const;
const blankForms = new Map<string, Promise<Uint8Array>>();

function blankForm(edition: Edition): Promise<Uint8Array> {
  const known = blankForms.get(edition.id) ?? drawEntryForm(edition, { year: edition.reportYears.from, unit });
  blankForms.set(edition.id, known);
  return known;
}

type Fill = (cell: (name: string) => Cell, workbook: Workbook) => void;

/** The form as a clerk hands it back. */
async function filled(edition: Edition, fill: Fill): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(await blankForm(edition)) as unknown as exceljs.Buffer);
  fill((name) => {
    const [, sheet = "", address = ""] =
      /^'?(.*?)'?!(\$?[A-Z]+\$?\d+)$/.exec(workbook.definedNames.getRanges(name).ranges[0] ?? "") ?? [];
    const cell = workbook.getWorksheet(sheet)?.getCell(address.replaceAll("$", ""));
    if (!cell) throw new Error(name);
    return cell;
  }, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function read(bytes: Uint8Array): EnteredFormResult {
  const document = readXlsx(bytes, nodeCodec);
  expect(isEntryForm(document)).toBe(true);
  return readEntryForm("填报表.xlsx", document, editions());
}

const tallyOf = ({ form }: EnteredFormResult) =>
  readTally(form?.source ?? { file: "t.yaml", text: "" }, editions()).value;
const figure = entryNames.figure;
/** What is said of the form itself, and of the tally that was made of it, by the form's own cells. */
const messages = ({ form, diagnostics }: EnteredFormResult) => {
  const reading = form ? readTally(form.source, editions()).diagnostics.filter(({ code }) => code !== toldByForm) : [];
  return [...diagnostics, ...reading].map(({ code, message, span }) => {
    const place = span && form && placeNameAt(form.source, span.start);
    return `${code} ${place ? `${place.zh}：` : ""}${message.zh}`;
  });
};
const edition = edition2021();
const inputs = edition.cells.filter(({ terms }) => !terms);

/** Every cell 0 but those said. */
const zerosBut =
  (written: Readonly<Record<string, number | string>>): Fill =>
  (cell) => {
    for (const { path } of inputs) cell(figure(path)).value = written[path] ?? 0;
  };

describe("a filled entry form", () => {
  it.each(editions().all.map(({ id }) => id))("of %s gives the figures, texts and unit that were typed", async (id) => {
    const form = editions().get(id)!;
    const specs = form.cells.filter(({ terms, measure }) => !terms && measure !== "money");
    const prose = form.sections.find((section) => section.prose)!;
    const values = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 90_000 })), {
      minLength: specs.length,
      maxLength: specs.length,
    });
    await fc.assert(
      fc.asyncProperty(values, async (numbers) => {
        const bytes = await filled(form, (cell) => {
          for (const [i, { path }] of specs.entries()) cell(figure(path)).value = numbers[i] ?? 0;
          for (const { path, measure } of form.cells) if (measure === "money") cell(figure(path)).value = "29.0506万元";
          cell(entryNames.text(prose.id)).value = "第一段。\n第二段，12件。";
        });
        const tally = tallyOf(read(bytes));
        expect(tally?.unit).toMatchObject({ name: unit.name, kind: unit.kind, code: unit.code });
        expect(specs.map(({ path }) => tally?.cells.get(path)?.value)).toEqual(numbers);
        expect(tally?.prose.get(prose.id)?.text.trimEnd()).toBe("第一段。\n第二段，12件。");
      }),
      { numRuns: 3 },
    );
  });

  it("leaves a blank blank and says where, table by table", async () => {
    const result = read(
      await filled(edition, (cell) => {
        cell(figure("proactive.licences")).value = 3;
      }),
    );
    const tally = tallyOf(result);
    expect(tally?.cells.get("proactive.licences")?.value).toBe(3);
    expect(tally?.cells.get("proactive.penalties")?.value).toBeUndefined();
    expect(messages(result)).toEqual([
      expect.stringMatching(/^GR130 “主动公开”表还有 9 格没有填：表一 主动公开![A-Z]\d+、/),
      expect.stringMatching(/^GR130 “依申请公开”表还有 144 格没有填/),
      expect.stringMatching(/^GR130 “复议诉讼”表还有 12 格没有填/),
    ]);
  });

  it("takes blanks for 0 where the form says so of its table, and only there", async () => {
    const result = read(
      await filled(edition, (cell) => {
        cell(figure("requests.received.naturalPerson")).value = 2;
        cell(entryNames.rest("requests")).value = "是";
      }),
    );
    const tally = tallyOf(result);
    expect(tally?.cells.get("requests.received.naturalPerson")?.value).toBe(2);
    expect(tally?.cells.get("requests.carriedForward.otherOrganization")?.value).toBe(0);
    expect(tally?.cells.get("disputes.review.upheld")?.value).toBeUndefined();
    expect(messages(result).join()).not.toContain("依申请公开");
  });

  it.each([
    ["12件", undefined, /GR133 表一 主动公开!B9：.*12件/],
    ["１２", undefined, /表一 主动公开!B9：.*１２/],
    ["约20", undefined, /表一 主动公开!B9：.*约20/],
    ["/", undefined, /表一 主动公开!B9：/],
    ["1,234", undefined, /表一 主动公开!B9：.*1,234/],
  ])("says of %s in which cell of which sheet it stands, and makes no figure of it", async (typed, value, said) => {
    const result = read(await filled(edition, zerosBut({ "proactive.licences": typed })));
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBe(value);
    expect(messages(result).filter((line) => said.test(line))).toHaveLength(1);
  });

  it("is not misled by rows and columns that are inserted, hidden or made wider, nor by a sheet that is renamed", async () => {
    const bytes = await filled(edition, zerosBut({ "proactive.licences": 7, "proactive.penalties": 8 }));
    const parts = unzipSync(bytes);
    const workbook = strFromU8(parts["xl/workbook.xml"]!);
    // What Excel writes when a row is inserted above the table: every cell and every name one further down.
    const name = Object.keys(parts).find((part) => /sheet2\.xml$/.test(part))!;
    const moved = strFromU8(parts[name]!)
      .replace(/<row r="(\d+)"/g, (_, row: string) => `<row r="${Number(row) + 1}" hidden="1"`)
      .replace(/<c r="([A-Z]+)(\d+)"/g, (_, column: string, row: string) => `<c r="${column}${Number(row) + 1}"`)
      .replace(/<mergeCells.*?<\/mergeCells>/s, "");
    const names = workbook
      .replace(/(表一 主动公开&apos;!\$[A-Z]+\$)(\d+)/g, (_, place: string, row: string) => place + (Number(row) + 1))
      .replaceAll("表一 主动公开", "甲");
    const result = read(zipSync({ ...parts, [name]: strToU8(moved), "xl/workbook.xml": strToU8(names) }));
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBe(7);
    expect(tallyOf(result)?.cells.get("proactive.penalties")?.value).toBe(8);
    expect(messages(result)).toEqual([]);
  });

  it("leaves blank what was cut and pasted beside another label, and what was deleted", async () => {
    const bytes = await filled(edition, zerosBut({ "proactive.licences": 7, "proactive.penalties": 8 }));
    const parts = unzipSync(bytes);
    const place = (workbook: string, path: string) =>
      new RegExp(`name="${figure(path)}"[^>]*>([^<]+)<`).exec(workbook)?.[1] ?? "";
    const before = strFromU8(parts["xl/workbook.xml"]!);
    const [licences, penalties, fees] = ["licences", "penalties", "fees"].map((id) => place(before, `proactive.${id}`));
    const swapped = before
      .replace(
        `name="${figure("proactive.licences")}">${licences}`,
        `name="${figure("proactive.licences")}">${penalties}`,
      )
      .replace(`name="${figure("proactive.fees")}">${fees}`, `name="${figure("proactive.fees")}">#REF!`);
    expect(swapped).not.toBe(before);
    const result = read(zipSync({ ...parts, "xl/workbook.xml": strToU8(swapped) }));
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBeUndefined();
    expect(tallyOf(result)?.cells.get("proactive.fees")?.value).toBeUndefined();
    expect(messages(result).filter((line) => line.startsWith("GR812"))).toHaveLength(2);
  });

  it("takes a formula by what it last gave, and one that was never computed for a blank", async () => {
    const result = read(
      await filled(edition, (cell) => {
        zerosBut({})(cell, new exceljs.Workbook());
        cell(figure("proactive.licences")).value = { formula: "3+4", result: 7 };
        cell(figure("proactive.penalties")).value = { formula: "3+4" };
        cell(figure("proactive.coerciveMeasures")).value = { formula: "1-1", result: 0 };
      }),
    );
    const value = (path: string) => tallyOf(result)?.cells.get(path)?.value;
    expect(value("proactive.licences")).toBe(7);
    expect(value("proactive.penalties")).toBeUndefined();
    expect(value("proactive.coerciveMeasures")).toBe(0);
  });

  it("does not take a day for a figure", async () => {
    const result = read(
      await filled(edition, (cell, workbook) => {
        zerosBut({})(cell, workbook);
        Object.assign(cell(figure("proactive.licences")), { value: 45_721, numFmt: "m/d" });
      }),
    );
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBeUndefined();
    expect(messages(result).filter((line) => line.startsWith("GR813 表一 主动公开!B9"))).toHaveLength(1);
  });

  it("has a finding for every sheet that was deleted, and no figure of it", async () => {
    const result = read(
      await filled(edition, (cell, workbook) => {
        zerosBut({})(cell, workbook);
        workbook.removeWorksheet(workbook.getWorksheet("表三 复议诉讼")!.id);
      }),
    );
    expect(tallyOf(result)?.cells.get("disputes.review.upheld")?.value).toBeUndefined();
    expect(messages(result).filter((line) => /GR812 “复议诉讼”表有 12 格被删掉/.test(line))).toHaveLength(1);
  });
});
