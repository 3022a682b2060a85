import { type Diagnostic, hasErrors, kindOf, type Text, unreadableFile } from "../core/diagnostic.ts";
import type { FileError } from "../core/errors.ts";
import type { Source } from "../core/text/source.ts";
import { troubleOf, type UnitResult, waiversOf } from "../pipeline/unit/unit-result.ts";
import { overruledCodes, type RunConfig } from "../pipeline/workspace/run-config.ts";
import { Exceptions } from "../print/exceptions.ts";
import { pretty } from "../print/pretty.ts";
import { countsInWords, foundInWords } from "../print/summary.ts";
import { visible } from "../print/width.ts";
import { type ExitStatus, exit, worse } from "./exit.ts";
import { type Io, shown } from "./io.ts";

/** Prints one diagnostic, with the lines of its files. */
export function show(io: Io, stream: "out" | "err", diagnostic: Diagnostic, sources: readonly Source[]): void {
  io.findings?.add([diagnostic], sources);
  if (io.findings?.instead || !isShown(io, diagnostic)) return;
  const source = (file: string) => sources.find((candidate) => candidate.file === file);
  io[stream](`${pretty(diagnostic, { lang: io.lang, style: io.style[stream], source })}\n`);
  trace(io, diagnostic.cause);
}

/** With --quiet only what stands in the way is shown. */
export function isShown(io: Io, diagnostic: Diagnostic): boolean {
  return !io.quiet || hasErrors([diagnostic]);
}

/** A fault of ours: it says that it is ours, and where to take it. */
export function showFault(io: Io, error: unknown, file?: string): void {
  const message = visible(error instanceof Error ? error.message : String(error));
  const where = file === undefined ? "" : `${visible(file)}: `;
  io.err(
    where +
      io.localize({
        zh: `程序内部出错，不是您的文件有问题：${message}\n请把这句话和所用的命令报告给维护者（设置 GOV_REPORT_TRACE=1 再运行一次可得到详情）。`,
        en: `this is a fault in gov-report, not in your file: ${message}\nPlease report it with the command you ran (GOV_REPORT_TRACE=1 prints the details).`,
      }),
  );
  trace(io, error);
}

function trace(io: Io, error: unknown): void {
  if (process.env["GOV_REPORT_TRACE"] && error instanceof Error) io.err(error.stack ?? "");
}

/** A file that could not be read or written, by the path its owner knows it by. */
export function showFileError(io: Io, { file, text }: FileError): void {
  io.err(`${visible(shown(io, file))}: ${io.localize(text)}`);
}

/** What the result of one tally has that no diagnostic says: a file that could not be written, a fault of ours. */
export function showTrouble(io: Io, { file, failure, fault }: UnitResult): void {
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
  waived = 0;
  notEvaluated = 0;
  fault = 0;
  readonly exceptions: Exceptions = new Exceptions();
  /** Findings that `--fix` would put right. */
  fixable = 0;
  #status: ExitStatus = exit.fine;

  constructor(diagnostics: readonly Diagnostic[]) {
    this.#count(diagnostics);
  }

  /** A run begins: what is set in it will be named at the end. */
  begin({ workspace, report: { severities, policy } }: RunConfig): void {
    this.exceptions.addRun(severities, overruledCodes(workspace, policy));
  }

  add(result: UnitResult): void {
    this.units++;
    const { skipped, silenced } = result;
    this.exceptions.addUnit(skipped?.waivers ?? waiversOf(result.diagnostics), skipped?.silenced ?? silenced);
    if (result.status === "written") this.built++;
    else if (result.status === "unchanged") this.unchanged++;
    else if (result.status === "failed") this.failed++;
    if (result.fault) this.#status = worse(this.#status, exit.fault);
    if (result.failure) this.#status = worse(this.#status, exit.file);
    if (result.status === "failed") this.#status = worse(this.#status, exit.findings);
    this.#count([...(result.ofRun?.diagnostics ?? []), ...result.diagnostics, ...troubleOf(result)]);
    const { warnings = 0, waived = 0, notEvaluated = 0 } = skipped ?? {};
    this.warning += warnings;
    this.waived += waived;
    this.notEvaluated += notEvaluated;
  }

  #count(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      this[kindOf(diagnostic)]++;
      if (diagnostic.fix?.safe && diagnostic.state !== "waived") this.fixable++;
      if (diagnostic.state === "fault") this.#status = worse(this.#status, exit.fault);
    }
    if (hasErrors(diagnostics)) this.#status = worse(this.#status, exit.findings);
    if (diagnostics.some(({ code }) => code === unreadableFile)) this.#status = worse(this.#status, exit.file);
  }

  status(): ExitStatus {
    return this.#status;
  }

  checked(): Text {
    return countsInWords(this);
  }

  /** How to have put right what can be, by the command that does so; undefined where there is nothing. */
  fixOffer(command: string): Text | undefined {
    const { fixable } = this;
    if (fixable === 0) return undefined;
    return {
      zh: `其中 ${fixable} 处可以自动改正：${command} --fix，先看改动再加 --dry-run`,
      en: `${fixable} of them can be put right automatically: ${command} --fix, with --dry-run to look first`,
    };
  }

  wrote(folder: string): Text {
    const { built, unchanged, failed } = this;
    const found = foundInWords(this);
    return {
      zh: `生成 ${built} 份，未变 ${unchanged} 份，未生成 ${failed} 份；${found.zh} → ${folder}`,
      en: `${built} built, ${unchanged} unchanged, ${failed} not built; ${found.en} → ${folder}`,
    };
  }
}

/** What a run has let pass, named at its end, and whether that was more than is accepted. */
export function reportExceptions(io: Io, { exceptions, waived }: Counter, most: number | undefined): ExitStatus {
  if (!io.quiet) for (const line of exceptions.lines(io.lang)) io.err(line);
  if (most === undefined || waived <= most) return exit.fine;
  io.err(
    io.localize({
      zh: `豁免 ${waived} 条，多于允许的 ${most} 条`,
      en: `${waived} findings are waived, more than the ${most} that are accepted`,
    }),
  );
  return exit.findings;
}

/** The lower of what a policy and the command line accept. */
export function mostWaived(policy: number | undefined, asked: number | undefined): number | undefined {
  const bounds = [policy, asked].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

/** The hash that stands for all reports of a folder. */
export function rootWords(root: string): Text {
  return { zh: `总摘要 sha256:${root}`, en: `root hash sha256:${root}` };
}

/** Says the hash over all records of publication: kept elsewhere, it shows that none of them was rewritten. */
export async function reportRecordsRoot(io: Io, root: string): Promise<void> {
  const { verifyPublished } = await import("../pipeline/publication/verify-published.ts");
  const { zh, en } = rootWords(verifyPublished(root).root ?? "");
  io.err(
    io.localize({
      zh: `全部公布记录的${zh}（请另处保存，核对时写 --root）`,
      en: `all records of publication: ${en} (keep it elsewhere, for verify --root)`,
    }),
  );
}
