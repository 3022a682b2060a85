import type { Workbook, Worksheet } from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import { entryNames, restIsZero } from "../core/form/entry-names.ts";
import { join } from "../core/form/keys.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { CellSpec, Table } from "../core/form/table.ts";
import type { FromLastYear } from "../core/from-last-year.ts";
import { choice, colourBlanks, failedFill, figureValidation, prefilledFill } from "./entry-style.ts";
import { type CellPosition, cellName, rangeName, runsOf } from "./formula.ts";
import { drawTable, figurePlaces } from "./sheet.ts";
import { boxed, centred, leftward, plain } from "./sheet-style.ts";

/** What the cover counts over the sheets of all tables: formulas. */
export interface EntryTable {
  /** How many cells are not filled in. */
  readonly blanks: string;
  /** How many equations do not hold. */
  readonly failures: string;
}

/** A table of the form as a sheet to be filled in: figures are unlocked and named, totals are formulas, equations are checked below it. */
export function drawEntryTable(
  workbook: Workbook,
  edition: Edition,
  table: Table,
  name: string,
  fromLastYear: FromLastYear | undefined,
): EntryTable {
  const section = edition.sections.find(({ tables }) => tables.includes(table.id));
  const layout = layoutTable(table);
  const heading = table.extra?.title ?? section?.heading ?? table.name;
  const sheet = drawTable(workbook, name, heading, layout, table, edition);
  const places = figurePlaces(layout);
  sheet.getCell(2, 1).value = {
    formula: `"填报单位："&IF(ISBLANK(${entryNames.unit("name")}),"",${entryNames.unit("name")})`,
  };
  clearDraftMark(sheet);
  const bottom = 2 + layout.rows.length;
  // A table without labels has nothing to its left: its first columns carry the words.
  const labels = layout.labelColumns > 0 ? layout.labelColumns : Math.min(4, layout.columns - 1);
  const rest: CellPosition = { row: bottom + 2, column: labels + 1 };
  const fill: Fill = { sheet, edition, places, zero: `${absolute(rest)}="${restIsZero}"`, fromLastYear };
  for (const [path, place] of places) {
    const spec = edition.cellAt.get(path);
    if (spec?.terms) drawTotal(fill, spec.terms, place);
    else if (spec) drawInput(fill, spec, place);
  }
  const inputs = inputRanges(places, edition);
  for (const [first, ref] of inputs) colourBlanks(sheet, ref, first, fill.zero);
  drawRest(sheet, table, rest, labels);
  const checks = drawChecks(fill, table, rest.row + 2, labels);
  drawNote(sheet, table, sheet.rowCount + 2, labels, layout.columns);
  const open = inputs.map(([, ref]) => `COUNTBLANK('${name}'!${ref})`).join("+");
  const own = `'${name}'!${absolute(rest)}`;
  return {
    blanks: `IF(OR(${own}="${restIsZero}"${table.optional ? `,${started(name, inputs)}=0` : ""}),0,${open})`,
    failures: checks === "" ? "0" : `COUNTIF('${name}'!${checks},"差*")`,
  };
}

/** How many cells of a table that may be left out hold anything. */
function started(name: string, inputs: readonly (readonly [string, string])[]): string {
  return `(${inputs.map(([, ref]) => `COUNTA('${name}'!${ref})`).join("+")})`;
}

interface Fill {
  readonly sheet: Worksheet;
  readonly edition: Edition;
  readonly places: ReadonlyMap<string, CellPosition>;
  /** The condition under which blanks of the sheet are zeros. */
  readonly zero: string;
  readonly fromLastYear: FromLastYear | undefined;
}

function clearDraftMark(sheet: Worksheet): void {
  sheet.getRow(2).eachCell((cell) => {
    if (cell.master === cell && cell.value === "{{draftMark}}") cell.value = null;
  });
}

function drawInput({ sheet, places, fromLastYear }: Fill, spec: CellSpec, place: CellPosition): void {
  const cell = sheet.getCell(place.row, place.column);
  cell.value = null;
  cell.name = entryNames.figure(spec.path);
  cell.protection = { locked: false };
  if (spec.measure === "money") cell.numFmt = "@";
  const carried = fromLastYear?.carried.get(spec.path);
  const stock = fromLastYear?.stocks.get(spec.path);
  const terms = stock?.terms.flatMap(({ path, sign }) => {
    const at = places.get(path);
    return at ? [{ sign, name: cellName(at) }] : [];
  });
  let prompt: string | undefined;
  if (carried !== undefined) {
    cell.value = carried;
    prompt = `上年报告的结转数是 ${carried}，请核对`;
  } else if (stock && terms && terms.length === stock.terms.length && terms.length > 0) {
    const sum = terms.map(({ sign, name }) => `${sign > 0 ? "+" : "-"}${name}`).join("");
    cell.value = {
      formula: `IF(COUNT(${terms.map(({ name }) => name).join(",")})<${terms.length},"",${stock.base}${sum})`,
    };
    prompt = `上年末是 ${stock.base}，已按今年的增减推算；与实际不符的直接改写`;
  }
  if (cell.value !== null) cell.fill = prefilledFill;
  const validation = figureValidation(spec.measure, prompt);
  if (validation) cell.dataValidation = validation;
}

