import { join, soleColumn } from "./keys.ts";
import type { CellSpec, FormNode, Grid, Measure, Table } from "./table.ts";

/** A leaf of a row or column tree with its path inside the table. */
export interface Leaf {
  readonly path: string;
  /** As printed, under what it is printed: （三）不予公开 · 1.属于国家秘密. */
  readonly label: string;
  readonly measure: Measure | undefined;
  /** For a total: the paths of the leaves it adds up. */
  readonly terms: readonly string[] | undefined;
}

/** Every cell of a table in printed order, row by row. A total adds up its row first, its column otherwise. */
export function tableCells(table: Table): readonly CellSpec[] {
  return table.grids.flatMap((grid) => gridCells(table.id, grid));
}

function gridCells(table: string, grid: Grid): readonly CellSpec[] {
  const rows: readonly Leaf[] =
    grid.rows.length > 0 ? leaves(grid.rows) : [{ path: "", label: "", measure: undefined, terms: undefined }];
  const columns = gridColumns(grid);
  return rows.flatMap((row) =>
    columns.map((column): CellSpec => {
      const at = (r: string, c: string) => join(join(table, r), c);
      const terms = column.terms?.map((c) => at(row.path, c)) ?? row.terms?.map((r) => at(r, column.path));
      return {
        path: at(row.path, column.path),
        table,
        row: row.path,
        column: column.path,
        rowLabel: row.label,
        columnLabel: column.label,
        measure: row.measure ?? column.measure ?? "count",
        ...(terms ? { terms } : {}),
      };
    }),
  );
}

/** The value columns of a grid; the only column of a grid has the empty path. */
export function gridColumns(grid: Grid): readonly Leaf[] {
  const only = soleColumn(grid.columns);
  if (only && grid.rows.length > 0) return [{ path: "", label: only.label, measure: only.measure, terms: undefined }];
  return leaves(grid.columns);
}

/** The leaves of a tree in order. A heading without an id leaves no trace in the paths. */
export function leaves(nodes: readonly FormNode[], base = "", above = ""): readonly Leaf[] {
  const found = unheaded(nodes).map((node): readonly Leaf[] => {
    const path = join(base, node.id ?? "");
    if (node.children) return leaves(node.children, path, node.label);
    const label = above === "" ? node.label : node.own ? above : `${above} · ${node.label}`;
    return [{ path, label, measure: node.measure, terms: node.total ? [] : undefined }];
  });
  const summed = found.flat().filter((leaf) => leaf.terms === undefined);
  const terms = summed.map((leaf) => leaf.path);
  return found.flatMap((group) => group.map((leaf) => (leaf.terms?.length === 0 ? { ...leaf, terms } : leaf)));
}

function unheaded(nodes: readonly FormNode[]): readonly FormNode[] {
  return nodes.flatMap((node) => (node.id === undefined ? unheaded(node.children ?? []) : [node]));
}
