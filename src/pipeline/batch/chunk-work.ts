import type { TextSamples } from "../unit/copies.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import type { BuildConfig } from "../workspace/run-config.ts";

/** One unit of a batch, with all that was settled about it beforehand: plain data, as a thread is given it. */
export interface Task {
  readonly file: string;
}

/** Gives for each file the one its texts may be copied from, once all tallies before it are known. */
export type SuspectQuery = (texts: readonly (TextSamples | undefined)[]) => Promise<readonly (string | undefined)[]>;

/** Works on a few units, in order, and says what became of each. */
export type ChunkWork<T extends Task> = (units: readonly T[], ask: SuspectQuery) => AsyncGenerator<UnitResult>;

/** What a thread is started for. */
export type WorkSpec = { readonly kind: "build"; readonly config: BuildConfig };
