import type { LaidCell, LaidRow, Layout } from "./laid-table.ts";

/**
 * A further sheet of a report (附件): printed after the signature, each on a page of its own. What it holds is resolved for
 * the unit, so that the formats only set it; units may have different ones, different rows, or none.
 */
export interface Annex {
  readonly id: string;
  /** 附件 of an only one, else 附件1, 附件2 in the order they are printed. */
  readonly mark: string;
  readonly title: string;
  /** Lines between the title and what follows, in full: 填报单位：凤凰镇人民政府. */
  readonly above: readonly string[];
  readonly table?: AnnexTable;
  /** Lines under it: 注：近似数按填报原文印出. */
  readonly below: readonly string[];
}

/** A table whose cells say what they print. Rows follow one another without a gap, heads first. */
export interface AnnexTable extends Layout {
  readonly rows: readonly AnnexRow[];
  /** Relative column widths, label columns first; without them they follow from the texts. */
  readonly widths?: readonly number[];
}

export interface AnnexRow extends LaidRow {
  readonly cells: readonly AnnexCell[];
}

/** `text` is what is printed, of figures too (12, 8.33%, 33万余, —); a figure has no path. */
export interface AnnexCell extends Omit<LaidCell, "path"> {
  readonly path?: never;
  /** The number behind the text where there is an exact one: 0.0833 of 8.33%. A workbook takes it instead of the text. */
  readonly value?: number;
  /** How a workbook shows the number: as a rate, with up to two decimals (of 万元), or whole. */
  readonly format?: "rate" | "decimal" | "whole";
  /** Where the cell's style is not to say so. */
  readonly align?: "left" | "center" | "right";
}

/** What a workspace may have printed beside the form: the activity figures that its units give (工作情况). */
export const annexKinds = ["activity"] as const;
export type AnnexKind = (typeof annexKinds)[number];

/** A table of activity figures as `activity.yaml` declares it. Rows, columns and whole tables without a figure are left out. */
export interface ActivityAnnex {
  readonly id: string;
  readonly title: string;
  /** The cell above the row labels. */
  readonly corner: string;
  /** Headers of the figures. */
  readonly columns: readonly string[];
  readonly rows: readonly ActivityRow[];
}

/** A row of figures, a heading over other rows, or a row for every child of a group. */
export interface ActivityRow {
  /** Path below `activity` that the figures of the row are named from. */
  readonly at?: string;
  /** A row for each figure of the group at this path, the clerk's own names included. */
  readonly each?: string;
  /** What is printed; by default the name of what stands at the path. */
  readonly label?: string;
  /** In the order of the columns; by default the figure at the path itself, in the first. */
  readonly figures?: readonly ActivityFigure[];
  readonly rows?: readonly ActivityRow[];
}

/** A path below the row's own, or the rate of two; nothing where the column says nothing of this row. */
export type ActivityFigure = string | ActivityRate | null;

/** 办结率: the first as a share of the second, both paths below the row's own. */
export interface ActivityRate {
  readonly rate: string;
  readonly of: string;
}
