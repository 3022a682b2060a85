import type { Code, Text } from "../../core/diagnostic.ts";
import type { Measure } from "../../core/form/table.ts";
import { readApproximate } from "./approximate.ts";
import { otherFault, quotes, wholeFault } from "./number-faults.ts";
import { type Normalization, normalizers } from "./number-slips.ts";

/** Why a value is no number a cell may hold; `plain` is how it was meant, where that is beyond doubt. */
export interface NumberSlip {
  readonly code: Code;
  readonly message: Text;
  readonly help: Text;
  readonly plain?: string;
  readonly safe: boolean;
}

/**
 * Undoes one slip after another; the first one found gives the message, all of them together the number meant.
 * `unit` is what stood behind the number and belongs there.
 */
export function normalizeNumber(
  raw: string,
  quoted: boolean,
  pattern: RegExp,
  measure: Measure,
  activity: boolean,
  unit = "",
): NumberSlip {
  let first: Normalization | undefined;
  let safe = true;
  let text = raw.length > 60 ? raw.slice(0, 60) : raw;
  for (const undo of normalizers) {
    const undone = undo.undo(text, measure);
    if (undone === undefined) continue;
    first ??= undo;
    safe &&= undo.safe;
    text = undone;
  }
  if (pattern.test(text) && raw.length <= 60 && (first || quoted)) {
    const { code, what, help } = first ?? quotes;
    return { code, message: about(raw + unit, what), help: writePlain(text + unit, help), plain: text + unit, safe };
  }
  if (activity && first && raw.length <= 60 && readApproximate(text, pattern)) {
    return { code: first.code, message: about(raw, first.what), help: writePlain(text, first.help), plain: text, safe };
  }
  const { code, what, help } = wholeFault(text, measure, activity) ?? first ?? otherFault(measure, activity);
  return { code, message: about(raw + unit, what), help, safe: false };
}

export const about = (raw: string, what: Text): Text => {
  const shown = /[“”]/.test(raw) ? shorten(raw) : `“${shorten(raw)}”`;
  return { zh: `${shown}${what.zh}`, en: `${shown} ${what.en}` };
};
const writePlain = (text: string, help: Text): Text => ({ zh: `${help.zh}：${text}`, en: `${help.en}: ${text}` });

/** Enough of what was written to know it again. */
export function shorten(raw: string): string {
  const characters = [...raw.slice(0, 80)];
  return characters.length > 24 || raw.length > 80 ? `${characters.slice(0, 20).join("")}…` : raw;
}
