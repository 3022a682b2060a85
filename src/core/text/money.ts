import { printNumber } from "../figures.ts";
import type { Measure } from "../form/table.ts";

/** The units an amount may be written in, and the power of ten that makes 元 of it. The longest first: 万元 ends in 元 too. */
export const moneyUnits: readonly (readonly [unit: string, power: number])[] = [
  ["亿元", 8],
  ["万元", 4],
  ["元", 0],
];

/** Plain digits in a unit as 元. Read with its exponent at once, so that 29.0506万元 is exactly 290506. */
export function inYuan(digits: string, unit: string): number | undefined {
  const power = moneyUnits.find(([name]) => name === unit)?.[1];
  return power === undefined ? undefined : Number(`${digits}e${power}`);
}

/** An amount in 元 as it is written where nobody has: in 万元 from 1万元 on. Nothing is 0 in every unit. */
export function moneyText(yuan: number): string {
  if (yuan === 0) return "0";
  return Math.abs(yuan) < 10_000 ? `${printNumber(yuan)}元` : `${printNumber(Number(`${yuan}e-4`))}万元`;
}

/** A figure of some measure in a message: an amount that may be in any unit says in which. */
export function figureWords(value: number, measure: Measure | undefined): string {
  return measure === "money" ? moneyText(value) : printNumber(value);
}
