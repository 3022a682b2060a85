import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import type { Edition } from "../../src/core/form/edition.ts";
import { layoutTable } from "../../src/core/form/layout.ts";
import type { ReportModel } from "../../src/core/report.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { noPlaceForAnnotations } from "../../src/render/index.ts";
import { markdownRenderer } from "../../src/render/markdown/markdown.ts";
import { compileOffice } from "../../src/render/office/compile.ts";
import { editions, templatesFolder } from "../support/editions.ts";
import { reportOf } from "../support/report-models.ts";
import { officeFindings } from "../support/validator.ts";
import { linesOf, stampOf } from "../support/word-stamps.ts";
import { unzipped, zipOf } from "../support/zip-files.ts";

const file = (edition: Edition, name: string) => readFileSync(join(templatesFolder, edition.id, name));

function stamp(edition: Edition, format: "docx" | "xlsx", report: ReportModel): Uint8Array {
  const template = { name: `report.${format}`, bytes: file(edition, `report.${format}`) };
  const { value } = compileOffice(format, template, edition, nodeCodec);
  if (!value) throw new Error("the shipped template is broken");
  return value.stamp.stamp(report);
}

/** A report with a remark on the first figure and on the first total of its first table, and notes under each table. */
function annotated(edition: Edition): { report: ReportModel; figure: string; total: string | undefined } {
  const tables = edition.tables.filter(({ extra }) => !extra);
  const cells = edition.cells.filter(({ table }) => tables.some(({ id }) => id === table));
  const figure = cells.find(({ terms }) => !terms)?.path ?? "";
  const total = cells.find(({ terms }) => terms)?.path;
  const remarks = new Map([[figure, "（含自然失效29件）"], ...(total ? [[total, "（<&>）"] as const] : [])]);
  const notes = Object.fromEntries(tables.map(({ id }) => [id, [`注1：${id}含上年度结转数量`, "注2：=1+1 <&>"]]));
  const sections = edition.sections.map(({ id, heading, annex, tables: own }) => ({
    ...{ id, heading, paragraphs: [], ...(annex && { annex: { mark: "附件", above: [], below: [] } }) },
    tables: own.flatMap((table) => tables.filter((one) => one.id === table).map(layoutTable)),
  }));
  return { report: reportOf(edition, { figure: () => 7, remarks, notes, sections }), figure, total };
}

describe.each(editions().all)("remarks and notes, form of $id", (edition) => {
  const { report, figure, total } = annotated(edition);
  const tables = edition.tables.filter(({ extra }) => !extra).map(({ id }) => id);
  const plain = { ...report, remarks: new Map<string, string>(), notes: {} };

  it("stand in Word: the remark in the cell of its figure, the notes under their table", async () => {
    const bytes = stamp(edition, "docx", report);
    const lines = linesOf(unzipped(bytes)["word/document.xml"] ?? "");
    expect(lines.filter((line) => line === "7（含自然失效29件）")).toHaveLength(1);
    if (total) expect(lines.filter((line) => line.endsWith("（&lt;&amp;&gt;）"))).toHaveLength(1);
    for (const id of tables) {
      const at = lines.indexOf(`注1：${id}含上年度结转数量`);
      expect(lines[at + 1]).toBe("注2：=1+1 &lt;&amp;&gt;");
    }
    expect(await officeFindings(bytes, "a.docx")).toEqual([]);
  });

  it("stand in the workbook: a number with a comment, a line under the table", async () => {
    const bytes = stamp(edition, "xlsx", report);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(bytes) as never);
    const seen: [unknown, string][] = [];
    const texts: string[] = [];
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (typeof cell.value === "string") texts.push(cell.value);
          const note = cell.note as { texts?: { text: string }[] } | undefined;
          if (note?.texts) seen.push([cell.result ?? cell.value, note.texts.map(({ text }) => text).join("")]);
        }),
      ),
    );
    expect(seen).toContainEqual([7, "含自然失效29件"]);
    expect(seen.every(([value]) => typeof value === "number")).toBe(true);
    if (total) expect(seen.filter(([, text]) => text === "<&>").length).toBeGreaterThan(0);
    for (const id of tables) expect(texts).toContain(`注1：${id}含上年度结转数量\n注2：=1+1 <&>`);
    expect(await officeFindings(bytes, "a.xlsx")).toEqual([]);
  });

  it("are not there where there are none, and every other part is the same", () => {
    const [bare, full] = [plain, report].map((one) => unzipped(stamp(edition, "xlsx", one)));
    const names = Object.keys(bare ?? {});
    expect(names.filter((name) => /comments|vml/.test(name))).toEqual([]);
    expect(Object.keys(full ?? {}).filter((name) => /comments\d+\.xml/.test(name)).length).toBeGreaterThan(0);
    const lines = linesOf(unzipped(stamp(edition, "docx", plain))["word/document.xml"] ?? "");
    expect(lines.filter((line) => line.startsWith("注"))).toEqual([]);
  });

  it("stand in Markdown, in both kinds of table", () => {
    const template = { name: "report.md.hbs", bytes: file(edition, "report.md.hbs") };
    for (const tables of ["pipe", "html"] as const) {
      const { value } = markdownRenderer({ tables }).compile(template, edition);
      const text = new TextDecoder().decode(value?.stamp(report));
      expect(text).toContain(tables === "pipe" ? " 7（含自然失效29件） |" : "<td>7（含自然失效29件）</td>");
      // In a table of the form that is no annex: the others stand where the template puts them.
      for (const { tables: own, annex } of edition.sections) {
        if (!annex)
          for (const id of own) expect(text).toContain(`\n\n注1：${id}含上年度结转数量\n\n注2：=1+1 \\<&\\>\n`);
      }
    }
  });

  it("have a place in the shipped templates", () => {
    for (const format of ["docx", "xlsx"] as const) {
      const name = `report.${format}`;
      const { value } = compileOffice(format, { name, bytes: file(edition, name) }, edition, nodeCodec);
      expect(value && noPlaceForAnnotations(report, value.stamp.places, name, edition)).toEqual([]);
      expect(value?.stamp.places.remark(figure)).toBe(true);
    }
  });
});

