import { basename } from "node:path";
import type { Editions } from "../../core/form/edition.ts";
import type { Tally } from "../../core/tally.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readSource } from "../workspace/read-source.ts";
import { type FindPrevious, mayBeLastYears, type Previous, previousFrom, type UnitOfYear } from "./other-years.ts";

/**
 * Looks among the given files: first the one of the same file name, which is how offices keep them, then by the
 * unit's name, then by its code; `others` are the names of all units of today. Nothing is read before it is asked for, and nothing but names is kept.
 */
export function previousFinder(
  files: readonly string[],
  editions: Editions,
  others: ReadonlySet<string> = new Set(),
): FindPrevious {
  const locate = previousLocator(files, (file) => peekFile(file, editions), others);
  return (tally) => {
    const { unit, year } = tally;
    return readPrevious(locate(tally.file, { unit: unit.name, year, code: unit.code }), tally, editions);
  };
}

/** Last year's tally of a unit from the file where it should be; undefined where that is another's. */
export function readPrevious(file: string | undefined, tally: Tally, editions: Editions): Previous | undefined {
  const source = file === undefined || file === tally.file ? undefined : readSource(file).value;
  return source && previousFrom(source, tally, editions);
}

/** Where last year's tally of a unit is, without reading more of any than its first lines. */
export function previousLocator(
  files: readonly string[],
  peekAt: (file: string) => HeaderPeek,
  others: ReadonlySet<string> = new Set(),
): (file: string, who: UnitOfYear | undefined) => string | undefined {
  const byFileName = new Map(files.map((file) => [basename(file), file]));
  let index: Index | undefined;
  return (file, who) => {
    const { unit, year, code } = who ?? {};
    if (files.length === 0 || unit === undefined || year === undefined) return undefined;
    const direct = byFileName.get(basename(file));
    if (direct !== undefined && direct !== file && mayBeLastYears(peekAt(direct), { unit, year })) return direct;
    index ??= indexUnits(files, peekAt, others);
    const found = index.byUnit.get(key(unit, year - 1)) ?? (code && index.byCode.get(key(code, year - 1))) ?? undefined;
    return found === file ? undefined : found;
  };
}

export function peekFile(file: string, editions: Editions): HeaderPeek {
  const source = readSource(file).value;
  return source ? readHeader(source, editions) : { unit: undefined, year: undefined };
}

interface Index {
  readonly byUnit: ReadonlyMap<string, string>;
  /** A code that several tallies of a year bear is nobody's, and so is that of an office which still exists. */
  readonly byCode: ReadonlyMap<string, string | undefined>;
}

function indexUnits(
  files: readonly string[],
  peekAt: (file: string) => HeaderPeek,
  others: ReadonlySet<string>,
): Index {
  const byUnit = new Map<string, string>();
  const byCode = new Map<string, string | undefined>();
  for (const file of files) {
    const { unit, year, code } = peekAt(file);
    if (unit === undefined || year === undefined) continue;
    byUnit.set(key(unit, year), file);
    if (code !== undefined && !others.has(unit))
      byCode.set(key(code, year), byCode.has(key(code, year)) ? undefined : file);
  }
  return { byUnit, byCode };
}

function key(name: string, year: number): string {
  return `${year} ${unitKey(name)}`;
}
