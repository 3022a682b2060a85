import { gridColumns } from "./cells.ts";
import { join } from "./keys.ts";
import type { LaidCell, LaidRow } from "./laid-table.ts";
import type { FormNode, Grid, Remark } from "./table.ts";
import { measureWords } from "./words.ts";

/** What the forms print where a line is a heading and has no figure. It is no missing value. */
const heading = "——";

/** The headers of an outline's columns of fixed words. */
export function outlineHead(grid: Grid, labels: number, height: number): readonly LaidCell[] {
  return (grid.outline ?? []).map(({ label }, i) => ({
    kind: "header",
    text: label,
    column: labels + i,
    colSpan: 1,
    rowSpan: height,
  }));
}

/** A line for every node of the row tree, from the top, each a little further in than the one it belongs to. */
export function outlineRows(grid: Grid, table: string, labels: number, width: number): readonly LaidRow[] {
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
