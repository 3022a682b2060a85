import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import { type Expansion, expandText } from "../../src/template/interpret/interpreter.ts";
import { textScope } from "../../src/template/interpret/scope.ts";
import { parseText } from "../../src/template/parse.ts";
import { makeTally, type TallyExtra, type Written } from "./make-tally.ts";

export interface Cells {
  readonly [key: string]: Written;
}

/** Expands a text over figures made for a test. */
export function expand(
  edition: Edition,
  source: string,
  cells: Cells = {},
  previous?: Cells,
  extra: TallyExtra = {},
): Expansion {
  const tally = makeTally(edition, cells, extra);
  const figures = computeFigures(tally, edition);
  const before = previous && computeFigures(makeTally(edition, previous), edition);
  return expandText(parseText(source), textScope({ tally, edition, figures, ...(before ? { previous: before } : {}) }));
}
