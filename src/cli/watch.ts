import { statSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import type { Text } from "../core/diagnostic.ts";
import { FileError, UsageError } from "../core/errors.ts";
import { type ExitStatus, exit } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { type Io, shown } from "./io.ts";
import { showFileError } from "./report.ts";
import { type SystemWatch, type Watching, watchFolder } from "./watch-folder.ts";

/** What is watched: folders with all below them, and what in them is not input. */
export interface Watched {
  readonly folders: readonly string[];
  /** Absolute paths of files and folders that runs write. */
  readonly written: readonly string[];
}

/** Milliseconds without a change before the next run: an editor that saves changes a file several times. */
const quiet = 200;

/** Runs again and again, whenever an input has changed, one screen at a time, until Ctrl-C. */
export function watchRuns(
  io: Io,
  run: () => Promise<ExitStatus>,
  watched: () => Watched,
  system?: SystemWatch,
): Promise<ExitStatus> {
  return interruptible(async (signal) => {
    while (!signal.aborted) {
      if (process.stdout.isTTY) io.out("\u001b[2J\u001b[3J\u001b[H");
      const changes = changesOf(
        watched(),
        signal,
        (folder) => io.err(io.localize(polledWords(shown(io, folder)))),
        system,
      );
      try {
        await run();
      } catch (error) {
        if (error instanceof UsageError) io.err(`gov-report: ${io.localize(error.text)}`);
        else if (error instanceof FileError) showFileError(io, error);
        else throw error;
      }
      if (!signal.aborted) {
        io.err(
          io.localize({
            zh: "正在监看，文件一改就重新核对；按 Ctrl-C 结束",
            en: "watching: checked again when a file changes; Ctrl-C ends",
          }),
        );
      }
      await changes;
    }
    io.err(io.localize({ zh: "监看已结束", en: "no longer watching" }));
    return exit.interrupted;
  });
}

/** Settles when something that is read has changed and nothing more does for a moment, or when the run is to end. */
function changesOf(
  { folders, written }: Watched,
  signal: AbortSignal,
  polls: (folder: string) => void,
  system: SystemWatch | undefined,
): Promise<void> {
  return new Promise((settle) => {
    let timer: NodeJS.Timeout | undefined;
    const watching: Watching[] = [];
    const end = (): void => {
      clearTimeout(timer);
      for (const one of watching) one.close();
      signal.removeEventListener("abort", end);
      settle();
    };
    signal.addEventListener("abort", end);
    if (signal.aborted) return end();
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(end, quiet);
    };
    const ignores = (path: string): boolean => isWritten(path, written);
    for (const folder of folders) {
      watching.push(watchFolder({ folder, ignores, changed, polls: () => polls(folder) }, system));
    }
  });
}

function polledWords(folder: string): Text {
  return {
    zh: `${folder}：系统不通报这里的改动（网络盘，或监看的文件太多），改为每秒查看一次`,
    en: `${folder}: the system does not tell of changes here (a network drive, or too much is watched); looked through every second instead`,
  };
}

function isWritten(path: string, written: readonly string[]): boolean {
  if (
    /^[.~]|^(?:node_modules)$/.test(basename(path)) ||
    path.split(sep).some((part) => part === ".git" || part === "node_modules")
  )
    return true;
  return written.some((one) => {
    const way = relative(one, path);
    return way === "" || way.split(sep)[0] !== "..";
  });
}

/** The folder that a path stands for: itself, or the one that the file, or the pattern, lies in. */
export function folderOfPath(cwd: string, path: string): string {
  for (let folder = resolve(cwd, path.replace(/[*?[{].*$/, "")); ; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
    if (dirname(folder) === folder) return folder;
  }
}
