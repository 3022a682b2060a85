import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import {
  earlierFrom,
  type FindPrevious,
  type LastYear,
  lastYearOf,
  mayBeLastYears,
  predecessorFrom,
  previousFrom,
} from "./other-years.ts";
import { type UnitIndex, unitIndex } from "./unit-index.ts";

/** Where last year's tally of a unit is: its own, and those of the offices it was made of. */
export interface LastYearFiles {
  readonly own?: string;
  readonly former: readonly { readonly named: string; readonly file?: string }[];
  /** One of them is not this unit's alone: it still exists, or others name it too. */
  readonly divided?: true;
}

/**
 * Looks among the given files: first the one of the same file name, which is how offices keep them, then by the
 * unit's name, then by its code; `today` are the units there are. Nothing is read before it is asked for, and nothing but names is kept.
 */
export function previousFinder(
  files: readonly string[],
  editions: Editions,
  today: Iterable<HeaderPeek> = [],
): FindPrevious {
  const all = [...today];
  const index = unitIndex(
    files,
    (file) => peekFile(file, editions),
    all.flatMap(({ unit }) => unit ?? []),
  );
  const locate = previousLocator(index, all);
  return (tally) => {
    const { name: unit, code, formerly } = tally.unit;
    const who = { unit, year: tally.year, ...(code !== undefined && { code }), ...(formerly && { formerly }) };
    return readPrevious(locate(tally.file, who), tally, editions);
  };
}

/** Last year's figures of a unit from the files where they should be; of a file that is another's nothing is taken. */
export function readPrevious(found: LastYearFiles | undefined, tally: Tally, editions: Editions): LastYear {
  const { own, former, divided } = found ?? { former: [] };
  const read = (file: string | undefined) =>
    file === undefined || file === tally.file ? undefined : readTallyFile(file, editions).value;
  const source = read(own);
  const self = source && previousFrom(source, tally, editions);
  const before = former.map(({ named, file }) => {
    const text = read(file);
    return { named, previous: text && predecessorFrom(text, named, tally, editions) };
  });
  const { previous, ...missing } = lastYearOf(self, before);
  return previous ? (divided ? { shared: previous } : { previous }) : missing;
}

/** Where last year's tally of a unit is, without reading more of any than its first lines. */
export function previousLocator(
  index: UnitIndex,
  today: Iterable<HeaderPeek>,
): (file: string, who: HeaderPeek | undefined) => LastYearFiles | undefined {
  const heirs = new Map<string, number>();
  const all = [...today];
  const count = (name: string) => heirs.set(unitKey(name), (heirs.get(unitKey(name)) ?? 0) + 1);
  for (const { unit, formerly = [] } of all) {
    if (unit !== undefined) count(unit);
    for (const named of formerly) count(named);
  }
  return (file, who) => {
    const { unit, year, formerly = [] } = who ?? {};
    if (who === undefined || unit === undefined || year === undefined) return undefined;
    const direct = index.namesake(file);
    const isDirect = direct !== undefined && direct !== file && mayBeLastYears(index.peekAt(direct), { unit, year });
    const own = isDirect ? direct : index.find(year - 1, who);
    const former = formerly.flatMap((named) => {
      const found = index.find(year - 1, { unit: named, code: named });
      return found !== undefined && found === own ? [] : [{ named, ...(found !== undefined && { file: found }) }];
    });
    if ((own === undefined || own === file) && former.length === 0) return undefined;
    const divided = former.some(({ named }) => (heirs.get(unitKey(named)) ?? 0) > 1);
    return { ...(own !== undefined && own !== file && { own }), former, ...(divided && { divided }) };
  };
}

/** Which of last year's files each of this year's tallies goes on from; the files are looked into when somebody asks. */
export function lastYearFinder(
  files: readonly string[],
  previous: readonly string[],
  editions: Editions,
): (file: string) => readonly string[] {
  let locate: ((file: string) => LastYearFiles | undefined) | undefined;
  return (file) => {
    if (!locate) {
      const who = new Map(files.map((one) => [one, peekFile(one, editions)]));
      const names = [...who.values()].flatMap(({ unit }) => unit ?? []);
      const find = previousLocator(
        unitIndex(previous, (one) => peekFile(one, editions), names),
        who.values(),
      );
      locate = (one) => find(one, who.get(one));
    }
    const { own, former = [] } = locate(file) ?? {};
    return [own, ...former.map((one) => one.file)].filter((one) => one !== undefined);
  };
}

export function peekFile(file: string, editions: Editions): HeaderPeek {
  const source = readTallyFile(file, editions).value;
  return source ? readHeader(source, editions) : { unit: undefined, year: undefined };
}

/** Finds the tallies of a unit of earlier years, the newest first. */
type FindEarlier = (file: string, who: HeaderPeek | undefined) => readonly string[];

export function earlierFinder(index: UnitIndex, years: number): FindEarlier {
  return (file, who) => {
    const { unit, year, code } = who ?? {};
    if (unit === undefined || year === undefined) return [];
    const before = Array.from({ length: years - 1 }, (_, i) =>
      index.find(year - i - 1, { unit, ...(code && { code }) }),
    );
    return before.flatMap((found) => (found === undefined || found === file ? [] : [found]));
  };
}

/** The tallies themselves, as far as they can be read without an error; a year whose cannot is a gap. */
export function readEarlier(tally: Tally, files: readonly string[], editions: Editions): readonly Subject[] {
  return files.flatMap((file) => {
    const source = readTallyFile(file, editions).value;
    return (source && earlierFrom(source, tally, editions)) ?? [];
  });
}
