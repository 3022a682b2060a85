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
  WidthType,
} from "docx";
import { type FigureTree, printNumber } from "../../../src/core/figures.ts";
import type { LaidCell, Layout } from "../../../src/core/form/laid-table.ts";
import { layoutTable } from "../../../src/core/form/layout.ts";
import type { Table } from "../../../src/core/form/table.ts";
import { tableType } from "../../../src/core/form/table-type.ts";
import { columnWidths, isVertical } from "../../../src/core/form/widths.ts";
import { textWidth } from "../../../src/draw/page.ts";
import { at } from "./at.ts";

export type TableObjects = (figures: FigureTree) => readonly [DocxTable];

const border = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const borders = {
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
};

interface PlannedCell {
  readonly text: string;
  readonly path: readonly string[] | undefined;
  readonly style: string;
  readonly options: Omit<ITableCellOptions, "children">;
}

interface PlannedRow {
  readonly header: boolean;
  readonly cells: readonly PlannedCell[];
}

/** A table of the form, its measures worked out once; its objects are made for each report. */
export function tableObjects(table: Table): TableObjects {
  const layout = layoutTable(table);
  const widths = columnWidths(layout, table.widths, textWidth, tableType(layout));
  const repeat = table.grids.length === 1;
  const rows = layout.rows.map(
    (row): PlannedRow => ({
      header: repeat && row.header,
      cells: row.cells.map((cell) => planCell(cell, layout, widths)),
    }),
  );
  const height = { value: layout.rows.length > 8 && layout.columns > 6 ? 350 : 480, rule: HeightRule.ATLEAST };
  return (figures) => [
    new DocxTable({
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      borders,
      rows: rows.map(
        ({ header, cells }) =>
          new TableRow({
            cantSplit: true,
            ...(header ? { tableHeader: true } : {}),
            height,
            children: cells.map((cell) => cellObject(cell, figures)),
          }),
      ),
    }),
  ];
}

function planCell(cell: LaidCell, layout: Layout, widths: readonly number[]): PlannedCell {
  const type = tableType(layout);
  const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, part) => sum + part, 0);
  const vertical = cell.kind === "label" && cell.rowSpan > 1 && isVertical(layout, cell.column);
  const label = cell.kind === "label" && cell.rowSpan === 1;
  return {
    text: cell.text,
    path: cell.path?.split("."),
    style: cell.kind === "figure" ? `Figure${type.figure}` : `${label ? "Label" : "Head"}${type.text}`,
    options: {
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(cell.colSpan > 1 ? { columnSpan: cell.colSpan } : {}),
      ...(cell.rowSpan > 1 ? { rowSpan: cell.rowSpan } : {}),
      ...(vertical ? { textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT } : {}),
    },
  };
}

function cellObject({ text, path, style, options }: PlannedCell, figures: FigureTree): TableCell {
  const value = path ? at(figures, path) : text;
  const printed = typeof value === "number" ? printNumber(value) : String(value ?? "");
  return new TableCell({ ...options, children: [new Paragraph({ style, children: [new TextRun(printed)] })] });
}
