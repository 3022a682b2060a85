import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FileError } from "../core/errors.ts";
import { publishedMark } from "../core/publication.ts";
import { inWords, renamePatiently, toDisk } from "./disk-errors.ts";
import { type Output, removeTempFiles, temporaryName } from "./files.ts";
import { publishedAround, refusePublished } from "./published-guard.ts";

const markText = `${JSON.stringify(
  {
    schemaVersion: 1,
    zh: "这里是公布过的报告，由 gov-report publish 和 correct 写入，写入后不再改动。核对用 gov-report verify。",
    en: "Reports as they were published, written by gov-report publish and correct and never changed. gov-report verify checks them.",
  },
  null,
  2,
)}\n`;

/** Whether the file that marks a folder of published reports says what it should. */
export function isMark(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes) === markText;
}

/**
 * Makes a folder that of published reports, or finds that it is. One that holds anything else is refused: nothing could be
 * written there any more. What a run that was killed has left is removed.
 */
export function openPublished(root: string): void {
  const path = join(root, publishedMark);
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
      removeTempFiles(root);
      return;
    }
    // Not below another such folder.
    refusePublished(dirname(root));
    mkdirSync(root, { recursive: true });
    if (readdirSync(root).length > 0 && !holdsVersions(root)) throw notEmpty(root);
    writeFileSync(path, markText, { flag: "wx", flush: true });
    toDisk(root);
  } catch (error) {
    throw inWords(root, error);
  }
}

/** A folder of published reports that somebody has taken the mark from. */
export function holdsVersions(root: string): boolean {
  const below = (folder: string): readonly string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [join(folder, entry.name)] : [],
    );
  const versions = below(root).flatMap(below).flatMap(below);
  return versions.some((folder) => publishedAround(folder) === folder);
}

function notEmpty(root: string): FileError {
  return new FileError(root, {
    zh: "这个文件夹里已有别的文件，不能用来存放公布的报告；请换一个空的或新的文件夹",
    en: "this folder holds other files and cannot become that of published reports; choose an empty or a new one",
  });
}

/**
 * Writes a published version, all its files or none: into a folder beside, which is on the disk itself before it takes its
 * place. `way` leads from the root to the version: unit, year, version. A version that stands is never touched.
 */
export function writeVersion(root: string, way: readonly [string, string, string], outputs: readonly Output[]): void {
  const target = join(root, ...way);
  const beside = join(root, temporaryName("0.new"));
  let current = target;
  try {
    makeFolders(root, way.slice(0, -1));
    if (lstatSync(target, { throwIfNoEntry: false })) throw standing(target);
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside);
    for (const { name, bytes } of outputs) {
      current = join(beside, name);
      if (dirname(current) !== beside) mkdirSync(dirname(current), { recursive: true });
      writeFileSync(current, bytes, { flag: "wx", flush: true, mode: 0o444 });
    }
    current = target;
    for (const folder of new Set(outputs.map(({ name }) => dirname(join(beside, name))))) toDisk(folder);
    toDisk(beside);
    renamePatiently(beside, target);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    const code = error instanceof Error && "code" in error ? error.code : "";
    throw code === "ENOTEMPTY" || code === "EEXIST" ? standing(target) : inWords(current, error);
  }
  toDisk(dirname(target));
}

/** Folders on the way to a version; none of them may be a link, which would lead who knows where. */
function makeFolders(root: string, way: readonly string[]): void {
  let folder = root;
  for (const name of way) {
    const above = folder;
    folder = join(folder, name);
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory()) continue;
    if (stats) {
      throw new FileError(folder, {
        zh: "这里应当是一个文件夹，却是文件或链接；请先移走",
        en: "a file or a link stands where a folder should be; move it away first",
      });
    }
    mkdirSync(folder);
    toDisk(above);
  }
}

function standing(target: string): FileError {
  return new FileError(target, {
    zh: "这一版已经公布，不能再写；要更正请用 gov-report correct",
    en: "this version is published and is not written again; to correct the report, use gov-report correct",
  });
}
