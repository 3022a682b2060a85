import { isScalar, type Node } from "yaml";
import type { Span, Text } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { rootKeys } from "../../edition/names.ts";
import { readNumber } from "../numbers/number.ts";
import { spanOf } from "../syntax/document.ts";
import type { Notes } from "../syntax/notes.ts";

export interface ReportYear {
  readonly year: number;
  readonly span: Span;
  readonly edition: Edition;
}

/** The report's year and the form in force for it; undefined, and said why, when there is none. */
export function readYear(
  notes: Notes,
  entry: { key: Node; value: Node | null } | undefined,
  editions: Editions,
): ReportYear | undefined {
  const help = { zh: `写四位数字，如“${rootKeys.year.name}: 2025”`, en: "write four digits, such as “year: 2025”" };
  if (!entry) {
    notes.add("GR150", undefined, { zh: "没有写报告年度", en: "the report's year is missing" }, { help });
    return undefined;
  }
  const span =
    entry.value?.range && entry.value.range[1] > entry.value.range[0]
      ? spanOf(notes, entry.value)
      : spanOf(notes, entry.key);
  const raw = isScalar(entry.value) ? String(entry.value.value).trim() : "";
  if (!/^[1-9]\d{3}$/.test(raw)) {
    const plain = plainYear(raw);
    const shown = raw.length > 20 ? `${raw.slice(0, 20)}…` : raw;
    const message =
      raw === ""
        ? { zh: "报告年度没有填写", en: "the report's year is not given" }
        : { zh: `“${shown}”不是年度`, en: `“${shown}” is not a year` };
    notes.add("GR150", span, message, { help, ...(plain ? { fix: { span, text: plain, safe: true } } : {}) });
    return undefined;
  }
  const year = Number(raw);
  const edition = editions.forYear(year);
  if (!edition) {
    const message = { zh: `没有 ${year} 年度的报告格式`, en: `there is no form for reports on ${year}` };
    notes.add("GR151", span, message, { help: knownYears(editions) });
    return undefined;
  }
  return { year, span, edition };
}

/** 2025年, ２０２５年度, 二〇二五 as four digits. */
function plainYear(raw: string): string | undefined {
  const bare = raw.replace(/年度?$/, "");
  const spelt = [...bare].map((c) => "〇一二三四五六七八九".indexOf(c === "零" ? "〇" : c));
  if (spelt.length === 4 && spelt.every((digit) => digit >= 0)) return spelt.join("");
  if (/^[1-9]\d{3}$/.test(bare)) return bare;
  const read = readNumber(bare, false, "count", false);
  const plain = "code" in read ? read.plain : undefined;
  return plain && /^[1-9]\d{3}$/.test(plain) ? plain : undefined;
}

/** The years that any form is for, those of forms that follow one another as one span. */
function knownYears({ all }: Editions): Text {
  const spans: { readonly from: number; readonly to: number | undefined }[] = [];
  for (const { from, to } of all.map(({ reportYears }) => reportYears).toSorted((x, y) => x.from - y.from)) {
    const last = spans.at(-1);
    if (last?.to === from - 1) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  const years = spans.map(({ from, to }) => ({
    zh: to === undefined ? `${from} 年及以后` : from === to ? `${from} 年` : `${from}—${to} 年`,
    en: to === undefined ? `${from} and later` : from === to ? `${from}` : `${from}–${to}`,
  }));
  return {
    zh: `已有格式的年度：${years.map(({ zh }) => zh).join("、")}`,
    en: `there are forms for ${years.map(({ en }) => en).join(", ")}`,
  };
}

/** A day of the calendar, written 2026-01-16. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year !== undefined && exists(Number(year), Number(month), Number(day));
}

/** A first and a last day, written 2025-09-01/2026-08-31. */
export function isPeriod(text: string): boolean {
  const [from = "", to = "", ...more] = text.split("/");
  return more.length === 0 && isDate(from) && isDate(to) && from < to;
}

/** 2026年1月16日, 2026/1/16, 2026.1.16, 20260116 as 2026-01-16; undefined when it is no day, or not surely one. */
export function readDate(text: string): string | undefined {
  const plain = text.trim().replace(/[０-９．／－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const match =
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/.exec(plain) ??
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(plain)?.filter((_, i) => i !== 2) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const [, year = "", month = "", day = ""] = match ?? [];
  if (!match || !exists(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function exists(year: number, month: number, day: number): boolean {
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
