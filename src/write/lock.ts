import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { FileError } from "../core/errors.ts";
import { inWords } from "./disk-errors.ts";

/**
 * Keeps other runs from writing the same manifest of a folder until the returned function is called. A lock whose process is
 * gone counts for nothing. Throws a FileError where another run holds it.
 */
export function lockFolder(folder: string, manifest: string): () => void {
  const path = join(folder, `.${manifest}.lock`);
  try {
    mkdirSync(folder, { recursive: true });
    if (!create(path)) {
      const holder = holderOf(path);
      if (holder && (holder.host !== hostname() || isAlive(holder.pid))) throw taken(folder, holder);
      // Of two runs that both find it stale, one creates it anew.
      rmSync(path, { force: true });
      if (!create(path)) throw taken(folder, holderOf(path));
    }
  } catch (error) {
    throw inWords(folder, error);
  }
  return () => rmSync(path, { force: true });
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

function taken(folder: string, holder: Holder | undefined): FileError {
  const zh = holder ? `（${holder.host} 上的进程 ${holder.pid}）` : "";
  const en = holder ? ` (process ${holder.pid} on ${holder.host})` : "";
  return new FileError(folder, {
    zh: `另一次生成正在写这个文件夹${zh}。请等它结束，或者用 -o 换一个文件夹`,
    en: `another run${en} is writing into this folder: wait for it to end, or choose another one with -o`,
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
