/** What a helper takes: figures, conditions, single values, anything at all, the name of one figure, or a table. */
type ArgumentKind = "number" | "condition" | "value" | "any" | "figure" | "table";

export interface Signature {
  readonly least: number;
  readonly most: number;
  readonly takes: ArgumentKind;
  readonly gives: "flag" | "number" | "text" | "table";
}

const flag = (least: number, most: number, takes: ArgumentKind): Signature => ({ least, most, takes, gives: "flag" });

/** Every helper of the language, in every format: how many arguments it takes, of what kind, and what it gives. */
export const signatures: ReadonlyMap<string, Signature> = new Map([
  ["has", flag(1, 1, "any")],
  ["pos", flag(1, 1, "number")],
  ["eq", flag(2, 2, "value")],
  ["not", flag(1, 1, "condition")],
  ["and", flag(1, 16, "condition")],
  ["or", flag(1, 16, "condition")],
  ["sum", { least: 1, most: 32, takes: "number", gives: "number" }],
  ["rest", { least: 2, most: 2, takes: "number", gives: "number" }],
  ["percent", { least: 2, most: 2, takes: "number", gives: "text" }],
  // Needs last year's figures, which only the texts of a tally are written with.
  ["change", { least: 1, most: 1, takes: "figure", gives: "text" }],
  // Only text formats set a table by a tag; in Word and Excel it is drawn cell by cell.
  ["table", { least: 1, most: 1, takes: "table", gives: "table" }],
]);

/** Helpers and blocks that every template may use. */
export const commonHelpers: readonly string[] = ["has", "pos", "eq", "not", "and", "or", "sum", "rest", "percent"];
export const commonBlocks: readonly string[] = ["if", "unless", "each"];
