import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import type { Text } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";

/** A system's error code in the words of the person who can do something about it. */
export function inWords(file: string, error: unknown): FileError {
  if (error instanceof FileError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = words[code];
  if (known) return new FileError(file, known);
  if (code === "") throw error; // not the disk's fault but ours
  return new FileError(file, { zh: `无法写入（${code}）`, en: `cannot be written (${code})` });
}

const busy: Text = {
  zh: "文件正被占用，请先关闭 Word 或 WPS 中打开的这份文件，再运行一次",
  en: "the file is in use; close it in Word or WPS and run again",
};
const locked: Text = {
  zh: "文件或文件夹不许改动（只读属性，或属于别人），请换一个输出文件夹（--out）",
  en: "the file or folder may not be changed (it is immutable, or another's); choose another folder (--out)",
};
const words: Readonly<Record<string, Text>> = {
  EBUSY: busy,
  // Windows says so of a file that is open; elsewhere it is one that its owner has locked.
  EPERM: process.platform === "win32" ? busy : locked,
  EACCES: {
    zh: "没有写入权限，请换一个输出文件夹（--out）",
    en: "no permission to write; choose another folder (--out)",
  },
  EROFS: {
    zh: "磁盘是只读的，请换一个输出文件夹（--out）",
    en: "the disk is read-only; choose another folder (--out)",
  },
  ENOSPC: { zh: "磁盘已满，请腾出空间后再运行", en: "the disk is full; free some space and run again" },
  EFBIG: {
    zh: "文件超过了系统允许的大小（ulimit -f，或磁盘格式的上限）",
    en: "the file is larger than the system allows (ulimit -f, or the disk's format)",
  },
  EIO: { zh: "磁盘读写出错，请检查磁盘或网络盘", en: "the disk failed; check it, or the network drive" },
  EMFILE: { zh: "同时打开的文件太多，请减少 --jobs", en: "too many files are open at once; use fewer --jobs" },
  EDQUOT: { zh: "磁盘配额已用完", en: "the disk quota is used up" },
  ENOTDIR: { zh: "输出路径中有一段是文件，不是文件夹", en: "a part of the output path is a file, not a folder" },
  EEXIST: { zh: "输出文件夹的名字已被一个文件占用", en: "a file stands where the output folder should be" },
  EISDIR: { zh: "同名的文件夹已存在", en: "a folder of that name exists" },
  ENAMETOOLONG: { zh: "文件名太长", en: "the file name is too long" },
};

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
