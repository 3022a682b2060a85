import { type Diagnostic, hasErrors, type Text, unreadableFile } from "../core/diagnostic.ts";
import type { FileError } from "../core/errors.ts";
import type { Source } from "../core/source.ts";
import type { Outcome } from "../pipeline/batch.ts";
import { pretty } from "../print/pretty.ts";
import { visible } from "../print/width.ts";
import type { Io } from "./io.ts";
import { shown } from "./shown.ts";
import { type ExitStatus, exit, worse } from "./status.ts";

/** Prints one diagnostic, with the lines of its files. */
export function show(io: Io, stream: "out" | "err", diagnostic: Diagnostic, sources: readonly Source[]): void {
  if (io.quiet && diagnostic.severity !== "error") return;
  const source = (file: string) => sources.find((candidate) => candidate.file === file);
  io[stream](`${pretty(diagnostic, { lang: io.lang, style: io.style[stream], source })}\n`);
}

/** A fault of ours: it says that it is ours, and where to take it. */
export function showFault(io: Io, error: unknown, file?: string): void {
  const message = visible(error instanceof Error ? error.message : String(error));
  const where = file === undefined ? "" : `${visible(file)}: `;
  io.err(
    where +
      io.say({
        zh: `程序内部出错，不是您的文件有问题：${message}\n请把这句话和所用的命令报告给维护者（设置 GOV_REPORT_TRACE=1 再运行一次可得到详情）。`,
        en: `this is a fault in gov-report, not in your file: ${message}\nPlease report it with the command you ran (GOV_REPORT_TRACE=1 prints the details).`,
      }),
  );
  if (process.env["GOV_REPORT_TRACE"] && error instanceof Error) io.err(error.stack ?? "");
}

/** A file that could not be read or written, by the path its owner knows it by. */
export function showFileError(io: Io, { file, text }: FileError): void {
  io.err(`${visible(shown(io, file))}: ${io.say(text)}`);
}

/** What became of one tally that no diagnostic says: a file that could not be written, a fault of ours. */
export function showTrouble(io: Io, { file, failure, fault }: Outcome): void {
  if (failure) showFileError(io, failure);
  if (fault) showFault(io, fault, file);
}

/** Counts what a run found, for its last line and its exit status. */
export class Counter {
  units = 0;
  built = 0;
  unchanged = 0;
  failed = 0;
  error = 0;
  warning = 0;
  info = 0;
  #status: ExitStatus = exit.fine;

  constructor(diagnostics: readonly Diagnostic[]) {
    this.#count(diagnostics);
  }

  add(outcome: Outcome): void {
    this.units++;
    if (outcome.status === "written") this.built++;
    else if (outcome.status === "unchanged") this.unchanged++;
    else if (outcome.status === "failed") this.failed++;
    if (outcome.fault) this.#status = worse(this.#status, exit.fault);
    if (outcome.failure) this.#status = worse(this.#status, exit.file);
    if (outcome.status === "failed") this.#status = worse(this.#status, exit.findings);
    this.#count(outcome.diagnostics);
  }

  #count(diagnostics: readonly Diagnostic[]): void {
    for (const { severity } of diagnostics) this[severity]++;
    if (hasErrors(diagnostics)) this.#status = worse(this.#status, exit.findings);
    if (diagnostics.some(({ code }) => code === unreadableFile)) this.#status = worse(this.#status, exit.file);
  }

  status(): ExitStatus {
    return this.#status;
  }

  checked(): Text {
    const { units, failed, error, warning } = this;
    return {
      zh: `核对 ${units} 份：${units - failed} 份通过，${failed} 份有误；错误 ${error}，警告 ${warning}`,
      en: `${units} checked: ${units - failed} valid, ${failed} not; errors ${error}, warnings ${warning}`,
    };
  }

  wrote(folder: string): Text {
    const { built, unchanged, failed, error, warning } = this;
    return {
      zh: `生成 ${built} 份，未变 ${unchanged} 份，未生成 ${failed} 份；错误 ${error}，警告 ${warning} → ${folder}`,
      en: `${built} built, ${unchanged} unchanged, ${failed} not built; errors ${error}, warnings ${warning} → ${folder}`,
    };
  }
}
