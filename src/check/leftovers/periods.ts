import { sentenceAt } from "./own-texts.ts";

/** A day as a text has it; the year may be left to the reader. */
interface Day {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

/** 2025年1月1日至12月31日: a stretch of a text that says from when to when. */
export interface DateSpan {
  readonly start: number;
  readonly end: number;
  readonly from: Day;
  readonly to: Day;
  /** The words around it say that it is the period the report's figures are of. */
  readonly statistical: boolean;
}

const pattern =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:起|开始)?[ ，,]?(?:至|到|—{1,2}|－|-|–|～|~)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g;
/** More than any report has: a text with more is not looked at to its end. */
const most = 1000;
const statistical =
  /统计(?:期|时|数据|周期|口径|范围|起止)|数据统计|所列数据|涉及数据|数据(?:期限|时限)|报告期|本报告|期限[为是自从：]/;

/** In a text as `plainly` has it. */
export function* periodsIn(plain: string): Iterable<DateSpan> {
  let seen = 0;
  for (const match of plain.matchAll(pattern)) {
    if (++seen > most) return;
    const [words, y1, m1, d1, y2, m2, d2] = match;
    yield {
      start: match.index,
      end: match.index + words.length,
      from: day(y1, m1, d1),
      to: day(y2, m2, d2),
      statistical: statistical.test(sentenceAt(plain, match.index).text),
    };
  }
}

function day(year: string | undefined, month = "", date = ""): Day {
  return { year: year === undefined ? undefined : Number(year), month: Number(month), day: Number(date) };
}

/** Ends before it begins. A year that is not said is that of the other end. */
function isInverted({ from, to }: DateSpan): boolean {
  if (from.year === undefined && to.year !== undefined) return false;
  const years = (to.year ?? from.year ?? 0) - (from.year ?? 0);
  return years < 0 || (years === 0 && (to.month - from.month || to.day - from.day) < 0 && to.year !== undefined);
}

/** The first to the last day of a year, whichever it is. */
function isWholeYear({ from, to }: DateSpan): boolean {
  return (
    from.month === 1 &&
    from.day === 1 &&
    to.month === 12 &&
    to.day === 31 &&
    (to.year ?? from.year) === (from.year ?? to.year)
  );
}

/**
 * What is wrong with a period as that of a report on `year`: it ends before it begins; it is a calendar year, or nearly, and
 * not the report's (`slip`); or it is some other stretch of time, for which there may be a reason (`unusual`). Undefined
 * where nothing is, or where it is not the period of the figures.
 */
export function faultOf(period: DateSpan, year: number): "inverted" | "slip" | "unusual" | undefined {
  if (isInverted(period)) return "inverted";
  const { from, to } = period;
  const nearly = from.month === 1 && from.day === 1 && to.month === 12 && to.day >= 30;
  // 1月1日至12月30日 means the year, whatever the sentence speaks of.
  if (!period.statistical && !(nearly && to.day === 30)) return undefined;
  if (isWholeYear(period) && (from.year ?? to.year ?? year) === year) return undefined;
  return nearly ? "slip" : "unusual";
}

/** Whether a period is that from one day (YYYY-MM-DD) to another. A year that is not said is the other end's, or the report's. */
export function isFromTo({ from, to }: DateSpan, first: string, last: string, year: number): boolean {
  const written = (day: Day, other: Day): string => {
    const [y, m, d] = [day.year ?? other.year ?? year, day.month, day.day].map((part) => String(part).padStart(2, "0"));
    return `${y}-${m}-${d}`;
  };
  return written(from, to) === first && written(to, from) === last;
}
