import type { Severity } from "./diagnostic.ts";
import type { Format } from "./report.ts";

/** A folder with `gov-report.yaml`: where its tallies are and how they are built. Paths are relative to the folder. */
export interface Workspace {
  /** The folder itself. */
  readonly folder: string;
  readonly year?: number;
  /** Globs of this year's tallies, by default every YAML file below `units`. */
  readonly units: readonly string[];
  /** Globs of last year's tallies. */
  readonly previous: readonly string[];
  /** Output folder. */
  readonly out: string;
  readonly formats: readonly Format[];
  /** A folder of the clerk's own templates. */
  readonly templates?: string;
  /** Severities set for single rules by code; errors of arithmetic cannot be lowered. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
}
