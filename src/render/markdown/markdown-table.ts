import type { LaidCell, LaidRow, Layout } from "../../core/form/laid-table.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import { type PrintedFigures, type TablePiece, tableStamper } from "../markup/table-stamper.ts";
export type TableStyle = "pipe" | "html";

/** Between the labels of one path: （三）不予公开 · 1.属于国家秘密. */
const between = " · ";

/** Puts a table's figures between its fixed text, which is made once for every layout. */
export function tableWriter(style: TableStyle): (layout: Layout, report: PrintedFigures) => string {
  return style === "pipe" ? tableStamper(pipeTable, escapeMarkdown) : tableStamper(htmlTable, escapeHtml);
}

/** Merged as the form is. No blank line may stand inside, or Markdown would end the table there. */
function htmlTable(layout: Layout): readonly TablePiece[] {
  const rows = layout.rows.flatMap((row): readonly TablePiece[] => ["<tr>", ...row.cells.flatMap(htmlCell), "</tr>\n"]);
  return ["<table>\n", ...rows, "</table>"];
}

function htmlCell({ kind, text, remark = "", path, colSpan, rowSpan, level }: LaidCell): readonly TablePiece[] {
  const tag = kind === "figure" || kind === "remark" ? "td" : "th";
  const spans = `${colSpan > 1 ? ` colspan="${colSpan}"` : ""}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}`;
  return [
    `<${tag}${spans}>`,
    path === undefined ? "\u3000".repeat(level ?? 0) + escapeHtml(text + remark) : { path },
    `</${tag}>`,
  ];
}

/** One line a row, the whole path of its labels in the first cell, so that a difference can be read by itself. */
function pipeTable(layout: Layout): readonly TablePiece[] {
  const lines = layout.labelColumns === 0 ? crossTable(layout) : labelledTable(layout);
  const columns = lines.reduce((most, line) => Math.max(most, line.length), 1);
  const [head = [], ...body] = lines;
  const rule = `|${" --- |"}${" ---: |".repeat(columns - 1)}\n`;
  const write = (line: readonly TablePiece[]): readonly TablePiece[] => [
    "|",
    ...Array.from({ length: columns }, (_, i): readonly TablePiece[] => [" ", line[i] ?? "", " |"]).flat(),
    "\n",
  ];
  const pieces = [...write(head), rule, ...body.flatMap(write)];
  return pieces.slice(0, -1);
}

type Line = readonly TablePiece[];

function labelledTable(layout: Layout): readonly Line[] {
  const lines: Line[] = [];
  let open: Label[] = [];
  for (const [i, row] of layout.rows.entries()) {
    if (row.header) {
      const [first] = row.cells;
      if (first?.kind === "caption") lines.push([escapeMarkdown(first.text)]);
      else if (first?.kind === "corner") lines.push(headLine(layout.rows.slice(i, i + first.rowSpan), layout));
      continue;
    }
    const labels = row.cells.filter((cell) => cell.kind === "label");
    open = [
      ...open.filter((label) => label.until > i),
      ...labels.map((cell) => ({ text: cell.text, until: i + cell.rowSpan })),
    ];
    const label = indent(labels[0]) + escapeMarkdown(open.map(({ text }) => text).join(between));
    lines.push([label, ...figuresOf(row)]);
  }
  return lines;
}

/** The lines of an outline stand a little further in than the one they belong to. */
function indent(label: LaidCell | undefined): string {
  return "\u3000".repeat(label?.level ?? 0);
}

/** A label that still stands beside the rows below it. */
interface Label {
  readonly text: string;
  readonly until: number;
}

/** The headers of each column from the top; one that stands over all of them is said once, in the corner. */
function headLine(head: readonly LaidRow[], layout: Layout): Line {
  const corner = head[0]?.cells[0]?.text ?? "";
  const all = headersOf(head).filter((cell) => spansAll(cell, layout) && head.length > 1);
  const columns = columnPaths(head, layout, all);
  return [corner, ...all.map((cell) => cell.text)].filter((text) => text !== "").length === 0
    ? ["", ...columns]
    : [
        escapeMarkdown([corner, ...all.map((cell) => cell.text)].filter((text) => text !== "").join(between)),
        ...columns,
      ];
}

