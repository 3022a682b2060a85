import { noLastYear, noResult, notGiven, notInLastYear } from "../error-messages.ts";
import type { TemplateError } from "../errors.ts";
import type { Expr } from "../steps.ts";
import type { Evaluator } from "./evaluate.ts";
import { figurePath, type TextScope } from "./scope.ts";

/** Why a tag of a text has nothing to print. */
export function explainEmptyTag(value: Expr, values: Evaluator, scope: TextScope): TemplateError {
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
