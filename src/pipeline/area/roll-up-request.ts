import type { Scope, Unit } from "../../core/tally.ts";
import type { Registered } from "../../core/workspace.ts";

export interface RollUpRequest {
  readonly unit: Unit;
  readonly scope: Scope;
  readonly keys: "zh" | "en";
  readonly year?: number | undefined;
  /** The file the sum is written to: messages name it, the trace is relative to its folder. */
  readonly out: string;
  /** Adds up what is there and sound, and names the others. */
  readonly partial?: boolean | undefined;
  /** The units expected, where they are not the workspace's. */
  readonly register?: readonly Registered[] | undefined;
}
