import type { UnitKind } from "./form/table.ts";

export const unitStates = ["valid", "warnings", "errors", "unread", "missing"] as const;
/** How far a unit's tally is: handed in without a finding, with warnings, with errors, a file that cannot be read, or not handed in. */
export type UnitStateName = (typeof unitStates)[number];

/** Where one unit stands. */
export interface UnitState {
  readonly unit: string;
  readonly kind?: UnitKind;
  readonly file?: string;
  readonly state: UnitStateName;
  readonly errors: number;
  readonly warnings: number;
  /** Not on the register, where there is one. */
  readonly unregistered: boolean;
  /** YYYY-MM-DD, once it is out. */
  readonly published?: string;
  /** The version that is out, where there is a record of its publication. */
  readonly version?: number;
  /** YYYY-MM-DD of the last correction. */
  readonly corrected?: string;
  /** The last day on which its report is on time. */
  readonly due?: string;
  /** Days left until then from today, or from then on where they are negative; only while it is not out. */
  readonly daysLeft?: number;
  /** Days by which it was published too late. */
  readonly daysLate?: number;
}
