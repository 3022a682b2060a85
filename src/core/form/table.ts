import type { ActivityRow } from "./annex.ts";
import type { FrameWords } from "./vocabulary.ts";

/**
 * How sure it is that the form is so: read in the notice or in several published reports; derived from labels and statutes;
 * seen in practice; or believed and not checked. Without a mark it is verified.
 */
export const certainties = ["verified", "derived", "practice", "unverified"] as const;

type Certainty = (typeof certainties)[number];

/** The notice, statute or practice behind a rule of the form. */
export interface Citation {
  readonly title: string;
  readonly says?: string;
  readonly url?: string;
  /** How sure it is that the rule follows from it. */
  readonly mark?: Certainty;
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
export interface FormNode {
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
  readonly mark?: Certainty;
  readonly children?: readonly FormNode[];
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
  readonly columns: readonly FormNode[];
  readonly rows: readonly FormNode[];
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
  /** The report of an area has a line for each unit below it. */
  readonly each?: "units";
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

/** Where activity figures are printed as a row of an annex: as `ActivityRow`, with paths from the entry itself. */
export interface AnnexPlace extends Omit<ActivityRow, "at" | "each"> {
  /** The id of the table. */
  readonly in: string;
  /** Before the rows that the order of the figures gives. */
  readonly first?: true;
  /** A row for every figure of the group. */
  readonly each?: true;
}

/** A figure outside the tables that the text speaks of. */
export interface ActivityNode {
  readonly id: string;
  readonly name: string;
  readonly measure?: Measure;
  /** A clerk may add names of his own beside the children listed. */
  readonly open?: true;
  /** The id of the sibling this is a part of: 办结 of 受理. Of a group, all its figures together. */
  readonly atMost?: string;
  /** An amount that a report must state, nothing too: the words for it beside its name, separated by spaces. */
  readonly charge?: string;
  /** Other words for it in texts, separated by spaces, or a frame of them. */
  readonly words?: string | Omit<FrameWords, "id" | "root">;
  readonly annex?: AnnexPlace;
  readonly children?: readonly ActivityNode[];
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
