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
import type { LaidCell, Layout } from "../core/form/laid-table.ts";
import { gridCells, layoutTable } from "../core/form/layout.ts";
import type { Table } from "../core/form/table.ts";
import { heightOf, paragraphStyle, placeOf, sideMargin, tableType } from "../core/form/table-type.ts";
import { columnWidths, em, isVertical, type TableType } from "../core/form/widths.ts";
import { grid, textHeight, textWidth } from "./page.ts";

/** Half a point, black. */
const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;

/** Whether a table begins on a page of its own. */
export function beginsPage(table: Table): boolean {
  return placeIn(layoutTable(table)) === "page";
}

function placeIn(layout: Layout): ReturnType<typeof placeOf> {
  return placeOf(layout, tableType(layout), textHeight - grid.linePitch);
}

/** A statutory table with a tag in every figure cell, as wide as the 版心. */
export function drawTable(table: Table): DocxTable {
  const layout = layoutTable(table);
  const type = tableType(layout);
  const widths = columnWidths(layout, table.widths, textWidth, type);
  const context: Context = {
    layout,
    type,
    widths,
    repeat: table.grids.length === 1,
    together: placeIn(layout) === "together",
  };
  return new DocxTable({
    style: "ReportTable",
    // Said again here: programs that convert files often pass over table styles.
    borders: { top: line, left: line, bottom: line, right: line, insideHorizontal: line, insideVertical: line },
    layout: TableLayoutType.FIXED,
    // The many lines of an outline stand close.
    ...(layout.outline ? { margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0 } } : {}),
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

/** Wider margins for a header that takes several lines. */
function evenLines(cell: LaidCell, width: number, type: TableType): Pick<ITableCellOptions, "margins"> {
  const side = sideMargin(cell, width, type);
  return side > 0 ? { margins: { left: side, right: side } } : {};
}
