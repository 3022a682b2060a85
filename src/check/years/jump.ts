import type { Edition } from "../../core/form/edition.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";
import { figureWords } from "../../core/text/money.ts";
import { cellSpan, cellsBelow } from "../cells.ts";

/** A figure far from last year's: `ratio` is the greater through the smaller. */
export interface Jump {
  readonly spec: CellSpec;
  readonly now: number;
  readonly before: number;
  readonly ratio: number;
  /** 元 typed for 万元, in this year's report or in last year's. */
  readonly yuan: boolean;
}

/** Tenfold, or a tenth. */
const tenfold = 10;
/** 万元 for 元 is 10,000; between twice and half of it both years' sums may well have been alike. */
const yuan = { from: 5_000, to: 20_000 };

/** The figures that are ten times last year's or a tenth of it, of those that are large enough for it to mean something. */
export function jumps({ edition, figures, previous }: CheckInput): readonly Jump[] {
  if (!previous) return [];
  const looked = edition.magnitudes.flatMap(({ rows, from }) =>
    rows.flatMap((row) => cellsOf(edition, row).map((spec) => ({ spec, from }))),
  );
  return looked.flatMap(({ spec, from }): readonly Jump[] => {
    // The same words may measure something else in another edition: 收费 once counted items.
    const same = previous.edition.cellAt.get(spec.path)?.measure === spec.measure;
    const [now, before] = [figures.value(spec.path), previous.figures.value(spec.path)];
    if (!same || spec.terms || !now || !before) return [];
    const ratio = Math.max(now, before) / Math.min(now, before);
    const inYuan = spec.measure === "wanYuan" && ratio >= yuan.from && ratio <= yuan.to;
    if (ratio < tenfold || (Math.max(now, before) < from && !inYuan)) return [];
    return [{ spec, now, before, ratio, yuan: inYuan }];
  });
}

function cellsOf(edition: Edition, row: string): readonly CellSpec[] {
  const cell = edition.cellAt.get(row);
  return cell ? [cell] : cellsBelow(edition, row);
}

/** Where a finding stands that sets a cell beside last year's: the cell, and the same cell in last year's file. */
export function besideLastYears(
  { tally, edition, previous }: CheckInput,
  path: string,
): Pick<Finding, "span" | "at" | "related"> {
  const span = cellSpan(tally, edition, path);
  const there = previous && cellSpan(previous.tally, previous.edition, path);
  const before = previous?.figures.value(path);
  if (!previous || !there || before === undefined) return { at: path, ...(span && { span }) };
  const { year } = previous.tally;
  const figure = figureWords(before, previous.edition.cellAt.get(path)?.measure);
  const message = { zh: `${year}年：${figure}`, en: `${year}: ${figure}` };
  return { at: path, ...(span && { span }), related: [{ span: there, message }] };
}
