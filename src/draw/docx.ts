import {
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from "docx";
import type { Edition, Section } from "../core/form/edition.ts";
import type { Table } from "../core/form/table.ts";
import { tablePadding, tableTypes } from "../core/form/table-type.ts";
import { stylesPart, tableStyles } from "./docx-styles.ts";
import { beginsPage, drawTable } from "./docx-table.ts";
import { each, run, styled, tag, when } from "./docx-words.ts";
import { fontTable } from "./fonts.ts";
import {
  appProperties,
  coreProperties,
  dropParts,
  type OfficeParts,
  pack,
  settingsPart,
  trimPart,
  unpack,
} from "./normalise.ts";
import { grid, onePage, page, size, type TextType } from "./page.ts";

/** The default Word template of an edition: the form as issued, on the page of an official paper, with tags for what differs. */
export async function drawDocx(edition: Edition): Promise<Uint8Array> {
  return drawPages(body(edition));
}

/** The default Word template of a companion: its sections one after the other, on one page where they are as long as usual. */
export async function drawCompanion(): Promise<Uint8Array> {
  const spacing = { line: grid.linePitch, lineRule: LineRuleType.EXACT };
  const children = [
    ...each("titleLines", [new Paragraph({ style: "Title", spacing, children: [run("{{this}}")] })]),
    new Paragraph({}),
    ...each("sections", [styled("Heading1", "{{heading}}"), ...prose("paragraphs")]),
    ...when("published", [new Paragraph({ keepNext: true }), tag("{{signature}}")]),
  ];
  return drawPages(children, onePage);
}

/** A Word template with this text, on the pages of an official paper and in the styles that all templates share. */
export async function drawPages(
  children: readonly FileChild[],
  text: TextType = { ...page, size: size.body, linePitch: grid.linePitch },
): Promise<Uint8Array> {
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.PORTRAIT },
            margin: { ...page, top: text.top, bottom: text.bottom, footer: text.footer, gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, ...grid },
        },
        headers: { default: draftHeader(), even: draftHeader() },
        footers: { default: pageNumber("Footer"), even: pageNumber("FooterEven") },
        children,
      },
    ],
  });
  const parts = unpack(new Uint8Array(await Packer.toBuffer(document)));
  return pack(normalise(parts, text));
}

function body(edition: Edition): readonly FileChild[] {
  const sections = edition.sections.filter(({ annex }) => !annex);
  const annexes = edition.sections.filter(({ annex }) => annex);
  return [
    ...each("titleLines", [styled("Title", "{{this}}")]),
    new Paragraph({}),
    ...sections.flatMap((section, i) => {
      const before = sections[i - 1];
      return drawSection(section, edition, before !== undefined && before.tables.length > 0);
    }),
    ...annexList(),
    ...when("published", [new Paragraph({ keepNext: true }), tag("{{signature}}")]),
    ...annexes.flatMap((section) => drawAnnex(section, edition)),
    tag("{{annexes}}"),
    ...when("draft", when("findings", findings())),
  ];
}

function drawSection(section: Section, edition: Edition, afterTable: boolean): readonly FileChild[] {
  const tables = edition.tables.filter((table) => section.tables.includes(table.id));
  const heading = new Paragraph({
    style: "Heading1",
    ...(tables[0] && !section.prose && beginsPage(tables[0]) ? { pageBreakBefore: true } : {}),
    ...(afterTable ? { spacing: { before: 160 } } : {}),
    children: [run(section.heading)],
  });
  return [heading, ...(section.prose ? prose(`text.${section.id}`) : []), ...tables.flatMap(drawWithNotes)];
}

/** A table, and under it the lines that a unit has for it. */
function drawWithNotes(table: Table): readonly FileChild[] {
  return [drawTable(table), ...each(`notes.${table.id}`, [styled("TableNote", "{{this}}")])];
}

/** A heading on a line of its own, or a paragraph that may begin with one that runs into it. */
function prose(paragraphs: string): readonly FileChild[] {
  const paragraph = new Paragraph({ style: "BodyText", children: [run("{{lead}}", "Lead"), run("{{text}}")] });
  return each(paragraphs, [
    ...when("heading2", [styled("Heading2", "{{text}}")]),
    ...when("heading3", [styled("Heading3", "{{text}}")]),
    ...when("body", [paragraph]),
    ...when("block", [tag("{{block}}")]),
  ]);
}

function findings(): readonly FileChild[] {
  return [
    new Paragraph({ style: "Heading1", pageBreakBefore: true, children: [run("附：核对情况（定稿时删去）")] }),
    styled("BodyText", "以下问题请逐项核实，更正数据、文字或者说明理由后，再行定稿。"),
    ...each("findings", [styled("BodyText", "{{this}}")]),
  ];
}

/** A header must have a paragraph, so the words within come and go and the paragraph stays. */
function draftHeader(): Header {
  return new Header({ children: [styled("Header", "{{#if draft}}草稿{{/if}}")] });
}

/** — 1 —, on odd pages at the right, on even pages at the left (clause 7.5). */
function pageNumber(style: string): Footer {
  const children = [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: { hint: "eastAsia" } })];
  return new Footer({ children: [new Paragraph({ style, children })] });
}

const unused = /^(docProps\/custom\.xml|word\/(numbering|footnotes|endnotes|comments)\.xml|word\/theme\/.*)$/;

function normalise(parts: OfficeParts, text: TextType): OfficeParts {
  dropParts(parts, (name) => unused.test(name));
  for (const [name, xml] of parts)
    if (name.startsWith("word/") && !name.includes("_rels")) parts.set(name, trimPart(xml));
  // Annexes may be of any width: the styles are those of all tables.
  const styles = new Map(
    tableTypes.flatMap((type) =>
      [type.text, type.figure].flatMap((halfPoints) =>
        tableStyles(halfPoints, type.labelIndent, type.leading).map((style) => [style.id, style] as const),
      ),
    ),
  );
  parts.set("word/styles.xml", stylesPart([...styles.values()], tablePadding, text));
  parts.set("word/fontTable.xml", fontTable());
  parts.set("word/settings.xml", settingsPart());
  parts.set("docProps/core.xml", coreProperties());
  parts.set("docProps/app.xml", appProperties());
  return parts;
}

/** 附件说明 under the text: what is attached, line by line (clause 7.3.4). */
function annexList(): readonly FileChild[] {
  return when("annexList", [new Paragraph({}), ...each("annexList", [styled("AnnexList", "{{this}}")])]);
}

/** An annex of the form: on a page of its own, 附件 at the upper left, then its title, its lines and its tables. */
function drawAnnex(section: Section, edition: Edition): readonly FileChild[] {
  const { id, heading, annex } = section;
  const tables = edition.tables.filter((table) => section.tables.includes(table.id));
  const optional = tables.every((table) => table.optional);
  const children = [
    new Paragraph({ style: "AnnexMark", pageBreakBefore: true, children: [run(`{{mark.${id}}}`)] }),
    // The title stands on the third line of the page (clause 7.3.4).
    new Paragraph({ keepNext: true }),
    styled("AnnexTitle", heading),
    // What is wholly in brackets belongs to the title: （2016年度）.
    ...(annex?.above ?? []).map((line) => styled(/^（.*）$/.test(line) ? "AnnexSubtitle" : "AnnexLine", line)),
    ...tables.flatMap(drawWithNotes),
    ...(annex?.below ?? []).map((line) => styled("AnnexLine", line)),
  ];
  // The mark of an annex is there as soon as anything of its tables is, be it that the first cell is blank.
  return optional ? when(`mark.${id}`, children) : children;
}
