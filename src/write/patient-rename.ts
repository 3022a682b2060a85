import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";

/** A scanner or an indexer may hold a new file for a moment: milliseconds waited before each further attempt, half a second in all. */
const pauses = [10, 20, 40, 80, 150, 200];
const passing: ReadonlySet<string> = new Set(process.platform === "win32" ? ["EBUSY", "EPERM", "EACCES"] : ["EBUSY"]);

/** Renames a file; where somebody holds it, tries again for half a second. Throws what the last attempt threw. */
export function renamePatiently(from: string, to: string): void {
  for (const pause of pauses) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!passing.has(code)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  renameSync(from, to);
}

/** Has the system write a folder's list of names to the disk; where it knows no such thing, nothing is lost by going on. */
export function toDisk(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows has no handles of folders.
  }
}
