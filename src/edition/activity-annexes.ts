import type { ActivityAnnex, ActivityRow } from "../core/form/annex.ts";
import type { Charge } from "../core/form/edition.ts";
import { findKey, join, type KeyNode } from "../core/form/keys.ts";
import type { ActivityNode } from "../core/form/table.ts";

/** The figures that are marked as charges. */
export function chargesIn(activity: readonly ActivityNode[], base = "activity"): readonly Charge[] {
  return activity.flatMap(({ id, name, charge, children = [] }) => {
    const path = join(base, id);
    const words = charge === undefined ? [] : [name, ...charge.split(/\s+/).filter(Boolean)];
    return [...(words.length > 0 ? [{ path, name, words }] : []), ...chargesIn(children, path)];
  });
}

/** The first path in the annex tables that names no activity figure or group, or what is wrong with the row. */
export function faultIn(annexes: readonly ActivityAnnex[], keys: KeyNode): string | undefined {
  for (const { id, columns, rows } of annexes) {
    for (const row of rows) {
      const fault = faultInRow(row, columns.length, keys);
      if (fault !== undefined) return `annexes: ${id}: ${fault}`;
    }
  }
  return undefined;
}

function faultInRow(row: ActivityRow, columns: number, keys: KeyNode): string | undefined {
  const find = (path: string) => findKey(keys, join("activity", path).split("."));
  const { at = "", each, figures = [], rows = [] } = row;
  if (each !== undefined) return find(each)?.kind === "group" ? undefined : `no such group: ${each}`;
  const named = figures.flatMap((figure) =>
    figure === null ? [] : typeof figure === "string" ? [figure] : [figure.rate, figure.of],
  );
  if (figures.length > columns) return `more figures than columns: ${at}`;
  const paths = figures.length > 0 ? named.map((name) => join(at, name)) : rows.length > 0 ? [] : [at];
  const unknown = paths.find((path) => find(path)?.kind !== "cell");
  if (unknown !== undefined) return `no such figure: ${unknown}`;
  return rows.map((inner) => faultInRow(inner, columns, keys)).find((fault) => fault !== undefined);
}
