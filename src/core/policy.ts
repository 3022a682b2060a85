import type { Code, Severity } from "./diagnostic.ts";

/** Which findings may be waived, by whom and until when. */
export interface WaiverPermit {
  /** Codes (`GR402`) and families of codes (`GR4`). */
  readonly rules: readonly string[];
  /** The names that `by` of a waiver may have; anybody's where absent. */
  readonly by?: readonly string[];
  /** The last day it holds (YYYY-MM-DD). */
  readonly until?: string;
  /** That day has passed when the run began. */
  readonly expired?: true;
}

/**
 * What whoever runs the checks has laid down about them, from outside the workspace: it goes before what the workspace and
 * the tallies say of themselves.
 */
export interface Policy {
  /** Severities by code; the workspace's own setting of such a code counts for nothing. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Codes and families that the workspace may not set. */
  readonly locked: readonly string[];
  /** Absent: the same may be waived as without a policy. */
  readonly waivers?: readonly WaiverPermit[];
  /** So many waived findings in a run are accepted. */
  readonly maxWaived?: number;
  /** Patterns of the tallies that a run of a workspace has to read, from the workspace's folder. */
  readonly units: readonly string[];
  /** An approval has to be sealed to what it approved. */
  readonly sealed: boolean;
  /** The workspace may bring its own templates, and with them forms and checks. */
  readonly ownTemplates: boolean;
}

/** What the workspace may not set unless a policy says otherwise: arithmetic, text against figures, sign-off. */
export const lockedFamilies: readonly string[] = ["GR2", "GR3", "GR6"];

/** Whether a code is one of a list of codes and families. */
export function isAmong(code: string, list: readonly string[]): boolean {
  return list.some((each) => code === each || (each.length < longestFamily && code.startsWith(each)));
}

/** `GR20` is a family still, `GR201` a code. */
const longestFamily = "GR201".length;

/** What a waiver of a finding needs before it counts. */
export interface WaiverTerms {
  readonly policy?: Policy | undefined;
  /** Waivers count for nothing in this run. */
  readonly noWaivers?: boolean | undefined;
}

/** A waiver that excused a finding. */
export interface UsedWaiver {
  readonly rule: Code;
  readonly at?: string;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
}
