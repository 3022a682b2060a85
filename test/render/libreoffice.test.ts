import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { linesOf, stamped } from "../support/word-stamps.ts";

/** Templates that LibreOffice opened and saved again: it splits texts where the script changes and tags with them. */
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const figures: Readonly<Record<string, number>> = {
  "requests.received.naturalPerson": 13,
  "requests.received.business": 2,
  "requests.broughtForward.business": 5,
  "proactive.fees": 0.38,
};
const options = { figure: (path: string) => figures[path] ?? 0, findings: ["甲", "乙"] };

it("a Word template saved by LibreOffice prints what it did before", () => {
  const file = stamped(fixture("libreoffice.docx"), options);
  const lines = ["共15件", "▪甲", "▪乙", "0", "甲", "1", "乙"];
  expect(linesOf(file["word/document.xml"] ?? "")).toEqual([...lines, "", "0.38", "正式凤凰镇人民政府"]);
  const draft = stamped(fixture("libreoffice.docx"), { ...options, draft: true });
  expect(linesOf(draft["word/document.xml"] ?? "")).toEqual([...lines, "草稿", "0.38", "草式凤凰镇人民政府"]);
  const headers = Object.entries(file).filter(([name]) => /^word\/header/.test(name));
  expect(headers.flatMap(([, xml]) => linesOf(xml))).toContain("凤凰镇人民政府");
});

it("a workbook saved by LibreOffice keeps numbers, formulas with attributes, and texts in runs", () => {
  const sheet = stamped(fixture("libreoffice.xlsx"), options, "xlsx")["xl/worksheets/sheet1.xml"] ?? "";
  expect(sheet).toContain('<c r="A2" s="2"><v>13</v></c><c r="B2" s="0"><v>2</v></c>');
  expect(sheet).toContain('<c r="C2" s="0"><f>SUM(A2:B2)</f><v>15</v></c>');
  expect(sheet).toContain('<c r="A3" s="0"/><c r="B3" s="0"><v>5</v></c><c r="C3" s="0"><f>A2+B3</f><v>18</v></c>');
  const cell = /<c r="B1".*?<\/c>/.exec(sheet)?.[0] ?? "";
  expect(cell.replace(/<rPr>.*?<\/rPr>/g, "").replace(/<[^>]*>/g, "")).toBe("单位：凤凰镇人民政府");
});