function headersOf(head: readonly LaidRow[]): readonly LaidCell[] {
  return head.flatMap((row) => row.cells).filter((cell) => cell.kind === "header");
}

function spansAll(cell: LaidCell, layout: Layout): boolean {
  return cell.colSpan === layout.columns - layout.labelColumns;
}

function columnPaths(head: readonly LaidRow[], layout: Layout, without: readonly LaidCell[]): readonly string[] {
  const cells = headersOf(head).filter((cell) => !without.includes(cell));
  const starts = new Set(cells.map((cell) => cell.column));
  return [...starts]
    .sort((a, b) => a - b)
    .filter((column) => column >= layout.labelColumns)
    .map((column) => escapeMarkdown(pathAt(cells, column).join(between)));
}

function pathAt(cells: readonly LaidCell[], column: number): readonly string[] {
  return cells.filter((cell) => cell.column <= column && column < cell.column + cell.colSpan).map((cell) => cell.text);
}

function figuresOf(row: LaidRow | undefined): readonly TablePiece[] {
  return (row?.cells ?? []).flatMap(({ kind, text, remark = "", path }): readonly TablePiece[] => {
    if (path !== undefined) return [{ path }];
    return kind === "remark" || kind === "figure" ? [escapeMarkdown(text + remark)] : [];
  });
}

/**
 * A table without labels has one row under a deep header. Its groups become rows and its last headers columns;
 * where the groups do not have the same ones, every column becomes a row of its own.
 */
function crossTable(layout: Layout): readonly Line[] {
  const head = layout.rows.filter((row) => row.header);
  const cells = headersOf(head);
  const body = layout.rows.filter((row) => !row.header);
  const columns = (body[0]?.cells ?? []).map((cell) => {
    const path = pathAt(cells, cell.column);
    return { group: path.slice(0, -1).join(between), leaf: path.at(-1) ?? "" };
  });
  const groups = [...new Set(columns.map(({ group }) => group))];
  const leaves = groups.map((group) => columns.filter((column) => column.group === group).map(({ leaf }) => leaf));
  const same = groups.length > 1 && leaves.every((names) => names.join("\n") === leaves[0]?.join("\n"));
  const figures = figuresOf(body[0]);
  if (!same || body.length !== 1) {
    const names = columns.map(({ group, leaf }) => [group, leaf].filter((text) => text !== "").join(between));
    return [
      [""],
      ...names.map((name, i): Line => [escapeMarkdown(name), ...body.map((row) => figuresOf(row)[i] ?? "")]),
    ];
  }
  const width = leaves[0]?.length ?? 0;
  return [
    ["", ...(leaves[0] ?? []).map(escapeMarkdown)],
    ...groups.map((group, i): Line => [escapeMarkdown(group), ...figures.slice(i * width, (i + 1) * width)]),
  ];
}

/** Line breaks of every kind, and the control characters that no report has. */
const breaks = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
/** Characters that mean something anywhere; `&` only where an entity would follow, `#` at the end of a heading. */
const special = /[\\`*_[\]<>|~]|&(?=[#\w])|#(?=[#\s]*$)/g;
/** What only means something at the beginning of a line: a heading, a list, a quotation, a rule. */
const opening = /^(\s*)([#+\-=:]|\d+(?=[.)](?:\s|$)))/;

/** A text as Markdown that shows exactly this text, in one line. Figures need no escaping and get none. */
export function escapeMarkdown(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return value === undefined || value === null || value === false ? "" : String(value);
  const line = value.replace(breaks, " ").replace(controls, "").replace(special, "\\$&");
  return line.replace(opening, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}
