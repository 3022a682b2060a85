import type { ActivityAnnex } from "./annex.ts";
import type { Text } from "./diagnostic.ts";
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

/** An equation between rows of one table; it holds in every column. */
export interface Identity {
  readonly table: string;
  /** Row ids. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The equation in the form's own words. */
  readonly says: string;
  readonly basis: Citation;
}

/** A cell added or taken away in a relation, by its path below what the relation is stated for. */
export interface RelationTerm {
  readonly path: string;
  readonly sign: 1 | -1;
}

/** An equation or inequality between cells of one report that the labels of the form imply. */
export interface Relation {
  /** Paths that the names in the relation stand below; it holds for each of them. */
  readonly over: readonly string[];
  readonly left: readonly RelationTerm[];
  readonly sign: "=" | "<=" | ">=";
  readonly right: readonly RelationTerm[];
  /** A number on the right side. */
  readonly bound: number;
  /** Only for units of these kinds. */
  readonly kinds?: readonly UnitKind[];
  /** Hard: it cannot be otherwise. Soft: it may be, for a reason. */
  readonly strength: "hard" | "soft";
  /** The relation in words. */
  readonly says: string;
  readonly basis: Citation;
}

/**
 * What became of a row, a column or a cell when the form changed. `renamed`: the same figure under another id. `similar`: it
 * says the same and may be compared, but a person confirms it. `split`: several rows now add up to it. `removed`: gone.
 * `incomparable`: its place holds something else now.
 */
export const moveKinds = ["renamed", "similar", "split", "removed", "incomparable"] as const;
export type MoveKind = (typeof moveKinds)[number];

export interface Move {
  /** A path in the edition before this one. */
  readonly from: string;
  /** Where it stands in this edition, if anywhere. */
  readonly to?: string;
  readonly kind: MoveKind;
  /** What changed, in one sentence. */
  readonly says: Text;
}

/** Kinds of unit that may have anything but 0 in the named rows. */
export interface Power {
  /** Paths of rows: "proactive.regulations". */
  readonly rows: readonly string[];
  readonly kinds: readonly UnitKind[];
  readonly basis: Citation;
}

/** A row that repeats a row of last year's report, column by column: 上年结转 is last year's 结转下年度. */
export interface Carry {
  readonly table: string;
  /** This year's row. */
  readonly row: string;
  /** The row of last year's report, be its form another edition. */
  readonly last: string;
  /** Hard: a different total needs an explanation. Soft: it may well differ. */
  readonly strength: "hard" | "soft";
  /** The equation in words. */
  readonly says: string;
  readonly basis: Citation;
}

/** A column of this year's or of last year's report, added or taken away. */
export interface StockTerm {
  readonly column: string;
  readonly last: boolean;
  readonly sign: 1 | -1;
}

/** An equation between the columns of a row over two years: what is in force is last year's stock, plus issued, less repealed. */
export interface Stock {
  /** Paths of rows: "proactive.normativeDocuments". */
  readonly rows: readonly string[];
  /** The column that the terms add up to. */
  readonly column: string;
  readonly terms: readonly StockTerm[];
  /** The equation in words. */
  readonly says: string;
  readonly basis: Citation;
}

/** Rows whose figures seldom become tenfold from one year to the next. */
export interface Magnitude {
  /** Paths of rows or cells. */
  readonly rows: readonly string[];
  /** Smaller figures jump without meaning anything; in the cell's own measure. */
  readonly from: number;
}

/** A figure that is compared over the years, whatever the form of each. */
export interface Headline {
  /** The same in every edition. */
  readonly id: string;
  readonly name: string;
  /** Figures under one name are drawn in one chart: they have one measure and are of one size. */
  readonly chart: string;
  /** Where the figure stands in this edition: a cell, or a row or group that has a total. */
  readonly path: string;
}

export interface Deadline {
  readonly kinds: readonly UnitKind[];
  /** Month and day of the year after the report's: "01-31". */
  readonly by: string;
  readonly basis: Citation;
}

/** A paper or an article that reports on this form may no longer cite, and what has taken its place. */
export interface Superseded {
  /** As texts cite it, in several ways: 国务院令第492号. Brackets of another kind make no difference. */
  readonly cited: readonly string[];
  /** Where a citation is wrong only in some company (an old article number): one of these stands in the same sentence. */
  readonly beside?: readonly string[];
  readonly instead: string;
  readonly basis: Citation;
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
