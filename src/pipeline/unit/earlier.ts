import { hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Tally, Unit } from "../../core/tally.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readSource } from "../workspace/read-source.ts";

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
export function readEarlier({ unit }: Tally, files: readonly string[], editions: Editions): readonly Subject[] {
  return files.flatMap((file) => {
    const source = readSource(file).value;
    const { value: tally, diagnostics } = source ? readTally(source, editions) : { value: undefined, diagnostics: [] };
    const edition = tally && editions.get(tally.edition);
    if (!tally || !edition || hasErrors(diagnostics) || !isSame(unit, tally.unit)) return [];
    return [{ tally, edition, figures: computeFigures(tally, edition) }];
  });
}

/** 统一社会信用代码 has 18 characters and belongs to one organ; a place's code belongs to its government, and departments borrow it. */
function isSame(unit: Unit, earlier: Unit): boolean {
  if (unit.name === earlier.name) return true;
  const own = unit.code?.length === 18 || (unit.kind !== "department" && unit.kind !== "other");
  return own && unit.kind === earlier.kind && unit.code !== undefined && unit.code === earlier.code;
}
