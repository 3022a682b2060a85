import { printNumber } from "../core/figures.ts";
import { annexWord } from "./annex-word.ts";
import { pageText, printed, sheetText, wordText, xmlText } from "./escape.ts";
import { StampError } from "./faults.ts";
import { type Formula, formulaCell } from "./formulas.ts";
import { longestCell } from "./limits.ts";

/** What one part is stamped with. */
export interface Job {
  readonly view: unknown;
  readonly formulas: readonly Formula[];
  /** Turns that all loops have made together. */
  turns: number;
}

/** Writes a value into a part as XML; `room` is the most characters it may have. */
export type Writer = (value: unknown, room: number, job: Job) => string;

/** The writers that tags are compiled to. Templates cannot call them by name. */
export const writers: Readonly<Record<string, Writer>> = {
  /** Text of a Word run. */
  $word: (value) => wordText(value),
  /** Annexes in the place of a paragraph; `room` is the width of the text in twips. */
  $annexes: (value, room) => (Array.isArray(value) ? annexWord(value, room) : ""),
  /** Text of any element. */
  $text: (value) => xmlText(value),
  /** Text in the head or foot of a sheet's page. */
  $page: (value, room) => {
    fits(printed(value), room);
    return pageText(value);
  },
  /** Text in a cell, beside other text. */
  $sheet: (value, room) => sheetPart(value, room),
  /** The rest of a cell behind its address and style: a number where it is one, else a text (33万余), else nothing. */
  $cell: (value) => cell(value),
  /** The same for a formula, given by its number. */
  $formula: (index, _, { formulas, view }) => {
    const formula = formulas[Number(index)];
    return formula ? formulaCell(formula, formulas, view) : "/>";
  },
};

function cell(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return `><v>${printNumber(value)}</v></c>`;
  if (value === undefined || value === null || value === "") return "/>";
  return ` t="inlineStr"><is><t xml:space="preserve">${sheetPart(value, longestCell)}</t></is></c>`;
}

function sheetPart(value: unknown, room: number): string {
  const text = printed(value);
  fits(text, room);
  return sheetText(text);
}

function fits(text: string, room: number): void {
  if (text.length <= room) return;
  throw new StampError("GR728", {
    zh: `工作簿此处最多放 ${room} 个字，“${text.slice(0, 12)}……”放不下`,
    en: `this place of the workbook holds at most ${room} characters: "${text.slice(0, 12)}…" does not fit`,
  });
}
