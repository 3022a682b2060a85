import { printNumber } from "../../core/figures.ts";
import { drawn, type TrendChart, type TrendPoint } from "../../core/trend.ts";

/** Of the room a year has, this much is left between it and the next. */
export const betweenYears = 0.35;

/** The room one column has, where `years` share a width, in the unit of the width. */
export function columnRoom(chart: TrendChart, years: number, width: number): number {
  return (width / years / chart.series.length) * (1 - betweenYears);
}

/** Whether the figures can stand over their columns without touching one another; `digit` is the width of one digit. */
export function labelsFit(chart: TrendChart, years: number, width: number, digit: number): boolean {
  const longest = Math.max(0, ...chart.series.flatMap(({ points }) => points.map(lengthOf)));
  // A single column may use what lies between it and its neighbours.
  const room = chart.series.length === 1 ? width / years : columnRoom(chart, years, width);
  return longest * digit <= room;
}

/** Of how many years each one is named, so that 2021年 and the next do not touch. */
export function yearsSkipped(years: number, width: number, digit: number): number {
  return Math.max(1, Math.ceil((6.5 * digit * years) / width));
}

/** In digits; a Chinese character is as wide as two. */
function lengthOf(point: TrendPoint): number {
  const value = drawn(point);
  const words = value === undefined ? point.text : printNumber(value);
  return words === "" ? 0 : [...words].reduce((sum, char) => sum + (char < "\u0080" ? 1 : 2), 0.5);
}
