import type { Measure } from "../../core/form/table.ts";
import { readApproximate, type WrittenNumber } from "./approximate.ts";
import { readMoney } from "./money.ts";
import { type NumberSlip, normalizeNumber, shorten } from "./normalize-number.ts";

const count = /^(?:0|[1-9]\d*)$/;
const decimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const cents = /^(?:0|[1-9]\d*)(?:\.\d{1,2})?$/;
const signed = /^(?:0|[-+]?[1-9]\d*)$/;
const patterns: Partial<Record<Measure, RegExp>> = { wanYuan: decimal, yuan: cents, change: signed };

/** Reads the text of a cell. It is judged as written: `012` and `1e3` are numbers to YAML and slips to an office. */
export function readNumber(
  text: string,
  quoted: boolean,
  measure: Measure,
  activity: boolean,
): WrittenNumber | NumberSlip {
  const raw = text.trim();
  if (measure === "money") return readMoney(raw, quoted);
  const pattern = patterns[measure] ?? count;
  if (!quoted && pattern.test(raw)) return inRange(raw);
  if (activity && !quoted && raw.length <= 40) {
    const figure = readApproximate(raw, pattern);
    if (figure) return figure;
  }
  return normalizeNumber(raw, quoted, pattern, measure, activity);
}

function inRange(raw: string): WrittenNumber | NumberSlip {
  const value = Number(raw);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { value };
  return {
    code: "GR140",
    message: { zh: `${shorten(raw)} 大得不可能`, en: `${shorten(raw)} is impossibly large` },
    help: { zh: "核对是否多打了数字", en: "check for digits typed twice" },
    safe: false,
  };
}

const blanks = new Set([
  "",
  "~",
  "null",
  "/",
  "／",
  "-",
  "－",
  "—",
  "——",
  "–",
  "无",
  "不适用",
  "空",
  "没有",
  "未统计",
  "n/a",
  "na",
  "none",
  "nil",
]);

/** What a clerk writes where there is nothing to count. It is not 0: somebody has to say so. */
export function isBlank(text: string): boolean {
  return text.length <= 8 && blanks.has(text.trim().toLowerCase());
}
