import type { Text } from "../core/diagnostic.ts";
import { printNumber } from "../core/figures.ts";
import { toJson } from "./data.ts";
import { columns, pad, visible } from "./width.ts";

/** A figure and the parts it is the sum of, as far as printing needs to know. */
export interface PrintedOrigin {
  readonly file: string;
  readonly unit: string;
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly text?: string;
  readonly nowText?: string;
  readonly remark?: string;
  readonly sum?: number | undefined;
  readonly parts: readonly PrintedOrigin[];
  readonly zeros: number;
  readonly silent: number;
  readonly missing: readonly string[];
  readonly lost?: true;
}

/** For programs: the same words in every language. Entries may be added to this version; none is renamed or removed. */
export function originJson(explained: {
  /** The cell's path in English, and what the form calls it. */
  readonly cell: string;
  readonly label: string;
  readonly year: number;
  readonly agrees: boolean;
  readonly origin: PrintedOrigin;
}): string {
  return toJson({ schemaVersion: 1, ...explained });
}

interface Line {
  readonly figure: string;
  readonly level: number;
  readonly unit: string;
  readonly file: string;
  readonly remark: string;
}

/** A figure, below it its parts, below those theirs; figures and names stand under one another. */
export function originLines(origin: PrintedOrigin, lang: keyof Text): readonly string[] {
  const lines = linesOf(origin, 0, lang);
  const widest = (of: (line: Line) => string) =>
    Math.max(...lines.filter(({ file }) => file !== "").map((line) => columns(of(line))));
  const first = widest(({ level, figure }) => " ".repeat(2 * level) + figure);
  const second = widest(({ unit }) => unit);
  return lines.map(({ figure, level, unit, file, remark }) => {
    const start = pad(" ".repeat(2 * level) + figure, first);
    return file === "" ? `${start}  ${unit}` : `${start}  ${pad(unit, second)}  ${file}${remark}`;
  });
}

function linesOf(origin: PrintedOrigin, level: number, lang: keyof Text): readonly Line[] {
  const { file, unit, text, before, now, parts } = origin;
  const figure = text ?? figureWords(before ?? now);
  const own = { figure, level, unit: visible(unit), file: visible(file), remark: remarkOf(origin, lang) };
  return [own, ...parts.flatMap((part) => linesOf(part, level + 1, lang)), ...restOf(origin, level + 1, lang)];
}

/** What there is to say of the units that are not listed one by one. */
function restOf({ zeros, silent, missing }: PrintedOrigin, level: number, lang: keyof Text): readonly Line[] {
  const note = (figure: string, { zh, en }: Text): Line => ({
    ...{ figure, level, unit: lang === "zh" ? zh : en, file: "", remark: "" },
  });
  const names = missing.map(visible);
  return [
    ...(zeros === 0 ? [] : [note("0", { zh: `其余 ${zeros} 份都是 0`, en: `${zeros} more with 0` })]),
    ...(silent === 0 ? [] : [note("—", { zh: `其余 ${silent} 份没有这个数`, en: `${silent} more do not give it` })]),
    ...(names.length === 0
      ? []
      : [note("—", { zh: `未报、没有计入：${names.join("、")}`, en: `missing, not counted: ${names.join(", ")}` })]),
  ];
}

function remarkOf({ now, nowText, remark, before, sum, lost }: PrintedOrigin, lang: keyof Text): string {
  const remarks: Text[] = [];
  if (remark !== undefined) remarks.push({ zh: `说明：${visible(remark)}`, en: `remark: ${visible(remark)}` });
  if (lost) remarks.push({ zh: "现在读不到这份填报", en: "this tally cannot be read now" });
  else if (before !== undefined && now !== before) {
    const words = nowText ?? figureWords(now);
    remarks.push({ zh: `汇总以后改为 ${words}`, en: `now ${words}, changed since` });
  }
  if (!lost && sum !== undefined && sum !== now) {
    remarks.push({ zh: `汇总时各份之和是 ${figureWords(sum)}`, en: `its parts added up to ${figureWords(sum)}` });
  }
  return remarks.map((remark) => `  ← ${remark[lang]}`).join("");
}

function figureWords(value: number | undefined): string {
  return value === undefined ? "—" : printNumber(value);
}