/** Empty as long as nothing is there to add up. */
function drawTotal({ sheet, places, zero }: Fill, terms: readonly string[], place: CellPosition): void {
  const names = ranges(terms.flatMap((term) => places.get(term) ?? []));
  sheet.getCell(place.row, place.column).value = {
    formula: `IF(AND(COUNT(${names})=0,NOT(${zero})),"",SUM(${names}))`,
  };
}

/** Cells side by side in a row as one range, the ranges joined by commas. */
function ranges(cells: readonly CellPosition[]): string {
  return runsOf(cells, "row", "column").map(rangeName).join(",");
}

/** The first cell and the range of each run of cells to be filled in. */
function inputRanges(
  places: ReadonlyMap<string, CellPosition>,
  edition: Edition,
): readonly (readonly [first: string, ref: string])[] {
  const inputs = [...places].filter(([path]) => !edition.cellAt.get(path)?.terms).map(([, place]) => place);
  return runsOf(inputs, "row", "column").flatMap((run) => (run[0] ? [[cellName(run[0]), rangeName(run)]] : []));
}

function drawRest(sheet: Worksheet, table: Table, { row, column }: CellPosition, labels: number): void {
  drawLabel(sheet, row, labels, "本表其余空格都是 0（没有发生），选“是”");
  const cell = sheet.getCell(row, column);
  Object.assign(cell, {
    ...{ name: entryNames.rest(table.id), font: plain, border: boxed, alignment: centred },
    ...{ protection: { locked: false }, dataValidation: choice([restIsZero, "否"]) },
  });
}

/** A box for the notes under the table, which nobody has to fill in. */
function drawNote(sheet: Worksheet, table: Table, row: number, labels: number, columns: number): void {
  drawLabel(sheet, row, labels, "表下的注（可以不填；几条的，在格内换行）");
  const last = Math.max(labels + 1, columns);
  if (last > labels + 1) sheet.mergeCells(row, labels + 1, row, last);
  const cell = sheet.getCell(row, labels + 1);
  Object.assign(cell, {
    ...{ name: entryNames.note(table.id), font: plain, border: boxed, alignment: leftward, numFmt: "@" },
    ...{ protection: { locked: false } },
  });
}

/** 一＋二＝三＋四, column by column, once the column is filled in. The range in which the answers stand; empty where the table has no equation. */
function drawChecks({ sheet, edition, places, zero }: Fill, table: Table, from: number, labels: number): string {
  const cells: CellPosition[] = [];
  edition.identities
    .filter((identity) => identity.table === table.id)
    .forEach((identity, i) => {
      const row = from + i;
      drawLabel(sheet, row, labels, `核对：${identity.says}`);
      const [first = ""] = identity.left;
      for (const { column } of edition.cells.filter((cell) => cell.table === table.id && cell.row === first)) {
        const at = (side: readonly string[]) =>
          ranges(side.flatMap((id) => places.get(join(join(table.id, id), column)) ?? []));
        const place = places.get(join(join(table.id, first), column));
        if (!place) continue;
        const [left, right] = [at(identity.left), at(identity.right)];
        const cell = sheet.getCell(row, place.column);
        Object.assign(cell, {
          font: plain,
          border: boxed,
          alignment: { ...centred, wrapText: false, shrinkToFit: true },
        });
        cell.value = {
          formula: `IF(AND(COUNT(${left},${right})<${identity.left.length + identity.right.length},NOT(${zero})),"",IF(SUM(${left})=SUM(${right}),"√","差 "&(SUM(${left})-SUM(${right}))))`,
        };
        cells.push({ row, column: place.column });
      }
    });
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return "";
  const ref = `${cellName(first)}:${cellName(last)}`;
  sheet.addConditionalFormatting({
    ref,
    rules: [
      { type: "expression", priority: 1, formulae: [`LEFT(${cellName(first)},1)="差"`], style: { fill: failedFill } },
    ],
  });
  return ref;
}

function drawLabel(sheet: Worksheet, row: number, labels: number, text: string): void {
  if (labels > 1) sheet.mergeCells(row, 1, row, labels);
  for (let column = 1; column <= labels; column++) {
    Object.assign(sheet.getCell(row, column), { font: plain, border: boxed, alignment: leftward });
  }
  sheet.getCell(row, 1).value = text;
  sheet.getRow(row).height = 36;
}

function absolute({ row, column }: CellPosition): string {
  return cellName({ row, column }).replace(/^([A-Z]+)(\d+)$/, "$$$1$$$2");
}
