import { fstatSync, writeSync } from "node:fs";
import type { Lang, Text } from "../core/diagnostic.ts";

/** What became of the two streams of a run. */
export interface Streams {
  /** Standard output could not be written, and not because its reader had seen enough. */
  readonly failed: () => boolean;
}

const reasons: Readonly<Record<string, Text>> = {
  ENOSPC: { zh: "磁盘已满", en: "the disk is full" },
  EDQUOT: { zh: "磁盘配额已用完", en: "the disk quota is used up" },
  EFBIG: { zh: "文件超过了系统允许的大小", en: "the file is larger than the system allows" },
};

const standardOutput = 1;
let file: boolean | undefined;

/**
 * Writes to standard output. Where that is a file, the engine's own stream takes the part that went onto a disk that is
 * almost full for the whole: then it is written until all of it is there.
 */
export function writeOut(content: string | Uint8Array): void {
  file ??= isFile();
  if (!file) {
    process.stdout.write(content);
    return;
  }
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(standardOutput, bytes, at);
  } catch (error) {
    process.stdout.emit("error", error);
  }
}

function isFile(): boolean {
  try {
    return fstatSync(standardOutput).isFile();
  } catch {
    return false; // closed
  }
}

/**
 * A reader that has seen enough (`| head`) is no fault: the rest goes nowhere, the run goes on to its end and keeps its
 * verdict. Anything else (a full disk) is told once.
 */
export function watchStreams(lang: Lang): Streams {
  let failed = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || failed) return;
    failed = true;
    const why = reasons[error.code ?? ""] ?? { zh: error.code, en: error.code };
    const words = {
      zh: `gov-report：结果没有写全（${why.zh}）：标准输出写不进去。请腾出空间，或换一个地方，再运行一次`,
      en: `gov-report: the output is not complete (${why.en}): standard output cannot be written. Free some space, or send it elsewhere, and run again`,
    };
    process.stderr.write(`${words[lang]}\n`);
  });
  // Where there is nobody left to tell, there is nothing to say.
  process.stderr.on("error", () => undefined);
  return { failed: () => failed };
}
