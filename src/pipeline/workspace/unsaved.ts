import { resolve } from "node:path";

/** What files say that are open in an editor and not yet saved, by absolute path. */
export type UnsavedTexts = ReadonlyMap<string, string>;

let unsaved: UnsavedTexts = new Map();

/** Does work in which these texts go before what is on the disk, whoever reads them. The work must not wait for anything. */
export function withUnsaved<T>(texts: UnsavedTexts, work: () => T): T {
  const before = unsaved;
  unsaved = texts;
  try {
    return work();
  } finally {
    unsaved = before;
  }
}

/** The unsaved bytes of a file; undefined where what it says is on the disk. */
export function unsavedBytes(path: string): Uint8Array | undefined {
  const text = unsaved.size === 0 ? undefined : unsaved.get(resolve(path));
  return text === undefined ? undefined : new TextEncoder().encode(text);
}
