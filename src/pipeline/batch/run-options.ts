import type { Severities } from "../../check/run.ts";
import type { AnnexKind } from "../../core/form/annex.ts";
import type { Workspace } from "../../core/workspace.ts";
import type { Shard } from "./manifest.ts";

export interface RunOptions {
  readonly files: readonly string[];
  readonly previous: readonly string[];
  readonly severities: Severities;
  readonly final: boolean;
  /** Where the register and the local deadlines come from. */
  readonly workspace?: Workspace | undefined;
  /** Over how many years a report compares its main figures, this one among them; not at all without it. */
  readonly trend?: number | undefined;
  /** Only some tallies of the workspace were asked for. */
  readonly partial?: boolean | undefined;
}

export interface BuildOptions extends RunOptions {
  /** Output folder. */
  readonly out: string;
  readonly draft: boolean;
  /** What is printed beside the form; by default what the workspace says. */
  readonly annexes?: readonly AnnexKind[] | undefined;
  /** Threads; by default as many as the machine has, and one for few units. */
  readonly jobs?: number | undefined;
  /** Builds also what has not changed. */
  readonly force?: boolean | undefined;
  /** Builds only this part of the tallies. */
  readonly shard?: Shard | undefined;
  /** Where the paths in the manifest start from; by default the current folder. */
  readonly base?: string | undefined;
  /** Ends the run between two units. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how many reports have no earlier year to compare with, though that was asked for. */
  readonly onAlone?: ((units: number) => void) | undefined;
  /** Is told of reports that no tally stands behind any more. */
  readonly onOrphan?: ((left: OrphanedOutput) => void) | undefined;
  /** Is told when somebody has changed a template during the run. */
  readonly onTemplatesChanged?: (() => void) | undefined;
}

/** Reports that no tally stands behind any more. */
export interface OrphanedOutput {
  readonly tally: string;
  readonly outputs: readonly string[];
}
