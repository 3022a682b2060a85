import { basename } from "node:path";
import type { Editions } from "../core/edition.ts";
import { computeFigures } from "../core/figures.ts";
import type { Subject } from "../core/rule.ts";
import type { Source } from "../core/source.ts";
import type { Tally } from "../core/tally.ts";
import { peek } from "../read/peek.ts";
import { readSource } from "../read/source.ts";
import { readTally } from "../read/tally.ts";

/** A tally of last year, with the file that findings point into. */
export interface Previous extends Subject {
  readonly source: Source;
}

/** Finds the tally a unit handed in a year earlier. */
export type FindPrevious = (tally: Tally) => Previous | undefined;

/**
 * Looks among the given files: first the one of the same file name, which is how offices keep them, then by the
 * unit's name. Nothing is read before it is asked for, and nothing but names is kept.
 */
export function previousFinder(files: readonly string[], editions: Editions): FindPrevious {
  const byFileName = new Map(files.map((file) => [basename(file), file]));
  let byUnit: ReadonlyMap<string, string> | undefined;
  const read = (file: string | undefined, tally: Tally): Previous | undefined => {
    const source = file === undefined || file === tally.file ? undefined : readSource(file).value;
    const who = source && peek(source.text);
    if (!source || who?.unit !== tally.unit.name || who.year !== tally.year - 1) return undefined;
    const previous = readTally(source, editions).value;
    const edition = previous && editions.get(previous.edition);
    return edition && { tally: previous, edition, figures: computeFigures(previous, edition), source };
  };
  return (tally) => {
    if (files.length === 0) return undefined;
    const direct = read(byFileName.get(basename(tally.file)), tally);
    if (direct) return direct;
    byUnit ??= indexUnits(files);
    return read(byUnit.get(key(tally.unit.name, tally.year - 1)), tally);
  };
}

function indexUnits(files: readonly string[]): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const file of files) {
    const source = readSource(file).value;
    const { unit, year } = source ? peek(source.text) : { unit: undefined, year: undefined };
    if (unit !== undefined && year !== undefined) index.set(key(unit, year), file);
  }
  return index;
}

function key(unit: string, year: number): string {
  return `${year} ${unit}`;
}
