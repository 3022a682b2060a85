import { Zip, type ZipInputFile } from "fflate";
import type { ArchiveEntry } from "../../ooxml/archive.ts";
import type { Codec } from "../../ooxml/codec.ts";

/** A part newly deflated. */
export function deflated(name: string, bytes: Uint8Array, codec: Codec): ArchiveEntry {
  return { name, raw: codec.deflate(bytes), crc: codec.crc32(bytes), size: bytes.length, method: 8 };
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** Office programs expect the list of content types first; the rest keeps the template's order. */
export function inOrder(entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  const types = entries.filter(({ name }) => name === "[Content_Types].xml");
  return [...types, ...entries.filter((entry) => !types.includes(entry))];
}

/** An archive of parts that are already deflated. Same parts, same bytes. */
export function pack(entries: readonly ArchiveEntry[]): Uint8Array {
  // One date for all, in local time: the format keeps no zone, so the bytes are the same in every one.
  const mtime = new Date(1980, 0, 1);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const { name, raw, crc, size, method } of entries) {
    const file: ZipInputFile = { filename: name, compression: method, crc, size, mtime };
    zip.add(file); // which sets `ondata`
    file.ondata?.(null, raw as Uint8Array<ArrayBuffer>, true);
  }
  zip.end();
  return joinBytes(chunks);
}
