import type { DataFormat } from "../../core/open-data.ts";
import { csvLine, csvMark } from "../../core/text/csv.ts";
import { type HeadedColumn, inertJson } from "../../model/data-package.ts";
import { dataNumber } from "../../model/open-data.ts";
import { DataWorkbook } from "../../render/sheet/data-workbook.ts";
import type { StagedFiles } from "../../write/staged-files.ts";

/** Values in the order of the columns; what is not known is an empty text. */
export type TableRow = readonly (string | number)[];

/** Writes tables as they come, row by row. Each has to be through before the next begins. */
export interface TableWriter {
  /** `name` is that of the table: of its file, or of its sheet. */
  table(name: TableName, columns: readonly HeadedColumn[], rows: Iterable<TableRow>): void;
  end(): void;
}

interface TableName {
  /** Without an ending. */
  readonly file: string;
  readonly sheet: string;
}

export function tableWriter(format: DataFormat, staged: StagedFiles, workbook: string): TableWriter {
  if (format === "xlsx") return workbookWriter(staged, workbook);
  return format === "csv" ? csvWriter(staged) : jsonWriter(staged);
}

function csvWriter(staged: StagedFiles): TableWriter {
  return {
    table: ({ file: name }, columns, rows) => {
      const file = staged.open(`${name}.csv`);
      file.write(csvMark + csvLine(columns.map(({ head }) => head)));
      for (const row of rows) file.write(csvLine(row.map((value) => (value === "" ? "" : plainNumber(value)))));
    },
    end: () => undefined,
  };
}

/** A number that JavaScript would write with an exponent is digits to everybody else. */
function plainNumber(value: string | number): string | number {
  return typeof value === "number" && String(value).includes("e") ? dataNumber(value) : value;
}

/** An array with a row a line. What is empty is left out, but a figure that is blank is null. */
function jsonWriter(staged: StagedFiles): TableWriter {
  return {
    table: ({ file: name }, columns, rows) => {
      const file = staged.open(`${name}.json`);
      let before = "[\n";
      for (const row of rows) {
        const values = columns.flatMap(({ id, head }, i): readonly (readonly [string, string | number | null])[] => {
          const value = row[i] ?? "";
          if (value !== "") return [[head, value]];
          return id === "value" ? [[head, null]] : [];
        });
        file.write(before + inertJson(Object.fromEntries(values)));
        before = ",\n";
      }
      file.write(before === "[\n" ? "[]\n" : "\n]\n");
    },
    end: () => undefined,
  };
}

const widths: Readonly<Record<string, number>> = {
  unit: 30,
  code: 20,
  within: 24,
  path: 44,
  label: 44,
  labelEn: 44,
  about: 60,
};

function workbookWriter(staged: StagedFiles, name: string): TableWriter {
  const file = staged.open(name);
  const workbook = new DataWorkbook((bytes) => file.write(bytes));
  return {
    table: ({ sheet }, columns, rows) => {
      workbook.sheet(
        sheet,
        columns.map(({ head }) => head),
        columns.map(({ id }) => widths[id] ?? 12),
      );
      for (const row of rows) workbook.row(row);
    },
    end: () => workbook.end(),
  };
}
