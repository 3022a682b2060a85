import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Checked, Text } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import type { Source } from "../../core/text/source.ts";
import { decodeSource, decodeText, largestFile, refuse, refuseTooLarge } from "../../tally/syntax/source.ts";
import { isStandardInput, standardInput } from "./standard-input.ts";

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

/** The bytes of one file, which must be a regular one of a tally's size, or of `largest` bytes; what an editor has of it goes before. */
export function readBytes(path: string, largest: number = largestFile): Checked<Uint8Array> {
  if (isStandardInput(path)) {
    const bytes = standardInput();
    return bytes.length > largest ? refuseTooLarge(path) : { value: bytes, diagnostics: [] };
  }
  const unsaved = unsavedBytes(path);
  if (unsaved) return unsaved.length > largest ? refuseTooLarge(path) : { value: unsaved, diagnostics: [] };
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

/** A table that is read whole, in whatever encoding a spreadsheet has saved it. */
const largestTable = 32 * 1024 * 1024;

/** The text of a long table, a piece at a time. One that is too long to be read whole has to be UTF-8. */
export function readPieces(path: string): Checked<Iterable<string>> {
  const { value: bytes, diagnostics } = readBytes(path, largestTable);
  if (bytes) {
    const text = decodeText(bytes)?.text;
    return text === undefined
      ? { value: undefined, diagnostics: damaged(path) }
      : { value: slices(text), diagnostics: [] };
  }
  if (!statSync(path, { throwIfNoEntry: false })?.isFile() || statSync(path).size <= largestTable) {
    return { value: undefined, diagnostics };
  }
  return { value: decodedPieces(path), diagnostics: [] };
}

function damaged(path: string): Checked<never>["diagnostics"] {
  const message = { zh: "文字的编码认不出来", en: "the encoding of the text is not known" };
  return refuse(path, "GR104", message, { zh: "另存为 CSV UTF-8 再导入", en: "save it as CSV UTF-8 and import that" })
    .diagnostics;
}

/** As much is parsed at once. */
const pieceLength = 1 << 22;

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

function* decodedPieces(path: string): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const handle = openSync(path, "r");
  try {
    const buffer = new Uint8Array(pieceLength);
    for (;;) {
      const length = readSync(handle, buffer, 0, buffer.length, null);
      if (length === 0) break;
      yield decoder.decode(buffer.subarray(0, length), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new FileError(path, {
      zh: "这么长的表只读 UTF-8 的；请另存为 CSV UTF-8，或者分成几个不超过 32 MB 的文件",
      en: "a table as long as this has to be UTF-8: save it as CSV UTF-8, or in parts of 32 MB at most",
    });
  } finally {
    closeSync(handle);
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
function unsavedBytes(path: string): Uint8Array | undefined {
  const text = unsaved.size === 0 ? undefined : unsaved.get(resolve(path));
  return text === undefined ? undefined : new TextEncoder().encode(text);
}
