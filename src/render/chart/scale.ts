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
