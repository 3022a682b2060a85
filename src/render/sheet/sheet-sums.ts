import { childNamed, type XmlElement } from "../../ooxml/xml.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { addFault, type Faults } from "../office/faults.ts";
import { type Area, inArea } from "./addresses.ts";
import type { Formula, FormulaSum } from "./formulas.ts";
import type { SheetCell } from "./sheet-cells.ts";
import { areasNamed, parseFormula, type ParsedFormula as Read, shiftFormula } from "./sheet-formula.ts";

/** The formulas of one sheet whose results depend on tags, each with the cell it stands in. */
export interface SheetSums {
  readonly formulas: readonly Formula[];
  readonly indexOf: ReadonlyMap<SheetCell, number>;
  /** Cells of shared formulas that must now be written out, without a tag among their inputs. */
  readonly spelled: ReadonlyMap<SheetCell, string>;
}

export interface SumContext {
  readonly cells: ReadonlyMap<string, SheetCell>;
  readonly faults: Faults;
  readonly placeOf: (cell: SheetCell) => TemplatePlace;
  /** Names of areas and of other sheets: what a formula says with them cannot be followed. */
  readonly distant: readonly string[];
  /** What a formula says that does nothing but show a cell of another sheet. */
  readonly elsewhere?: (formula: string) => FormulaSum | undefined;
}

type FormulaCell = SheetCell & { readonly content: { readonly kind: "formula"; readonly formula: XmlElement } };

/** Every formula is compared with every cell; a form has 50 of the one and 500 of the other. */
const mostPairs = 4_000_000;

/** Follows every formula back to its inputs; those that rest on tags get their results when the report is stamped. */
export function readSums(context: SumContext): SheetSums {
  const cells = [...context.cells.values()].filter((cell): cell is FormulaCell => cell.content.kind === "formula");
  if (cells.length * context.cells.size > mostPairs) {
    const what = { zh: "工作表的公式太多", en: "the sheet has too many formulas" };
    addFault(context.faults, "GR726", what);
    return { formulas: [], indexOf: new Map(), spelled: new Map() };
  }
  const texts = formulaTexts(cells);
  const formulas: Formula[] = [];
  const indexOf = new Map<SheetCell, number>();
  const resting = restingOnTags(cells, texts, context);
  const build = (cell: SheetCell, above: readonly SheetCell[]): FormulaSum => {
    const { content } = cell;
    if (content.kind === "number") return { kind: "number", value: content.value };
    if (content.kind === "text" || content.kind === "tagged") return { kind: "text" };
    if (content.kind === "figure" && content.path) return { kind: "figure", path: content.path };
    if (content.kind !== "formula") return fail(above.at(-1) ?? cell, context);
    if (!resting.has(cell)) return cached(cell.element);
    const known = indexOf.get(cell);
    if (known !== undefined) return { kind: "formula", index: known };
    const text = texts.get(cell);
    const copied = text === undefined ? undefined : context.elsewhere?.(text);
    if (text !== undefined && copied) {
      const index = formulas.push({ text, sum: { kind: "copy", of: copied } }) - 1;
      indexOf.set(cell, index);
      return { kind: "formula", index };
    }
    const read = text === undefined ? undefined : parseFormula(text);
    const plain = !/^(array|dataTable)$/.test(content.formula.attributes["t"] ?? "");
    if (text === undefined || !read || !plain || above.includes(cell)) return fail(cell, context);
    const sum = translate(read, context.cells, (input) => build(input, [...above, cell]));
    const index = formulas.push({ text, sum }) - 1;
    indexOf.set(cell, index);
    return { kind: "formula", index };
  };
  for (const cell of cells) if (resting.has(cell)) build(cell, []);
  return { formulas, indexOf, spelled: spelledOut(cells, texts, resting) };
}

