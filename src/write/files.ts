import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { threadId } from "node:worker_threads";
import { FileError } from "../core/errors.ts";
import { inWords, renamePatiently, toDisk } from "./disk-errors.ts";
import { isAlive } from "./lock.ts";
import { refusePublished } from "./published-guard.ts";

export interface Output {
  /** Relative to the output folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type WriteStatus = "written" | "unchanged";

export interface WriteOptions {
  /** The files are on the disk itself, and not only in the system's memory, before any takes its place. */
  readonly durable?: boolean;
}

/**
 * Writes files that belong together, all of them or none: beside their targets first, then renamed into place.
 * A file that already has these bytes is left alone. Nothing is ever written outside `folder`.
 */
export function writeTogether(folder: string, outputs: readonly Output[], options: WriteOptions = {}): WriteStatus {
  return folderWriter(folder)(outputs, options);
}

/**
 * The same for the many files of a run: whether the folder may be written into, and where it really lies, is asked when the
 * first come, and again when it is gone. It cannot become one of published reports meanwhile: those begin empty.
 */
export function folderWriter(folder: string): (outputs: readonly Output[], options?: WriteOptions) => WriteStatus {
  let root: string | undefined;
  return (outputs, options = {}) => {
    if (root !== undefined) {
      try {
        return writeInto(root, outputs, options);
      } catch (error) {
        if (existsSync(root)) throw error;
      }
    }
    root = openFolder(folder);
    return writeInto(root, outputs, options);
  };
}

/** Makes a folder where there is none, and says where it really lies. */
function openFolder(folder: string): string {
  try {
    refusePublished(folder);
    mkdirSync(folder, { recursive: true });
    return realpathSync(folder);
  } catch (error) {
    throw inWords(folder, error);
  }
}

function writeInto(root: string, outputs: readonly Output[], { durable = false }: WriteOptions): WriteStatus {
  const beside: string[] = [];
  let current = root;
  try {
    const targets = outputs.map(({ name, bytes }) => ({ ...targetIn(root, name), bytes }));
    const changed = targets.filter(({ path, standing, bytes }) => !sameBytes(path, standing, bytes));
    if (changed.length === 0) return "unchanged";
    const written = changed.map(({ path, standing, bytes }, n): Replacement => {
      current = path;
      const name = temporaryFile(root, n, "new");
      beside.push(name);
      writeFileSync(name, bytes, { flush: durable });
      return { path, standing, beside: name };
    });
    replaceTogether(root, written);
    if (durable) toDisk(root);
  } catch (error) {
    for (const name of beside) rmSync(name, { force: true });
    throw inWords(current, error);
  }
  return "written";
}

export interface Replacement {
  readonly path: string;
  readonly standing: Stats | undefined;
  /** The whole file, to be renamed. */
  readonly beside: string;
}

/** Renames files into their places, all of them or none. */
export function replaceTogether(folder: string, files: readonly Replacement[]): void {
  const done: { readonly path: string; readonly backup: string | undefined }[] = [];
  let current = folder;
  try {
    files.forEach(({ path, standing, beside }, n) => {
      current = path;
      // Who may read a file is not ours to change.
      if (standing) chmodSync(beside, standing.mode & 0o777);
      const older = standing && temporaryFile(folder, n, "old");
      if (older) backup(path, older);
      done.push({ path, backup: older });
      renamePatiently(beside, path);
    });
  } catch (error) {
    for (const { path, backup } of done.toReversed()) restore(path, backup);
    throw inWords(current, error);
  }
  for (const { backup } of done) if (backup) rmSync(backup, { force: true });
}

