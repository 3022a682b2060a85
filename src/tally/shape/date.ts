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
