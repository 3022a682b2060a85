import { basename } from "node:path";
import { unitKey } from "../../core/text/unit-key.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";

/** The tallies of other years, by whose they are. A unit that has two tallies of a year has none: nobody chooses for it. */
export interface UnitIndex {
  /** A unit's tally of a year: by its name, else by its code, which an office keeps when it is renamed. */
  find(year: number, who: Pick<HeaderPeek, "unit" | "code">): string | undefined;
  /** The tally of the same file name, which is how offices keep them; whose it is must be looked at. */
  namesake(file: string): string | undefined;
  peekAt(file: string): HeaderPeek;
}

/**
 * Nothing is read before the first question, and of each tally no more than its first lines. `today` are the names of all units
 * there are: the code of one that still exists is nobody else's.
 */
export function unitIndex(
  files: readonly string[],
  peekAt: (file: string) => HeaderPeek,
  today: Iterable<string> = [],
): UnitIndex {
  const byFileName = new Map(files.map((file) => [basename(file), file]));
  let known: Known | undefined;
  return {
    peekAt,
    find: (year, { unit, code }) => {
      if (files.length === 0 || unit === undefined) return undefined;
      known ??= indexAll(files, peekAt, new Set([...today].map(unitKey)));
      const [one, ...more] = known.byName.get(key(year, unit)) ?? known.byCode.get(key(year, code ?? "")) ?? [];
      return more.length === 0 ? one : undefined;
    },
    namesake: (file) => byFileName.get(basename(file)),
  };
}

interface Known {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byCode: ReadonlyMap<string, readonly string[]>;
}

function indexAll(files: readonly string[], peekAt: (file: string) => HeaderPeek, today: ReadonlySet<string>): Known {
  const byName = new Map<string, string[]>();
  const byCode = new Map<string, string[]>();
  for (const file of files) {
    const { unit, year, code } = peekAt(file);
    if (unit === undefined || year === undefined) continue;
    push(byName, key(year, unit), file);
    if (code !== undefined && !today.has(unitKey(unit))) push(byCode, key(year, code), file);
  }
  return { byName, byCode };
}

function key(year: number, name: string): string {
  return `${year} ${unitKey(name)}`;
}

function push(map: Map<string, string[]>, at: string, file: string): void {
  const list = map.get(at);
  if (list) list.push(file);
  else map.set(at, [file]);
}
