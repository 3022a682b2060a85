import exceljs from "exceljs";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { entryNames } from "../../src/core/form/entry-names.ts";
import { placeNameAt } from "../../src/core/text/source.ts";
import { blankCode, type EnteredFormResult, isEntryForm, readEntryForm } from "../../src/import/entry-form.ts";
import { readXlsx } from "../../src/import/xlsx.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { entryOf, entryText } from "../../src/tally/entry.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { edition2021, editions } from "../support/editions.ts";
import { filledForm, formUnit, zerosBut } from "../support/filled-form.ts";

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
  const reading = form ? readTally(form.source, editions()).diagnostics.filter(({ code }) => code !== blankCode) : [];
  return [...diagnostics, ...reading].map(({ code, message, span }) => {
    const place = span && form && placeNameAt(form.source, span.start);
    return `${code} ${place ? `${place.zh}：` : ""}${message.zh}`;
  });
};
const edition = edition2021();

const zeros = (written: Readonly<Record<string, number | string>> = {}) => zerosBut(edition, written);

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
        const bytes = await filledForm(form, (cell) => {
          for (const [i, { path }] of specs.entries()) cell(figure(path)).value = numbers[i] ?? 0;
          for (const { path, measure } of form.cells) if (measure === "money") cell(figure(path)).value = "29.0506万元";
          cell(entryNames.text(prose.id)).value = "第一段。\n第二段，12件。";
        });
        const tally = tallyOf(read(bytes));
        expect(tally?.unit).toMatchObject({ name: formUnit.name, kind: formUnit.kind, code: formUnit.code });
        expect(specs.map(({ path }) => tally?.cells.get(path)?.value)).toEqual(numbers);
        expect(tally?.prose.get(prose.id)?.text.trimEnd()).toBe("第一段。\n第二段，12件。");
      }),
      { numRuns: 3 },
    );
  });

  it("leaves a blank blank and says where, table by table", async () => {
    const result = read(
      await filledForm(edition, (cell) => {
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
      await filledForm(edition, (cell) => {
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
    const result = read(await filledForm(edition, zeros({ "proactive.licences": typed })));
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBe(value);
    expect(messages(result).filter((line) => said.test(line))).toHaveLength(1);
  });

  it("is not misled by rows and columns that are inserted, hidden or made wider, nor by a sheet that is renamed", async () => {
    const bytes = await filledForm(edition, zeros({ "proactive.licences": 7, "proactive.penalties": 8 }));
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
    const bytes = await filledForm(edition, zeros({ "proactive.licences": 7, "proactive.penalties": 8 }));
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
      await filledForm(edition, (cell) => {
        zeros({})(cell, new exceljs.Workbook());
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
      await filledForm(edition, (cell, workbook) => {
        zeros({})(cell, workbook);
        Object.assign(cell(figure("proactive.licences")), { value: 45_721, numFmt: "m/d" });
      }),
    );
    expect(tallyOf(result)?.cells.get("proactive.licences")?.value).toBeUndefined();
    expect(messages(result).filter((line) => line.startsWith("GR813 表一 主动公开!B9"))).toHaveLength(1);
  });

  it("has a finding for every sheet that was deleted, and no figure of it", async () => {
    const result = read(
      await filledForm(edition, (cell, workbook) => {
        zeros({})(cell, workbook);
        workbook.removeWorksheet(workbook.getWorksheet("表三 复议诉讼")!.id);
      }),
    );
    expect(tallyOf(result)?.cells.get("disputes.review.upheld")?.value).toBeUndefined();
    expect(messages(result).filter((line) => /GR812 “复议诉讼”表有 12 格被删掉/.test(line))).toHaveLength(1);
  });

  it("gives contact, notes and sign-off, days however they were typed, each with its cell", async () => {
    const result = read(
      await filledForm(edition, (cell, workbook) => {
        zeros()(cell, workbook);
        cell(entryNames.contact("telephone")).value = "0512-580000";
        cell(entryNames.contact("office")).value = "乙镇党政办公室";
        cell(entryNames.note("requests")).value = "含上年度结转数量\n不含咨询";
        cell(entryNames.signoff("prepared.by")).value = "张三";
        cell(entryNames.signoff("prepared.on")).value = "2022年1月8日";
        cell(entryNames.signoff("approved.by")).value = "李四";
        Object.assign(cell(entryNames.signoff("approved.on")), { value: new Date("2022-01-12"), numFmt: "yyyy/m/d" });
        cell(entryNames.published).value = "2022/1/20";
      }),
    );
    const tally = tallyOf(result);
    expect(tally?.unit.contact).toEqual({ office: "乙镇党政办公室", telephone: "0512-580000" });
    expect(tally?.notes?.get("requests")?.map(({ text }) => text)).toEqual(["含上年度结转数量", "不含咨询"]);
    expect(tally?.signoff).toMatchObject({
      prepared: { by: "张三", on: "2022-01-08" },
      approved: { by: "李四", on: "2022-01-12" },
    });
    expect(tally?.published?.on).toBe("2022-01-20");
    expect(messages(result)).toEqual([expect.stringMatching(/^GR160 填表说明!B\d+：联系方式 · 电话/)]);
    const again = tally && result.form && entryOf(tally, edition, result.form.source);
    expect(again && entryText(again, edition).text).toBe(result.form?.source.text);
  });

  it("is read as WPS writes it: every name with a prefix, parts by their absolute names, texts in their cells", async () => {
    const bytes = await filledForm(edition, (cell, workbook) => {
      zeros({ "proactive.licences": 7 })(cell, workbook);
      cell(entryNames.text("overview")).value = "第一段。\n第二段。";
    });
    const parts = Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, part]) => {
        if (!/\.(?:xml|rels)$/.test(name)) return [name, part];
        const xml = strFromU8(part);
        if (name.endsWith(".rels")) {
          const folder = name.replace(/_rels\/.*/, "");
          const absolute = (_: string, target: string) =>
            `Target="/${target.startsWith("/") ? target.slice(1) : folder + target}"`;
          return [name, strToU8(xml.replace(/Target="([^"]+)"/g, absolute))];
        }
        if (!name.startsWith("xl/")) return [name, part];
        const prefixed = xml
          .replace(/<(\/?)([A-Za-z])(?=[^>]*>)/g, (_, slash: string, letter: string) => `<${slash}x:${letter}`)
          .replace(/xmlns="([^"]+)"/, 'xmlns:x="$1"')
          .replace(/<(\/?)x:(\w+:)/g, "<$1$2");
        return [name, strToU8(prefixed)];
      }),
    );
    const result = read(zipSync(parts));
    const tally = tallyOf(result);
    expect(tally?.cells.get("proactive.licences")?.value).toBe(7);
    expect(tally?.cells.get("disputes.review.upheld")?.value).toBe(0);
    expect(tally?.prose.get("overview")?.text.trimEnd()).toBe("第一段。\n第二段。");
    expect(messages(result)).toEqual([]);
  });
});
