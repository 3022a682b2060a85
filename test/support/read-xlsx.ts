import ExcelJS from "exceljs";
import type { Layout } from "../../src/core/form/laid-table.ts";

export interface SheetFigure {
  readonly value: unknown;
  readonly formula: string | undefined;
}

/** The figures of a workbook by the path of their cell: on each table's sheet, found by the place of its first label. */
export async function readXlsx(
  bytes: Uint8Array,
  layouts: readonly Layout[],
): Promise<ReadonlyMap<string, SheetFigure>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  const sheets = book.worksheets.slice(1);
  if (sheets.length !== layouts.length) throw new Error(`${sheets.length} sheets for ${layouts.length}`);
  return new Map(layouts.flatMap((layout, i) => figuresOf(layout, sheets[i]!)));
}

function figuresOf(layout: Layout, sheet: ExcelJS.Worksheet): readonly [string, SheetFigure][] {
  const first = layout.rows[0]?.cells[0]?.text ?? "";
  let top = 0;
  sheet.eachRow((row, number) => {
    if (top === 0 && row.getCell(1).text === first) top = number;
  });
  if (top === 0) throw new Error(`${sheet.name}: ${first} is not on it`);
  return layout.rows.flatMap((row, y) =>
    row.cells.flatMap(({ path, column }): [string, SheetFigure][] => {
      if (!path) return [];
      const cell = sheet.getCell(top + y, column + 1);
      const formula = cell.formula;
      return [[path, { value: formula ? cell.result : cell.value, formula }]];
    }),
  );
}
