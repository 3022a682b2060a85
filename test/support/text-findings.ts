import { computeFigures } from "../../src/core/figures.ts";
import type { Prose } from "../../src/core/prose.ts";
import type { Finding, Rule } from "../../src/core/rule.ts";
import { composeProse } from "../../src/model/compose.ts";
import { edition2021 } from "./editions.ts";
import { makeTally, type TallyExtra, type Written } from "./make-tally.ts";

export interface Extra extends Omit<TallyExtra, "texts"> {
  readonly cells?: { readonly [key: string]: Written };
  readonly within?: string;
}

/** The words of one section that a rule points at, in the order found. */
export function pointed(rule: Rule, text: string, extra: Extra = {}, section = "overview"): readonly string[] {
  return found(rule, { [section]: text }, extra).map(({ span }) =>
    span === undefined ? "" : text.slice(span.start - 1000, span.end - 1000),
  );
}

/** What a rule finds in the texts of a unit; text n begins at offset 1000 × (n + 1). */
export function found(
  rule: Rule,
  texts: Readonly<Record<string, string>>,
  { cells = {}, within, ...extra }: Extra = {},
): readonly Finding[] {
  const edition = edition2021();
  const made = makeTally(edition, cells, { ...extra, texts });
  const tally = within === undefined ? made : { ...made, unit: { ...made.unit, within } };
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value;
  return [...rule.check({ tally, edition, figures, ...(prose && { prose }) })];
}

/** The same for a text however long, which no tag is looked for in. */
export function foundInLong(rule: Rule, text: string, extra: Extra = {}, section = "overview"): readonly Finding[] {
  const edition = edition2021();
  const { cells = {}, ...rest } = extra;
  const tally = makeTally(edition, cells, { ...rest, texts: { [section]: text } });
  const prose: Prose = new Map([
    [section, { text, own: true, pieces: [{ start: 0, end: text.length, source: [0, text.length] }] }],
  ]);
  return [...rule.check({ tally, edition, figures: computeFigures(tally, edition), prose })];
}
