import { type FSWatcher, statfsSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import { entriesOf } from "../pipeline/workspace/walk.ts";

/** Something that goes on until it is closed. */
export interface Watching {
  close(): void;
}

interface WatchFolder {
  readonly folder: string;
  /** Files and folders, as absolute paths, whose changes do not count. */
  ignores(path: string): boolean;
  changed(): void;
  /** The system tells nothing of this folder: it is looked through again and again instead. */
  polls(): void;
}

/** How the system is asked to tell of changes; `node:fs` has it. */
export type SystemWatch = (
  folder: string,
  options: { readonly recursive: boolean },
  listener: (event: string, name: string | null) => void,
) => Pick<FSWatcher, "close" | "on">;

/** Milliseconds between two looks at a folder of which the system tells nothing. */
const interval = 1000;

/**
 * Tells of changes in a folder and all below it, by the system where it can: it cannot on network drives, or when it watches
 * as much as it may (ENOSPC, EMFILE). Never throws.
 */
export function watchFolder({ folder, ignores, changed, polls }: WatchFolder, system: SystemWatch = watch): Watching {
  const watching: Watching[] = [];
  let ended = false;
  const close = (): void => {
    for (const one of watching.splice(0)) one.close();
  };
  const poll = (): void => {
    if (ended) return;
    ended = true;
    close();
    polls();
    watching.push(polling(folder, ignores, changed));
  };
  const watchOne = (one: string): void => {
    const watcher = system(one, { recursive: whole }, (_, name) => {
      if (name === null || !ignores(join(one, name))) changed();
    });
    watching.push(watcher);
    watcher.on("error", poll);
  };
  try {
    if (isRemote(folder)) poll();
    else for (const one of whole ? [folder] : foldersIn(folder, ignores)) watchOne(one);
  } catch {
    poll();
  }
  return {
    close: () => {
      ended = true;
      close();
    },
  };
}

/**
 * Whether the system watches a folder with all below it. Elsewhere Node does so file by file, and says nothing when it
 * cannot; folder by folder takes less and fails aloud. A new folder is a change of the one that it is made in.
 */
const whole = process.platform === "win32" || process.platform === "darwin";

function foldersIn(folder: string, ignores: (path: string) => boolean): readonly string[] {
  const below = entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && !ignores(path) ? foldersIn(path, ignores) : [];
  });
  return [folder, ...below];
}

/** Tells once of a change between two looks. */
function polling(folder: string, ignores: (path: string) => boolean, changed: () => void): Watching {
  const before = stampOf(folder, ignores);
  const timer = setInterval(() => {
    if (stampOf(folder, ignores) === before) return;
    clearInterval(timer);
    changed();
  }, interval);
  return { close: () => clearInterval(timer) };
}

/** All files with their sizes and times; a folder that cannot be read has none. */
function stampOf(folder: string, ignores: (path: string) => boolean): string {
  return entriesOf(folder)
    .map((entry) => {
      const path = join(folder, entry.name);
      if (ignores(path)) return "";
      if (entry.isDirectory()) return `${path}/\n${stampOf(path, ignores)}`;
      const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
      return `${path} ${size} ${mtimeMs}\n`;
    })
    .join("");
}

/** Whether others may change the folder without this system's knowing: NFS, SMB, CIFS, 9P (Windows drives in WSL), FUSE, virtiofs. */
function isRemote(folder: string): boolean {
  if (process.platform !== "linux") return false;
  try {
    return remote.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}

const remote: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x6a656a63,
]);
