import { tableSizes } from "../core/form/table-type.ts";
import { font } from "./fonts.ts";
import { closeUp, size, type TextType, twoCharacters } from "./page.ts";

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

interface Style {
  readonly id: string;
  /** Built-in names are English everywhere and shown in the program's language. */
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  readonly paragraph?: string;
  readonly run?: string;
  readonly priority?: number;
  /** Shown among the quick styles. */
  readonly quick?: true;
}

/** One face for all scripts: else digits fall back to Times and “ ” become half as wide. */
function face(name: string): string {
  return `<w:rFonts w:hint="eastAsia" w:ascii="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:cs="Times New Roman"/>`;
}

const type = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
/** Exact lines: the face that stands in for a missing one must not push the last line off the page. */
const line = (twips: number) => `<w:spacing w:before="0" w:after="0" w:line="${twips}" w:lineRule="exact"/>`;
const align = (value: "left" | "right" | "center" | "both") => `<w:jc w:val="${value}"/>`;
/** Two characters, whatever their size: 首行缩进2字符. */
const firstLine = `<w:ind w:firstLineChars="200" w:firstLine="${twoCharacters}"/>`;
const noGrid = `<w:snapToGrid w:val="0"/>`;
/** Characters at their own distance again, and out of the grid. */
const natural = `<w:spacing w:val="0"/>`;
const heading = (level: number) =>
  `<w:keepNext/><w:keepLines/>${firstLine}${align("left")}<w:outlineLvl w:val="${level}"/>`;

const styles: readonly Style[] = [
  {
    id: "Title",
    name: "Title",
    next: "BodyText",
    priority: 10,
    quick: true,
    paragraph: `<w:keepNext/><w:keepLines/>${align("center")}`,
    run: `${face(font.title)}<w:b w:val="0"/>${natural}${type(size.title)}`,
  },
  {
    id: "Heading1",
    name: "heading 1",
    next: "BodyText",
    priority: 9,
    quick: true,
    paragraph: heading(0),
    run: `${face(font.heading)}<w:b w:val="0"/>`,
  },
  {
    id: "Heading2",
    name: "heading 2",
    next: "BodyText",
    priority: 9,
    quick: true,
    paragraph: heading(1),
    run: `${face(font.subheading)}<w:b w:val="0"/>`,
  },
  {
    id: "Heading3",
    name: "heading 3",
    next: "BodyText",
    priority: 9,
    quick: true,
    paragraph: heading(2),
    run: `<w:b w:val="0"/>`,
  },
  { id: "BodyText", name: "Body Text", priority: 1, quick: true, paragraph: firstLine },
  {
    id: "Signature",
    name: "Signature",
    next: "Date",
    priority: 20,
    paragraph: `<w:keepNext/><w:keepLines/><w:ind w:rightChars="200" w:right="${twoCharacters}"/>${align("right")}`,
  },
  {
    id: "Date",
    name: "Date",
    priority: 20,
    paragraph: `<w:ind w:rightChars="400" w:right="${2 * twoCharacters}"/>${align("right")}`,
  },
  {
    id: "AnnexList",
    name: "附件说明",
    priority: 20,
    paragraph: `<w:ind w:leftChars="500" w:left="${2.5 * twoCharacters}" w:hangingChars="300" w:hanging="${1.5 * twoCharacters}"/>${align("left")}`,
  },
  {
    id: "AnnexMark",
    name: "附件标记",
    priority: 20,
    paragraph: `<w:keepNext/>${align("left")}`,
    run: face(font.heading),
  },
  {
    id: "AnnexTitle",
    name: "附件标题",
    priority: 20,
    paragraph: `<w:keepNext/><w:keepLines/>${align("center")}<w:outlineLvl w:val="0"/>`,
    run: `${face(font.title)}${natural}${type(size.annexTitle)}`,
  },
  {
    id: "AnnexSubtitle",
    name: "附件副标题",
    basedOn: "AnnexLine",
    priority: 20,
    paragraph: align("center"),
  },
  {
    id: "AnnexLine",
    name: "附件说明行",
    priority: 20,
    paragraph: `<w:keepNext/>${line(360)}${align("left")}`,
    run: `${face(font.table)}${natural}${type(tableSizes.tableWide)}`,
  },
  {
    id: "TableNote",
    name: "表注",
    priority: 20,
    paragraph: `${line(300)}${align("left")}`,
    run: `${face(font.table)}${natural}${type(tableSizes.tableWide)}`,
  },
  {
    id: "AnnexEnd",
    name: "附件结尾",
    priority: 99,
    paragraph: line(20),
    run: type(2),
  },
  {
    id: "Header",
    name: "header",
    priority: 99,
    paragraph: `${line(360)}${align("center")}`,
    run: `${face(font.heading)}${natural}${type(size.pageNumber)}`,
  },
  {
    id: "Footer",
    name: "footer",
    priority: 99,
    paragraph: `${line(360)}<w:ind w:rightChars="100" w:right="${size.pageNumber * 10}"/>${align("right")}`,
    run: `${face(font.table)}${natural}${type(size.pageNumber)}`,
  },
  {
    id: "FooterEven",
    name: "页脚（双页）",
    basedOn: "Footer",
    priority: 99,
    paragraph: `<w:ind w:leftChars="100" w:left="${size.pageNumber * 10}" w:rightChars="0" w:right="0"/>${align("left")}`,
  },
  {
    id: "Tag",
    name: "模板标记",
    priority: 98,
    paragraph: `${line(240)}${align("left")}`,
    run: `${face(font.table)}<w:color w:val="7F7F7F"/>${natural}${type(tableSizes.tableNarrow)}`,
  },
];

