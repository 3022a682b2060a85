import { printNumber } from "../../core/figures.ts";
import { textLength } from "../../core/form/widths.ts";
import type { PageBlock } from "../../core/report.ts";
import { figureWriter, formulaWriter } from "../../template/compile/program.ts";
import type { StepRun } from "../../template/compile/runtime.ts";
import { annexBreaks, annexCells, type SheetStyles } from "../annex/annex-sheet.ts";
import { annexWord } from "../annex/annex-word.ts";
import { type FormulaResults, formulaCell, type QuotedFormula } from "../sheet/formulas.ts";
import { blockWord } from "../word/block-word.ts";
import { assertFits, cellText, longestCell, pageText, printed, wordText, xmlText } from "./escape.ts";

/** What one part is stamped with. */
export interface WriteContext extends StepRun {
  /** What is remarked on single figures, by path. */
  readonly remarks?: ReadonlyMap<string, string> | undefined;
  readonly formulas: readonly QuotedFormula[];
  /** What the formulas come to, as far as they were computed. */
  readonly results: FormulaResults;
  /** How the cells of annexes look, in the sheet that holds them. */
  readonly annexStyles?: SheetStyles | undefined;
}

/** Writes a value into a part as XML; `maxLength` is the most characters it may have. */
export type Writer = (value: unknown, maxLength: number, job: WriteContext) => string;

/** The writers that tags are compiled to. Templates cannot call them by name. */
export const writers: Readonly<Record<string, Writer>> = {
  /** Text of a Word run. */
  $word: (value) => wordText(value),
  /** A figure alone in a cell of a table; `writeValue` in stamp.ts sets behind it what is remarked on it. */
  [figureWriter]: (value) => wordText(value),
  /** Annexes in the place of a paragraph; `room` is the width of the text in twips. */
  $annexes: (value, room) => (Array.isArray(value) ? annexWord(value, room) : ""),
  /** A block in the place of a paragraph, likewise. */
  $block: (value, room) => (isBlock(value) ? blockWord(value, room) : ""),
  /** Annexes in the sheet that is theirs: its columns, rows and merges, and where pages begin. */
  $annexCells: (value, _, { annexStyles = {} }) => (Array.isArray(value) ? annexCells(value, annexStyles) : noCells),
  $annexBreaks: (value) => (Array.isArray(value) ? annexBreaks(value) : ""),
  /** Text of any element. */
  $text: (value) => xmlText(value),
  /** Text in the head or foot of a sheet's page. */
  $page: (value, maxLength) => {
    assertFits(printed(value), maxLength);
    return pageText(value);
  },
  /** Text in a cell, beside other text. */
  $sheet: (value, maxLength) => cellText(printed(value), maxLength),
  /** The height of the row that holds the notes under a table, as wide as so many characters; without any it is hidden. */
  $noteRow: (value, room) => {
    const lines = printed(value).split("\n");
    const height = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(textLength(line) / room)) * noteLine, 4);
    return printed(value) === "" ? ` ht="${noteLine}" hidden="1"` : ` ht="${height}"`;
  },
  /** The rest of a cell behind its address and style: a number where it is one, else a text (33万余), else nothing. */
  $cell: (value) => cell(value),
  /** The same for a formula, given by its number. */
  [formulaWriter]: (index, _, context) => (typeof index === "number" ? formulaCell(index, context) : "/>"),
};

/** The view holds nothing else under the names of blocks; a template's probe has none of some. */
function isBlock(value: unknown): value is PageBlock {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Points. */
const noteLine = 15;

const noCells = "<sheetData/>";

function cell(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return `><v>${printNumber(value)}</v></c>`;
  if (value === undefined || value === null || value === "") return "/>";
  return ` t="inlineStr"><is><t xml:space="preserve">${cellText(printed(value), longestCell)}</t></is></c>`;
}
