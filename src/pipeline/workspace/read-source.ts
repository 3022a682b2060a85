import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import type { Checked, Text } from "../../core/diagnostic.ts";
import type { Source } from "../../core/text/source.ts";
import { decodeSource, largestFile, refuse, refuseTooLarge } from "../../tally/syntax/source.ts";

/** Reads one file and decodes it. A file that cannot be read is GR100; whatever else is wrong has a code of its own. */
export function readSource(path: string, largest: number = largestFile): Checked<Source> {
  const { value: bytes, diagnostics } = readBytes(path, largest);
  return bytes ? decodeSource(path, bytes, largest) : { value: undefined, diagnostics };
}

/** A hundred thousand units, of whose lines few take a hundred bytes. */
const largestRegister = 16 * largestFile;

/** The workspace file, or the table of its register. */
export function readLongSource(path: string): Checked<Source> {
  return readSource(path, largestRegister);
}

/** The bytes of one file, which must be a regular one of a tally's size, or of `largest` bytes. */
export function readBytes(path: string, largest: number = largestFile): Checked<Uint8Array> {
  let handle: number | undefined;
  try {
    // Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
    const stats = statSync(path);
    if (!stats.isFile()) return refuse(path, "GR100", notAFile(stats));
    if (stats.size > largest) return refuseTooLarge(path);
    handle = openSync(path, "r");
    const bytes = new Uint8Array(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(handle, bytes, length, bytes.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return { value: bytes.subarray(0, length), diagnostics: [] };
  } catch (error) {
    return refuse(path, "GR100", unreadable(error));
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function notAFile(stats: Stats): Text {
  if (stats.isDirectory()) return { zh: "这是一个文件夹，不是文件", en: "this is a folder, not a file" };
  return {
    zh: "这不是普通文件（是管道、设备或套接字）",
    en: "this is not a regular file but a pipe, device or socket",
  };
}

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: { zh: "找不到这个文件", en: "there is no such file" },
  ENOTDIR: {
    zh: "找不到这个文件：路径中有一段不是文件夹",
    en: "there is no such file: part of the path is not a folder",
  },
  EACCES: { zh: "没有权限读取这个文件", en: "no permission to read this file" },
  EPERM: { zh: "没有权限读取这个文件", en: "no permission to read this file" },
  ELOOP: { zh: "链接互相指向，找不到文件", en: "the links lead in a circle" },
  ENXIO: {
    zh: "这不是普通文件（是管道、设备或套接字）",
    en: "this is not a regular file but a pipe, device or socket",
  },
  EISDIR: { zh: "这是一个文件夹，不是文件", en: "this is a folder, not a file" },
  EMFILE: { zh: "同时打开的文件太多", en: "too many files are open" },
  ENAMETOOLONG: { zh: "文件名太长", en: "the file name is too long" },
  EBUSY: { zh: "文件正被别的程序占用", en: "another program is using the file" },
};

function unreadable(error: unknown): Text {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return (
    reasons[code] ?? {
      zh: `文件无法读取（${code || "原因不明"}）`,
      en: `the file cannot be read (${code || "unknown reason"})`,
    }
  );
}
