import {
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import type { Edition } from "../../../src/core/form/edition.ts";
import type { ReportModel, Paragraph as ReportParagraph } from "../../../src/core/report.ts";
import { grid, page } from "../../../src/draw/page.ts";
import { styles } from "./docx-styles.ts";
import { type TableObjects, tableObjects } from "./docx-table.ts";

export type MakeBytes = (report: ReportModel) => Promise<Uint8Array>;

/**
 * The Word file as one would write it with `docx` alone: every paragraph and cell an object, made anew for each report.
 * What does not depend on the report (column widths, row heights, styles) is worked out once.
 */
export function docxObjects(edition: Edition): MakeBytes {
  const tables = new Map(edition.tables.map((table) => [table.id, tableObjects(table)]));
  return async (report) => {
    const header = () => new Header({ children: [styled("Header", report.draft ? "草稿" : "")] });
    const document = new Document({
      styles,
      title: report.title,
      creator: report.unit.name,
      evenAndOddHeaderAndFooters: true,
      sections: [
        {
          properties: {
            page: {
              size: { width: page.width, height: page.height },
              margin: { ...page, gutter: 0 },
            },
            grid: { type: DocumentGridType.LINES_AND_CHARS, ...grid },
          },
          headers: { default: header(), even: header() },
          footers: { default: pageNumber("Footer"), even: pageNumber("FooterEven") },
          children: body(report, tables),
        },
      ],
    });
    return new Uint8Array(await Packer.toBuffer(document));
  };
}

function body(report: ReportModel, tables: ReadonlyMap<string, TableObjects>): readonly FileChild[] {
  const children: FileChild[] = report.titleLines.map((line) => styled("Title", line));
  children.push(new Paragraph({}));
  let afterTable = false;
  for (const section of report.sections) {
    const spacing = afterTable ? { spacing: { before: 160 } } : {};
    children.push(new Paragraph({ style: "Heading1", ...spacing, children: [run(section.heading)] }));
    children.push(...section.paragraphs.map(prose));
    for (const { table } of section.tables) children.push(...(tables.get(table)?.(report.figures) ?? []));
    afterTable = section.tables.length > 0;
  }
  if (report.published !== "") {
    children.push(new Paragraph({ keepNext: true }));
    children.push(styled("Signature", report.unit.name), styled("Date", report.published));
  }
  return children;
}

function prose({ level, lead, text }: ReportParagraph): Paragraph {
  if (level !== 0) return styled(`Heading${level}`, text);
  return new Paragraph({ style: "BodyText", children: lead === "" ? [run(text)] : [run(lead, "Lead"), run(text)] });
}

function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: [run(text)] });
}

function run(text: string, style?: string): TextRun {
  return new TextRun({ text, font: { hint: "eastAsia" }, ...(style === undefined ? {} : { style }) });
}

function pageNumber(style: string): Footer {
  const children = [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: { hint: "eastAsia" } })];
  return new Footer({ children: [new Paragraph({ style, children })] });
}
