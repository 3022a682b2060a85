import {
  AlignmentType,
  BorderStyle,
  Table as DocxTable,
  HeightRule,
  type ITableCellOptions,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from "docx";
import type { Table } from "../core/edition.ts";
import { type LaidCell, type Layout, layoutTable } from "../core/layout.ts";
import { em, grid, size, textHeight, textWidth } from "./page.ts";
import { balancedLine, columnWidths, isVertical, type TableType } from "./widths.ts";

/** Twips beside the text of every cell, stated once in the table style. Figures need the room; labels have indents of their own. */
export const padding = 10;
const leading = 60;
const headerLine = 3;
/** Least height of a row by type size, in twips. */
const rowHeight: Readonly<Record<number, number>> = { [size.tableWide]: 440, [size.table]: 350 };
/** A table of few rows has room for higher ones. */
const fewRows = 8;
/** One of very many rows takes smaller type, so that it is read on two pages and not on four. */
const manyRows = 30;

/** Half a point, black. */
const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;

/** The more columns share the width, the smaller the type: 小四, 五号, and figures in 小五. */
export function tableType(layout: Layout): TableType {
  if (layout.columns <= 6 && layout.rows.length <= manyRows) {
    return { text: size.tableWide, figure: size.tableWide, padding, labelIndent: 120, leading, headerLine };
  }
  const figure = layout.columns <= 12 ? size.table : size.tableNarrow;
  return { text: size.table, figure, padding, labelIndent: 50, leading, headerLine };
}

/** The least height of a line of an outline: 65 of them go on two pages. */
const outlineHeight = 300;

function heightOf(layout: Layout, type: TableType): number {
  if (layout.outline) return outlineHeight;
  return layout.rows.length <= fewRows ? 480 : (rowHeight[type.text] ?? 480);
}

/** A statutory table with a tag in every figure cell, as wide as the 版心. */
export function drawTable(table: Table): DocxTable {
  const layout = layoutTable(table);
  const type = tableType(layout);
  const widths = columnWidths(layout, table.widths, textWidth, type);
  const context: Context = { layout, type, widths, repeat: table.grids.length === 1, together: fitsPage(layout, type) };
  return new DocxTable({
    style: "ReportTable",
    // Said again here: programs that convert files often pass over table styles.
    borders: { top: line, left: line, bottom: line, right: line, insideHorizontal: line, insideVertical: line },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: layout.rows.map((_, row) => drawRow(context, row)),
  });
}

interface Context {
  readonly layout: Layout;
  readonly type: TableType;
  readonly widths: readonly number[];
  /** The head belongs to all rows. In a stack of grids each has its own. */
  readonly repeat: boolean;
  /** The table is kept on one page, under its heading. */
  readonly together: boolean;
}

/** Whether a table and its heading go on one page; a longer one, and any outline, breaks between rows and repeats its head. */
function fitsPage(layout: Layout, type: TableType): boolean {
  if (layout.outline) return false;
  return layout.rows.length * heightOf(layout, type) < 0.9 * (textHeight - grid.linePitch);
}

function drawRow(context: Context, row: number): TableRow {
  const { layout, type } = context;
  const here = layout.rows[row];
  return new TableRow({
    cantSplit: true,
    ...(context.repeat && here?.header ? { tableHeader: true } : {}),
    height: { value: heightOf(layout, type), rule: HeightRule.ATLEAST },
    children: gridCells(layout, row).map(({ cell, begins }) => drawCell(context, row, cell, begins)),
  });
}

interface GridCell {
  readonly cell: LaidCell;
  /** False where a cell from above reaches down into this row. */
  readonly begins: boolean;
}

/** What stands in a row from left to right, cells reaching down into it included. */
export function gridCells(layout: Layout, row: number): readonly GridCell[] {
  const found: GridCell[] = [];
  layout.rows.slice(0, row + 1).forEach(({ cells }, from) => {
    for (const cell of cells) if (from + cell.rowSpan > row) found.push({ cell, begins: from === row });
  });
  return found.sort((a, b) => a.cell.column - b.cell.column);
}

function drawCell(context: Context, row: number, cell: LaidCell, begins: boolean): TableCell {
  const { layout, type, widths } = context;
  const last = row === layout.rows.length - 1;
  const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, part) => sum + part, 0);
  const vertical = cell.kind === "label" && cell.rowSpan > 1 && isVertical(layout, cell.column);
  const paragraph = new Paragraph({
    style: paragraphStyle(cell, type),
    ...(cell.level ? { indent: { left: type.labelIndent + cell.level * em(type.text) } } : {}),
    ...(context.together && !last ? {} : { keepNext: false }),
    children: begins ? [content(cell)] : [],
  });
  const options: ITableCellOptions = {
    children: [paragraph],
    width: { size: width, type: WidthType.DXA },
    ...(begins ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
    ...(cell.colSpan > 1 ? { columnSpan: cell.colSpan } : {}),
    ...(cell.rowSpan > 1 ? { verticalMerge: begins ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE } : {}),
    ...(vertical && begins ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
    ...(begins ? evenLines(cell, width, type) : {}),
  };
  return new TableCell(options);
}

function content(cell: LaidCell): TextRun {
  if (cell.path !== undefined) return new TextRun(`{{${cell.path}}}`);
  // The marks of “三安全一稳定” are Latin ones unless it is said that they are not.
  return new TextRun(/[“”‘’—…]/.test(cell.text) ? { text: cell.text, font: { hint: "eastAsia" } } : cell.text);
}

function paragraphStyle(cell: LaidCell, type: TableType): string {
  if (cell.kind === "figure") return `Figure${type.figure}`;
  return cell.kind === "label" && cell.rowSpan === 1 ? `Label${type.text}` : `Head${type.text}`;
}

/** Wider margins for a header that takes several lines, so that the lines are of one length. */
function evenLines(cell: LaidCell, width: number, type: TableType): Pick<ITableCellOptions, "margins"> {
  if (cell.kind !== "header") return {};
  const room = Math.floor((width - 2 * padding) / em(type.text));
  if (cell.text.length <= room) return {};
  const side = Math.floor((width - balancedLine(cell.text, room) * em(type.text)) / 2) - padding;
  return side > padding ? { margins: { left: side, right: side } } : {};
}
