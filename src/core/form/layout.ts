import { gridColumns } from "./cells.ts";
import { join } from "./keys.ts";
import type { LaidCell, LaidRow, Layout } from "./laid-table.ts";
import type { FormNode, Grid, Remark, Table } from "./table.ts";
import { measureWords } from "./words.ts";

/** Lays a table out. Grids of a stack share one width; the last column of a narrower one is stretched. */
export function layoutTable(table: Table): Layout {
  const labels = Math.max(...table.grids.map((grid) => (grid.outline ? 1 : depth(grid.rows))));
  const values = Math.max(...table.grids.map((grid) => (grid.outline?.length ?? 0) + gridColumns(grid).length));
  const width = labels + values;
  const rows = table.grids.flatMap((grid) => layoutGrid(table.id, grid, labels, width));
  const outline = table.grids.some((grid) => grid.outline) ? { outline: true as const } : {};
  return { table: table.id, columns: width, labelColumns: labels, rows, ...outline };
}

type Draft = { header: boolean; cells: LaidCell[] };

function layoutGrid(table: string, grid: Grid, labels: number, width: number): readonly LaidRow[] {
  const rows: Draft[] = [];
  if (grid.caption !== undefined) {
    rows.push({
      header: true,
      cells: [{ kind: "caption", text: grid.caption, column: 0, colSpan: width, rowSpan: 1 }],
    });
  }
  const height = depth(grid.columns);
  const head: Draft[] = Array.from({ length: height }, () => ({ header: true, cells: [] }));
  if (labels > 0) {
    head[0]?.cells.push({ kind: "corner", text: grid.corner ?? "", column: 0, colSpan: labels, rowSpan: height });
  }
  const remarks = grid.outline?.length ?? 0;
  head[0]?.cells.push(...outlineHead(grid, labels, height));
  layoutColumns(grid.columns, head, 0, labels + remarks, width);
  rows.push(...head);

  const columns = gridColumns(grid);
  if (grid.outline) return [...rows, ...outlineRows(grid, table, labels, width)];
  const figures = (row: string): LaidCell[] =>
    columns.map((column, i) => ({
      kind: "figure",
      text: "",
      path: join(join(table, row), column.path),
      column: labels + i,
      colSpan: i === columns.length - 1 ? width - labels - i : 1,
      rowSpan: 1,
    }));
  if (grid.rows.length === 0) rows.push({ header: false, cells: figures("") });
  else layoutRows(grid.rows, "", 0, labels, rows, figures);
  return rows;
}

/** Headers from the top; a leaf reaches down to the last header line. Returns the next free column. */
function layoutColumns(
  nodes: readonly FormNode[],
  head: readonly Draft[],
  level: number,
  from: number,
  width: number,
): number {
  let column = from;
  nodes.forEach((node, i) => {
    const last = level === 0 && i === nodes.length - 1;
    const span = last ? width - column : leafCount(node);
    const rowSpan = node.children ? 1 : head.length - level;
    head[level]?.cells.push({ kind: "header", text: node.label, column, colSpan: span, rowSpan });
    if (node.children) layoutColumns(node.children, head, level + 1, column, column + span);
    column += span;
  });
  return column;
}

/** Labels from the left; a leaf reaches right up to the figures, a group stands beside all its leaves. */
function layoutRows(
  nodes: readonly FormNode[],
  base: string,
  level: number,
  labels: number,
  rows: Draft[],
  figures: (row: string) => LaidCell[],
  pending: readonly LaidCell[] = [],
): void {
  nodes.forEach((node, i) => {
    const path = join(base, node.id ?? "");
    const before = i === 0 ? pending : [];
    if (node.children) {
      const group: LaidCell = { kind: "label", text: node.label, column: level, colSpan: 1, rowSpan: leafCount(node) };
      layoutRows(node.children, path, level + 1, labels, rows, figures, [...before, group]);
    } else {
      const label: LaidCell = { kind: "label", text: node.label, column: level, colSpan: labels - level, rowSpan: 1 };
      rows.push({ header: false, cells: [...before, label, ...figures(path)] });
    }
  });
}

function leafCount(node: FormNode): number {
  return node.children ? node.children.reduce((sum, child) => sum + leafCount(child), 0) : 1;
}

function depth(nodes: readonly FormNode[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, 1 + depth(node.children ?? [])), 0);
}

/** A place of a row that a cell covers. */
export interface GridCell<Cell = LaidCell> {
  readonly cell: Cell;
  /** False where a cell from above reaches down into this row. */
  readonly begins: boolean;
}

/** What stands in a row from left to right, cells reaching down into it included. */
export function gridCells<Cell extends LaidCell>(
  layout: { readonly rows: readonly { readonly cells: readonly Cell[] }[] },
  row: number,
): readonly GridCell<Cell>[] {
  const found: GridCell<Cell>[] = [];
  layout.rows.slice(0, row + 1).forEach(({ cells }, from) => {
    for (const cell of cells) if (from + cell.rowSpan > row) found.push({ cell, begins: from === row });
  });
  return found.sort((a, b) => a.cell.column - b.cell.column);
}

/** What the forms print where a line is a heading and has no figure. It is no missing value. */
const heading = "——";

/** The headers of an outline's columns of fixed words. */
function outlineHead(grid: Grid, labels: number, height: number): readonly LaidCell[] {
  return (grid.outline ?? []).map(({ label }, i) => ({
    kind: "header",
    text: label,
    column: labels + i,
    colSpan: 1,
    rowSpan: height,
  }));
}

/** A line for every node of the row tree, from the top, each a little further in than the one it belongs to. */
function outlineRows(grid: Grid, table: string, labels: number, width: number): readonly LaidRow[] {
  const columns = gridColumns(grid);
  const remarks = grid.outline ?? [];
  const line = (node: FormNode, path: string | undefined, level: number): LaidRow => {
    const own = node.children?.find((child) => child.own) ?? node;
    const cells: LaidCell[] = [{ kind: "label", text: node.label, column: 0, colSpan: labels, rowSpan: 1, level }];
    remarks.forEach((remark, i) => {
      const text = path === undefined ? heading : remarkOf(remark, own, columns[0]?.measure);
      cells.push({ kind: "remark", text, column: labels + i, colSpan: 1, rowSpan: 1 });
    });
    columns.forEach((column, i) => {
      const at = labels + remarks.length + i;
      const colSpan = i === columns.length - 1 ? width - at : 1;
      const place = { column: at, colSpan, rowSpan: 1 };
      if (path === undefined) cells.push({ kind: "remark", text: heading, ...place });
      else cells.push({ kind: "figure", text: "", path: join(join(table, path), column.path), ...place });
    });
    return { header: false, cells };
  };
  const lines = (nodes: readonly FormNode[], base: string, level: number): readonly LaidRow[] =>
    nodes.flatMap((node) => {
      if (node.own) return [];
      const path = join(base, node.id ?? "");
      const own = node.children?.find((child) => child.own);
      const figure = own ? join(path, own.id ?? "") : node.children ? undefined : path;
      return [line(node, figure, level), ...lines(node.children ?? [], path, level + 1)];
    });
  return lines(grid.rows, "", 0);
}

function remarkOf({ shows }: Remark, node: FormNode, measure: FormNode["measure"]): string {
  return shows === "code" ? (node.code ?? "") : measureWords[node.measure ?? measure ?? "count"];
}
