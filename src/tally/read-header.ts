import type { Editions } from "../core/form/edition.ts";
import type { Source } from "../core/text/source.ts";
import { readTally } from "./read-tally.ts";
import { guessHeader, type HeaderPeek, peekPlain } from "./shape/peek.ts";

/**
 * Who a tally is of: what `readTally` says, by the short way where the file is plain. Only where the file cannot be read is
 * it a guess, and reading says why it cannot.
 */
export function readHeader(source: Source, editions: Editions): HeaderPeek {
  const plain = peekPlain(source.text);
  if (plain) return plain;
  const tally = readTally(source, editions).value;
  if (!tally || tally.unit.name === "") return guessHeader(source.text);
  const { unit, year, scope } = tally;
  return {
    ...{ unit: unit.name, year },
    ...(unit.code !== undefined && { code: unit.code }),
    ...(unit.within !== undefined && { within: unit.within }),
    ...(unit.formerly && { formerly: unit.formerly }),
    ...(scope === "area" && { area: true }),
  };
}
