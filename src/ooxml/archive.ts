import type { Text } from "../core/diagnostic.ts";
import type { Codec } from "./codec.ts";

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

/** What a file may weigh, in bytes and parts. */
export interface ArchiveLimits {
  readonly archive: number;
  readonly entries: number;
}

/** A form of eight pages is 20 kB in the archive and 250 kB out of it. */
const smallArchive: ArchiveLimits = { archive: 16_777_216, entries: 2_000 };

/** What a part may weigh once it is inflated, and all of them together. */
const limits = {
  entry: 25_165_824,
  total: 50_331_648,
  /** Inflated to deflated, from one MiB up. */
  ratio: 200,
} as const;

/** Why an archive is refused: it is none, or damaged; it is not safe to take apart. */
type ArchiveFault = "foreign" | "unsafe";

/** Takes the reason for a refusal and its words, without a name of the file. */
export type Refuse = (fault: ArchiveFault, what: Text) => void;

/** Reads the archive's own table of contents; what lies outside of it is not seen. Undefined after a fault. */
export function readEntries(
  bytes: Uint8Array,
  kind: "docx" | "xlsx",
  refuse: Refuse,
  most: ArchiveLimits = smallArchive,
): readonly ArchiveEntry[] | undefined {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    refuse("foreign", {
      zh: `这是旧版或加密文件，请另存为 .${kind}`,
      en: `this is an old or encrypted file: save it as .${kind}`,
    });
    return undefined;
  }
  if (bytes.length > most.archive) {
    const size = Math.round(most.archive / 1_048_576);
    refuse("unsafe", { zh: `文件超过 ${size} MB`, en: `the file is larger than ${size} MB` });
    return undefined;
  }
  const directory = startsWith(bytes, [0x50, 0x4b]) ? findDirectory(bytes) : undefined;
  if (!directory) {
    refuse("foreign", {
      zh: `这不是 Office 文件（.${kind}），或文件已损坏`,
      en: `this is no Office file (.${kind}), or it is damaged`,
    });
    return undefined;
  }
  const entries = walkDirectory(bytes, directory, refuse, most);
  return entries && namesAreSafe(entries, refuse) ? entries : undefined;
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
  refuse: Refuse,
  most: ArchiveLimits,
): readonly ArchiveEntry[] | undefined {
  const view = viewOfBytes(bytes);
  const entries: (ArchiveEntry & { start: number; end: number })[] = [];
  const broken = (): undefined => {
    refuse("foreign", { zh: "压缩包目录已损坏", en: "the archive's table of contents is damaged" });
  };
  if (directory.count > most.entries) {
    refuse("unsafe", { zh: "文件里的部件太多", en: "the file holds too many parts" });
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
      refuse("unsafe", { zh: "文件已加密，请去掉密码后再用", en: "the file is encrypted: take the password off" });
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

function namesAreSafe(entries: readonly ArchiveEntry[], refuse: Refuse): boolean {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const parts = name.split("/");
    const bad =
      name === "" || /[\u0000-\u001f\\:\ufffd]/.test(name) || parts.some((part) => part === "" || /^\.\.?$/.test(part));
    // Two names that differ only in case are one file on Windows, and in the Office formats.
    if (bad || seen.has(name.toLowerCase())) {
      const shown = JSON.stringify(name);
      refuse("unsafe", {
        zh: `部件名不合规或重复：${shown}`,
        en: `a part's name is unsafe or used twice: ${shown}`,
      });
      return false;
    }
    seen.add(name.toLowerCase());
  }
  return true;
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
  refuse: Refuse,
  codec: Codec,
): ReadonlyMap<string, Uint8Array> | undefined {
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const bytes = inflate(entry, codec);
    total += bytes?.length ?? 0;
    if (!bytes || total > limits.total) {
      refuse("unsafe", {
        zh: `部件 ${entry.name} 已损坏或过大`,
        en: `the part ${entry.name} is damaged or too large once unpacked`,
      });
      return undefined;
    }
    parts.set(entry.name, bytes);
  }
  return parts;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return bytes.length >= head.length && head.every((byte, i) => bytes[i] === byte);
}
