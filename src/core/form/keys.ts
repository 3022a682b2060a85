import type { ActivityNode, FormNode, Grid, Measure, Table } from "./table.ts";

/**
 * The keys a tally may have, level by level, under their English ids and their Chinese names.
 * The reader walks it, the schema and the commented tally are written from it, and texts look names up in it.
 */
export interface KeyNode {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** From the root: "requests.outcomes.denied"; "" for the root itself. */
  readonly path: string;
  /** A `cell` holds one number; a `row` has columns; a `group` has rows or groups. */
  readonly kind: "group" | "row" | "cell";
  readonly children: readonly KeyNode[];
  /** Children by id and by name. */
  readonly child: ReadonlyMap<string, KeyNode>;
  readonly measure: Measure;
  /** Computed; when written it is a checksum. */
  readonly total: boolean;
  /** The figure of the group it stands in, as an outline prints it on the group's line. */
  readonly own: boolean;
  /** Outside the statutory tables a figure may be approximate, and may be absent. */
  readonly activity: boolean;
  /** Other names than the children's are allowed. */
  readonly open: boolean;
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly kind: KeyNode["kind"];
  readonly measure?: Measure | undefined;
  readonly total?: boolean | undefined;
  readonly own?: boolean | undefined;
  readonly activity?: boolean;
  readonly open?: boolean | undefined;
}

/** The key tree of an edition's tables and of the activity figures. */
export function keyTree(tables: readonly Table[], activity: readonly ActivityNode[]): KeyNode {
  const children = tables.map(tableKeys);
  if (activity.length > 0) {
    const part: Part = { id: "activity", name: "工作情况", label: "工作情况", kind: "group", activity: true };
    children.push(
      keyNode(
        part,
        "activity",
        activity.map((node) => activityKeys(node, "activity")),
      ),
    );
  }
  return keyNode({ id: "", name: "", label: "", kind: "group" }, "", children);
}

function tableKeys(table: Table): KeyNode {
  const children = table.grids.flatMap((grid) => gridKeys(grid, table.id));
  return keyNode({ id: table.id, name: table.name, label: table.name, kind: "group" }, table.id, children);
}

function gridKeys(grid: Grid, base: string): readonly KeyNode[] {
  if (grid.rows.length === 0) return columnKeys(grid.columns, base, undefined);
  return rowKeys(grid.rows, base, grid.columns);
}

function rowKeys(rows: readonly FormNode[], base: string, columns: readonly FormNode[]): readonly KeyNode[] {
  return rows.flatMap((row) => {
    if (row.id === undefined) return rowKeys(row.children ?? [], base, columns);
    const path = join(base, row.id);
    const { id, name, label } = row;
    if (row.children) return [keyNode({ id, name, label, kind: "group" }, path, rowKeys(row.children, path, columns))];
    const only = soleColumn(columns);
    if (only)
      return [
        keyNode(
          { id, name, label, kind: "cell", measure: row.measure ?? only.measure, total: row.total, own: row.own },
          path,
          [],
        ),
      ];
    return [keyNode({ id, name, label, kind: "row", total: row.total }, path, columnKeys(columns, path, row.measure))];
  });
}

function columnKeys(columns: readonly FormNode[], base: string, measure: Measure | undefined): readonly KeyNode[] {
  return columns.flatMap((column) => {
    if (column.id === undefined) return columnKeys(column.children ?? [], base, measure);
    const { id, name, label } = column;
    const path = join(base, id);
    if (column.children)
      return [keyNode({ id, name, label, kind: "row" }, path, columnKeys(column.children, path, measure))];
    return [
      keyNode({ id, name, label, kind: "cell", measure: measure ?? column.measure, total: column.total }, path, []),
    ];
  });
}

function activityKeys(node: ActivityNode, base: string): KeyNode {
  const path = join(base, node.id);
  const children = (node.children ?? []).map((child) => activityKeys(child, path));
  const kind = node.children || node.open ? "group" : "cell";
  const part: Part = {
    id: node.id,
    name: node.name,
    label: node.name,
    kind,
    measure: node.measure,
    activity: true,
    open: node.open,
  };
  return keyNode(part, path, children);
}

function keyNode(part: Part, path: string, children: readonly KeyNode[]): KeyNode {
  const child = new Map<string, KeyNode>();
  for (const node of children) child.set(node.id, node).set(node.name, node);
  return {
    id: part.id,
    name: part.name,
    label: part.label,
    path,
    kind: part.kind,
    children,
    child,
    measure: part.measure ?? "count",
    total: part.total ?? false,
    own: part.own ?? false,
    activity: part.activity ?? false,
    open: part.open ?? false,
  };
}

/** The one column of a grid that has no second: such a row takes a plain number. */
export function soleColumn(columns: readonly FormNode[]): FormNode | undefined {
  const [only] = columns;
  return columns.length === 1 && only && !only.children ? only : undefined;
}

/** Paths are joined by dots; the empty path is the root. */
export function join(base: string, id: string): string {
  return base === "" ? id : id === "" ? base : `${base}.${id}`;
}

/** The node at a path written in either language, or undefined. */
export function findKey(root: KeyNode, parts: readonly string[]): KeyNode | undefined {
  let node: KeyNode | undefined = root;
  for (const part of parts) node = node?.child.get(part);
  return node;
}

/** Rows of the tables and activity figures that no frame speaks of: texts are checked by their labels alone, if at all. */
export function withoutWords(keys: KeyNode, frames: readonly { readonly root: string }[]): readonly KeyNode[] {
  const roots = new Set(frames.map(({ root }) => root));
  const below = (node: KeyNode): readonly KeyNode[] => {
    if (roots.has(node.path)) return [];
    if (node.kind === "group" || !node.children.every(({ kind }) => kind === "cell"))
      return node.children.flatMap(below);
    return node.total ? [] : [node];
  };
  return below(keys);
}