const form = editions().all.find(({ id }) => id === "2021") ?? editions().all[0]!;

describe("a template of one's own", () => {
  it("that has a comment on the same cell keeps it, with the remark behind it, and gets others beside it", async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("表");
    sheet.getCell("A1").value = "{{proactive.licences}}";
    sheet.getCell("A1").note = "按处理决定数填";
    sheet.getCell("A2").value = "{{proactive.penalties}}";
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const remarks = new Map([
      ["proactive.licences", "（一）"],
      ["proactive.penalties", "（二）"],
    ]);
    const made = stampOf(bytes, "xlsx").stamp(reportOf(form, { remarks }));
    const parts = unzipped(made);
    expect(Object.keys(parts).filter((name) => /comments/.test(name))).toHaveLength(1);
    const read = new ExcelJS.Workbook();
    await read.xlsx.load(Buffer.from(made) as never);
    const note = (address: string) =>
      (read.worksheets[0]!.getCell(address).note as { texts: { text: string }[] }).texts
        .map(({ text }) => text)
        .join("");
    expect(note("A1")).toBe("按处理决定数填\n一");
    expect(note("A2")).toBe("二");
    const found = await officeFindings(made, "own.xlsx");
    // What exceljs writes into styles.xml is its own.
    expect(found.filter((one) => !JSON.stringify(one).includes("styles.xml"))).toEqual([]);
  });

  it("of before there were notes is told of what it does not print, and only of that", () => {
    const parts = unzipped(file(form, "report.docx"));
    const document = (parts["word/document.xml"] ?? "").replace(
      /<w:p>(?:(?!<w:p>).)*\{\{#each notes\.\w+\}\}.*?<\/w:p>.*?\{\{\/each\}\}.*?<\/w:p>/g,
      "",
    );
    expect(document).not.toContain("notes.");
    const old = stampOf(zipOf({ ...parts, "word/document.xml": document }));
    const { report } = annotated(form);
    const found = noPlaceForAnnotations(report, old.places, "report.docx", form);
    expect(found.map(({ code, message }) => `${code} ${message.en}`)).toEqual(
      form.tables.map(({ id }) => `GR381 template 2021/report.docx: the notes under ${id} are not printed`),
    );
    expect(noPlaceForAnnotations({ ...report, notes: {} }, old.places, "report.docx", form)).toEqual([]);
    // A figure in a sentence is printed without its remark: told as well.
    const [bare] = [
      stampOf(zipOf({ ...parts, "word/document.xml": document.replaceAll("{{proactive.", "共{{proactive.") })),
    ];
    expect(
      noPlaceForAnnotations({ ...report, notes: {} }, bare!.places, "report.docx", form).map(
        ({ message }) => message.en,
      ),
    ).toContain(`template 2021/report.docx: the remark on ${annotated(form).figure} is not printed`);
  });
});
