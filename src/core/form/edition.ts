import type { ActivityAnnex } from "./annex.ts";
import type {
  Carry,
  Ceiling,
  Deadline,
  Headline,
  Identity,
  Magnitude,
  Move,
  OwnPeriod,
  Power,
  Relation,
  Stock,
  Superseded,
} from "./form-rules.ts";
import type { KeyNode } from "./keys.ts";
import type { ActivityNode, CellSpec, Citation, Table } from "./table.ts";
import type { ClaimWords, Vocabulary } from "./vocabulary.ts";

/** What a section of prose is for, whatever an edition calls it: what the year was like, what is wrong and what is done about it. */
export const sectionRoles = ["overview", "problems"] as const;

export interface Section {
  readonly id: string;
  /** Absent for a section of which nothing particular is expected. */
  readonly role?: (typeof sectionRoles)[number];
  readonly name: string;
  /** Verbatim, with its number. */
  readonly heading: string;
  /** Tables under the heading, by id. */
  readonly tables: readonly string[];
  /** Whether the section is prose: the unit's own words, or the edition's text partial of the same id. */
  readonly prose: boolean;
  /** 附件: on a page of its own after the signature, with these lines around its tables; they may name unit and year. */
  readonly annex?: { readonly above: readonly string[]; readonly below: readonly string[] };
}

/** A table of the summary workbook over one group of activity figures: a line a unit, and the share one figure is of another. */
interface SummaryTable {
  readonly title: string;
  /** Path of the group below `activity`: "serviceNetwork.townships". Its figures are the columns. */
  readonly group: string;
  /** Ids of two of its figures, of which `part` is at most `whole`. */
  readonly rate?: { readonly name: string; readonly part: string; readonly whole: string };
  /** The report of an area prints it too, where its activity figures are printed as annexes. */
  readonly each?: "units";
}

/** An activity figure for what was charged; a report states it, also where it was nothing. */
export interface Charge {
  /** "activity.processingFee" */
  readonly path: string;
  readonly name: string;
  /** Its name and other words for it in texts. */
  readonly words: readonly string[];
}

/** The form of some report years, whole: everything the issuing office can change. */
export interface Edition {
  readonly id: string;
  readonly name: string;
  /** The notice that issued the form. */
  readonly basis: Citation;
  readonly reportYears: { readonly from: number; readonly to?: number };
  /** The title's fixed words after unit and year (政府信息公开工作年度报告). */
  readonly title: string;
  readonly sections: readonly Section[];
  readonly tables: readonly Table[];
  readonly identities: readonly Identity[];
  readonly relations: readonly Relation[];
  readonly powers: readonly Power[];
  readonly carries: readonly Carry[];
  readonly stocks: readonly Stock[];
  readonly magnitudes: readonly Magnitude[];
  readonly ceilings: readonly Ceiling[];
  readonly headlines: readonly Headline[];
  readonly deadlines: readonly Deadline[];
  readonly ownPeriod?: OwnPeriod;
  readonly superseded: readonly Superseded[];
  /** The edition before this one, by id. */
  readonly predecessor?: string;
  /** What has changed since then. Everything of the same path and measure needs no entry. */
  readonly moves: readonly Move[];
  readonly activity: readonly ActivityNode[];
  readonly charges: readonly Charge[];
  /** The tables that activity figures may be printed in. */
  readonly activityAnnexes: readonly ActivityAnnex[];
  /** Shown where a unit has filled one; the same for every edition, as the figures are. */
  readonly summaryTables: readonly SummaryTable[];
  /** Every cell of the tables in printed order; derived from the trees. */
  readonly cells: readonly CellSpec[];
  readonly cellAt: ReadonlyMap<string, CellSpec>;
  /** The keys a tally may have, in both languages; derived from the trees. */
  readonly keys: KeyNode;
  /** What its figures are called in texts, beside its own labels. */
  readonly vocabulary: Vocabulary;
  /** What sentences claim of its figures without a number. */
  readonly claims: ClaimWords;
  /** Text partials by section id, and that of the companion, as Handlebars source. */
  readonly partials: ReadonlyMap<string, string>;
}

/** The editions known to a run. */
export interface Editions {
  get(id: string): Edition | undefined;
  /** The form in force for reports on `year`. */
  forYear(year: number): Edition | undefined;
  readonly all: readonly Edition[];
}
