import type { Lang } from "../core/diagnostic.ts";

/** What became of the two streams of a run. */
export interface Streams {
  /** Standard output could not be written, and not because its reader had seen enough. */
  readonly failed: () => boolean;
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
    const why =
      error.code === "ENOSPC" ? { zh: "磁盘已满", en: "the disk is full" } : { zh: error.code, en: error.code };
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
