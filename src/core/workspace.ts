import type { Severity, Span } from "./diagnostic.ts";
import type { AnnexKind } from "./form/annex.ts";
import type { UnitKind } from "./form/table.ts";
import type { OutputFormat } from "./formats.ts";
import type { Unit } from "./tally.ts";

/** A unit that has to hand in a tally (名单). What the register does not say is not compared. */
export interface Registered extends Omit<Unit, "kind"> {
  readonly kind?: UnitKind;
  /** Its own deadline, as month and day of the year after the report's. */
  readonly due?: Pick<LocalDeadline, "by" | "span">;
  readonly span: Span;
}

/** The day a circular of the place sets for a kind of unit (时限). */
export interface LocalDeadline {
  readonly kind: UnitKind;
  /** Month and day of the year after the report's: "01-20". */
  readonly by: string;
  readonly span: Span;
}

/** What the index of a site says about itself (网站). */
export interface SiteTexts {
  readonly title?: string;
  /** Paragraphs. */
  readonly intro?: readonly string[];
  /** Lines. */
  readonly footer?: readonly string[];
  /** A CSS file, relative to the folder. */
  readonly style?: string;
}

/** A folder with `gov-report.yaml`: where its tallies are and how they are built. Paths are relative to the folder. */
export interface Workspace {
  /** The folder itself. */
  readonly folder: string;
  /** The name of its file, where that is not `gov-report.yaml`. */
  readonly file?: string;
  readonly year?: number;
  /** Globs of this year's tallies, by default every YAML file below `units`. */
  readonly units: readonly string[];
  /** Globs of last year's tallies, and of those of the years before. */
  readonly previous: readonly string[];
  /** Over how many years, this one among them, reports compare their main figures; not at all where absent. */
  readonly trend?: number;
  /** Output folder. */
  readonly out: string;
  /** Where reports are kept as they were published. */
  readonly published: string;
  readonly formats: readonly OutputFormat[];
  /** What is printed beside the form. */
  readonly annexes: readonly AnnexKind[];
  /** A folder of the clerk's own templates. */
  readonly templates?: string;
  readonly site?: SiteTexts;
  /** Severities set for single rules by code; errors of arithmetic cannot be lowered. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** The units expected, where the workspace lists them, or the table it names has been read. */
  readonly register?: readonly Registered[];
  /** The table of them (units.csv), relative to the folder, and where that is said. */
  readonly registerTable?: { readonly path: string; readonly span: Span };
  readonly deadlines?: readonly LocalDeadline[];
}

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
