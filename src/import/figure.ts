import type { Measure } from "../core/form/table.ts";
import { readNumber } from "../tally/numbers/number.ts";

/** What a cell of a page says: a figure, perhaps with a remark on it; nothing; or something that is no figure. */
export type FoundFigure =
  | { readonly kind: "figure"; readonly value: number; readonly text?: string; readonly remark?: string }
  | { readonly kind: "blank" }
  | { readonly kind: "illegible" };

/** Marks that say that nobody wrote a figure. That there was none is said by 0. */
const blank = /^[\s/\\|_*.·\-－—–―─\u3000]*$/u;

/** 12（其中撤回3件）, 12①, 12*. */
const annotated = /^([^（(［[【*＊※①-⑳]+?)(?:[（(［[【](.+)[）)］\]】]|([*＊※①-⑳]+))$/u;

/** Reads a cell, tolerant of what leaves no doubt. Nothing is ever taken for 0 but a 0. */
export function readFigure(text: string, measure: Measure): FoundFigure {
  const raw = text.normalize("NFKC").replace(/\s+/gu, " ").trim();
  if (blank.test(raw)) return { kind: "blank" };
  const plain = numberOf(raw, measure);
  if (plain) return plain;
  const [, digits = "", remark, mark] = annotated.exec(text.trim()) ?? [];
  const figure = digits === "" ? undefined : numberOf(digits.normalize("NFKC").trim(), measure);
  return figure ? { ...figure, remark: remark ?? mark ?? "" } : { kind: "illegible" };
}

function numberOf(raw: string, measure: Measure): Extract<FoundFigure, { kind: "figure" }> | undefined {
  const spaced = raw.replace(/(?<=\d) (?=\d)/g, "");
  for (const written of raw === spaced ? [raw] : [raw, spaced]) {
    const read = readNumber(written, false, measure, false);
    if ("value" in read)
      return { kind: "figure", value: read.value, ...(read.text !== undefined && { text: read.text }) };
    if (!read.safe || read.plain === undefined) continue;
    const again = readNumber(read.plain, false, measure, false);
    if ("value" in again)
      return { kind: "figure", value: again.value, ...(again.text !== undefined && { text: again.text }) };
  }
  return undefined;
}

/** Whether a cell may hold a figure of any measure, or is blank: what is neither is a label. */
export function isFigureLike(text: string): boolean {
  const raw = text.normalize("NFKC").trim();
  return (
    blank.test(raw) ||
    /^[+\-－−]?\d[\d,，. ]*(?:万元|元|件|万)?$/.test(raw) ||
    (/^\d/.test(raw) && readFigure(text, "count").kind === "figure")
  );
}

/** Whether a figure stands in a cell. */
export function holdsFigure(text: string): boolean {
  return !blank.test(text.normalize("NFKC")) && isFigureLike(text);
}
