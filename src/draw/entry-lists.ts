import type { Workbook, Worksheet } from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import { entryNames, ownFigures } from "../core/form/entry-names.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { measureWords } from "../core/form/words.ts";
import { font } from "./fonts.ts";
import { boxed, centred, face, leftward, pageFooter, pageSetup, plain, totalFill } from "./sheet-style.ts";

const box = { horizontal: "left", vertical: "top", wrapText: true } as const;

/** 文字: a box for the text of every section that has one. */
export function drawEntryTexts(workbook: Workbook, edition: Edition): void {
  const sheet = newSheet(workbook, "文字", [80]);
  const prose = edition.sections.filter((section) => section.prose);
  prose.forEach(({ id, heading }, i) => {
    const row = 3 + i * 3;
    Object.assign(sheet.getCell(row, 1), { value: heading, font: face(font.heading, 12), alignment: leftward });
    sheet.getRow(row).height = 24;
    const cell = sheet.getCell(row + 1, 1);
    Object.assign(cell, { font: plain, border: boxed, alignment: box, numFmt: "@" });
    Object.assign(cell, { name: entryNames.text(id), protection: { locked: false } });
    sheet.getRow(row + 1).height = 180;
  });
  head(sheet, 1, "各部分的文字", "一段一行（在格内换行按 Alt+Enter）；不写的，按数字自动成文。");
}

/** 工作情况: the figures that texts speak of. Nothing here has to be filled in. */
export function drawEntryActivity(workbook: Workbook, edition: Edition): void {
  const activity = edition.keys.children.find((node) => node.activity);
  if (!activity) return;
  const sheet = newSheet(workbook, "工作情况", [46, 20, 10]);
  head(sheet, 3, "工作情况", "正文要用的数，没有的不填；约数照原样写，如 33万余。");
  let row = 3;
  const line = (values: readonly [string, string, string], group: boolean): void => {
    values.forEach((value, i) => {
      Object.assign(sheet.getCell(row, i + 1), {
        value,
        font: plain,
        border: boxed,
        alignment: i === 0 ? leftward : centred,
      });
      if (group) sheet.getCell(row, i + 1).fill = totalFill;
    });
    sheet.getRow(row).height = 20;
    row++;
  };
  const open = (column: number, name: string): void => {
    const cell = sheet.getCell(row - 1, column);
    Object.assign(cell, { value: null, name, protection: { locked: false } });
  };
  const walk = (node: KeyNode, level: number): void => {
    const indent = "　".repeat(Math.max(0, level));
    if (node.kind === "cell") {
      line([`${indent}${node.name}`, "", measureWords[node.measure]], false);
      open(2, entryNames.figure(node.path));
      return;
    }
    if (level >= 0) line([`${indent}${node.name}`, "", ""], true);
    for (const child of node.children) walk(child, level + 1);
    if (!node.open) return;
    line([`${indent}　其他（自己写名称）`, "", ""], false);
    for (let i = 1; i <= ownFigures; i++) {
      line(["", "", measureWords[node.measure]], false);
      open(1, entryNames.ownName(node.path, i));
      open(2, entryNames.ownValue(node.path, i));
    }
  };
  walk(activity, -1);
}

function newSheet(workbook: Workbook, name: string, widths: readonly number[]): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: pageSetup("portrait", 100),
    headerFooter: { oddFooter: pageFooter },
    views: [{ showGridLines: false }],
  });
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  return sheet;
}

function head(sheet: Worksheet, columns: number, title: string, hint: string): void {
  [title, hint].forEach((value, i) => {
    if (columns > 1) sheet.mergeCells(i + 1, 1, i + 1, columns);
    const look = i === 0 ? { font: face(font.heading, 16), alignment: centred } : { font: plain, alignment: leftward };
    Object.assign(sheet.getCell(i + 1, 1), { value, ...look });
    sheet.getRow(i + 1).height = i === 0 ? 32 : 24;
  });
}
