import type { TextSamples } from "../unit/copies.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import type { BuildConfig, ReportConfig } from "../workspace/run-config.ts";

/** One unit of a batch, with all that was settled about it beforehand: plain data, as a thread is given it. */
export interface Task {
  readonly file: string;
}

/** Gives for each file the one its texts may be copied from, once all tallies before it are known. */
export type SuspectQuery = (texts: readonly (TextSamples | undefined)[]) => Promise<readonly (string | undefined)[]>;

/** Works on a few units, in order, and says what became of each. */
export type ChunkWork<T extends Task> = (units: readonly T[], ask: SuspectQuery) => AsyncGenerator<UnitResult>;

/** How units are checked of which nothing is built, and what is wanted of each. */
export interface ExamineConfig {
  readonly report: ReportConfig;
  readonly templates: string | undefined;
  /** Texts are compared with those of the units before. */
  readonly copies: boolean;
  /** A record of publication that cannot be read is a fault of the unit. */
  readonly records: boolean;
  /** `head`: whose it is. `figures`: those, too. `texts`: what each number of its texts was taken for. */
  readonly wanted: "head" | "figures" | "texts";
}

/** What a thread is started for; for `glimpse` to look at tallies alone. */
export type WorkSpec =
  | { readonly kind: "glimpse" | "trend"; readonly config: Pick<ExamineConfig, "templates"> }
  | { readonly kind: "build"; readonly config: BuildConfig }
  | { readonly kind: "examine"; readonly config: ExamineConfig };
