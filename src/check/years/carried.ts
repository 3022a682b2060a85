import type { Related } from "../../core/diagnostic.ts";
import type { Carry } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Subject } from "../../core/rule.ts";
import { inputColumns, writtenParts } from "../cells.ts";

/** One column of a carry: what last year's report took forward and what this year's took over. */
interface CarriedColumn {
  readonly spec: CellSpec;
  readonly now: number;
  readonly before: number;
}

/** A carry as both years have it; the columns are those that both forms have. */
export interface CarriedRow {
  readonly carry: Carry;
  readonly row: CellSpec;
  readonly lastRow: CellSpec;
  readonly now: number;
  readonly before: number;
  /** The columns that differ. */
  readonly differing: readonly CarriedColumn[];
}

/** The carries that can be compared: both years' forms have the rows, and no cell of them is blank. */
export function carriedRows(input: CheckInput, previous: Subject | undefined = input.previous): readonly CarriedRow[] {
  return previous ? input.edition.carries.flatMap((carry) => compare(input, previous, carry) ?? []) : [];
}

function compare(input: CheckInput, previous: Subject, carry: Carry): CarriedRow | undefined {
  const columns: CarriedColumn[] = [];
  let lastRow: CellSpec | undefined;
  for (const { path } of inputColumns(input.edition, carry.table, carry.row)) {
    const spec = input.edition.cellAt.get(join(join(carry.table, carry.row), path));
    const last = previous.edition.cellAt.get(join(join(carry.table, carry.last), path));
    const [now, before] = [spec && input.figures.value(spec.path), last && previous.figures.value(last.path)];
    if (!spec || !last || now === undefined || before === undefined) return undefined;
    lastRow ??= last;
    columns.push({ spec, now, before });
  }
  const [first] = columns;
  if (!first || !lastRow) return undefined;
  return {
    carry,
    row: first.spec,
    lastRow,
    now: columns.reduce((sum, column) => sum + column.now, 0),
    before: columns.reduce((sum, column) => sum + column.before, 0),
    differing: columns.filter((column) => column.now !== column.before),
  };
}

/** The cells that differ, in this year's file and in last year's. */
export function differingCells(
  input: CheckInput,
  { carry, differing }: CarriedRow,
  previous: Subject | undefined = input.previous,
): readonly Related[] {
  const here = differing.map(({ spec, now }) => ({
    subject: input,
    path: spec.path,
    label: spec.columnLabel,
    value: now,
  }));
  const there = differing.map(({ spec, before }) => ({
    subject: previous ?? input,
    path: join(join(carry.table, carry.last), spec.column),
    label: spec.columnLabel,
    value: before,
  }));
  return [...here, ...there].flatMap(({ subject, path, label, value }) => {
    const { year } = subject.tally;
    return writtenParts(subject, path, value).map(({ span, value: part }) => {
      return { span, message: { zh: `${year}年“${label}”：${part}`, en: `${year} ${path}: ${part}` } };
    });
  });
}
