import type { Annex, AnnexCell, AnnexTable } from "../../core/form/annex.ts";
import { gridCells } from "../../core/form/layout.ts";
import { heightOf, paragraphStyle, placeOf, sideMargin, tableSizes, tableType } from "../../core/form/table-type.ts";
import { columnWidths, em, isVertical, type TableType, textLength } from "../../core/form/widths.ts";
import { trendAnnexId } from "../../core/trend.ts";
import { childNamed, walk, type XmlElement } from "../../ooxml/xml.ts";
import { wordText } from "../office/escape.ts";

/** The styles a table is set in. */
export const tableStyleIds: readonly string[] = [
  "ReportTable",
  ...Object.values(tableSizes).flatMap((size) => [`Head${size}`, `Label${size}`, `Figure${size}`]),
];

/** The styles an annex is set in; `template draw` makes them, and a template that prints annexes must have them. */
export const annexStyles: readonly string[] = ["AnnexMark", "AnnexTitle", "AnnexLine", "AnnexEnd", ...tableStyleIds];

/** Stands where the charts of a trend go: under the table and the notes of its annex. */
export const chartsMark = `<w:bookmarkStart w:id="2147483000" w:name="_trend_charts"/><w:bookmarkEnd w:id="2147483000"/>`;

/** Width of the text of a Word body in twips, by its last section; without a page size, that of an official paper. */
export function textWidth(root: XmlElement): number {
  const section = [...walk(root)].findLast(({ name }) => name === "w:sectPr");
  const [size, margins] = ["w:pgSz", "w:pgMar"].map((name) => childNamed(section, name)?.attributes);
  const width = Number(size?.["w:w"]) - Number(margins?.["w:left"]) - Number(margins?.["w:right"]);
  return width > 2_000 ? Math.round(width) : 8_845;
}

/** Height of the 版心 without mark, title and the lines between, in twips. */
const tableHeight = 12_756 - 5 * 579;
/** Lines of a table, half a point wide and black. */
const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:color="000000" w:sz="4"/>`)
  .join("");

/**
 * Annexes as paragraphs and tables of a Word body, each on a new page: the mark on its first line, the title on its third
 * (GB/T 9704, clause 7.3.7). `width` is that of the text, in twips.
 */
export function annexWord(annexes: readonly Annex[], width: number): string {
  const last = annexes.at(-1);
  const all = annexes.map((annex) => one(annex, width)).join("");
  // Word wants a paragraph behind a table, here one that takes no room.
  return last?.table && last.below.length === 0 ? `${all}${paragraph("AnnexEnd", "")}` : all;
}

function one({ id, mark, title, above, table, below }: Annex, width: number): string {
  const lines = (texts: readonly string[], format = "") => texts.map((text) => paragraph("AnnexLine", text, format));
  return [
    paragraph("AnnexMark", mark, "<w:pageBreakBefore/>"),
    "<w:p><w:pPr><w:keepNext/></w:pPr></w:p>",
    paragraph("AnnexTitle", title),
    ...lines(above, "<w:keepNext/>"),
    table ? tableWord(table, width, below.length > 0) : "",
    ...lines(below),
    id === trendAnnexId ? chartsMark : "",
  ].join("");
}

function paragraph(style: string, text: string, format = ""): string {
  const properties = `<w:pPr><w:pStyle w:val="${style}"/>${format}</w:pPr>`;
  return `<w:p>${properties}${text === "" ? "" : run(text)}</w:p>`;
}

/** Quotation marks and dashes take the Chinese face only where they are said to be Chinese. */
function run(text: string): string {
  const hint = /[“”‘’—…]/.test(text) ? `<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>` : "";
  return `<w:r>${hint}<w:t xml:space="preserve">${wordText(text)}</w:t></w:r>`;
}

interface Context {
  readonly table: AnnexTable;
  readonly type: TableType;
  readonly widths: readonly number[];
  /** How many of the first rows are kept on the page of what follows them. */
  readonly kept: number;
  /** How many of the first rows are the head, which every page repeats. */
  readonly head: number;
}

/** A table as the drawn ones are: the same styles, lines and heights. One with notes under it keeps them on its page. */
export function tableWord(table: AnnexTable, width: number, noted = false): string {
  const type = tableType(table);
  const widths = columnWidths(table, table.widths ?? likelyWidths(table), width, type);
  const together = placeOf(table, type, tableHeight) === "together";
  const kept = together ? table.rows.length - (noted ? 0 : 1) : 0;
  const context: Context = { table, type, widths, kept, head: headOf(table) };
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join("");
  const rows = table.rows.map((_, row) => wordRow(context, row)).join("");
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>` +
    `<w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`
  );
}

/** Columns as wide as their texts would have them: labels in one line where they are short, headers in two. */
function likelyWidths({ columns, labelColumns, rows }: AnnexTable): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    const texts = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column === column && cell.colSpan === 1));
    const lengths = texts.map(({ kind, text }) => textLength(text) / (kind === "header" ? 2 : 1));
    const longest = Math.max(4, ...lengths) + 1.5;
    return Math.min(longest, column < labelColumns ? 16 : 8);
  });
}

/** In a stack of grids each has its own head, and none belongs to all rows. */
function headOf({ rows }: AnnexTable): number {
  const first = rows.findIndex(({ header }) => !header);
  const once = first > 0 && rows.slice(first).every(({ header }) => !header);
  return once ? first : 0;
}

function wordRow(context: Context, row: number): string {
  const { table, type, head } = context;
  const repeated = row < head ? "<w:tblHeader/>" : "";
  const cells = gridCells(table, row).map(({ cell, begins }) => wordCell(context, row, cell, begins));
  const height = `<w:trHeight w:val="${heightOf(table, type)}" w:hRule="atLeast"/>`;
  return `<w:tr><w:trPr><w:cantSplit/>${repeated}${height}</w:trPr>${cells.join("")}</w:tr>`;
}

function wordCell(context: Context, row: number, cell: AnnexCell, begins: boolean): string {
  const { table, type, widths, kept } = context;
  const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, part) => sum + part, 0);
  const side = begins ? sideMargin(cell, width, type) : 0;
  const vertical = begins && cell.kind === "label" && cell.rowSpan > 1 && isVertical(table, cell.column);
  const properties = [
    `<w:tcW w:w="${width}" w:type="dxa"/>`,
    cell.colSpan > 1 ? `<w:gridSpan w:val="${cell.colSpan}"/>` : "",
    cell.rowSpan > 1 ? `<w:vMerge${begins ? ` w:val="restart"` : ""}/>` : "",
    side > 0 ? `<w:tcMar><w:left w:w="${side}" w:type="dxa"/><w:right w:w="${side}" w:type="dxa"/></w:tcMar>` : "",
    vertical ? `<w:textDirection w:val="tbRl"/>` : "",
    begins ? `<w:vAlign w:val="center"/>` : "",
  ].join("");
  const [left, right] = [
    cell.level ? type.labelIndent + cell.level * em(type.text) : 0,
    cell.align === "right" ? type.labelIndent : 0,
  ];
  const indent = left > 0 ? `<w:ind w:left="${left}"/>` : right > 0 ? `<w:ind w:right="${right}"/>` : "";
  const alone = row < kept ? "" : `<w:keepNext w:val="false"/>`;
  const align = cell.align ? `<w:jc w:val="${cell.align}"/>` : "";
  const text = begins ? cell.text + (cell.remark ?? "") : "";
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(paragraphStyle(cell, type), text, alone + indent + align)}</w:tc>`;
}
