import type { DataValidation, FillPattern, Worksheet } from "exceljs";
import type { Measure } from "../core/form/table.ts";
import { measureWords } from "../core/form/words.ts";

function solid(argb: string): FillPattern {
  return { type: "pattern", pattern: "solid", fgColor: { argb }, bgColor: { argb } };
}

/** A cell that waits to be filled in. */
export const inputFill: FillPattern = solid("FFFFF2CC");
/** A figure that last year's report gave. */
export const prefilledFill: FillPattern = solid("FFDDEBF7");
/** A relation that does not hold. */
export const failedFill: FillPattern = solid("FFFFC7CE");

/** Only what is to be filled in can be written into; without a password, for it keeps out slips and nobody else. */
export async function lockSheet(sheet: Worksheet): Promise<void> {
  await sheet.protect("", {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
  });
}

/** Coloured until it is filled in; `unless` is a condition under which a blank is right. */
export function colourBlanks(sheet: Worksheet, ref: string, first: string, unless?: string): void {
  const blank = `ISBLANK(${first})`;
  const formula = unless === undefined ? blank : `AND(${blank},NOT(${unless}))`;
  sheet.addConditionalFormatting({
    ref,
    rules: [{ type: "expression", priority: 1, formulae: [formula], style: { fill: inputFill } }],
  });
}

/** One of a few words, offered as a list. */
export function choice(list: readonly string[]): DataValidation {
  return {
    ...{ type: "list", allowBlank: true, formulae: [`"${list.join(",")}"`], showErrorMessage: true },
    ...{ errorStyle: "stop", errorTitle: "请从列表中选", error: list.join("、") },
  };
}

const most = 1_000_000_000;

/** What may be typed into a figure of a measure, and what is said otherwise. */
export function figureValidation(measure: Measure, prompt?: string): DataValidation | undefined {
  const shown = prompt === undefined ? {} : { showInputMessage: true, promptTitle: "提示", prompt };
  const stop = { allowBlank: true, showErrorMessage: true, errorStyle: "stop" } as const;
  if (measure === "money") {
    const words = prompt ?? "连单位一起写，如 29.0506万元、251000元；没有的填 0";
    return {
      type: "custom",
      formulae: ["TRUE"],
      allowBlank: true,
      ...{ showInputMessage: true, promptTitle: "提示", prompt: words },
    };
  }
  const word = measureWords[measure];
  if (measure === "wanYuan" || measure === "yuan") {
    return {
      ...{ type: "decimal", operator: "between", formulae: [0, most], ...stop, ...shown },
      ...{ errorTitle: "请只填数字", error: `以${word}为单位的数，不写“${word}”；没有的填 0。` },
    };
  }
  const least = measure === "change" ? -most : 0;
  return {
    ...{ type: "whole", operator: "between", formulae: [least, most], ...stop, ...shown },
    ...{
      errorTitle: "请填整数",
      error: `只写数字，不写“${word}”；没有的填 0${measure === "change" ? "，减少的写负数" : ""}。`,
    },
  };
}
