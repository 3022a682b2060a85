import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { FileError } from "../../core/errors.ts";
import { type PublicationRecord, publishedMark, recordFile, versionName, versionOf } from "../../core/publication.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { safeName } from "../../write/name.ts";
import { sha256 } from "./sha256.ts";

/** A version of a report as it was published. */
export interface PublishedVersion {
  readonly folder: string;
  /** The folder for messages: published/凤凰镇人民政府/2025/v1. */
  readonly place: string;
  /** The way there from the folder of all that is published. */
  readonly way: readonly [unit: string, year: string, version: string];
  readonly record: PublicationRecord;
  /** SHA-256 of the record's bytes. */
  readonly sha256: string;
}

/** What was published, read when it is asked for. */
export interface Records {
  /** The folder of all of it. */
  readonly root: string;
  /** Whether anything is published there at all. */
  readonly any: boolean;
  /** The versions of a unit's report, the first one first. Throws a FileError where a record cannot be read. */
  of(unit: string, year: number): readonly PublishedVersion[];
  /** What a new version follows: the version before, else the last one of the unit's year before that is there. */
  before(unit: string, year: number): PublishedVersion | undefined;
  /** What the folder of a unit is called, or would be. */
  folderOf(unit: string): string;
  /** Forgets what was read of a unit, as there is more. */
  forget(unit: string): void;
}

const yearName = /^[1-9]\d{3}$/;

/** The records below a folder; of a folder that is not there, none. One spelling of a unit's name is as good as another. */
export function openRecords(root: string): Records {
  let units: Map<string, string> | undefined;
  const folders = (): Map<string, string> => {
    units ??= new Map(foldersIn(root).map((name) => [unitKey(name), name]));
    return units;
  };
  const known = new Map<string, readonly PublishedVersion[]>();
  const folderOf = (unit: string): string => folders().get(unitKey(safeName(unit))) ?? safeName(unit);
  const of = (unit: string, year: number): readonly PublishedVersion[] => {
    const key = `${year} ${unitKey(unit)}`;
    const before = known.get(key);
    if (before) return before;
    const way = [folderOf(unit), String(year)] as const;
    const versions = folders().has(unitKey(safeName(unit))) ? versionsIn(root, ...way) : [];
    known.set(key, versions);
    return versions;
  };
  return {
    root,
    any: folders().size > 0,
    of,
    before: (unit, year) => {
      const own = of(unit, year).at(-1);
      if (own || !folders().has(unitKey(safeName(unit)))) return own;
      const years = foldersIn(join(root, folderOf(unit))).filter((name) => yearName.test(name) && Number(name) < year);
      for (const earlier of years.sort().toReversed()) {
        const last = of(unit, Number(earlier)).at(-1);
        if (last) return last;
      }
      return undefined;
    },
    folderOf,
    forget: (unit) => {
      folders().set(unitKey(safeName(unit)), folderOf(unit));
      for (const key of known.keys()) if (key.endsWith(` ${unitKey(unit)}`)) known.delete(key);
    },
  };
}

function versionsIn(root: string, unit: string, year: string): readonly PublishedVersion[] {
  const numbers = foldersIn(join(root, unit, year)).flatMap((name) => versionOf(name) ?? []);
  return numbers
    .sort((a, b) => a - b)
    .map((version) => {
      const way = [unit, year, versionName(version)] as const;
      const folder = join(root, ...way);
      const bytes = bytesOf(join(folder, recordFile));
      const record = bytes && readRecord(bytes);
      if (!bytes || !record) throw unreadable(join(folder, recordFile));
      return {
        folder,
        place: join(basename(root), ...way),
        way,
        record,
        sha256: sha256(bytes),
      };
    });
}

function bytesOf(path: string): Uint8Array | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
}

/** The folders in a folder that are no links; none where it is no folder. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}

function unreadable(path: string): FileError {
  return new FileError(path, {
    zh: `公布记录缺少或读不了，不能当作没有公布过；请运行 gov-report verify 核对，从备份恢复 ${recordFile}`,
    en: `the record of a publication is missing or cannot be read, which does not make it unpublished: run gov-report verify, and restore ${recordFile} from a backup`,
  });
}

/** The bytes of a record: its last entry is the hash of all that stands before it. */
export function recordBytes(record: PublicationRecord): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ ...record, sha256: ownHash(record) }, null, 2)}\n`);
}

/** The record in these bytes, be it that somebody has changed it; undefined where they are none that this program knows. */
export function readRecord(bytes: Uint8Array): PublicationRecord | undefined {
  try {
    const { sha256: _, ...record } = JSON.parse(new TextDecoder().decode(bytes));
    const { schemaVersion, unit, year, version, on, content, tally, files } = record;
    const texts = [unit, on, content, tally].every((value) => typeof value === "string");
    const numbers = [year, version].every((value) => Number.isInteger(value));
    return schemaVersion === 1 && texts && numbers && Array.isArray(files) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Whether bytes are those that were written for the record in them. */
export function isAsWritten(bytes: Uint8Array, record: PublicationRecord): boolean {
  return Buffer.from(recordBytes(record)).equals(bytes);
}

function ownHash(record: PublicationRecord): string {
  return sha256(JSON.stringify(record));
}

/** Whether a folder is one of published reports. */
export function isPublishedFolder(folder: string): boolean {
  return lstatSync(join(folder, publishedMark), { throwIfNoEntry: false })?.isFile() === true;
}
