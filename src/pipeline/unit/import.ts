import type { Editions } from "../../core/form/edition.ts";
import { type ImportedFile, type ImportFileOptions, importBytes } from "../../import/import-file.ts";
import { nameKey, safeName } from "../../write/name.ts";
import { readBytes } from "../workspace/read-source.ts";
import { nodeCodec } from "./node-codec.ts";
import { readPicture } from "./pictures.ts";

export type { ImportedFile };

/** A report with its pictures. */
const largestDocument = 64 * 1024 * 1024;

/** The same for a file. Nothing is written. */
export function importFile(file: string, editions: Editions, options: ImportFileOptions): ImportedFile {
  const { value: bytes, diagnostics } = readBytes(file, largestDocument);
  if (!bytes) return { file, diagnostics };
  const pictureAt = (name: string): Uint8Array | undefined => readPicture(file, name).picture?.bytes;
  return importBytes(file, bytes, { ...nodeCodec, pictureAt }, editions, options);
}

/** The name of each tally: that of its unit, with the year where there are several of one unit; one more of the same year has none. */
export function tallyNames(files: readonly ImportedFile[]): ReadonlyMap<ImportedFile, string> {
  const unitOf = ({ file, tally }: ImportedFile) => tally?.report.unit ?? withoutEnding(file);
  const read = files.filter(({ tally }) => tally);
  const counts = new Map<string, number>();
  for (const one of read) counts.set(nameKey(unitOf(one)), (counts.get(nameKey(unitOf(one))) ?? 0) + 1);
  const names = new Map<ImportedFile, string>();
  const taken = new Set<string>();
  for (const one of read) {
    const unit = unitOf(one);
    const several = (counts.get(nameKey(unit)) ?? 0) > 1;
    const year = one.tally?.report.year;
    const name = `${safeName(several && year !== undefined ? `${unit}${year}` : unit)}.yaml`;
    if (taken.has(nameKey(name))) continue;
    taken.add(nameKey(name));
    names.set(one, name);
  }
  return names;
}

function withoutEnding(file: string): string {
  return file.replace(/^.*[/\\]/, "").replace(/\.[^.]+$/, "");
}
