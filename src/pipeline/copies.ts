import { Crowd } from "../check/copying/crowd.ts";
import { sameAsOtherUnit, sameText } from "../check/copying/same-as-other-unit.ts";
import type { Diagnostic } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/edition.ts";
import type { Source } from "../core/source.ts";
import type { Tally } from "../core/tally.ts";
import { readSource } from "../read/source.ts";
import { readTally } from "../read/tally.ts";

export interface Copies {
  readonly diagnostics: readonly Diagnostic[];
  /** The other unit's file, for the lines under a message. */
  readonly sources: readonly Source[];
}

interface Other {
  readonly tally: Tally;
  readonly source: Source;
}

/** Other units' tallies that are kept at hand: a text that forty units have copied has one source. */
const keptAtHand = 32;
export const noCopies: Copies = { diagnostics: [], sources: [] };

export type FindCopies = (tally: Tally, edition: Edition) => Copies;

/** Compares each tally of a run, as it comes by, with all before it. Only numbers of them are kept; see `Crowd`. */
export function copyFinder(editions: Editions): FindCopies {
  const crowds = new Map<string, Crowd>();
  const files: string[] = [];
  const atHand = new Map<string, Other | undefined>();
  const read = (file: string): Other | undefined => {
    if (!atHand.has(file)) {
      const oldest = atHand.keys().next().value;
      if (atHand.size >= keptAtHand && oldest !== undefined) atHand.delete(oldest);
      const source = readSource(file).value;
      const tally = source && readTally(source, editions).value;
      atHand.set(file, tally && { tally, source });
    }
    return atHand.get(file);
  };
  return (tally, edition) => {
    const key = `${edition.id} ${tally.year}`;
    const crowd = crowds.get(key) ?? new Crowd();
    crowds.set(key, crowd);
    const index = files.push(tally.file) - 1;
    const suspect = crowd.add(index, tally, edition);
    const other = suspect === undefined ? undefined : read(files[suspect] ?? "");
    // A unit's own text in another year, or sent in twice, is not copied from others.
    if (!other || other.tally.unit.name === tally.unit.name) return noCopies;
    const { code, severity } = sameAsOtherUnit;
    const found = [...sameText(tally, other.tally, edition)].map(
      ({ message, span, help, related = [] }): Diagnostic => ({
        ...{ code, severity, message, file: tally.file, related },
        ...(span && { span }),
        ...(help && { help }),
      }),
    );
    return { diagnostics: found, sources: found.length > 0 ? [other.source] : [] };
  };
}
