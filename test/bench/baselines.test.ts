import { describe, expect, it } from "vitest";
import { docxObjects } from "./baselines/docx-objects.ts";
import { docxTemplates } from "./baselines/docx-templates.ts";
import { docxtemplater } from "./baselines/docxtemplater.ts";
import { easyTemplate } from "./baselines/easy-template-x.ts";
import { exceljsWorkbook } from "./baselines/exceljs-workbook.ts";
import { filled } from "./baselines/same.ts";
import { wordTexts, workbookTexts } from "./baselines/texts.ts";
import { benchEdition, benchSession, benchStamp, madeReports, shippedTemplate } from "./reports.ts";

const session = benchSession();
const edition = benchEdition(session);
// The first is a county's own, with figures in most cells; some have a text of their own, some a day of publication.
const reports = madeReports(session, 12);

describe("what we are measured against makes the same report", () => {
  it("objects of docx: the same texts in the same cells, the same merges, header and page number", async () => {
    const stamp = await benchStamp(session, "docx");
    const build = docxObjects(edition);
    for (const report of reports) expect(wordTexts(await build(report))).toEqual(wordTexts(stamp.stamp(report)));
  });

  it("docxtemplater: likewise", async () => {
    const stamp = await benchStamp(session, "docx");
    const build = docxtemplater(shippedTemplate(edition, "report.docx"));
    for (const report of reports) expect(wordTexts(await build(report))).toEqual(wordTexts(stamp.stamp(report)));
  });

  it("docx-templates: likewise, and easy-template-x but for the empty paragraphs that its tags leave", async () => {
    const stamp = await benchStamp(session, "docx");
    const template = shippedTemplate(edition, "report.docx");
    const [templates, easy] = [docxTemplates(template), easyTemplate(template)];
    for (const report of reports.slice(0, 6)) {
      const word = wordTexts(stamp.stamp(report));
      expect(wordTexts(await templates(report))).toEqual(word);
      expect(filled(wordTexts(await easy(report)))).toEqual(filled(word));
    }
  });

  it("exceljs: the same values, formulas with their results, formats, borders and merges in every cell", async () => {
    const stamp = await benchStamp(session, "xlsx");
    const build = await exceljsWorkbook(edition, shippedTemplate(edition, "report.xlsx"));
    for (const report of reports) {
      expect(await workbookTexts(await build(report))).toEqual(await workbookTexts(stamp.stamp(report)));
    }
  });

  it("the comparison sees the whole report", async () => {
    const stamp = await benchStamp(session, "docx");
    const report = reports[0]!;
    const lines = wordTexts(stamp.stamp(report));
    expect(lines).toContain(report.titleLines[0]);
    expect(lines.filter((line) => line === "row")).toHaveLength(14 + 28 + 4);
    expect(lines).toContain("cell 2  （一）予以公开");
    expect(lines.filter((line) => line.startsWith("cell 1 restart 三、本年度办理结果"))).toHaveLength(1);
    const sheets = await workbookTexts((await benchStamp(session, "xlsx")).stamp(report));
    expect(sheets.filter((line) => line.startsWith("sheet "))).toHaveLength(4);
    expect(sheets.filter((line) => line.includes('"formula"')).length).toBeGreaterThan(30);
  });
});
