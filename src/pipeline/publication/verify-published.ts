import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { compareText } from "../../core/diagnostic.ts";
import { publishedMark, recordFile, versionName } from "../../core/publication.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { inWords } from "../../write/disk-errors.ts";
import { isTemporary } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import { holdsVersions, isMark } from "../../write/version.ts";
import type { Difference, Verified } from "../batch/verify.ts";
import { isAsWritten, isPublishedFolder, type PublishedVersion, readRecord } from "../workspace/records.ts";
import { sha256 } from "../workspace/sha256.ts";

/** The folder of published reports that a folder is or lies in; undefined for any other. */
export function publishedRoot(folder: string): string | undefined {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    if (isPublishedFolder(at)) return at;
    if (at === dirname(at)) break;
  }
  return lstatSync(start, { throwIfNoEntry: false })?.isDirectory() && holdsVersions(start) ? start : undefined;
}

/**
 * Sets every file below a folder of published reports beside the records, and each record beside the one that follows it.
 * `root` of the answer is SHA-256 over all records: kept elsewhere, it shows also that the last ones were not rewritten.
 */
export function verifyPublished(folder: string): Verified {
  const root = publishedRoot(folder) ?? folder;
  const names = filesBelow(root).filter((name) => !isTemporary(name.split("/")[0] ?? ""));
  const bytes = (name: string): Uint8Array => readFileSync(join(root, name));
  const found = new Map<string, Difference["what"]>();
  const addDifference = (name: string, what: Difference["what"]): void =>
    void (found.has(name) || found.set(name, what));
  const records = new Map<string, Pick<PublishedVersion, "record" | "sha256"> & { readonly name: string }>();
  const hash = createHash("sha256");
  const stands = new Set(names);
  const expected = new Set([publishedMark]);
  if (!stands.has(publishedMark)) addDifference(publishedMark, "missing");
  else if (!isMark(bytes(publishedMark))) addDifference(publishedMark, "changed");
  for (const name of names.filter((one) => recordName.test(one))) {
    const written = bytes(name);
    const own = sha256(written);
    hash.update(`${own}  ${name}\n`);
    expected.add(name);
    const record = readRecord(written);
    if (!record || !isAsWritten(written, record)) addDifference(name, "changed");
    if (!record) continue;
    records.set(name, { name, record, sha256: own });
    for (const { name: file, sha256: wanted } of record.files) {
      const path = `${dirname(name)}/${file}`;
      expected.add(path);
      if (!stands.has(path)) addDifference(path, "missing");
      else if (sha256(bytes(path)) !== wanted) addDifference(path, "changed");
    }
  }
  for (const { name, record } of records.values()) {
    const [unit = "", year = "", version = ""] = name.split("/");
    const placed =
      unitKey(safeName(record.unit)) === unitKey(unit) &&
      String(record.year) === year &&
      versionName(record.version) === version;
    const before = record.before && `${unit}/${record.before.record}`;
    const follows =
      record.version === 1 || before === `${unit}/${year}/${versionName(record.version - 1)}/${recordFile}`;
    if (!placed || !follows) addDifference(name, "rechained");
    if (before === undefined) continue;
    if (!stands.has(before)) addDifference(before, "missing");
    else if (records.get(before)?.sha256 !== record.before?.sha256) found.set(before, "rechained");
  }
  for (const name of names) if (!expected.has(name)) addDifference(name, "unknown");
  const within = relative(root, resolve(folder)).split(sep).join("/");
  const isAsked = (name: string): boolean => within === "" || name.startsWith(`${within}/`);
  const differences = [...found].flatMap(([name, what]) => (isAsked(name) ? [{ name, what }] : []));
  const same = [...expected].filter((name) => isAsked(name) && !found.has(name)).length;
  return { same, differences: differences.sort((a, b) => compareText(a.name, b.name)), root: hash.digest("hex") };
}

const recordName = /^[^/]+\/[1-9]\d{3}\/v[1-9]\d{0,3}\/record\.json$/;

/** Every file and link below a folder, with forward slashes, in order; links are not followed. */
function filesBelow(root: string): readonly string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort(compareText);
  } catch (error) {
    throw inWords(root, error);
  }
}
