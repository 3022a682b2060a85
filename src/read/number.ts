import type { Code, Text } from "../core/diagnostic.ts";
import type { Measure } from "../core/edition.ts";
import { type Figure, readApproximate } from "./approximate.ts";
import { otherFault, quotes, wholeFault } from "./number-faults.ts";
import { type Step, undoings } from "./number-slips.ts";

/** Why a value is no number a cell may hold; `plain` is how it was meant, where that is beyond doubt. */
export interface NumberSlip {
  readonly code: Code;
  readonly message: Text;
  readonly help: Text;
  readonly plain?: string;
  readonly safe: boolean;
}

const count = /^(?:0|[1-9]\d*)$/;
const decimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const cents = /^(?:0|[1-9]\d*)(?:\.\d{1,2})?$/;
const signed = /^(?:0|-?[1-9]\d*)$/;
const patterns: Partial<Record<Measure, RegExp>> = { wanYuan: decimal, yuan: cents, change: signed };

/** Reads the text of a cell. It is judged as written: `012` and `1e3` are numbers to YAML and slips to an office. */
export function readNumber(text: string, quoted: boolean, measure: Measure, activity: boolean): Figure | NumberSlip {
  const raw = text.trim();
  const pattern = patterns[measure] ?? count;
  if (!quoted && pattern.test(raw)) return inRange(raw);
  if (activity && !quoted && raw.length <= 40) {
    const figure = readApproximate(raw, pattern);
    if (figure) return figure;
  }
  return slip(raw, quoted, pattern, measure, activity);
}

function inRange(raw: string): Figure | NumberSlip {
  const value = Number(raw);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { value };
  return {
    code: "GR140",
    message: { zh: `${shorten(raw)} 大得不可能`, en: `${shorten(raw)} is impossibly large` },
    help: { zh: "核对是否多打了数字", en: "check for digits typed twice" },
    safe: false,
  };
}

/** Undoes one slip after another; the first one found gives the message, all of them together the number meant. */
function slip(raw: string, quoted: boolean, pattern: RegExp, measure: Measure, activity: boolean): NumberSlip {
  let first: Step | undefined;
  let safe = true;
  let text = raw.length > 60 ? raw.slice(0, 60) : raw;
  for (const undo of undoings) {
    const undone = undo.undo(text, measure);
    if (undone === undefined) continue;
    first ??= undo;
    safe &&= undo.safe;
    text = undone;
  }
  if (pattern.test(text) && raw.length <= 60 && (first || quoted)) {
    const { code, what, help } = first ?? quotes;
    return { code, message: about(raw, what), help: writePlain(text, help), plain: text, safe };
  }
  if (activity && first && raw.length <= 60 && readApproximate(text, pattern)) {
    return { code: first.code, message: about(raw, first.what), help: writePlain(text, first.help), plain: text, safe };
  }
  const { code, what, help } = wholeFault(text, measure, activity) ?? first ?? otherFault(measure, activity);
  return { code, message: about(raw, what), help, safe: false };
}

const about = (raw: string, what: Text): Text => {
  const shown = /[“”]/.test(raw) ? shorten(raw) : `“${shorten(raw)}”`;
  return { zh: `${shown}${what.zh}`, en: `${shown} ${what.en}` };
};
const writePlain = (text: string, help: Text): Text => ({ zh: `${help.zh}：${text}`, en: `${help.en}: ${text}` });

function shorten(raw: string): string {
  const characters = [...raw.slice(0, 80)];
  return characters.length > 24 || raw.length > 80 ? `${characters.slice(0, 20).join("")}…` : raw;
}
