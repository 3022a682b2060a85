import { type Diagnostic, hasErrors, type Text } from "../core/diagnostic.ts";
import type { Source } from "../core/source.ts";
import type { Outcome } from "../pipeline/batch.ts";
import { pretty } from "../print/pretty.ts";
import { unreadable } from "../read/codes.ts";
import type { Io } from "./io.ts";
import { type ExitStatus, exit, worse } from "./status.ts";

/** Prints one diagnostic, with the lines of its files. */
export function show(io: Io, stream: "out" | "err", diagnostic: Diagnostic, sources: readonly Source[]): void {
  if (io.quiet && diagnostic.severity !== "error") return;
  const source = (file: string) => sources.find((candidate) => candidate.file === file);
  io[stream](`${pretty(diagnostic, { lang: io.lang, style: io.style[stream], source })}\n`);
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
    if (outcome.failure) this.#status = worse(this.#status, exit.file);
    if (outcome.status === "failed") this.#status = worse(this.#status, exit.findings);
    this.#count(outcome.diagnostics);
  }

  #count(diagnostics: readonly Diagnostic[]): void {
    for (const { severity } of diagnostics) this[severity]++;
    if (hasErrors(diagnostics)) this.#status = worse(this.#status, exit.findings);
    if (diagnostics.some(({ code }) => code === unreadable)) this.#status = worse(this.#status, exit.file);
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
