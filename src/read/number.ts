import type { Measure } from "../core/edition.ts";
import { type Figure, readApproximate } from "./approximate.ts";
import { readMoney } from "./money.ts";
import { mend, type NumberSlip, shorten } from "./number-mending.ts";

const count = /^(?:0|[1-9]\d*)$/;
const decimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const cents = /^(?:0|[1-9]\d*)(?:\.\d{1,2})?$/;
const signed = /^(?:0|[-+]?[1-9]\d*)$/;
const patterns: Partial<Record<Measure, RegExp>> = { wanYuan: decimal, yuan: cents, change: signed };

/** Reads the text of a cell. It is judged as written: `012` and `1e3` are numbers to YAML and slips to an office. */
export function readNumber(text: string, quoted: boolean, measure: Measure, activity: boolean): Figure | NumberSlip {
  const raw = text.trim();
  if (measure === "money") return readMoney(raw, quoted);
  const pattern = patterns[measure] ?? count;
  if (!quoted && pattern.test(raw)) return inRange(raw);
  if (activity && !quoted && raw.length <= 40) {
    const figure = readApproximate(raw, pattern);
    if (figure) return figure;
  }
  return mend(raw, quoted, pattern, measure, activity);
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
