import type { Editions } from "../../core/form/edition.ts";
import { readHeader } from "../../tally/read-header.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { decodeTally, readTallyBytes, tallyHash } from "../workspace/read-tally-file.ts";

/** What a run has to know of every tally before any is built. Plain data. */
export interface Glimpse {
  /** SHA-256 of the file's bytes; empty where it cannot be read. */
  readonly sha256: string;
  /** Who it is of; absent where only the hash was asked for. */
  readonly seen?: HeaderPeek;
}

/** Nothing can be made out. */
export const nobody: HeaderPeek = { unit: undefined, year: undefined };

/** Looks at tallies in any order, and gives what was seen of each; one that nobody could look at is left out. */
export type GlimpseAll = (
  files: readonly string[],
  hashOnly: boolean,
  take: (file: string, glimpse: Glimpse) => void,
) => Promise<void>;

/** Reads a tally for its hash, and who it is of unless the manifest knows that by the hash: `known`, or any with `hashOnly`. */
export function glimpseAt(
  file: string,
  editions: Editions,
  { known, hashOnly = false }: { readonly known?: ReadonlyMap<string, HeaderPeek>; readonly hashOnly?: boolean } = {},
): Glimpse {
  const { value: bytes } = readTallyBytes(file);
  if (!bytes) return { sha256: "", seen: nobody };
  const sha256 = tallyHash(file, bytes);
  if (hashOnly) return { sha256 };
  const before = known?.get(sha256);
  if (before) return { sha256, seen: before };
  const source = decodeTally(file, bytes, editions).value;
  return { sha256, seen: source ? readHeader(source, editions) : nobody };
}
