import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PdfEngine, PdfTask } from "./engine.ts";

/** With tags for screen readers, an outline of the headings, and the report's own title in the window. */
const filterOptions = {
  UseTaggedPDF: { type: "boolean", value: "true" },
  ExportBookmarks: { type: "boolean", value: "true" },
  DisplayPDFDocumentTitle: { type: "boolean", value: "true" },
};
const target = `pdf:writer_pdf_Export:${JSON.stringify(filterOptions)}`;

/** A start that has not ended by then hangs: so many seconds, and so many more for each file. */
const patience = { start: 120, file: 30 };

/**
 * LibreOffice, started once for all files it is given. It has a profile of its own in `folder`, so that it neither meets a
 * window that is open nor leaves anything behind. A file that brings it down is tried once more, alone.
 */
export function libreOffice(path: string, folder: string): PdfEngine {
  const profile = join(folder, "profile");
  const run = async (tasks: readonly PdfTask[], signal: AbortSignal | undefined): Promise<void> => {
    // Its files are called after what it reads, wherever they are to go.
    const out = join(folder, "made");
    mkdirSync(out, { recursive: true });
    const args = [
      "--headless",
      "--norestore",
      "--convert-to",
      target,
      "--outdir",
      out,
      ...tasks.map(({ from }) => from),
    ];
    await ended(path, [`-env:UserInstallation=${pathToFileURL(profile).href}`, ...args], tasks.length, signal);
    for (const { from, to } of tasks) {
      const made = join(out, `${basename(from, extname(from))}.pdf`);
      if (existsSync(made)) renameSync(made, to);
    }
  };
  return {
    name: "LibreOffice",
    convert: async (tasks, signal) => {
      if (tasks.length > 0) await run(tasks, signal);
      for (const task of tasks) {
        if (tasks.length > 1 && !existsSync(task.to) && !signal?.aborted) await run([task], signal);
      }
    },
    close: async () => rmSync(profile, { recursive: true, force: true }),
  };
}

function ended(path: string, args: readonly string[], files: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done) => {
    // A time zone of its own would stand in the files.
    const child = spawn(path, args, {
      stdio: "ignore",
      env: { ...process.env, TZ: "UTC" },
      detached: process.platform !== "win32",
    });
    const kill = (): void => killAll(child.pid);
    const timer = setTimeout(kill, (patience.start + patience.file * files) * 1000);
    signal?.addEventListener("abort", kill, { once: true });
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
      done();
    };
    child.once("error", end);
    child.once("exit", end);
  });
}

/** The program is a script that starts another: both go. */
function killAll(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
