import type { Severity } from "./diagnostic.ts";
import type { AnnexKind } from "./form/annex.ts";
import type { UsedWaiver } from "./policy.ts";
import type { SignoffStep, StepName } from "./tally.ts";

/** What a run was made to. All hashes are SHA-256. */
export interface RunRecord {
  /** Of gov-report.yaml, where there is one. */
  readonly workspace?: string;
  /** Of all template files, the shipped ones and one's own. */
  readonly templates: string;
  /** Of the policy as it was understood. */
  readonly policy?: string;
  /** Severities that were set. */
  readonly rules?: Readonly<Record<string, Severity | "off">>;
  readonly noWaivers?: true;
  readonly final?: true;
  readonly annexes?: readonly AnnexKind[];
  readonly trend?: number;
  readonly markdownTables?: "html";
  readonly companion?: true;
}

/** How many findings are not shown as their rule is off, by code. */
export type Silenced = Readonly<Record<string, number>>;

export interface FoundCounts {
  readonly warnings: number;
  readonly waived: number;
  readonly notEvaluated: number;
}

export interface MadeFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Of a PDF: the SHA-256 of the file it was made of. */
  readonly of?: string;
}

/** Who signed a report, as records have it. */
export type SignedBy = Readonly<Partial<Record<StepName, Pick<SignoffStep, "by" | "on" | "of">>>>;

/** In the folder of each published version: `published/<unit>/<year>/v1/record.json`. */
export const recordFile = "record.json";
/** In the folder of all that is published: by it the program knows that nothing else is written below. */
export const publishedMark = "published.json";
/** The folder in a published version that holds the tally it was made from, with the files that names. */
export const tallyFolder = "tally";

/** Why a version stands beside the one before it. */
interface CorrectionNote {
  readonly reason: string;
  readonly by: string;
  /** The files that say what was corrected (更正说明). */
  readonly notice: readonly string[];
}

/** What is known of a published version of a report: `record.json`. Hashes are SHA-256. */
export interface PublicationRecord {
  readonly schemaVersion: 1;
  readonly unit: string;
  readonly code?: string;
  readonly year: number;
  /** 1, and one more with each correction. */
  readonly version: number;
  /** The day of publication, YYYY-MM-DD. */
  readonly on: string;
  /** `sha256:…` of what the report says, as its approval has it. */
  readonly content: string;
  readonly edition: { readonly id: string; readonly sha256: string };
  /** Version of gov-report. */
  readonly program: string;
  /** What it was made to. */
  readonly made: RunRecord;
  readonly signoff: SignedBy;
  readonly findings: FoundCounts;
  /** The waivers that excused a finding. */
  readonly waivers?: readonly UsedWaiver[];
  readonly silenced?: Silenced;
  readonly correction?: CorrectionNote;
  /** The tally among the files. */
  readonly tally: string;
  /** All files of the version beside the record, sorted by name, with forward slashes. */
  readonly files: readonly MadeFile[];
  /** The record this one follows: of the version before, else of the unit's report of the year before. The path starts at the unit's folder. */
  readonly before?: { readonly record: string; readonly sha256: string };
}

/** The name of a version's folder. */
export function versionName(version: number): string {
  return `v${version}`;
}

/** The version whose folder bears a name; undefined for any other name. */
export function versionOf(name: string): number | undefined {
  const [, digits] = /^v([1-9]\d{0,3})$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
