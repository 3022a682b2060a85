import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { traceName } from "../../core/trace.ts";
import { stageFiles } from "../../write/staged-files.ts";
import { tracePieces } from "../../write/trace.ts";
import { readTrace } from "../workspace/read-tally-file.ts";
import { sha256 } from "../workspace/sha256.ts";
import type { Summed } from "./roll-up.ts";

/** Writes a sum with its trace beside it. A file that is not ours, or that somebody has worked on since, is not replaced unasked. */
export function saveSum(file: string, { text, trace, rolled }: Summed, force: boolean): void {
  const path = resolve(file);
  if (rolled.parts.some((part) => resolve(part.file) === path)) {
    throw new UsageError({
      zh: `${file} 是要汇总的填报之一，不能写入；请换一个文件名`,
      en: `${file} is one of the tallies to be added; choose another name`,
    });
  }
  if (!force && existsSync(path) && !isOurs(path)) {
    throw new UsageError({
      zh: `${file} 不是 roll-up 写出的，或者后来改过（如添了正文），不予覆盖；确要覆盖请加 --force，或换一个文件名`,
      en: `${file} was not written by roll-up, or was changed since, and is not replaced; use --force, or another name`,
    });
  }
  const staged = stageFiles(dirname(path));
  try {
    staged.open(basename(path)).write(text);
    const beside = staged.open(traceName(basename(path)));
    for (const piece of tracePieces(trace)) beside.write(piece);
    staged.commit();
  } finally {
    staged.discard();
  }
}

function isOurs(path: string): boolean {
  return readTrace(traceName(path))?.sha256 === sha256(readFileSync(path));
}
