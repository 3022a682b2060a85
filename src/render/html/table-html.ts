import type { AnnexCell } from "../../core/form/annex.ts";
import type { LaidCell, LaidRow, Layout } from "../../core/form/laid-table.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import { type PrintedFigures, type TablePiece, tableStamper } from "../markup/table-stamper.ts";

/** A page has classes for its style sheet and a frame that scrolls where the screen is narrow; a fragment has the bare elements. */
export type HtmlStyle = "page" | "fragment";

/** Writes tables as on the form: heads, merges, and for whoever hears them read what each header speaks of. */
export function htmlTables(style: HtmlStyle): (layout: Layout, report: PrintedFigures, caption?: string) => string {
  const stamp = tableStamper((layout) => tablePieces(layout, style), escapeHtml);
  return (layout, report, caption = "") => {
    const name = escapeHtml(caption);
    const head = name === "" ? "" : `<caption>${name}</caption>\n`;
    const table = `<table>\n${head}${stamp(layout, report)}</table>`;
    if (style === "fragment") return table;
    const label = name === "" ? "表格" : name;
    return `<div class="table" role="group" aria-label="${label}，可左右滚动" tabindex="0">\n${table}\n</div>`;
  };
}

/** Rows that belong together: a head, or a body with what stands beside all of it. */
interface RowGroup {
  readonly tag: "thead" | "tbody";
  readonly rows: readonly LaidRow[];
  /** Whether a label reaches down through all of it. */
  readonly labelled: boolean;
}

function tablePieces(layout: Layout, style: HtmlStyle): readonly TablePiece[] {
  const groups = groupsOf(layout.rows);
  const [head] = groups;
  const first = head?.tag === "thead" ? (head.rows[0]?.cells ?? []) : [];
  // A header over several columns stands for all of a column group only where there is one of just those columns.
  const grouped = head !== undefined && first.some((cell) => spansGroup(cell, head));
  const columns = grouped ? `${first.map(({ colSpan }) => `<colgroup span="${colSpan}"></colgroup>`).join("")}\n` : "";
  return [
    columns,
    ...groups.flatMap((group) => [
      `<${group.tag}>\n`,
      ...group.rows.flatMap((row, i): readonly TablePiece[] => [
        "<tr>",
        ...row.cells.flatMap((cell) =>
          cellPieces(cell, { group, first: i === 0, grouped, labels: layout.labelColumns, style }),
        ),
        "</tr>\n",
      ]),
      `</${group.tag}>\n`,
    ]),
  ];
}

function spansGroup({ kind, colSpan }: LaidCell, { rows }: RowGroup): boolean {
  return kind === "header" && colSpan > 1 && rows.length > 1;
}

/** One head over a body; or, where several tables of the form are stacked, a body for each with its head in it. */
function groupsOf(rows: readonly LaidRow[]): readonly RowGroup[] {
  const bodyFrom = rows.findIndex(({ header }) => !header);
  const end = bodyFrom < 0 ? rows.length : bodyFrom;
  const again = rows.findIndex(({ header }, i) => header && i > end);
  if (again >= 0) {
    const starts = rows.flatMap(({ header }, i) => (header && !rows[i - 1]?.header ? [i] : []));
    return starts.map((start, i) => ({ tag: "tbody", rows: rows.slice(start, starts[i + 1]), labelled: false }));
  }
  const head: RowGroup[] = end > 0 ? [{ tag: "thead", rows: rows.slice(0, end), labelled: false }] : [];
  return [...head, ...bodiesOf(rows.slice(end))];
}

/** A body for every label that stands beside several rows, one for the rows between. */
function bodiesOf(rows: readonly LaidRow[]): readonly RowGroup[] {
  const groups: RowGroup[] = [];
  let loose: LaidRow[] = [];
  const close = (): void => {
    if (loose.length > 0) groups.push({ tag: "tbody", rows: loose, labelled: false });
    loose = [];
  };
  for (let i = 0; i < rows.length; ) {
    const row = rows[i];
    if (!row) break;
    const height = Math.max(1, ...row.cells.map(({ rowSpan }) => rowSpan));
    const labelled = height > 1 && row.cells[0]?.kind === "label" && row.cells[0].rowSpan === height;
    if (height === 1) loose.push(row);
    else {
      close();
      groups.push({ tag: "tbody", rows: rows.slice(i, i + height), labelled });
    }
    i += height;
  }
  close();
  return groups;
}

interface CellPlace {
  readonly group: RowGroup;
  /** In the first row of its group. */
  readonly first: boolean;
  /** Whether the table's columns are grouped as its first row is. */
  readonly grouped: boolean;
  /** How many columns carry labels; further on, a label is a text that is set like one. */
  readonly labels: number;
  readonly style: HtmlStyle;
}

function cellPieces(cell: LaidCell & Pick<AnnexCell, "align">, place: CellPlace): readonly TablePiece[] {
  const { text, remark = "", path, colSpan, rowSpan, level = 0, align } = cell;
  const spans = `${colSpan > 1 ? ` colspan="${colSpan}"` : ""}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}`;
  const scope = text === "" ? undefined : scopeOf(cell, place);
  const tag = scope === undefined ? "td" : "th";
  const set = align ?? (cell.kind === "label" && tag === "td" ? "left" : "center");
  const side = set !== "center" && place.style === "page" ? ` class="${set}"` : "";
  return [
    `<${tag}${scope === undefined ? "" : ` scope="${scope}"`}${spans}${side}>`,
    path === undefined ? "\u3000".repeat(level) + escapeHtml(text + remark) : { path },
    `</${tag}>`,
  ];
}

/** What a header cell speaks of; undefined for a figure. One over a part of its group speaks of the columns or rows it covers. */
function scopeOf(
  { kind, column, colSpan, rowSpan }: LaidCell,
  { group, first, grouped, labels }: CellPlace,
): string | undefined {
  switch (kind) {
    case "caption":
      return group.tag === "tbody" && first ? "rowgroup" : "col";
    case "corner":
      return "col";
    case "header":
      return grouped && first && group.tag === "thead" && colSpan > 1 ? "colgroup" : "col";
    case "label":
      if (column >= labels) return undefined;
      return group.labelled && first && column === 0 && rowSpan > 1 ? "rowgroup" : "row";
    default:
      return undefined;
  }
}
