import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readSource } from "../workspace/read-source.ts";
import { earlierFrom } from "./other-years.ts";

/** Finds the tallies of a unit of earlier years, the newest first. */
export type FindEarlier = (file: string, who: HeaderPeek | undefined) => readonly string[];

/**
 * Looks among the given files for tallies of the same unit: by its name, else by its code, which an office keeps when it is
 * renamed. A code that several offices of one place write is nobody's, and so is that of an office which still exists:
 * `others` are the names of all units of today. A year with two tallies of the unit has none: the program does not choose.
 */
export function earlierFinder(
  files: readonly string[],
  peekAt: (file: string) => HeaderPeek,
  years: number,
  others: ReadonlySet<string>,
): FindEarlier {
  let index: Index | undefined;
  return (file, who) => {
    const { unit, year, code } = who ?? {};
    if (unit === undefined || year === undefined) return [];
    index ??= indexAll(files, peekAt, others);
    const found: string[] = [];
    for (let back = 1; back < years; back++) {
      const byName = index.byName.get(key(year - back, unit));
      const [one, ...more] = byName ?? (code === undefined ? [] : (index.byCode.get(key(year - back, code)) ?? []));
      if (one !== undefined && more.length === 0 && one !== file) found.push(one);
    }
    return found;
  };
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byCode: ReadonlyMap<string, readonly string[]>;
}

function indexAll(files: readonly string[], peekAt: (file: string) => HeaderPeek, others: ReadonlySet<string>): Index {
  const byName = new Map<string, string[]>();
  const byCode = new Map<string, string[]>();
  for (const file of files) {
    const { unit, year, code } = peekAt(file);
    if (unit === undefined || year === undefined) continue;
    push(byName, key(year, unit), file);
    if (code !== undefined && !others.has(unit)) push(byCode, key(year, code), file);
  }
  return { byName, byCode };
}

function key(year: number, name: string): string {
  return `${year} ${name}`;
}

function push(map: Map<string, string[]>, at: string, file: string): void {
  const list = map.get(at);
  if (list) list.push(file);
  else map.set(at, [file]);
}

/** The tallies themselves, as far as they can be read without an error; a year whose cannot is a gap. */
export function readEarlier(tally: Tally, files: readonly string[], editions: Editions): readonly Subject[] {
  return files.flatMap((file) => {
    const source = readSource(file).value;
    return (source && earlierFrom(source, tally, editions)) ?? [];
  });
}
