import { closeSync, mkdirSync, openSync, readFileSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, resolve } from "node:path";
import { FileError } from "../core/errors.ts";
import { inWords } from "./disk-errors.ts";

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
  try {
    made = mkdirSync(folder, { recursive: true });
    if (!create(path)) {
      const holder = holderOf(path);
      if (holder && holds(holder, path)) throw taken(path, holder);
      // Of two runs that both find it stale, one creates it anew.
      rmSync(path, { force: true });
      if (!create(path)) throw taken(path, holderOf(path));
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

/** True where the lock did not exist. */
function create(path: string): boolean {
  try {
    const handle = openSync(path, "wx");
    writeSync(handle, `${process.pid} ${hostname()}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
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
