import type { Edition } from "../../core/form/edition.ts";
import type { XmlPart } from "../../ooxml/xml.ts";
import { gatherFaults } from "../office/faults.ts";
import type { Formula, FormulaSum } from "./formulas.ts";
import { readCells, type SharedStrings, type SheetCell } from "./sheet-cells.ts";
import { readSums } from "./sheet-sums.ts";

/** A cell of another sheet: '表一 主动公开'!D5. */
export interface SheetReference {
  readonly sheet: string;
  readonly cell: string;
}

const reference = /^(?:'((?:[^']|'')+)'|([^'"!(),=+\s-]+))!\$?([A-Z]{1,3})\$?(\d+)$/;
const shown = /^IF\((.+)="","",(.+)\)$/;

/** What a formula refers to that shows one cell of another sheet: as it is, or nothing where that is empty. */
export function referenceIn(formula: string): SheetReference | undefined {
  const [, test, value] = shown.exec(formula) ?? [];
  if (test !== value) return undefined;
  const [, quoted, plain, column, row] = reference.exec(value ?? formula) ?? [];
  const sheet = quoted?.replaceAll("''", "'") ?? plain;
  return sheet === undefined ? undefined : { sheet, cell: `${column}${row}` };
}

interface Sheet {
  readonly name: string;
  readonly xml: XmlPart;
}

/** Follows references from one sheet to others: to a figure, a number, a text, or what a formula there adds up. */
export function referenceReader(
  sheets: readonly Sheet[],
  shared: SharedStrings,
  edition: Edition,
): (formula: string) => FormulaSum | undefined {
  const read = new Map<
    string,
    { readonly cells: ReadonlyMap<string, SheetCell>; readonly sums: ReturnType<typeof readSums> }
  >();
  const open = ({ name, xml }: Sheet) => {
    const known = read.get(name);
    if (known) return known;
    const cells = readCells(xml, shared, edition);
    // What is wrong with that sheet is told when it is read itself.
    const placeOf = () => ({ zh: name, en: name });
    const fresh = { cells, sums: readSums({ cells, faults: gatherFaults(""), placeOf, distant: [] }) };
    read.set(name, fresh);
    return fresh;
  };
  return (formula) => {
    const to = referenceIn(formula);
    const sheet = to && sheets.find(({ name }) => name === to.sheet);
    if (!sheet) return undefined;
    const { cells, sums } = open(sheet);
    const cell = cells.get(to.cell);
    if (!cell) return { kind: "number", value: 0 };
    const { content } = cell;
    if (content.kind === "number") return { kind: "number", value: content.value };
    if (content.kind === "figure" && content.path) return { kind: "figure", path: content.path };
    const index = sums.indexOf.get(cell);
    const sum = index === undefined ? undefined : sums.formulas[index]?.sum;
    return sum && withoutFormulas(sum, sums.formulas);
  };
}

/** A sum whose inputs are no formulas any more. They rest on one another in no circle. */
function withoutFormulas(sum: FormulaSum, formulas: readonly Formula[]): FormulaSum {
  switch (sum.kind) {
    case "formula": {
      const own = formulas[sum.index];
      return own ? withoutFormulas(own.sum, formulas) : { kind: "text" };
    }
    case "sum":
      return { kind: "sum", items: sum.items.map((item) => withoutFormulas(item, formulas)) };
    case "plus":
    case "minus":
      return {
        kind: sum.kind,
        left: withoutFormulas(sum.left, formulas),
        right: withoutFormulas(sum.right, formulas),
      };
    default:
      return sum;
  }
}
