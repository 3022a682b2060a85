import { closeSync, existsSync, mkdirSync, openSync, realpathSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { inWords } from "./disk-errors.ts";
import { chunksOf, removeTempFiles, replaceTogether, sameFiles, targetIn, temporaryFile } from "./files.ts";
import { refusePublished } from "./published-guard.ts";

/** Long files that belong together, written piece by piece beside their targets; none takes its place before all are whole. */
export interface StagedFiles {
  /** Begins a file; pieces are written in order. */
  open(name: string): StagedFile;
  /** Puts every file in its place; those with the bytes they had are left alone. */
  commit(): void;
  /** Removes what was written; after `commit`, nothing. */
  discard(): void;
}

export interface StagedFile {
  write(piece: string | Uint8Array): void;
  /** The text written so far, in pieces, the last of them: nothing can be written after it. A piece may end within a line. */
  read(): Generator<string>;
  /** Takes it back: it was of use on the way only. */
  drop(): void;
}

/** As much text is gathered before it is written. */
const pieceLength = 1 << 20;

export function stageFiles(folder: string): StagedFiles {
  removeTempFiles(folder);
  const open = new Map<string, Staged>();
  let count = 0;
  return {
    open: (name) => {
      const file = new Staged(folder, name, count++, () => open.delete(name));
      open.set(name, file);
      return file;
    },
    commit: () => {
      for (const file of open.values()) file.close();
      const root = existsSync(folder) ? realpathSync(folder) : folder;
      const files = [...open].map(([name, { beside }]) => ({ ...targetIn(root, name), beside }));
      replaceTogether(
        folder,
        files.filter(({ path, beside }) => !(existsSync(path) && sameFiles(path, beside))),
      );
      for (const { beside } of files) rmSync(beside, { force: true });
      open.clear();
    },
    discard: () => {
      for (const file of open.values()) file.drop();
    },
  };
}

class Staged implements StagedFile {
  readonly beside: string;
  readonly #path: string;
  readonly #dropped: () => void;
  #handle: number | undefined;
  #waiting = "";

  constructor(folder: string, name: string, n: number, dropped: () => void) {
    this.#path = join(folder, name);
    this.#dropped = dropped;
    this.beside = temporaryFile(folder, n, "new");
    this.#onDisk(() => {
      refusePublished(folder);
      mkdirSync(folder, { recursive: true });
      targetIn(realpathSync(folder), name);
      this.#handle = openSync(this.beside, "w");
    });
  }

  write(piece: string | Uint8Array): void {
    if (typeof piece === "string") {
      this.#waiting += piece;
      if (this.#waiting.length >= pieceLength) this.#flush();
    } else {
      this.#flush();
      this.#put(piece);
    }
  }

  *read(): Generator<string> {
    this.close();
    const decoder = new TextDecoder();
    for (const bytes of chunksOf(this.beside)) yield decoder.decode(bytes, { stream: true });
  }

  close(): void {
    if (this.#handle === undefined) return;
    this.#flush();
    closeSync(this.#handle);
    this.#handle = undefined;
  }

  drop(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
    rmSync(this.beside, { force: true });
    this.#dropped();
  }

  #flush(): void {
    const text = this.#waiting;
    this.#waiting = "";
    if (text !== "") this.#put(new TextEncoder().encode(text));
  }

  #put(bytes: Uint8Array): void {
    const handle = this.#handle;
    if (handle === undefined) throw new Error(`${this.#path} is closed`);
    this.#onDisk(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    });
  }

  #onDisk(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw inWords(this.#path, error);
    }
  }
}
