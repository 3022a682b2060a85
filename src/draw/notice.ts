import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { tableSizes } from "../core/form/table-type.ts";
import { drawPages } from "./docx.ts";
import { each, run, styled, tag, when } from "./docx-words.ts";
import { textWidth } from "./page.ts";

/** The default Word template of the notice that says what was corrected in a published report (更正说明); of no edition. */
export async function drawNotice(): Promise<Uint8Array> {
  return drawPages([
    ...each("titleLines", [styled("Title", "{{this}}")]),
    styled("Title", "更正说明"),
    new Paragraph({}),
    styled(
      "BodyText",
      "{{title}}已于{{correction.publishedBefore}}公布（第{{correction.versionBefore}}版）。经核查，有关内容需要更正，更正后的报告（第{{correction.version}}版）于{{correction.published}}公布，原报告仍可查阅。",
    ),
    new Paragraph({ style: "BodyText", children: [run("更正原因：", "Lead"), run("{{correction.reason}}")] }),
    new Paragraph({ style: "BodyText", children: [run("更正责任人：", "Lead"), run("{{correction.by}}")] }),
    ...when("correction.cells", [styled("Heading1", "数据更正"), cellTable()]),
    ...when("correction.texts", [styled("Heading1", "文字更正"), ...each("correction.texts", changedText())]),
    ...when("published", [new Paragraph({ keepNext: true }), tag("{{signature}}")]),
  ]);
}

function changedText(): readonly FileChild[] {
  const sentence = (name: string, lead: string): readonly FileChild[] =>
    each(name, [new Paragraph({ style: "BodyText", children: [run(lead, "Lead"), run("{{this}}")] })]);
  return [styled("Heading2", "{{heading}}"), ...sentence("before", "原文："), ...sentence("after", "更正为：")];
}

/** Heads, names of cells, and the share of the width that each column has. */
const columns = [
  { head: "部分", name: "section", share: 0.22 },
  { head: "项目", name: "label", share: 0.36 },
  { head: "更正前", name: "before", share: 0.15 },
  { head: "更正后", name: "after", share: 0.15 },
  { head: "增减", name: "change", share: 0.12 },
] as const;

const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;

function cellTable(): Table {
  const widths = columns.map(({ share }) => Math.round(textWidth * share));
  const size = tableSizes.table;
  const cell = (text: string, style: string, column: number): TableCell =>
    new TableCell({
      children: [new Paragraph({ style, keepNext: false, children: [run(text)] })],
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
    });
  const alone = (text: string): TableRow =>
    new TableRow({ children: [new TableCell({ children: [tag(text)], columnSpan: columns.length })] });
  return new Table({
    style: "ReportTable",
    borders: { top: line, left: line, bottom: line, right: line, insideHorizontal: line, insideVertical: line },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        cantSplit: true,
        tableHeader: true,
        children: columns.map(({ head }, i) => cell(head, `Head${size}`, i)),
      }),
      alone("{{#each correction.cells}}"),
      new TableRow({
        cantSplit: true,
        children: columns.map(({ name }, i) => cell(`{{${name}}}`, i < 2 ? `Label${size}` : `Figure${size}`, i)),
      }),
      alone("{{/each}}"),
    ],
  });
}
