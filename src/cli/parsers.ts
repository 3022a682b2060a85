import { InvalidArgumentError } from "commander";
import { type UnitKind, unitKinds } from "../core/form/table.ts";
import { kindNames } from "../core/form/words.ts";
import { trendYears } from "../core/trend.ts";

/** A parser of option values that can be listed, for completion. */
interface ListedParser<T> {
  (value: string): T;
  readonly values: readonly string[];
}

/** Parsers of option values; what they throw is shown as wrong usage (status 2). */
export function oneOf<const T extends string>(values: readonly T[]): ListedParser<T> {
  const parse = (value: string): T => {
    const chosen = values.find((known) => known === value);
    if (chosen !== undefined) return chosen;
    throw new InvalidArgumentError(`${value}: ${values.join(" | ")}`);
  };
  return Object.assign(parse, { values });
}

/** A kind of unit, by either of its names: 乡镇 or township. */
export const unitKind: ListedParser<UnitKind> = Object.assign(
  (value: string): UnitKind => {
    const chosen = unitKinds.find((kind) => kind === value || kindNames[kind] === value);
    if (chosen !== undefined) return chosen;
    throw new InvalidArgumentError(`${value}: ${unitKinds.map((kind) => `${kindNames[kind]} ${kind}`).join(" | ")}`);
  },
  { values: unitKinds },
);

export function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError(`${value}: 0 | 1 | 2 | …`);
}

/** "docx,md" → ["docx", "md"], each one of `values`. */
export function listOf<T extends string>(values: readonly T[]): ListedParser<readonly T[]> {
  const parse = (text: string): readonly T[] => {
    const chosen = text.split(",").map((part) => part.trim());
    const wrong = chosen.find((part) => !values.some((value) => value === part));
    if (wrong !== undefined) throw new InvalidArgumentError(`${wrong}: ${values.join(" | ")}`);
    return values.filter((value) => chosen.includes(value));
  };
  return Object.assign(parse, { values });
}

/** A number of threads. */
export function positiveNumber(value: string): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new InvalidArgumentError(`${value}: 1 | 2 | …`);
}

/** How many years are compared. */
export function yearCount(value: string): number {
  const { least, most } = trendYears;
  if (/^\d{1,2}$/.test(value) && least <= Number(value) && Number(value) <= most) return Number(value);
  throw new InvalidArgumentError(`${value}: ${least} | … | ${most}`);
}

/** "2/4": the second of four parts. */
export function partOf(value: string): { readonly index: number; readonly count: number } {
  const [, index, count] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index <= count) return { index, count };
  throw new InvalidArgumentError(`${value}: 1/4 | 2/4 | …`);
}

/** A day of the calendar, written as 2026-01-31. */
export function calendarDay(value: string): string {
  const stamp = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(stamp) && new Date(stamp).toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError(`${value}: 2026-01-31`);
}
