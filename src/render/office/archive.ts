import type { Codec } from "./codec.ts";
import { addFault, type Faults } from "./faults.ts";

/** One part of an Office file as it lies in the archive, still deflated. */
export interface ArchiveEntry {
  readonly name: string;
  /** Deflated bytes, to be passed through where the part does not change. */
  readonly raw: Uint8Array;
  readonly crc: number;
  /** Bytes once inflated. */
  readonly size: number;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
}

/** What a template may weigh. A form of eight pages is 20 kB in the archive and 250 kB out of it. */
const limits = {
  archive: 16_777_216,
  entries: 2_000,
  entry: 25_165_824,
  total: 50_331_648,
  /** Inflated to deflated, from one MiB up. */
  ratio: 200,
} as const;

/** Reads the archive's own table of contents; what lies outside of it is not seen. Undefined after a fault. */
export function readEntries(
  bytes: Uint8Array,
  kind: "docx" | "xlsx",
  faults: Faults,
): readonly ArchiveEntry[] | undefined {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    refuse(
      faults,
      "GR710",
      `这是旧版或加密文件，请另存为 .${kind}`,
      `this is an old or encrypted file: save it as .${kind}`,
    );
    return undefined;
  }
  if (bytes.length > limits.archive) {
    refuse(faults, "GR711", "文件超过 16 MB", "the file is larger than 16 MB");
    return undefined;
  }
  const directory = startsWith(bytes, [0x50, 0x4b]) ? findDirectory(bytes) : undefined;
  if (!directory) {
    refuse(
      faults,
      "GR710",
      `这不是 Office 文件（.${kind}），或文件已损坏`,
      `this is no Office file (.${kind}), or it is damaged`,
    );
    return undefined;
  }
  const entries = walkDirectory(bytes, directory, faults);
  return entries && namesAreSafe(entries, faults) && isKind(entries, kind, faults) ? entries : undefined;
}

type View = DataView;
const viewOfBytes = (bytes: Uint8Array): View => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findDirectory(bytes: Uint8Array): { count: number; offset: number; end: number } | undefined {
  const view = viewOfBytes(bytes);
  const first = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + 22 + view.getUint16(at + 20, true) !== bytes.length) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    return offset <= at ? { count, offset, end: at } : undefined;
  }
  return undefined;
}

function walkDirectory(
  bytes: Uint8Array,
  directory: { count: number; offset: number; end: number },
  faults: Faults,
): readonly ArchiveEntry[] | undefined {
  const view = viewOfBytes(bytes);
  const entries: (ArchiveEntry & { start: number; end: number })[] = [];
  const broken = (): undefined => {
    refuse(faults, "GR710", "压缩包目录已损坏", "the archive's table of contents is damaged");
  };
  if (directory.count > limits.entries) {
    refuse(faults, "GR711", "文件里的部件太多", "the file holds too many parts");
    return undefined;
  }
  let at = directory.offset;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== 0x02014b50) return broken();
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (flags & 1) {
      refuse(faults, "GR711", "文件已加密，请去掉密码后再用", "the file is encrypted: take the password off");
      return undefined;
    }
    if (local + 30 > directory.offset || view.getUint32(local, true) !== 0x04034b50) return broken();
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const end = start + packed;
    if (end > directory.offset || (method !== 0 && method !== 8)) return broken();
    if (name.endsWith("/")) continue;
    entries.push({ name, raw: bytes.subarray(start, end), crc, size, method, start: local, end });
  }
  const sorted = [...entries].sort((a, b) => a.start - b.start);
  const overlap = sorted.some((entry, i) => entry.start < (sorted[i - 1]?.end ?? 0));
  return overlap ? broken() : entries.map(({ name, raw, crc, size, method }) => ({ name, raw, crc, size, method }));
}

function namesAreSafe(entries: readonly ArchiveEntry[], faults: Faults): boolean {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const parts = name.split("/");
    const bad =
      name === "" || /[\u0000-\u001f\\:\ufffd]/.test(name) || parts.some((part) => part === "" || /^\.\.?$/.test(part));
    // Two names that differ only in case are one file on Windows, and in the Office formats.
    if (bad || seen.has(name.toLowerCase())) {
      const shown = JSON.stringify(name);
      refuse(faults, "GR711", `部件名不合规或重复：${shown}`, `a part's name is unsafe or used twice: ${shown}`);
      return false;
    }
    seen.add(name.toLowerCase());
  }
  return true;
}

const main = { docx: "word/document.xml", xlsx: "xl/workbook.xml" } as const;

function isKind(entries: readonly ArchiveEntry[], kind: "docx" | "xlsx", faults: Faults): boolean {
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name))) {
    refuse(
      faults,
      "GR712",
      `模板带有宏，请另存为不带宏的 .${kind}`,
      `the template holds macros: save it as a .${kind} without them`,
    );
    return false;
  }
  if (has("[Content_Types].xml") && has(main[kind])) return true;
  refuse(
    faults,
    "GR710",
    `这不是 .${kind} 文件：缺少 ${has("[Content_Types].xml") ? main[kind] : "[Content_Types].xml"}`,
    `this is no .${kind} file: ${has("[Content_Types].xml") ? main[kind] : "[Content_Types].xml"} is missing`,
  );
  return false;
}

/**
 * A part's bytes. What is counted is what comes out, not what the archive declares; a part that differs from
 * its declared size or checksum is refused.
 */
export function inflate(entry: ArchiveEntry, codec: Codec): Uint8Array | undefined {
  const most = Math.min(limits.entry, Math.max(1 << 20, entry.raw.length * limits.ratio));
  if (entry.size > most) return undefined;
  try {
    const bytes = entry.method === 0 ? entry.raw : codec.inflate(entry.raw, entry.size);
    return bytes.length === entry.size && codec.crc32(bytes) === entry.crc ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Every part inflated by name, or undefined where one cannot be or all together are too large. */
export function inflateAll(
  entries: readonly ArchiveEntry[],
  faults: Faults,
  codec: Codec,
): ReadonlyMap<string, Uint8Array> | undefined {
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const bytes = inflate(entry, codec);
    total += bytes?.length ?? 0;
    if (!bytes || total > limits.total) {
      refuse(
        faults,
        "GR711",
        `部件 ${entry.name} 已损坏或过大`,
        `the part ${entry.name} is damaged or too large once unpacked`,
      );
      return undefined;
    }
    parts.set(entry.name, bytes);
  }
  return parts;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return bytes.length >= head.length && head.every((byte, i) => bytes[i] === byte);
}

/** What helps where a file is odd as a whole: Office programs write no such thing. */
const saveAgain = {
  zh: "请用 Word、Excel 或 WPS 打开模板，重新保存",
  en: "open the template in Word, Excel or WPS and save it again",
};

function refuse(faults: Faults, code: "GR710" | "GR711" | "GR712", zh: string, en: string): void {
  // What GR710 and GR712 say is already what to do.
  addFault(faults, code, { zh, en }, code === "GR711" ? { help: saveAgain } : {});
}
