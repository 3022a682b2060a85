import type { Edition } from "../core/form/edition.ts";
import { join, soleColumn } from "../core/form/keys.ts";
import type { FormNode, Grid, Measure, Table } from "../core/form/table.ts";

/** A table of the form as it may stand on a page: its lines from the top, block by block. */
export interface FormTable {
  readonly table: string;
  readonly blocks: readonly FormBlock[];
}

/** Lines under one header. */
export interface FormBlock {
  /** The line across the table above the header. */
  readonly caption: string | undefined;
  readonly columns: readonly FormColumn[];
  readonly lines: readonly FormLine[];
}

/** A column of figures, or of fixed words that are passed over. */
export interface FormColumn {
  /** Its own header and its short name. */
  readonly spellings: readonly string[];
  /** The headers above it, from the top. */
  readonly above: readonly string[];
  /** Within its row; undefined for a column of fixed words. */
  readonly path: string | undefined;
  readonly measure: Measure | undefined;
}

export interface FormLine {
  readonly spellings: readonly string[];
  /** The label that it stands beside or below. */
  readonly above: string | undefined;
  /** With the table's id: "requests.received". */
  readonly path: string;
  /** The rows below it where it is a heading; a page may print their sum there and not them. */
  readonly below?: readonly string[];
}

/** The ways a table may be set: as the form has it, and, where its rows have no labels, turned about. */
export function formTables({ tables }: Pick<Edition, "tables">): readonly (readonly FormTable[])[] {
  return tables.map((table) =>
    gridsOf(table).map((grids) => ({ table: table.id, blocks: grids.map((grid) => formBlock(table.id, grid)) })),
  );
}

function gridsOf({ grids }: Table): readonly (readonly Grid[])[] {
  const [only] = grids;
  if (!only || grids.length > 1 || only.rows.length > 0) return [grids];
  const turned = { columns: [{ name: "", label: "" }], rows: only.columns };
  return [grids, ...crossed(only), [turned]];
}

/** The groups of a header as rows and its last line as columns, where all groups have the same ones. */
function crossed({ columns }: Grid): readonly (readonly Grid[])[] {
  const last: (readonly FormNode[])[] = [];
  const withoutLast = (nodes: readonly FormNode[]): readonly FormNode[] =>
    nodes.map(({ children, ...node }) => {
      if (!children || children.every((child) => child.children))
        return { ...node, ...(children && { children: withoutLast(children) }) };
      last.push(children);
      return node;
    });
  const rows = withoutLast(columns);
  const names = last.map((nodes) => nodes.map(({ id, label }) => `${id} ${label}`).join("\n"));
  const [first] = last;
  const whole =
    columns.every(({ children }) => children) && new Set(names).size === 1 && first?.every(({ children }) => !children);
  return whole && first ? [[{ rows, columns: first }]] : [];
}

function formBlock(table: string, grid: Grid): FormBlock {
  const remarks = (grid.outline ?? []).map(
    ({ label }): FormColumn => ({ spellings: [label], above: [], path: undefined, measure: undefined }),
  );
  const only = grid.rows.length > 0 ? soleColumn(grid.columns) : undefined;
  const columns: readonly FormColumn[] = only
    ? [{ spellings: spellingsOf(only), above: [], path: "", measure: only.measure }]
    : columnsOf(grid.columns, "", []);
  const lines = grid.rows.length > 0 ? linesOf(grid.rows, table) : [];
  return {
    caption: grid.caption,
    columns: [...remarks, ...columns],
    lines: lines.length > 0 ? lines : [{ spellings: [], above: undefined, path: table }],
  };
}

function columnsOf(nodes: readonly FormNode[], base: string, above: readonly string[]): readonly FormColumn[] {
  return nodes.flatMap((node) => {
    const path = join(base, node.id ?? "");
    if (node.children) return columnsOf(node.children, path, [...above, node.label]);
    return [{ spellings: spellingsOf(node), above, path, measure: node.measure }];
  });
}

function linesOf(nodes: readonly FormNode[], base: string, above?: string): readonly FormLine[] {
  return nodes.flatMap((node): readonly FormLine[] => {
    if (node.own) return [];
    const path = join(base, node.id ?? "");
    const line = { spellings: spellingsOf(node), above };
    if (!node.children) return [{ ...line, path }];
    const own = node.children.find((child) => child.own);
    const inner = linesOf(node.children, path, node.label);
    if (own) return [{ ...line, path: join(path, own.id ?? "") }, ...inner];
    const below = inner.flatMap((one) => (one.below ? [] : [one.path]));
    return [{ ...line, path, below }, ...inner];
  });
}

function spellingsOf({ label, name }: FormNode): readonly string[] {
  return [...new Set([label, name])].filter((text) => text !== "");
}

/** How many figures a table has. */
export function figuresOf({ blocks }: FormTable): number {
  return blocks.reduce((sum, { columns, lines }) => {
    const figures = columns.filter(({ path }) => path !== undefined).length;
    return sum + figures * lines.filter(({ below }) => !below).length;
  }, 0);
}

/** The columns of a grid without labels, as many as its rows have figures. */
export function isUnlabelled({ lines }: FormBlock): boolean {
  return lines.length === 1 && lines[0]?.spellings.length === 0;
}
