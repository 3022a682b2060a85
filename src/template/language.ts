import type { Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { once } from "../core/once.ts";
import { type NameGroup, pageNames, reportNames, textNames } from "./name-tree.ts";

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
const commonHelpers: readonly string[] = ["has", "pos", "eq", "not", "and", "or", "sum", "rest", "percent"];
const commonBlocks: readonly string[] = ["if", "unless", "each"];

/** What a template may say where it stands: the language is one, but a text has no chapters to go through, and a Word file no `{{table}}`. */
export interface Language {
  readonly names: NameGroup;
  readonly helpers: readonly string[];
  readonly blocks: readonly string[];
  /**
   * Whether it is a text of a tally: there a row or group is its total, names are found from inside a loop as from
   * outside, and `this` and `../` have no meaning. A report's template enters what it lists, as Handlebars does.
   */
  readonly prose: boolean;
  /** Ids of the tables that `{{table "…"}}` may set. */
  readonly tables: ReadonlySet<string>;
}

const noTables: ReadonlySet<string> = new Set();

/** The texts of a tally and of an edition. */
export const textLanguage: (keys: KeyNode) => Language = once((keys: KeyNode) => ({
  names: textNames(keys),
  helpers: [...commonHelpers, "change"],
  blocks: [...commonBlocks, "list", "part"],
  prose: true,
  tables: noTables,
}));

/** What Word and Excel templates may call and open. */
export const officeWords: Pick<Language, "helpers" | "blocks"> = {
  helpers: commonHelpers,
  blocks: [...commonBlocks, "with"],
};

/** Word and Excel templates. */
export const officeLanguage: (edition: Edition) => Language = once((edition: Edition) => ({
  ...officeWords,
  names: reportNames(edition),
  prose: false,
  tables: noTables,
}));

/** Templates that are text themselves: Markdown. */
export const markupLanguage: (edition: Edition) => Language = once((edition: Edition) => ({
  ...officeLanguage(edition),
  helpers: [...commonHelpers, "table"],
  tables: new Set(edition.tables.map(({ id }) => id)),
}));

/** Web pages. */
export const pageLanguage: (edition: Edition) => Language = once((edition: Edition) => ({
  ...markupLanguage(edition),
  names: pageNames(edition),
}));

/** What may be written, for whoever wrote something else. */
export function allowedIn({ helpers, blocks }: Pick<Language, "helpers" | "blocks">): Text {
  const [calls, opened] = [helpers.join(" "), blocks.map((name) => `#${name}`).join(" ")];
  return {
    zh: `只能用规定的名称、函数 ${calls}，以及 ${opened}`,
    en: `only names, the helpers ${calls} and the blocks ${opened} are allowed`,
  };
}
