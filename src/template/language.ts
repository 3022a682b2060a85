import type { Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { type NameGroup, once, pageNames, reportNames, textNames } from "./name-tree.ts";
import { commonBlocks, commonHelpers } from "./signatures.ts";

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