/** The text of each formula, those of shared ones worked out from the first of their group. */
function formulaTexts(cells: readonly FormulaCell[]): ReadonlyMap<SheetCell, string> {
  const texts = new Map<SheetCell, string>();
  const groups = new Map<string, FormulaCell>();
  for (const cell of cells) {
    const { formula } = cell.content;
    const group = formula.attributes["t"] === "shared" ? formula.attributes["si"] : undefined;
    if (formula.text !== "") {
      texts.set(cell, formula.text);
      if (group !== undefined) groups.set(group, cell);
      continue;
    }
    const first = group === undefined ? undefined : groups.get(group);
    const text = first && shiftFormula(first.content.formula.text, cell.row - first.row, cell.column - first.column);
    if (text !== undefined) texts.set(cell, text);
  }
  return texts;
}

/** Formulas with a tag among their inputs, also through other formulas or in a manner that cannot be followed. */
function restingOnTags(
  cells: readonly FormulaCell[],
  texts: ReadonlyMap<SheetCell, string>,
  { cells: all, distant }: SumContext,
): ReadonlySet<SheetCell> {
  const filled = [...all.values()];
  const resting = new Set<SheetCell>(filled.filter(({ content }) => "text" in content));
  const inputs = cells.map((cell): readonly [FormulaCell, readonly SheetCell[] | "distant"] => {
    const text = texts.get(cell) ?? "";
    if (distant.some((name) => text.includes(name))) return [cell, "distant"];
    const areas = areasNamed(text);
    return [cell, filled.filter((other) => areas.some((area) => inArea(other, area)))];
  });
  for (let grown = true; grown; ) {
    grown = false;
    for (const [cell, of] of inputs) {
      if (resting.has(cell) || (of !== "distant" && !of.some((input) => resting.has(input)))) continue;
      resting.add(cell);
      grown = true;
    }
  }
  return resting;
}

/** Once one cell of a shared formula is rewritten, the others of its group must stand on their own. */
function spelledOut(
  cells: readonly FormulaCell[],
  texts: ReadonlyMap<SheetCell, string>,
  resting: ReadonlySet<SheetCell>,
): ReadonlyMap<SheetCell, string> {
  const group = (cell: FormulaCell) => cell.content.formula.attributes["si"];
  const broken = new Set(cells.filter((cell) => resting.has(cell)).map(group));
  broken.delete(undefined);
  const rest = cells.filter((cell) => !resting.has(cell) && broken.has(group(cell)));
  return new Map(rest.flatMap((cell) => (texts.has(cell) ? [[cell, texts.get(cell) ?? ""]] : [])));
}

function translate(
  read: Read,
  cells: ReadonlyMap<string, SheetCell>,
  build: (cell: SheetCell) => FormulaSum,
): FormulaSum {
  const inputs = (area: Area) =>
    [...cells.values()]
      .filter((cell) => cell.content.kind !== "empty" && inArea(cell, area))
      .map((cell) => build(cell));
  switch (read.kind) {
    case "number":
      return read;
    case "cells":
      return inputs(read.area)[0] ?? { kind: "number", value: 0 };
    case "sum": {
      const items = read.items.flatMap((item) =>
        item.kind === "cells" ? inputs(item.area) : [translate(item, cells, build)],
      );
      return { kind: "sum", items };
    }
    default:
      return {
        kind: read.kind,
        left: translate(read.left, cells, build),
        right: translate(read.right, cells, build),
      };
  }
}

function cached(cell: XmlElement): FormulaSum {
  const text = childNamed(cell, "v")?.text ?? "";
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? { kind: "text" } : { kind: "number", value };
}

function fail(cell: SheetCell, { faults, placeOf }: SumContext): FormulaSum {
  const what = {
    zh: "这个公式的结果算不出来：它用到了填数的单元格，却不是单纯的加减或 SUM",
    en: "this formula's result cannot be computed: it uses cells with tags and is no plain sum or difference",
  };
  const help = {
    zh: "只用 SUM、加、减和本表的单元格，不要循环引用；其他数请直接写标签",
    en: "use only SUM, + and - over cells of this sheet, without circles; write a tag for anything else",
  };
  addFault(faults, "GR725", what, { place: placeOf(cell), help });
  return { kind: "number", value: 0 };
}
