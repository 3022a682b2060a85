import type { ActivityAnnex, ActivityRow } from "../core/form/annex.ts";
import type { Charge } from "../core/form/edition.ts";
import { findKey, join, type KeyNode } from "../core/form/keys.ts";
import type { ActivityNode, AnnexPlace } from "../core/form/table.ts";
import type { FrameWords } from "../core/form/vocabulary.ts";
import { measureWords } from "../core/form/words.ts";

/** The figures that are marked as charges. */
export function chargesIn(activity: readonly ActivityNode[], base = "activity"): readonly Charge[] {
  return activity.flatMap(({ id, name, charge, children = [] }) => {
    const path = join(base, id);
    const words = charge === undefined ? [] : [name, ...charge.split(/\s+/).filter(Boolean)];
    return [...(words.length > 0 ? [{ path, name, words }] : []), ...chargesIn(children, path)];
  });
}

/** The annex tables with the rows of the figures that are printed in them. */
export function annexesWith(
  activity: readonly ActivityNode[],
  annexes: readonly ActivityAnnex[],
): readonly ActivityAnnex[] {
  const places = placesIn(activity, "");
  return annexes.map((annex) => {
    const own = places.filter(({ place }) => place.in === annex.id);
    const [before, behind] = [own.filter(({ place }) => place.first), own.filter(({ place }) => !place.first)];
    return { ...annex, rows: [...before.map(({ row }) => row), ...annex.rows, ...behind.map(({ row }) => row)] };
  });
}

interface PlacedRow {
  readonly place: AnnexPlace;
  readonly row: ActivityRow;
}

function placesIn(activity: readonly ActivityNode[], base: string): readonly PlacedRow[] {
  return activity.flatMap(({ id, name, annex, children = [] }) => {
    const path = join(base, id);
    const below = placesIn(children, path);
    if (!annex) return below;
    const { in: _, first: __, each, ...row } = { label: name, ...annex };
    return [{ place: annex, row: each ? { ...row, each: path } : rowAt(row, path) }, ...below];
  });
}

/** Paths that are written from the entry, as they are from the root. */
function rowAt({ rows, ...row }: ActivityRow, base: string): ActivityRow {
  const at = join(base, row.at ?? "");
  return { ...row, at, ...(rows && { rows: rows.map((inner) => rowAt(inner, at)) }) };
}

/** The words that stand beside the figures, as frames of the vocabulary. */
export function framesIn(activity: readonly ActivityNode[], base = ""): readonly FrameWords[] {
  return activity.flatMap(({ id, name, measure, words, children = [] }) => {
    const path = join(base, id);
    const given = typeof words === "string" ? { nouns: words } : words;
    const own = given && {
      measures: measureWords[measure ?? "count"],
      ...(children.length === 0 && { alone: [{ sums: ["."] }] }),
      ...given,
      nouns: [name, given.nouns ?? ""].join(" ").trim(),
    };
    return [...(own ? [{ id: path, root: join("activity", path), ...own }] : []), ...framesIn(children, path)];
  });
}

/** The first path in the annex tables that names no activity figure or group, or what is wrong with the row. */
export function faultIn(
  annexes: readonly ActivityAnnex[],
  activity: readonly ActivityNode[],
  keys: KeyNode,
): string | undefined {
  const nowhere = placesIn(activity, "").find(({ place }) => !annexes.some(({ id }) => id === place.in));
  if (nowhere) return `annex: no such table: ${nowhere.place.in}`;
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
