import type { CheckInput, Finding } from "../../core/rule.ts";
import { figureWords } from "../../core/text/money.ts";
import { cellSpan } from "../cells.ts";

/** Where a finding stands that sets a cell beside last year's: the cell, and the same cell in last year's file. */
export function besideLastYears(
  { tally, edition, previous }: CheckInput,
  path: string,
): Pick<Finding, "span" | "at" | "related"> {
  const span = cellSpan(tally, edition, path);
  const there = previous && cellSpan(previous.tally, previous.edition, path);
  const before = previous?.figures.value(path);
  if (!previous || !there || before === undefined) return { at: path, ...(span && { span }) };
  const { year } = previous.tally;
  const figure = figureWords(before, previous.edition.cellAt.get(path)?.measure);
  const message = { zh: `${year}年：${figure}`, en: `${year}: ${figure}` };
  return { at: path, ...(span && { span }), related: [{ span: there, message }] };
}
