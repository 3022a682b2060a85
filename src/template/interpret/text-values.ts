import { type Figures, printNumber } from "../../core/figures.ts";
import type { Measure } from "../../core/form/table.ts";
import { measureWords } from "../../core/form/words.ts";
import { percent } from "../../core/helpers.ts";
import { noLastYear, noResult, notGiven, notInLastYear, type TemplateError } from "../errors.ts";
import type { CallExpr, Expr, NameExpr } from "../steps.ts";
import type { Evaluator, Surroundings, ValueScope } from "./evaluate.ts";
import { figurePath, isOfLoop, itemOf, type TextScope } from "./scope.ts";

/** A blank cell of a statutory table: the reader has spoken of it, so a text does not do so again. */
const blankFigure = "（未填）";

/** The figures of a tally, for one text. */
export function textValues(scope: TextScope): ValueScope {
  const { figures, unit, year } = scope;
  // A subtotal is added up once a text, however often it is asked for.
  const known = new Map<string, number | string | undefined>();
  const figureAt = (path: string): number | string | undefined => {
    if (known.has(path)) return known.get(path);
    const found = figures.approximate(path) ? figures.print(path) : figures.value(path);
    known.set(path, found);
    return found;
  };
  const value = (name: NameExpr, around: Surroundings, paths: string[]): unknown => {
    const path = figurePath(name, around, scope);
    if (path !== undefined) {
      paths.push(path);
      return figureAt(path);
    }
    if (isOfLoop(name, around)) return itemOf(around)?.label;
    if (name.type.kind === "group") return isGiven(name.parts, figures) ? "given" : undefined;
    if (name.parts[0] === "year") return year;
    return unit[name.parts[1] as "name" | "kind" | "code"];
  };
  return {
    root: undefined,
    value,
    items: ({ parts }) => {
      const listed = scope.list(parts.join("."));
      return listed.map((item) => ({ value: item, key: item.path.slice(item.path.lastIndexOf(".") + 1) }));
    },
    words: (expr, values, paths) => words(expr, values, paths, scope),
    call: (call, values, paths) => (call.helper === "change" ? change(call, values, paths, scope) : undefined),
    explain: (expr, values) => explainEmptyTag(expr, values, scope),
  };
}

function words(expr: Expr, values: Evaluator, paths: string[], scope: TextScope): string | undefined {
  const { figures } = scope;
  const path = expr.kind === "name" ? figurePath(expr, values, scope) : undefined;
  if (path !== undefined && expr.kind === "name") {
    paths.push(path);
    return figures.print(path) ?? (expr.figure && !expr.figure.activity ? blankFigure : undefined);
  }
  const result = values.value(expr, paths);
  if (result !== undefined || expr.kind !== "call") return result === undefined ? undefined : String(result);
  const blank = paths.some((at) => !at.startsWith("activity.") && figures.value(at) === undefined);
  return blank ? blankFigure : undefined;
}

/** Whether anything below a group was given. */
function isGiven(parts: readonly string[], figures: Figures): boolean {
  let branch: unknown = figures.tree;
  for (const part of parts) {
    if (typeof branch !== "object" || branch === null || !Object.hasOwn(branch, part)) return false;
    branch = (branch as Readonly<Record<string, unknown>>)[part];
  }
  return true;
}

function change(call: CallExpr, values: Evaluator, paths: string[], { previous }: TextScope): string | undefined {
  const [name] = call.args;
  if (name?.kind !== "name" || !name.figure) return undefined;
  const { path, measure } = name.figure;
  const now = values.value(name, paths);
  const before = previous?.approximate(path) ? undefined : previous?.value(path);
  return typeof now !== "number" || before === undefined ? undefined : changeInWords(now, before, measure);
}

/** 同比: 增长12.3%, 下降5%, 持平; 增加5件 where there was nothing last year and no rate can be formed. */
function changeInWords(now: number, before: number, measure: Measure): string {
  if (now === before) return "持平";
  if (before === 0) return `增加${printNumber(now)}${measureWords[measure]}`;
  const rate = percent(Math.abs(now - before), before);
  if (rate === undefined) return now > before ? "增加" : "减少";
  if (rate === "0%") return "基本持平";
  return `${now > before ? "增长" : "下降"}${rate}`;
}

/** Why a tag of a text has nothing to print. */
function explainEmptyTag(value: Expr, values: Evaluator, scope: TextScope): TemplateError {
  if (value.kind !== "call") return notGiven(value.said, value.at);
  const missing = leafIn(value, (leaf) => values.value(leaf, []) === undefined);
  if (missing) return notGiven(missing.said, missing.at);
  const { year, previous } = scope;
  const inexact = leafIn(value, (leaf) => {
    const path = leaf.kind === "name" ? figurePath(leaf, values, scope) : undefined;
    return path !== undefined && scope.figures.approximate(path);
  });
  if (inexact) {
    const en = `"${inexact.said}" is only given approximately`;
    return noResult(value.said, `“${inexact.said}”是约数`, en, value.at);
  }
  if (value.helper === "change") {
    return previous ? notInLastYear(value.said, year - 1, value.at) : noLastYear(value.said, year - 1, value.at);
  }
  if (value.helper === "rest") {
    return noResult(value.said, "后一个数大于前一个数", "the second figure is greater than the first", value.at);
  }
  return noResult(value.said, "分母为0", "it would divide by 0", value.at);
}

function leafIn(value: Expr, is: (leaf: Expr) => boolean): Expr | undefined {
  if (value.kind !== "call") return is(value) ? value : undefined;
  return value.args.map((arg) => leafIn(arg, is)).find((leaf) => leaf !== undefined);
}
