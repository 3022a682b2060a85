import { severityOf } from "../../catalogue/index.ts";
import type { ExplainedFigure } from "../../check/prose/report/explain-text.ts";
import { type Diagnostic, hasErrors, internalFault, kindOf, unreadableFile } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import type { UsedWaiver } from "../../core/policy.ts";
import type { FoundCounts, MadeFile, Silenced } from "../../core/publication.ts";
import type { Tally } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import type { Trend } from "../../core/trend.ts";
import type { WriteStatus } from "../../write/files.ts";
import type { TextSamples } from "./copies.ts";
import type { PackedTally } from "./packed-tally.ts";

/** The result of one tally: built, checked, or refused for a reason. */
export type UnitResult = DoneUnit | FailedUnit;

/** What there is to say of a tally, whatever has become of it. */
interface UnitFindings {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** Names of the reports, relative to the output folder. */
  readonly outputs: readonly string[];
  /** What is wrong with the run as a whole, and with no unit in it: told with the first. */
  readonly ofRun?: RunFindings;
  /** Reports of an earlier run that were set aside. */
  readonly superseded: readonly SupersededFile[];
  /** Whose tally it is, where that could be made out. */
  readonly who?: { readonly unit: string; readonly year: number };
  /** The tally was not looked at, as nothing has changed since its report was built: what was found in it then. */
  readonly skipped?: FoundBefore;
  /** How many findings are not shown as their rule is off, by code. */
  readonly silenced?: Silenced;
  /** What the record of the run says of it. */
  readonly made?: Made;
  /** The tally itself, in a run that builds nothing; present where it could be understood, faults or not. */
  readonly tally?: PackedTally;
  /** Its main figures over the years, where that was asked for. */
  readonly trend?: Trend;
  /** What each number of the texts was taken for, where that was asked for. */
  readonly explained?: readonly ExplainedFigure[];
}

interface DoneUnit extends UnitFindings {
  readonly status: "valid" | WriteStatus;
  readonly failure?: never;
  readonly fault?: never;
}

/** A finding that stands in the way, a file that could not be written, a fault of ours. */
type Reason = Diagnostic | Error;

export interface FailedUnit extends UnitFindings {
  readonly status: "failed";
  /** Nothing is refused without one. */
  readonly reasons: readonly [Reason, ...Reason[]];
  /** A file that could not be written. */
  readonly failure?: FileError;
  /** A fault of ours that this tally brought to light. */
  readonly fault?: Error;
}

export interface RunFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** The workspace file, where findings point into it. */
  readonly sources: readonly Source[];
}

/** Findings that are only counted, as they were shown when the report was built. */
interface FoundBefore extends FoundCounts {
  readonly waivers: readonly UsedWaiver[];
  readonly silenced?: Silenced;
}

/** A report whose PDF is still to be made. */
export interface StagedPdf {
  /** What it will be called. */
  readonly name: string;
  /** The file it is made of, in the folder of the run's PDF; its SHA-256 is `of`. */
  readonly staged: string;
  readonly of: string;
}

/** A report of an earlier run that bears another name now. */
export interface SupersededFile {
  readonly name: string;
  readonly as: string;
  /** `stale`: it no longer follows from the tally; `corrected`: it was published, and a corrected one stands in its place. */
  readonly why: "stale" | "corrected";
}

/** What a report said and when it was published. */
export interface Publication {
  /** The tally's date of publication, YYYY-MM-DD. */
  readonly on: string;
  /** `sha256:…` of what the report says, as an approval has it: a new template, another format, an annex change nothing of it. */
  readonly content: string;
}

interface Made {
  readonly edition: string;
  readonly outputs: readonly MadeFile[];
  readonly publication?: Publication;
  readonly pdf?: StagedPdf;
  readonly texts: TextSamples | undefined;
  /** The hash of what the report says, and who signed it. */
  readonly content?: string;
  readonly signoff?: Tally["signoff"];
  /** SHA-256 of the pictures that its texts name. */
  readonly pictures?: Readonly<Record<string, string>>;
}

