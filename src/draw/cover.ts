import type { Workbook, Worksheet } from "exceljs";
import { gridColumns, type Leaf, leaves } from "../core/form/cells.ts";
import type { Edition } from "../core/form/edition.ts";
import { join } from "../core/form/keys.ts";
import type { FormNode, Grid, Measure } from "../core/form/table.ts";
import { measureWords } from "../core/form/words.ts";
import { font } from "./fonts.ts";
import {
  boxed,
  centred,
  drawDraftMark,
  face,
  leftward,
  pageFooter,
  pageSetup,
  plain,
  rowHeight,
} from "./sheet-style.ts";

interface KeyFigure {
  readonly label: string;
  readonly path: string;
  readonly measure: Measure;
}

/** Widths of the columns; a label takes the first two. */
const widths = [16, 32, 20, 10] as const;

/**
 * 封面: whose report it is, by which notice, and the figures people look for first. `placeOf` says in which cell of which
 * sheet a figure stands: the cover takes it from there, so that who corrects a sheet corrects the cover.
 */
export function drawCover(workbook: Workbook, edition: Edition, placeOf: (path: string) => string): void {
  const figures = mainFigures(edition);
  const sheet = workbook.addWorksheet("封面", {
    pageSetup: pageSetup("portrait", figures.length),
    headerFooter: { oddFooter: pageFooter },
    views: [{ showGridLines: false }],
  });
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  drawDraftMark(sheet, "D1");
  sheet.getRow(1).height = 24;
  // Broken where the sense allows: a cell breaks its text anywhere.
  drawTitle(sheet, 2, "{{unit.name}}", "bottom");
  drawTitle(sheet, 3, `{{year}}年${edition.title}`, "top");
  const facts: readonly (readonly [string, string])[] = [
    ["填报单位", "{{unit.name}}"],
    ["报告年度", "{{year}}"],
    ["发布日期", "{{published}}"],
    ["联系方式", "{{contact}}"],
    ["格式依据", edition.basis.title],
  ];
  facts.forEach(([label, value], i) => {
    drawLine(sheet, 4 + i, [label, value], value.length > 30 ? 54 : 27);
  });
  const from = 4 + facts.length + 1;
  drawLine(sheet, from, ["主要数据", "", "数值", "单位"], 27);
  // An amount with a unit of its own says so itself.
  figures.forEach(({ label, path, measure }, i) => {
    const row = from + 1 + i;
    const height = Math.max(24, rowHeight([label, widths[0] + widths[1]]));
    drawLine(sheet, row, [label, "", "", measure === "money" ? "" : measureWords[measure]], height);
    // A cell that is empty would be shown as 0.
    const place = placeOf(path);
    sheet.getCell(row, 3).value = { formula: `IF(${place}="","",${place})`, result: 0 };
  });
}

/** The figures people look for first, in the order of the form. */
export function mainFigures(edition: Edition): readonly KeyFigure[] {
  return edition.tables.flatMap(({ id, grids, extra }) => (extra ? [] : grids.flatMap((grid) => keyFigures(id, grid))));
}

function drawTitle(sheet: Worksheet, row: number, text: string, vertical: "top" | "bottom"): void {
  sheet.mergeCells(row, 1, row, 4);
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.font = face(font.title, 20);
  cell.alignment = { ...centred, vertical };
  sheet.getRow(row).height = 56;
}

/** Two cells, the second as wide as three columns; or four, the first as wide as two. */
function drawLine(sheet: Worksheet, row: number, texts: readonly string[], height: number): void {
  const four = texts.length > 2;
  texts.forEach((text, i) => {
    sheet.getCell(row, i + 1).value = text === "" ? null : text;
  });
  for (let column = 1; column <= 4; column++) {
    const cell = sheet.getCell(row, column);
    cell.font = plain;
    cell.border = boxed;
    cell.alignment = four && column > 2 ? { horizontal: "center", vertical: "middle", shrinkToFit: true } : leftward;
    if (!four && column === 1) cell.alignment = centred;
  }
  if (four) sheet.mergeCells(row, 1, row, 2);
  else sheet.mergeCells(row, 2, row, 4);
  sheet.getRow(row).height = height;
}

/** Of a grid with totals, the totals of its first level; of one without, the last figure of each row. */
function keyFigures(table: string, grid: Grid): readonly KeyFigure[] {
  if (grid.outline) return outlineFigures(grid.rows, table);
  const all = gridColumns(grid);
  const totals = all.filter((column) => column.terms);
  const none: Leaf = { path: "", label: "", measure: undefined, terms: undefined };
  const every = grid.rows.length > 0 ? leaves(grid.rows) : [none];
  const rows = totals.length > 0 ? every.filter((row) => !row.path.includes(".") || row.terms) : every;
  const columns = totals.length > 0 ? totals : all.slice(-1);
  return rows.flatMap((row) =>
    columns.map((column) => ({
      label: [
        ...labelsOf(grid.rows, row.path),
        ...(rows.length > 1 && totals.length > 0 ? [] : columnLabels(grid, column)),
      ].join(" · "),
      path: join(join(table, row.path), column.path),
      measure: row.measure ?? column.measure ?? "count",
    })),
  );
}

/** Of an outline, the lines that count what the lines below them divide, and those that stand for themselves. */
function outlineFigures(nodes: readonly FormNode[], base: string, level = 0): readonly KeyFigure[] {
  return nodes.flatMap((node): readonly KeyFigure[] => {
    const path = join(base, node.id ?? "");
    const own = node.children?.find((child) => child.own);
    if (own) return [{ label: node.label, path: join(path, own.id ?? ""), measure: own.measure ?? "count" }];
    if (node.children) return outlineFigures(node.children, path, level + 1);
    return level === 0 ? [{ label: node.label, path, measure: node.measure ?? "count" }] : [];
  });
}

/** Where all rows show the total, it need not be named. */
function columnLabels(grid: Grid, column: Leaf): readonly string[] {
  return column.path === "" ? [column.label] : labelsOf(grid.columns, column.path);
}

/** The labels on the way to a leaf: 三、本年度办理结果, （七）总计. */
function labelsOf(nodes: readonly FormNode[], path: string, base = ""): readonly string[] {
  for (const node of nodes) {
    const here = join(base, node.id ?? "");
    if (!node.children && here === path) return [node.label];
    const below = node.children ? labelsOf(node.children, path, here) : [];
    if (below.length > 0) return [node.label, ...below];
  }
  return [];
}
