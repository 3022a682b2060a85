import { printNumber } from "../../core/figures.ts";
import type { Measure } from "../../core/form/table.ts";
import { measureWords } from "../../core/form/words.ts";
import { percent } from "../../core/helpers.ts";

/** 同比: 增长12.3%, 下降5%, 持平; 增加5件 where there was nothing last year and no rate can be formed. */
export function changeInWords(now: number, before: number, measure: Measure): string {
  if (now === before) return "持平";
  if (before === 0) return `增加${printNumber(now)}${measureWords[measure]}`;
  const rate = percent(Math.abs(now - before), before);
  if (rate === undefined) return now > before ? "增加" : "减少";
  if (rate === "0%") return "基本持平";
  return `${now > before ? "增长" : "下降"}${rate}`;
}