export function noFindings(file: string): UnitFindings {
  return { file, diagnostics: [], sources: [], outputs: [], superseded: [] };
}

/** A tally that was refused: for its errors, or else, for publication, its warnings. That there is neither is a fault of ours. */
export function refusedUnit(found: UnitFindings): FailedUnit {
  const { file, diagnostics } = found;
  const errors = diagnostics.filter((finding) => hasErrors([finding]));
  const [first, ...others] = errors.length > 0 ? errors : diagnostics.filter((one) => kindOf(one) === "warning");
  if (first) return { ...found, status: "failed", reasons: [first, ...others] };
  const fault = new Error(`${file} is refused and nothing says why`);
  return { ...found, status: "failed", reasons: [fault], fault };
}

/** A fault of ours in one tally is reported with it, and the others go on. */
export function failedResult(found: string | UnitFindings, error: unknown): FailedUnit {
  const about = typeof found === "string" ? noFindings(found) : found;
  if (error instanceof FileError) return { ...about, status: "failed", reasons: [error], failure: error };
  const fault = error instanceof Error ? error : new Error(String(error));
  return { ...about, status: "failed", reasons: [fault], fault };
}

/** A result as it crosses from one thread to another, which knows nothing of our classes. */
export type PackedResult =
  | DoneUnit
  | (Omit<FailedUnit, "failure" | "reasons"> & { readonly failed?: Pick<FileError, "file" | "text"> });

/** Only the sources that the findings point into go with it. */
export function packResult(result: UnitResult): PackedResult {
  const places = result.diagnostics.flatMap(({ file, span, related }) => [
    file,
    ...(span ? [span.file] : []),
    ...related.map((other) => other.span.file),
  ]);
  const needed = new Set(places);
  const sources = result.sources.filter(({ file }) => needed.has(file));
  if (result.status !== "failed") return { ...result, sources };
  const { failure, reasons: _, ...rest } = result;
  return { ...rest, sources, ...(failure && { failed: { file: failure.file, text: failure.text } }) };
}

export function unpackResult(packed: PackedResult): UnitResult {
  if (packed.status !== "failed") return packed;
  const { failed, fault, ...found } = packed;
  if (failed) return failedResult(found, new FileError(failed.file, failed.text));
  return fault ? failedResult(found, fault) : refusedUnit(found);
}

/** What was found in a unit, in numbers. */
export function countsOf({ diagnostics, failure, fault }: UnitResult): FoundCounts & { readonly errors: number } {
  const count = (kind: string): number => diagnostics.filter((found) => kindOf(found) === kind).length;
  const errors = diagnostics.filter((found) => hasErrors([found])).length + (failure || fault ? 1 : 0);
  return { errors, warnings: count("warning"), waived: count("waived"), notEvaluated: count("notEvaluated") };
}

/** The waivers that excused a finding of a unit. */
export function waiversOf(diagnostics: readonly Diagnostic[]): readonly UsedWaiver[] {
  return diagnostics.flatMap(({ state, waiver, code, at }) =>
    state === "waived" && waiver ? [{ rule: code, ...(at !== undefined && { at }), ...waiver }] : [],
  );
}

/** What else has to be told of a result: a file that could not be reached, a fault of ours. It must not look like one without findings. */
export function troubleOf({ file, failure, fault }: UnitResult): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (failure) {
    found.push({
      code: unreadableFile,
      severity: severityOf(unreadableFile),
      message: failure.text,
      file: failure.file,
      related: [],
    });
  }
  if (fault) {
    const message = {
      zh: `程序内部出错，不是您的文件有问题：${fault.message}`,
      en: `this is a fault in gov-report, not in your file: ${fault.message}`,
    };
    found.push({
      code: internalFault,
      severity: severityOf(internalFault),
      state: "fault",
      message,
      file,
      related: [],
      cause: fault,
    });
  }
  return found;
}
