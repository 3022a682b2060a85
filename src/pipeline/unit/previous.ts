import { basename } from "node:path";
import type { Editions } from "../../core/form/edition.ts";
import type { Tally } from "../../core/tally.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readSource } from "../workspace/read-source.ts";
import { type FindPrevious, type Previous, previousFrom } from "./other-years.ts";

/**
 * Looks among the given files: first the one of the same file name, which is how offices keep them, then by the
 * unit's name. Nothing is read before it is asked for, and nothing but names is kept.
 */
export function previousFinder(files: readonly string[], editions: Editions): FindPrevious {
  const byFileName = new Map(files.map((file) => [basename(file), file]));
  let byUnit: ReadonlyMap<string, string> | undefined;
  return (tally) => {
    if (files.length === 0) return undefined;
    const direct = readPrevious(byFileName.get(basename(tally.file)), tally, editions);
    if (direct) return direct;
    byUnit ??= indexUnits(files, (file) => peekFile(file, editions));
    return readPrevious(byUnit.get(key(tally.unit.name, tally.year - 1)), tally, editions);
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
): (file: string, who: HeaderPeek | undefined) => string | undefined {
  const byFileName = new Map(files.map((file) => [basename(file), file]));
  let byUnit: ReadonlyMap<string, string> | undefined;
  return (file, who) => {
    const { unit, year } = who ?? {};
    if (files.length === 0 || unit === undefined || year === undefined) return undefined;
    const direct = byFileName.get(basename(file));
    if (direct !== undefined && direct !== file) {
      const seen = peekAt(direct);
      if (seen.year === year - 1 && key(seen.unit ?? "", seen.year) === key(unit, seen.year)) return direct;
    }
    byUnit ??= indexUnits(files, peekAt);
    const found = byUnit.get(key(unit, year - 1));
    return found === file ? undefined : found;
  };
}

export function peekFile(file: string, editions: Editions): HeaderPeek {
  const source = readSource(file).value;
  return source ? readHeader(source, editions) : { unit: undefined, year: undefined };
}

function indexUnits(files: readonly string[], peekAt: (file: string) => HeaderPeek): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const file of files) {
    const { unit, year } = peekAt(file);
    if (unit !== undefined && year !== undefined) index.set(key(unit, year), file);
  }
  return index;
}

function key(unit: string, year: number): string {
  return `${year} ${unitKey(unit)}`;
}
