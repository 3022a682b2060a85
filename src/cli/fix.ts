import type { Text } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import type { Editions } from "../core/form/edition.ts";
import { applyEdits } from "../core/text/edits.ts";
import { lineStarts, positionAt } from "../core/text/source.ts";
import { type Fixed, fixAll, writeFixed } from "../pipeline/unit/fix.ts";
import { sessionOf } from "../pipeline/unit/session.ts";
import { restoreSchema } from "../pipeline/workspace/editor-schema.ts";
import type { Job } from "../pipeline/workspace/inputs.ts";
import { endsAsForm } from "../pipeline/workspace/read-tally-file.ts";
import { isStandardInput, replaceStandardInput } from "../pipeline/workspace/standard-input.ts";
import { unifiedDiff } from "../print/diff.ts";
import { visible } from "../print/width.ts";
import { type ExitStatus, exit, worse } from "./exit.ts";
import type { InputOptions } from "./input-options.ts";
import { runOf } from "./inputs.ts";
import type { Io } from "./io.ts";
import { Counter, showFileError } from "./report.ts";
import { writeOut } from "./streams.ts";

/** The options of `validate` that say what is put right. */
export interface FixFlags extends InputOptions {
  readonly final?: true | undefined;
  readonly fixBlanks?: true | undefined;
  readonly fixTotals?: true | undefined;
  readonly dryRun?: true | undefined;
}

/** Puts right what is mechanical, or shows what would be. The status is that of what could not be read or written. */
export function fixJobs(io: Io, jobs: readonly Job[], options: FixFlags): ExitStatus {
  const wanted = { blanks: options.fixBlanks === true, totals: options.fixTotals === true };
  let status: ExitStatus = exit.fine;
  let files = 0;
  let places = 0;
  for (const job of jobs) {
    const run = runOf(io, job, options, { final: options.final });
    for (const file of run.files.filter(endsAsForm)) if (!io.quiet) io.err(io.localize(formLeft(file)));
    const session = sessionOf(run);
    for (const fixed of fixAll(session, { ...run, ...run.report }, wanted)) {
      if (options.dryRun) status = worse(status, statusAfter(fixed));
      if (!options.dryRun && isStandardInput(fixed.file)) writeStandardOutput(fixed);
      if (fixed.edits.length === 0 && fixed.encoding === undefined) continue;
      const failed = options.dryRun ? showDiff(io, fixed) : write(io, fixed, session.editions);
      status = worse(status, failed);
      if (failed !== exit.fine) continue;
      files++;
      places += fixed.edits.length + (fixed.encoding === undefined ? 0 : 1);
    }
  }
  if (!io.quiet) io.err(io.localize(total(files, places, options.dryRun === true)));
  return status;
}

function formLeft(file: string): Text {
  return {
    zh: `${visible(file)} 是填报表，没有改写；请在表里改，或者用 gov-report import 读成填报以后再加 --fix`,
    en: `${visible(file)} is an entry form and was left alone: correct it there, or make a tally of it with gov-report import first`,
  };
}

function statusAfter({ examined: { diagnostics } }: Fixed): ExitStatus {
  return new Counter(diagnostics).status();
}

function showDiff(io: Io, { file, text, edits, encoding }: Fixed): ExitStatus {
  if (encoding !== undefined) io.out(io.localize(converting(file, encoding)));
  if (edits.length === 0) return exit.fine;
  const paint = (line: string) =>
    line.startsWith("-") ? io.style.out("red", line) : line.startsWith("+") ? io.style.out("green", line) : line;
  io.out(unifiedDiff(file, text, edits).split("\n").map(paint).join("\n"));
  return exit.fine;
}

function converting(file: string, encoding: string): Text {
  return { zh: `${visible(file)}：从 ${encoding} 转成 UTF-8`, en: `${visible(file)}: from ${encoding} to UTF-8` };
}

/** What came from standard input goes on to standard output, put right or as it was. */
function writeStandardOutput({ text, edits }: Fixed): void {
  const fixed = applyEdits(text, edits);
  replaceStandardInput(fixed);
  writeOut(fixed);
}

function write(io: Io, fixed: Fixed, editions: Editions): ExitStatus {
  const { file, text, edits, encoding } = fixed;
  try {
    if (!isStandardInput(file)) {
      writeFixed(fixed);
      restoreSchema(file, applyEdits(text, edits), editions);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    showFileError(io, error);
    return exit.file;
  }
  if (encoding !== undefined && !io.quiet) io.err(io.localize(converting(file, encoding)));
  if (edits.length === 0) return exit.fine;
  const starts = lineStarts(text);
  const lines = [...new Set(edits.map(({ start }) => positionAt(starts, start).line))];
  const some = lines.slice(0, 8).join(io.localize({ zh: "、", en: ", " }));
  const more = lines.length > 8 ? "…" : "";
  if (!io.quiet) {
    io.err(
      io.localize({
        zh: `已改正 ${visible(file)}：${edits.length} 处（第 ${some}${more} 行）`,
        en: `put right ${visible(file)}: ${edits.length} (${lines.length === 1 ? "line" : "lines"} ${some}${more})`,
      }),
    );
  }
  return exit.fine;
}

function total(files: number, places: number, dryRun: boolean): { zh: string; en: string } {
  if (places === 0) return { zh: "没有可以自动改正的地方", en: "there is nothing that can be put right automatically" };
  if (dryRun) {
    return {
      zh: `可改正 ${files} 份填报中的 ${places} 处；没有写入（--dry-run）`,
      en: `${places} in ${files} ${files === 1 ? "tally" : "tallies"} could be put right; nothing was written (--dry-run)`,
    };
  }
  return {
    zh: `共改正 ${files} 份填报中的 ${places} 处`,
    en: `${places} put right in ${files} ${files === 1 ? "tally" : "tallies"}`,
  };
}
