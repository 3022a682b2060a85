/** What a form says of its figures beyond what its tables show: equations, relations, powers, deadlines, what follows from last year. */
import type { Text } from "../diagnostic.ts";
import type { Citation, UnitKind } from "./table.ts";

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

/** What a figure of some kinds of unit does not exceed unless something is wrong: another measure, another place's figure, a digit too many. */
export interface Ceiling {
  /** Paths of rows or cells. */
  readonly rows: readonly string[];
  readonly kinds: readonly UnitKind[];
  /** In the cell's own measure; what an area adds goes before what the form says. */
  readonly most: number;
  readonly basis: Citation;
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

/** Kinds of unit that may report on other days than those of the calendar year, and on what basis. */
export interface OwnPeriod {
  readonly kinds: readonly UnitKind[];
  readonly basis: Citation;
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
