import type { Edition } from "../../core/form/edition.ts";
import type { Cell, Tally } from "../../core/tally.ts";

/** A tally as it crosses from one thread to another: whose it is and its figures, without its texts and waivers. */
export interface PackedTally {
  readonly head: Omit<Tally, "cells" | "prose" | "waivers">;
  /** In the order of the form's cells; NaN where a cell is not there, or is one of `others`. */
  readonly values: Float64Array;
  /** Cells that are more than a number, with their places, and the activity figures. */
  readonly others: readonly (readonly [path: string, cell: Cell])[];
}

/** `figures`: with its figures, which not everybody asks for. */
export function packTally(tally: Tally, edition: Edition, figures: boolean): PackedTally {
  const { cells, prose: _, waivers: __, ...head } = tally;
  if (!figures) return { head, values: new Float64Array(), others: [] };
  const values = new Float64Array(edition.cells.length).fill(Number.NaN);
  const plain = new Set<string>();
  for (const [i, { path }] of edition.cells.entries()) {
    const { value, text, approximate, remark } = cells.get(path) ?? {};
    if (value === undefined || text !== undefined || approximate || remark) continue;
    values[i] = value;
    plain.add(path);
  }
  return { head, values, others: [...cells].filter(([path]) => !plain.has(path)) };
}

/** The tally again; of a plain number the place is that of the unit. */
export function unpackTally({ head, values, others }: PackedTally, edition: Edition): Tally {
  const known = new Map(others);
  const cells = new Map<string, Cell>();
  for (const [i, { path }] of edition.cells.entries()) {
    const value = values[i] ?? Number.NaN;
    const cell = known.get(path) ?? (Number.isNaN(value) ? undefined : { value, span: head.unitSpan });
    if (cell) cells.set(path, cell);
  }
  for (const [path, cell] of others) if (!cells.has(path)) cells.set(path, cell);
  return { ...head, cells, prose: new Map(), waivers: [] };
}
