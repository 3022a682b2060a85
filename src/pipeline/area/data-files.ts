import type { DataFormat } from "../../core/open-data.ts";
import { csvLine, csvMark } from "../../core/text/csv.ts";
import { type HeadedColumn, inertJson } from "../../model/data-package.ts";
import { dataNumber } from "../../model/open-data.ts";
import { DataWorkbook } from "../../render/sheet/data-workbook.ts";
import type { StagedFiles } from "../../write/staged-files.ts";

/** Values in the order of the columns; what is not known is an empty text. */
export type TableRow = readonly (string | number)[];

/** Rows in groups, as they come. */
type TableRows = AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>;

/** Writes tables as they come, row by row. Each has to be through before the next begins. */
export interface TableWriter {
  /** `name` is that of the table: of its file, or of its sheet. */
  table(name: TableName, columns: readonly HeadedColumn[], rows: TableRows): Promise<void>;
  end(): void;
}

export interface TableName {
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
    table: async ({ file: name }, columns, rows) => {
      const file = staged.open(`${name}.csv`);
      file.write(csvMark + csvLine(columns.map(({ head }) => head)));
      for await (const group of rows) {
        for (const row of group) file.write(csvLine(row.map((value) => (value === "" ? "" : plainNumber(value)))));
      }
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
    table: async ({ file: name }, columns, rows) => {
      const file = staged.open(`${name}.json`);
      let before = "[\n";
      for await (const group of rows) {
        for (const row of group) {
          const values = columns.flatMap(({ id, head }, i): readonly (readonly [string, string | number | null])[] => {
            const value = row[i] ?? "";
            if (value !== "") return [[head, value]];
            return id === "value" ? [[head, null]] : [];
          });
          file.write(before + inertJson(Object.fromEntries(values)));
          before = ",\n";
        }
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
    table: async ({ sheet }, columns, rows) => {
      workbook.sheet(
        sheet,
        columns.map(({ head }) => head),
        columns.map(({ id }) => widths[id] ?? 12),
      );
      for await (const group of rows) for (const row of group) workbook.row(row);
    },
    end: () => workbook.end(),
  };
}
