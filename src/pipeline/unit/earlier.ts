import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { earlierFrom } from "./other-years.ts";
import type { UnitIndex } from "./unit-index.ts";

/** Finds the tallies of a unit of earlier years, the newest first. */
export type FindEarlier = (file: string, who: HeaderPeek | undefined) => readonly string[];

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
