import { compareText, type Diagnostic } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { readHeader } from "../../tally/read-header.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { nameKey, safeName } from "../../write/name.ts";
import { conflicts, type NameClaim } from "./name-conflict.ts";
import { readTallyFile } from "./read-tally-file.ts";

/** What reports are called on disk, settled before the first is written. */
export interface Names {
  /** File name without extension, for a tally whose unit and year could be made out. */
  readonly of: (file: string) => string | undefined;
  /** Tallies that would write one another's files; none of them is built. */
  readonly conflicts: (file: string) => readonly Diagnostic[];
  /** Who each tally is of, or seems to be of; those of which nothing can be made out are missing. */
  readonly who: ReadonlyMap<string, HeaderPeek>;
}

/** The names of the units of a run. */
export function unitsOf({ who }: Pick<Names, "who">): ReadonlySet<string> {
  return new Set([...who.values()].flatMap(({ unit }) => unit ?? []));
}

/** Reads who each tally is of, and finds those that are of the same unit and year or end in the same file name. */
export function planNames(files: readonly string[], editions: Editions): Names {
  const seen = files.map((file): readonly [string, HeaderPeek] => {
    const source = readTallyFile(file, editions).value;
    // A name that is a part of the text would keep all of it.
    return [file, source ? structuredClone(readHeader(source, editions)) : { unit: undefined, year: undefined }];
  });
  return nameAll(seen, editions);
}

/** Those of some tallies alone: none of the others is in their way. */
export function namesAmong({ who }: Pick<Names, "who">, files: Iterable<string>, editions: Editions): Names {
  return nameAll(
    [...files].flatMap((file) => {
      const seen = who.get(file);
      return seen ? [[file, seen] as const] : [];
    }),
    editions,
  );
}

/** The same for tallies whose headers have been read. */
export function nameAll(tallies: Iterable<readonly [file: string, seen: HeaderPeek]>, editions: Editions): Names {
  const names = new Map<string, string>();
  const who = new Map<string, HeaderPeek>();
  const claims = new Map<string, NameClaim[]>();
  for (const [file, seen] of tallies) {
    const { unit, year } = seen;
    if (unit === undefined || year === undefined) continue;
    who.set(file, seen);
    if (seen.guessed) continue;
    const name = safeName(`${unit}${year}年${editions.forYear(year)?.title ?? ""}`);
    names.set(file, name);
    const key = nameKey(safeName(`${unitKey(unit)}${year}`));
    const claim = { file, unit, year, name };
    const others = claims.get(key);
    if (others) others.push(claim);
    else claims.set(key, [claim]);
  }
  const found = new Map<string, Diagnostic[]>();
  for (const group of claims.values()) {
    if (group.length < 2) continue;
    const sorted = group.toSorted((a, b) => compareText(a.file, b.file));
    for (const one of conflicts(sorted)) found.set(one.file, [one]);
  }
  return { of: (file) => names.get(file), conflicts: (file) => found.get(file) ?? [], who };
}
