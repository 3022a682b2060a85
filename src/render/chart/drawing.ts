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

/**
 * How the series of a chart are told apart, also on a grey print: dark, light with a dark edge, hatched.
 * A chart has seldom more than two; the fourth looks like the first again.
 */
export interface Fill {
  readonly ink: string;
  /** What lies between the hatches, or under an edge. */
  readonly paper: string;
  readonly hatched: boolean;
}

const fills: readonly Fill[] = [
  { ink: "1F4E79", paper: "1F4E79", hatched: false },
  { ink: "1F4E79", paper: "BDD7EE", hatched: false },
  { ink: "1F4E79", paper: "FFFFFF", hatched: true },
];

export function fillOf(index: number): Fill {
  return fills[index % fills.length] as Fill;
}

/** Axes and grid. */
export const lineColour = "7F7F7F";
export const gridColour = "D9D9D9";

/** The ticks of an axis, from the lowest to the highest, evenly; 0 is among them. */
export interface Scale {
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

const most = 1e300;

/** An axis of four or five even steps of 1, 2, 2.5 or 5 times a power of ten that holds all values and 0. */
export function scaleFor(values: readonly number[]): Scale {
  const kept = values.map((value) => Math.min(most, Math.max(-most, value)));
  const top = Math.max(0, ...kept);
  const bottom = Math.min(0, ...kept);
  // All 0, or nothing at all, or next to nothing: an axis from 0 to 1.
  const span = top - bottom < 1e-9 ? 1 : top - bottom;
  const whole = values.every(Number.isInteger);
  const step = stepFor(span / 4, whole);
  const from = Math.floor(bottom / step);
  const to = Math.max(from + 1, Math.ceil(top / step));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => exact((from + i) * step, step));
  return { ticks, low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1 };
}

function stepFor(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => exact(factor * power, power));
  // Half a case is nobody's.
  const found = steps.find((step) => step >= rough * 0.999 && (!whole || Number.isInteger(step)));
  return found ?? (whole ? 1 : exact(10 * power, power));
}

/** Without the dust that multiplying leaves: 3 × 0.1 is 0.3. */
function exact(value: number, unit: number): number {
  const places = Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(unit))));
  return Math.abs(value) < 1e15 ? Number(value.toFixed(places)) : value;
}
