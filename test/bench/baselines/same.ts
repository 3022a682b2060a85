import { benchEdition, benchSession, benchStamp, madeReports, shippedTemplate } from "../reports.ts";
import { docxObjects } from "./docx-objects.ts";
import { docxTemplates } from "./docx-templates.ts";
import { docxtemplater } from "./docxtemplater.ts";
import { easyTemplate } from "./easy-template-x.ts";
import { exceljsWorkbook } from "./exceljs-workbook.ts";
import { wordTexts, workbookTexts } from "./texts.ts";

/** Nothing is measured against something that makes another report: stops at the first text that differs. */
export async function checkBaselines(): Promise<void> {
  const session = benchSession();
  const edition = benchEdition(session);
  const docx = await benchStamp(session, "docx");
  const xlsx = await benchStamp(session, "xlsx");
  const objects = docxObjects(edition);
  const template = shippedTemplate(edition, "report.docx");
  const templater = docxtemplater(template);
  const [templates, easy] = [docxTemplates(template), easyTemplate(template)];
  const workbook = await exceljsWorkbook(edition, shippedTemplate(edition, "report.xlsx"));
  for (const report of madeReports(session, 3)) {
    const word = wordTexts(docx.stamp(report));
    compare("docx", word, wordTexts(await objects(report)));
    compare("docxtemplater", word, wordTexts(await templater(report)));
    compare("docx-templates", word, wordTexts(await templates(report)));
    compare("easy-template-x", filled(word), filled(wordTexts(await easy(report))));
    compare("exceljs", await workbookTexts(xlsx.stamp(report)), await workbookTexts(await workbook(report)));
  }
}

/** The loops of easy-template-x leave the paragraphs behind, empty, that their tags stood in. */
export function filled(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== "");
}

function compare(name: string, ours: readonly string[], theirs: readonly string[]): void {
  const at = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex((_, i) => ours[i] !== theirs[i]);
  if (at >= 0) throw new Error(`${name} makes another report: ${JSON.stringify([ours[at], theirs[at]])}`);
}
