import type { Edition } from "../../core/form/edition.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { Formula, FormulaSum } from "../sheet/formulas.ts";
import { addFault, type Faults } from "./faults.ts";

/** Warns of statutory cells that a template prints nowhere: the published form would not be whole. */
export function warnOfMissingCells(
  edition: Edition,
  printed: ReadonlySet<string>,
  formulas: readonly (readonly Formula[])[],
  faults: Faults,
): void {
  const sums = new Set(formulas.flatMap((list) => list.map(({ sum }) => inputsOfSum(sum, list, edition))));
  const missing = edition.cells.filter(
    (cell) => !printed.has(cell.path) && !(cell.terms && sums.has(keyOf(inputsOf(cell.path, edition)))),
  );
  for (const { id, name, extra } of edition.tables) {
    if (extra) continue;
    const cells = missing.filter((cell) => cell.table === id);
    const total = edition.cells.filter((cell) => cell.table === id).length;
    if (cells.length > 0) warn(name, cells, total, faults);
  }
}

/** The totals of the form, by what they add up in the end. */
export function totalsByInputs(edition: Edition): ReadonlyMap<string, string> {
  const totals = edition.cells.filter(({ terms }) => terms);
  return new Map(totals.map(({ path }) => [keyOf(inputsOf(path, edition)), path] as const).reverse());
}

/** What a formula adds up in the end, as `totalsByInputs` has it. */
export function inputsOfSum(sum: FormulaSum, formulas: readonly Formula[], edition: Edition): string {
  return keyOf(figuresIn(sum, formulas, edition));
}

function warn(table: string, cells: readonly CellSpec[], total: number, faults: Faults): void {
  const first = cells.slice(0, 3).map(({ path }) => path);
  const more = cells.length > first.length;
  const what =
    cells.length === total
      ? { zh: `没有印“${table}”表的任何数据`, en: `none of the table "${table}" is printed` }
      : {
          zh: `“${table}”表有 ${cells.length} 个数没有印：${first.join("、")}${more ? "等" : ""}`,
          en: `${cells.length} figures of the table "${table}" are not printed: ${first.join(", ")}${more ? ", …" : ""}`,
        };
  const help = {
    zh: "表格的每一格都是法定内容，请把缺的标签补上",
    en: "every cell of the tables is statutory: add the missing tags",
  };
  addFault(faults, "GR730", what, { help });
}

function inputsOf(path: string, edition: Edition): readonly string[] {
  return edition.cellAt.get(path)?.terms?.flatMap((term) => inputsOf(term, edition)) ?? [path];
}

function figuresIn(sum: FormulaSum, formulas: readonly Formula[], edition: Edition): readonly string[] {
  switch (sum.kind) {
    case "figure":
      return inputsOf(sum.path.join("."), edition);
    case "formula": {
      const formula = formulas[sum.index];
      return formula ? figuresIn(formula.sum, formulas, edition) : [];
    }
    case "sum":
      return sum.items.flatMap((item) => figuresIn(item, formulas, edition));
    case "plus":
      return [...figuresIn(sum.left, formulas, edition), ...figuresIn(sum.right, formulas, edition)];
    case "minus":
      return ["-"];
    default:
      return [];
  }
}

function keyOf(paths: readonly string[]): string {
  return [...paths].sort().join(" ");
}
