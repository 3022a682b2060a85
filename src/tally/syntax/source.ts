import type { Checked, Code, Text } from "../../core/diagnostic.ts";
import { lineStarts, positionAt, type Source } from "../../core/text/source.ts";
import { takeNotes } from "./notes.ts";

/** A tally is some ten kilobytes; a hundred times that is no tally. */
export const largestFile: number = 1024 * 1024;

/** The text of a file's bytes: UTF-8 with or without a byte order mark, else what leaves no doubt: GBK, or UTF-16. */
export function decodeSource(file: string, bytes: Uint8Array, largest: number = largestFile): Checked<Source> {
  if (bytes.length > largest) return refuseTooLarge(file);
  const decoded = decodeText(bytes);
  return decoded ? { value: { file, ...decoded }, diagnostics: [] } : brokenUtf8(file, bytes);
}

/** A text, and the encoding that it was found in where that is not UTF-8. Undefined where there is a doubt. */
export function decodeText(bytes: Uint8Array): Pick<Source, "text" | "encoding"> | undefined {
  const order = byteOrder(bytes);
  const wide = order && decode(order, bytes);
  if (wide !== undefined) return { text: wide, encoding: "UTF-16" };
  const text = decode("utf-8", bytes);
  if (text !== undefined) return { text };
  const chinese = isGbk(bytes) ? decode("gb18030", bytes) : undefined;
  return chinese !== undefined && isChinese(chinese) ? { text: chinese, encoding: "GBK" } : undefined;
}

/** Of UTF-16, by its mark, or by the zeros that half of the bytes of plain letters are. */
function byteOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0] as [number, number];
  const length = Math.min(bytes.length, 1000);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const [even, odd] = zeros;
  if (even + odd === 0 || even + odd < length / 10 || (even > 0 && odd > 0)) return undefined;
  return odd > 0 ? "utf-16le" : "utf-16be";
}

/** A file larger than any tally. */
export function refuseTooLarge(file: string): Checked<never> {
  const message = { zh: "文件超过 1 MiB，不像是填报数据", en: "the file is larger than 1 MiB, too large for a tally" };
  return refuse(file, "GR101", message, {
    zh: "一个文件只放一个单位一年的数据；确认没有误选其他文件",
    en: "one file holds one unit's figures of one year; check that this is the right file",
  });
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decode(encoding: "utf-8" | "gb18030" | "utf-16le" | "utf-16be", bytes: Uint8Array): string | undefined {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding, { fatal: true });
  decoders.set(encoding, decoder);
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What other encodings turn into is mostly no Chinese, or far from common. */
function isChinese(text: string): boolean {
  const foreign = text.match(/[^\x00-\x7f]/gu) ?? [];
  const chinese = text.match(/[\u4e00-\u9fa5\u3000-\u301f\uff01-\uff5e“”‘’—…]/g) ?? [];
  return chinese.length / foreign.length > 0.8;
}

/**
 * GB18030 decodes almost any bytes to something. Chinese as it is written stands nearly all in the square of GB 2312, both
 * bytes from A1 on; of Big5 only half does.
 */
function isGbk(bytes: Uint8Array): boolean {
  let [pairs, common] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const next = bytes[++i] ?? 0;
    pairs++;
    if (lead >= 0xa1 && lead <= 0xf7 && next >= 0xa1 && next <= 0xfe) common++;
    // A character of four bytes.
    if (next >= 0x30 && next <= 0x39) i += 2;
  }
  return pairs > 0 && common / pairs > 0.8;
}

/** Finds the first byte that is not UTF-8: the longest part that decodes ends before it. */
function brokenUtf8(file: string, bytes: Uint8Array): Checked<Source> {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startsWell(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const before = new TextDecoder("utf-8").decode(bytes.subarray(0, low), { stream: true });
  const { line } = positionAt(lineStarts(before), before.length);
  const message = {
    zh: `第 ${line} 行有不是 UTF-8 的字节（从文件开头数第 ${low} 字节之后），文件可能已损坏`,
    en: `line ${line} holds bytes that are not UTF-8 (after byte ${low} of the file); the file may be damaged`,
  };
  return refuse(file, "GR104", message, {
    zh: "从原件重新复制一份，或用记事本另存为 UTF-8 后核对该行文字",
    en: "copy the file anew from its original, or save it as UTF-8 and check that line",
  });
}

/** Whether bytes are UTF-8 so far; a character may still be unfinished. */
function startsWell(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A file that is no tally at all, with the code that says why. */
export function refuse(file: string, code: Code, message: Text, help?: Text): Checked<never> {
  const notes = takeNotes(file, "");
  notes.add(code, undefined, message, help ? { help } : {});
  return { value: undefined, diagnostics: notes.diagnostics };
}