/** Writes one long file piece by piece: beside its target, then renamed. A file that already has these bytes is left alone. */
export function writePieces(
  folder: string,
  name: string,
  pieces: Iterable<Uint8Array>,
  { durable = false }: WriteOptions = {},
): WriteStatus {
  const beside = join(folder, temporaryName("0.new"));
  const path = inside(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    const handle = openSync(beside, "w");
    try {
      for (const piece of pieces) writeSync(handle, piece);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (existsSync(path) && sameFiles(path, beside)) {
      rmSync(beside);
      return "unchanged";
    }
    renamePatiently(beside, path);
    if (durable) toDisk(folder);
    return "written";
  } catch (error) {
    rmSync(beside, { force: true });
    throw inWords(path, error);
  }
}

export function sameFiles(a: string, b: string): boolean {
  if (statSync(a).size !== statSync(b).size) return false;
  const others = chunksOf(b);
  try {
    for (const chunk of chunksOf(a)) {
      const other = others.next();
      if (other.done || Buffer.compare(chunk, other.value) !== 0) return false;
    }
    return true;
  } finally {
    others.return(undefined);
  }
}

export function temporaryFile(folder: string, n: number, suffix: "new" | "old"): string {
  return join(folder, temporaryName(`${n}.${suffix}`));
}

/** The bytes of a file, a piece at a time; each is good until the next is asked for. */
export function* chunksOf(path: string): Generator<Uint8Array, undefined> {
  const handle = openSync(path, "r");
  try {
    const buffer = new Uint8Array(1 << 20);
    for (;;) {
      const length = readSync(handle, buffer, 0, buffer.length, null);
      if (length === 0) return undefined;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

/** A folder for what is needed on the way to a file of `folder`; gone at the end of the run, as all temporary files. */
export function stageFolder(folder: string): string {
  return join(folder, temporaryName("0.pdf"));
}

/** Names the process and the thread: others may be writing into the same folder. */
export function temporaryName(name: string): string {
  return `.gov-report-${process.pid}-${threadId}-${name}.tmp`;
}

const temporary = /^\.gov-report-(\d+)-[\d-]+\.(?:new|old|pdf)\.tmp$/;

/** Whether a name is that of a file or a folder of ours that is still being written, or was left half-done. */
export function isTemporary(name: string): boolean {
  return temporary.test(name);
}

/** Whether the run that a temporary name is of goes on. */
export function isInUse(name: string): boolean {
  const pid = temporary.exec(name)?.[1];
  return pid !== undefined && (Number(pid) === process.pid || isAlive(Number(pid)));
}

/**
 * Removes what a run that was killed left half-done in a folder; a run that still goes on keeps its files. At the end of a
 * run, `ours` removes what a thread of our own left that did not live to the end of its work.
 */
export function removeTempFiles(folder: string, ours = false): void {
  // A file in the folder's place is refused when something is to be written.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of readdirSync(folder)) {
    const pid = temporary.exec(name)?.[1];
    if (pid === undefined) continue;
    const done = Number(pid) === process.pid ? ours : !isAlive(Number(pid));
    if (done) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** A report that no longer follows from its tally is set aside under a name that says so; true when there was one. */
export function setAside(folder: string, name: string, prefix: string): boolean {
  const path = inside(folder, name);
  if (!existsSync(path)) return false;
  const aside = inside(folder, `${prefix}${name}`);
  try {
    renamePatiently(path, aside);
  } catch (error) {
    throw inWords(path, error);
  }
  return true;
}

/**
 * Copies what stands under a name that is about to be replaced to the first free name that begins with `prefix`: no earlier
 * copy is lost. The name of the copy; undefined where nothing stands there.
 */
export function keepCopy(folder: string, name: string, prefix: string): string | undefined {
  const path = inside(folder, name);
  if (!existsSync(path)) return undefined;
  let kept = `${prefix}${name}`;
  for (let n = 2; existsSync(inside(folder, kept)); n++) kept = `${prefix}${n}-${name}`;
  try {
    copyFileSync(path, inside(folder, kept), constants.COPYFILE_EXCL);
  } catch (error) {
    throw inWords(path, error);
  }
  return kept;
}

/** Takes away a file of which a copy is kept. */
export function removeKept(folder: string, name: string): void {
  rmSync(inside(folder, name), { force: true });
}

/** Whether a file stands under a name with other bytes than these. */
export function differs(folder: string, { name, bytes }: Output): boolean {
  const path = inside(folder, name);
  return existsSync(path) && !readFileSync(path).equals(bytes);
}

/** The path of a name inside a folder; refuses names that lead out of it, targets that are links, and what was published. */
function inside(folder: string, name: string): string {
  refusePublished(folder);
  return targetIn(existsSync(folder) ? realpathSync(folder) : resolve(folder), name).path;
}

/** Where a name leads inside of a folder; refused are names that lead out of it, and targets that are links. */
export function targetIn(root: string, name: string): { readonly path: string; readonly standing: Stats | undefined } {
  const direct = sep === "/" && plainName.test(name) && name !== "..";
  const path = direct ? join(root, name) : resolve(root, name);
  if (!direct) {
    const way = relative(root, path);
    if (way === "" || way.split(sep)[0] === ".." || isAbsolute(way)) {
      throw new FileError(path, { zh: "输出路径不在输出文件夹之内", en: "the path leads out of the output folder" });
    }
    if (dirname(path) !== root) refusePublished(dirname(path));
  }
  const standing = lstatSync(path, { throwIfNoEntry: false });
  if (standing?.isSymbolicLink()) {
    throw new FileError(path, {
      zh: "目标是符号链接，不予覆盖；请先删除它",
      en: "the target is a symbolic link; remove it first",
    });
  }
  if (standing && !standing.isFile() && !standing.isDirectory()) {
    throw new FileError(path, {
      zh: "目标是管道或设备，不是普通文件，不予覆盖",
      en: "the target is a pipe or a device and no file: it is not replaced",
    });
  }
  if (!direct && dirname(path) !== root) mkdirSync(dirname(path), { recursive: true });
  return { path, standing };
}

/** A name that leads nowhere but into the folder itself; Windows has other meanings for some of them (CON, `D:x`). */
const plainName = /^[^/]{2,}$/;

function sameBytes(path: string, standing: Stats | undefined, bytes: Uint8Array): boolean {
  return standing?.isFile() === true && standing.size === bytes.length && readFileSync(path).equals(bytes);
}

function backup(path: string, beside: string): void {
  try {
    linkSync(path, beside);
  } catch {
    copyFileSync(path, beside); // not every file system knows hard links
  }
}

function restore(path: string, backup: string | undefined): void {
  try {
    if (backup) renameSync(backup, path);
    else rmSync(path, { force: true });
  } catch {
    // The first error is the one to report; the backup stays under its temporary name.
  }
}
