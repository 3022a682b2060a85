import { noLastYear, noResult, notGiven, notInLastYear } from "../error-messages.ts";
import type { TemplateError } from "../errors.ts";
import type { Evaluator, TextScope } from "./evaluate.ts";
import type { Expr } from "./steps.ts";

/** Why a tag has nothing to print. */
export function explainEmptyTag(value: Expr, values: Evaluator, scope: TextScope): TemplateError {
  if (value.kind !== "call") return notGiven(value.said, value.at);
  const missing = missingIn(value, values);
  if (missing) return notGiven(missing.said, missing.at);
  const { year, previous } = scope;
  const inexact = inexactIn(value, values, scope);
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

function missingIn(value: Expr, values: Evaluator): Expr | undefined {
  if (value.kind === "call") return value.args.map((arg) => missingIn(arg, values)).find((arg) => arg !== undefined);
  return values.value(value, []) === undefined ? value : undefined;
}

function inexactIn(value: Expr, values: Evaluator, scope: TextScope): Expr | undefined {
  if (value.kind === "call")
    return value.args.map((arg) => inexactIn(arg, values, scope)).find((arg) => arg !== undefined);
  const path = values.pathOf(value);
  return path !== undefined && scope.figures.approximate(path) ? value : undefined;
}
