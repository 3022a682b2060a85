import { rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInUse, isTemporary } from "../../write/files.ts";
import { isHeld, isLock } from "../../write/lock.ts";
import { entriesOf } from "../workspace/walk.ts";

/** What a run that was killed has left on the disk. */
export interface LeftOver {
  readonly path: string;
  readonly what: "temporary" | "lock" | "folder";
}

/** Working folders of commands in the system's folder for temporary files. */
const working = /^gov-report-(?:correct|verify|[A-Za-z0-9]{6}$)/;
/** Milliseconds: no run takes longer. */
const oneDay = 86_400_000;

/** What was left in a workspace, an output folder and the system's folder for temporary files; what a run still uses is none. */
export function findLeftOvers(folders: readonly string[], now: number): readonly LeftOver[] {
  const found = new Map<string, LeftOver>();
  for (const folder of folders) for (const one of below(folder)) found.set(one.path, one);
  const temporary = tmpdir();
  for (const entry of entriesOf(temporary)) {
    const path = join(temporary, entry.name);
    if (entry.isDirectory() && working.test(entry.name) && isOlder(path, now))
      found.set(path, { path, what: "folder" });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function clearLeftOver({ path }: LeftOver): void {
  rmSync(path, { recursive: true, force: true });
}

function* below(folder: string): Generator<LeftOver> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (isTemporary(entry.name)) {
      if (!isInUse(entry.name)) yield { path, what: "temporary" };
    } else if (isLock(entry.name)) {
      if (!isHeld(path)) yield { path, what: "lock" };
    } else if (entry.isDirectory() && !skipped.has(entry.name)) yield* below(path);
  }
}

const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

function isOlder(path: string, now: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && now - stats.mtimeMs > oneDay;
}
