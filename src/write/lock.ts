import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { threadId } from "node:worker_threads";
import { FileError } from "../core/errors.ts";
import { inWords } from "./disk-errors.ts";
import { refusePublished } from "./published-guard.ts";

/** The locks that this process holds. One of its number that it does not know was left by an earlier process, as in a container. */
const held = new Set<string>();

/**
 * Keeps other runs from writing the same manifest of a folder until the returned function is called. A lock whose process is
 * gone counts for nothing. A folder that was made for the lock alone goes with it. Throws a FileError where another run
 * holds it.
 */
export function lockFolder(folder: string, manifest: string): () => void {
  const path = resolve(folder, lockName(manifest));
  let made: string | undefined;
  refusePublished(folder);
  try {
    made = mkdirSync(folder, { recursive: true });
    if (!create(path)) {
      const holder = holderOf(path);
      if (holder && holds(holder, path)) throw taken(path, holder);
      // Of two runs that both find it stale, one creates it anew.
      if (!removeStale(path, holder) || !create(path)) throw taken(path, holderOf(path));
    }
  } catch (error) {
    throw inWords(folder, error);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
    if (made !== undefined) removeIfEmpty(folder);
  };
}

/** The name of the file that locks a folder for the run that writes this manifest. */
export function lockName(manifest: string): string {
  return `.${manifest}.lock`;
}

function holds({ pid, host }: Holder, path: string): boolean {
  if (host !== hostname()) return true;
  return pid === process.pid ? held.has(path) : isAlive(pid);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something has been written into it.
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** True where the lock did not exist. It appears with its words in it: nobody meets an empty one and takes it for stale. */
function create(path: string): boolean {
  const words = `${process.pid} ${hostname()}\n`;
  const beside = besideName(path, "new");
  try {
    writeFileSync(beside, words);
    try {
      linkSync(beside, path);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
      // Not every file system knows hard links.
      writeFileSync(path, words, { flag: "wx" });
    }
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** As temporary files are called: what a run that is killed leaves of it is removed by the next one. */
function besideName(path: string, suffix: "new" | "old"): string {
  return join(dirname(path), `.gov-report-${process.pid}-${threadId}-0.${suffix}.tmp`);
}

/** Takes a stale lock away; false where it has become another run's in the meantime, which then keeps it. */
function removeStale(path: string, stale: Holder | undefined): boolean {
  const aside = besideName(path, "old");
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return true;
    throw error;
  }
  const found = holderOf(aside);
  const same = found?.pid === stale?.pid && found?.host === stale?.host;
  try {
    if (!same) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
  return same;
}

/** Whether a name is that of a lock. */
export function isLock(name: string): boolean {
  return /^\.manifest(?:\.[\w-]+)?\.json\.lock$/.test(name);
}

/** Whether a lock keeps anybody from writing: its run goes on, or may go on at another machine. */
export function isHeld(path: string): boolean {
  const holder = holderOf(path);
  return holder !== undefined && holds(holder, resolve(path));
}

/** Undefined for a lock that says nothing a program of ours would write. */
function holderOf(path: string): Holder | undefined {
  try {
    const [, pid, host] = /^(\d+) (\S*)\n$/.exec(readFileSync(path, "utf8")) ?? [];
    return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
  } catch {
    return undefined;
  }
}

function taken(path: string, holder: Holder | undefined): FileError {
  const zh = holder ? `（${holder.host} 上的进程 ${holder.pid}）` : "";
  const en = holder ? ` (process ${holder.pid} on ${holder.host})` : "";
  return new FileError(dirname(path), {
    zh: `另一次生成正在写这个文件夹${zh}。请等它结束，或者用 -o 换一个文件夹；确知它早已中断的，删除 ${path} 后再运行`,
    en: `another run${en} is writing into this folder: wait for it to end, or choose another one with -o; if you know that it is long gone, delete ${path} and run again`,
  });
}

/** Whether a process of this machine still runs; one of another user does. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