/** The three kinds of table text in one type size. Rows stay together; the last row lets go of what follows. */
export function tableStyles(halfPoints: number, labelIndent: number, leading: number): readonly Style[] {
  const name = tableSizeName(halfPoints);
  const plain = `<w:keepNext/>${line(halfPoints * 10 + leading)}`;
  const run = `${face(font.table)}${natural}${type(halfPoints)}`;
  return [
    { id: `Head${halfPoints}`, name: `表头 ${name}`, priority: 30, paragraph: `${plain}${align("center")}`, run },
    {
      id: `Label${halfPoints}`,
      name: `表格项目 ${name}`,
      priority: 30,
      paragraph: `${plain}<w:ind w:left="${labelIndent}" w:right="${labelIndent}"/>${align("left")}`,
      run,
    },
    { id: `Figure${halfPoints}`, name: `表格数据 ${name}`, priority: 30, paragraph: `${plain}${align("center")}`, run },
  ];
}

function tableSizeName(halfPoints: number): string {
  return halfPoints === tableSizes.tableWide ? "小四" : halfPoints === tableSizes.table ? "五号" : "小五";
}

/** The table style: single black lines of half a point on every cell. */
const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");

/** word/styles.xml, whole. What `docx` would write brings blue headings and thirty styles nobody uses. */
export function stylesPart(tables: readonly Style[], padding: number, text: TextType): string {
  const defaults =
    `<w:docDefaults><w:rPrDefault><w:rPr>${face(font.body)}<w:color w:val="000000"/>${type(text.size)}` +
    `<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
  // Without widow control a page has its 22 lines whatever the paragraphs on it.
  const normal =
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>` +
    `<w:pPr><w:widowControl w:val="0"/>${noGrid}${line(text.linePitch)}${align("both")}</w:pPr>` +
    `<w:rPr>${face(font.body)}${noGrid}<w:spacing w:val="${closeUp}"/>${type(text.size)}</w:rPr></w:style>`;
  const character =
    `<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>` +
    `<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>` +
    `<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="段首小标题"/>` +
    `<w:uiPriority w:val="9"/><w:qFormat/><w:rPr>${face(font.subheading)}</w:rPr></w:style>`;
  const margins =
    `<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="${padding}" w:type="dxa"/>` +
    `<w:bottom w:w="15" w:type="dxa"/><w:right w:w="${padding}" w:type="dxa"/></w:tblCellMar>`;
  const table =
    `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
    `<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>${margins}</w:tblPr></w:style>` +
    `<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="年报表格"/>` +
    `<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="30"/><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr></w:style>`;
  const all = [...styles, ...tables].map(paragraphStyle).join("");
  return `<w:styles xmlns:w="${word}">${defaults}${normal}${character}${table}${all}</w:styles>`;
}

const builtIn = new Set([
  "Title",
  "Heading1",
  "Heading2",
  "Heading3",
  "BodyText",
  "Signature",
  "Date",
  "Header",
  "Footer",
]);

function paragraphStyle(style: Style): string {
  const custom = builtIn.has(style.id) ? "" : ` w:customStyle="1"`;
  return (
    `<w:style w:type="paragraph"${custom} w:styleId="${style.id}"><w:name w:val="${style.name}"/>` +
    `<w:basedOn w:val="${style.basedOn ?? "Normal"}"/>` +
    (style.next ? `<w:next w:val="${style.next}"/>` : "") +
    `<w:uiPriority w:val="${style.priority ?? 50}"/>${style.quick ? "<w:qFormat/>" : ""}` +
    (style.paragraph ? `<w:pPr>${style.paragraph}</w:pPr>` : "") +
    (style.run ? `<w:rPr>${style.run}</w:rPr>` : "") +
    `</w:style>`
  );
}
