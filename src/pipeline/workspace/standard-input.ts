import { existsSync, readSync } from "node:fs";
import { UsageError } from "../../core/errors.ts";

/** How messages call what comes from standard input; an ending that says what it is may follow. */
const called = "<stdin>";

let whole: Uint8Array | undefined;

/** Whether a path is that of standard input, and not that of a file which bears the same name. */
export function isStandardInput(path: string): boolean {
  return path.startsWith(called) && !existsSync(path);
}

/** The path that `-` stands for, where a tally is expected: YAML, or an entry form. */
export function standardTally(): string {
  return isZip(standardInput()) ? `${called}.xlsx` : called;
}

/** The same where any document or table may come: the ending follows from what it begins with. */
export function standardDocument(): string {
  const bytes = standardInput();
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 1 << 16));
  if (isZip(bytes)) {
    if (text.includes("opendocument.text")) return `${called}.odt`;
    if (text.includes("opendocument.spreadsheet")) return `${called}.ods`;
    return `${called}${new TextDecoder("latin1").decode(bytes).includes("word/document.xml") ? ".docx" : ".xlsx"}`;
  }
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (start.startsWith("<")) return `${called}.html`;
  if (/^[[{]/.test(start)) return `${called}.json`;
  return `${called}${/^[^\n]*[,;\t][^\n]*[,;\t][^\n]*\r?\n/.test(start) ? ".csv" : ".md"}`;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Whatever is read, a report with its pictures at the most. */
const largest = 256 * 1024 * 1024;

/** The bytes of standard input, which is read once. */
export function standardInput(): Uint8Array {
  if (whole) return whole;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const piece = new Uint8Array(1 << 16);
    const read = readPiece(piece);
    if (read === 0) break;
    pieces.push(piece.subarray(0, read));
    length += read;
    if (length > largest) {
      throw new UsageError({
        zh: `标准输入太长了（多于 ${largest >> 20} MB）`,
        en: `there is too much on standard input (more than ${largest >> 20} MB)`,
      });
    }
  }
  whole = new Uint8Array(Buffer.concat(pieces));
  return whole;
}

/** Puts a text in the place of what came from standard input: it was put right. */
export function replaceStandardInput(text: string): void {
  whole = new TextEncoder().encode(text);
}

function readPiece(piece: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, piece, 0, piece.length, null);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      // Windows says so where a pipe ends.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
