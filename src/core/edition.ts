import type { ActivityAnnex } from "./annex.ts";
import type {
  Carry,
  Deadline,
  Headline,
  Identity,
  Magnitude,
  Move,
  Power,
  Relation,
  Stock,
  Superseded,
} from "./form-rules.ts";
import type { KeyNode } from "./keys.ts";

/**
 * How sure it is that the form is so: read in the notice or in several published reports; derived from labels and statutes;
 * seen in practice; or believed and not checked. Without a mark it is verified.
 */
export const marks = ["verified", "derived", "practice", "unverified"] as const;
export type Mark = (typeof marks)[number];

/** The notice, statute or practice behind a rule of the form. */
export interface Citation {
  readonly title: string;
  readonly says?: string;
  readonly url?: string;
  /** How sure it is that the rule follows from it. */
  readonly mark?: Mark;
}

/** 件 · a signed number of 件 · 元 · 万元 · 元 written with its unit, for a form that names none · 条 · 次 · 人次 · 人 · 篇 · 个: what a figure counts. */
export const measures = [
  "count",
  "change",
  "yuan",
  "wanYuan",
  "money",
  "items",
  "times",
  "attendances",
  "persons",
  "pieces",
  "places",
] as const;
export type Measure = (typeof measures)[number];

/** A node of a table's row tree or column tree. */
export interface Node {
  /** Absent on a heading that only stands over its children (法人或其他组织). */
  readonly id?: string;
  /** The short Chinese name a tally may use for `id`. */
  readonly name: string;
  /** What is printed, verbatim. */
  readonly label: string;
  readonly measure?: Measure;
  /** The sum of all other leaves beside it; computed, and checked where a tally writes it. */
  readonly total?: true;
  /** The figure printed on the line of the node it is a child of, where an outline counts that node itself. */
  readonly own?: true;
  /** The number of the line where a form gives its lines one (代码 01). */
  readonly code?: string;
  /** How sure it is that the form has this row or column, and so. Nothing printed or checked depends on it. */
  readonly mark?: Mark;
  readonly children?: readonly Node[];
}

/** A column of fixed words between the labels and the figures of an outline: the measure word of each line, or its number. */
export interface Remark {
  readonly shows: "measure" | "code";
  /** Its header, verbatim (单位, 代码). */
  readonly label: string;
}

/** Row tree × column tree. Without rows it is one unlabelled row (Table C). */
export interface Grid {
  /** A line across the whole table above the header (第二十条第（一）项). */
  readonly caption?: string;
  /** The cell above the row labels. */
  readonly corner?: string;
  readonly columns: readonly Node[];
  readonly rows: readonly Node[];
  /** Every node of the row tree has a line of its own, one under another; a line without a figure is a heading. */
  readonly outline?: readonly Remark[];
}

/** One table of the form: one grid, or several stacked under one another (Table A of the present form). */
export interface Table {
  readonly id: string;
  readonly name: string;
  readonly grids: readonly Grid[];
  /** Relative column widths, label columns first, as seen in published reports. */
  readonly widths?: readonly number[];
  /** A tally may leave it out, as where a form had a table beside the report: nothing is then known of its cells. */
  readonly optional?: true;
  /** No table of the form, but one that an area has added: it is printed as an annex. */
  readonly extra?: Extra;
}

/** What a table that an area has added says around itself. */
export interface Extra {
  readonly title: string;
  /** Lines under the table. */
  readonly notes: readonly string[];
}

export interface Section {
  readonly id: string;
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

export const unitKinds = [
  "province",
  "prefecture",
  "county",
  "township",
  "subdistrict",
  "department",
  "other",
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** A figure outside the tables that the text speaks of. */
export interface ActivityNode {
  readonly id: string;
  readonly name: string;
  readonly measure?: Measure;
  /** A clerk may add names of his own beside the children listed. */
  readonly open?: true;
  /** The id of the sibling this is a part of: 办结 of 受理. Of a group, all its figures together. */
  readonly atMost?: string;
  readonly children?: readonly ActivityNode[];
}

/** A table of the summary workbook over one group of activity figures: a line a unit, and the share one figure is of another. */
export interface SummaryTable {
  readonly title: string;
  /** Path of the group below `activity`: "serviceNetwork.townships". Its figures are the columns. */
  readonly group: string;
  /** Ids of two of its figures, of which `part` is at most `whole`. */
  readonly rate?: { readonly name: string; readonly part: string; readonly whole: string };
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
  readonly headlines: readonly Headline[];
  readonly deadlines: readonly Deadline[];
  readonly superseded: readonly Superseded[];
  /** The edition before this one, by id. */
  readonly predecessor?: string;
  /** What has changed since then. Everything of the same path and measure needs no entry. */
  readonly moves: readonly Move[];
  readonly activity: readonly ActivityNode[];
  /** The tables that activity figures may be printed in. */
  readonly activityAnnexes: readonly ActivityAnnex[];
  /** Shown where a unit has filled one; the same for every edition, as the figures are. */
  readonly summaryTables: readonly SummaryTable[];
  /** Every cell of the tables in printed order; derived from the trees. */
  readonly cells: readonly CellSpec[];
  readonly cellAt: ReadonlyMap<string, CellSpec>;
  /** The keys a tally may have, in both languages; derived from the trees. */
  readonly keys: KeyNode;
  /** Text partials by section id, as Handlebars source. */
  readonly partials: ReadonlyMap<string, string>;
}

/** The address and meaning of one cell of a table. */
export interface CellSpec {
  /** "requests.outcomes.granted.naturalPerson" */
  readonly path: string;
  readonly table: string;
  /** Path of the row inside its table; "" for the one row of a table without labels. */
  readonly row: string;
  /** Path of the column; "" where a row has only one. */
  readonly column: string;
  readonly rowLabel: string;
  readonly columnLabel: string;
  readonly measure: Measure;
  /** For a total: the paths it adds up, each an input or an earlier total. */
  readonly terms?: readonly string[];
}

/** The editions known to a run. */
export interface Editions {
  get(id: string): Edition | undefined;
  /** The form in force for reports on `year`. */
  forYear(year: number): Edition | undefined;
  readonly all: readonly Edition[];
}
