import { type Diagnostic, hasErrors, type Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { transition } from "../../core/form/moves.ts";
import type { Source } from "../../core/text/source.ts";
import { type Converted, convertText } from "../../tally/convert.ts";
import { readTally, readTallyAs } from "../../tally/read-tally.ts";
import { formOf } from "../../tally/shape/other-form.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";

export interface ConvertOptions {
  /** The edition to convert to, by id; without it the next one, or that of the year. */
  readonly to: string | undefined;
  /** The year the new tally is for; without it the old one's, where the new form holds for that. */
  readonly year: number | undefined;
}

export interface ConvertResult {
  /** Undefined where the tally could not be read; the diagnostics say why. */
  readonly converted?: Converted & { readonly older: Edition; readonly newer: Edition; readonly year: number };
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** One tally for a later edition. Nothing is written. */
export function convertFile(file: string, editions: Editions, options: ConvertOptions): ConvertResult {
  const { value: source, diagnostics: unread } = readTallyFile(file, editions);
  if (!source) return { diagnostics: unread, sources: [] };
  const older = formOf(source.text, editions);
  // Without a year that has a form the reader says what is wrong with it.
  const { value: tally, diagnostics } = older ? readTallyAs(source, editions, older) : readTally(source, editions);
  if (!older || !tally || hasErrors(diagnostics)) return { diagnostics, sources: [source] };
  const newer = targetOf(older, tally.year, editions, options);
  const way = transition(older, newer, editions);
  if (!way || newer.id === older.id) throw noWay(older, newer);
  const year = yearOf(tally.year, newer, file, options);
  const converted = convertText(source.text, tally, way, year);
  if (!converted) throw new UsageError(flowing(file));
  return { converted: { ...converted, older, newer, year }, diagnostics, sources: [source] };
}

function targetOf(older: Edition, year: number, editions: Editions, options: ConvertOptions): Edition {
  if (options.to !== undefined) {
    const edition = editions.get(options.to);
    if (edition) return edition;
    const known = editions.all.map(({ id }) => id).join(", ");
    throw new UsageError({
      zh: `没有格式版本 ${options.to}；现有：${known}`,
      en: `no edition ${options.to}; there are: ${known}`,
    });
  }
  const wanted = editions.forYear(options.year ?? year);
  if (wanted && wanted.id !== older.id) return wanted;
  const next = editions.all.find(({ predecessor }) => predecessor === older.id);
  if (next) return next;
  throw new UsageError({
    zh: `${older.name}之后没有新的格式，不需要转换`,
    en: `there is no form after that of ${older.id}: nothing to convert`,
  });
}

function noWay(older: Edition, newer: Edition): UsageError {
  return new UsageError(
    newer.id === older.id
      ? { zh: `这份填报已经是${newer.name}`, en: `this tally is on the form of ${newer.id} already` }
      : {
          zh: `不能从${older.name}转为${newer.name}：只能转为以后的格式`,
          en: `the form of ${older.id} cannot be converted to that of ${newer.id}: only to a later one`,
        },
  );
}

/** The year decides by which form a tally is read, so it is never guessed. */
function yearOf(own: number, newer: Edition, file: string, { year = own }: ConvertOptions): number {
  const { from, to = Number.POSITIVE_INFINITY } = newer.reportYears;
  if (from <= year && year <= to) return year;
  throw new UsageError({
    zh: `${year}年度不用${newer.name}；请用 --year 写明转换以后是哪一年度的，如 gov-report convert ${file} --to ${newer.id} --year ${from}`,
    en: `reports on ${year} do not take the form of ${newer.id}; say which year the new tally is for, as in gov-report convert ${file} --to ${newer.id} --year ${from}`,
  });
}

function flowing(file: string): Text {
  return {
    zh: `${file} 整份写在一对花括号里，无法逐行转换；请改成一行一项`,
    en: `${file} is written in one pair of braces and cannot be converted line by line; write one entry a line`,
  };
}
