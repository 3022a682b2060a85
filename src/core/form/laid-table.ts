/** One printed cell of a table: a fixed text, or the figure at `path`. */
export interface LaidCell {
  readonly kind: "caption" | "corner" | "header" | "label" | "remark" | "figure";
  /** What is printed; empty for a figure. */
  readonly text: string;
  /** The figure's address: "requests.received.naturalPerson". */
  readonly path?: string;
  /** First grid column it covers, from 0. */
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** What is remarked on a figure that is printed already, in brackets. */
  readonly remark?: string;
  /** How deep a label stands in an outline, from 0. */
  readonly level?: number;
}

export interface LaidRow {
  /** Part of the table's head: repeated on every page where the head comes first. */
  readonly header: boolean;
  /** Only the cells that begin in this row. */
  readonly cells: readonly LaidCell[];
}

/** A table as it is printed; every span follows from the trees. */
export interface Layout {
  readonly table: string;
  readonly columns: number;
  /** How many of them carry row labels. */
  readonly labelColumns: number;
  readonly rows: readonly LaidRow[];
  /** One line a node, many and short. */
  readonly outline?: true;
}
