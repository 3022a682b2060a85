import type { Figures } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import { findKey } from "../../core/form/keys.ts";
import type { Tally } from "../../core/tally.ts";
import type { Listed, TextScope } from "./evaluate.ts";

export interface ScopeInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  /** Last year's. */
  readonly previous?: Figures;
}

/** What the texts of a tally may speak of. */
export function textScope({ tally, edition, figures, previous }: ScopeInput): TextScope {
  const listed = new Map<string, readonly Listed[]>();
  return {
    keys: edition.keys,
    figures,
    unit: tally.unit,
    year: tally.year,
    list: (group) => {
      const known = listed.get(group);
      if (known) return known;
      const fresh = listFigures(group, tally, edition);
      listed.set(group, fresh);
      return fresh;
    },
    ...(previous ? { previous } : {}),
  };
}

function listFigures(group: string, tally: Tally, edition: Edition): readonly Listed[] {
  const names = findKey(edition.keys, group.split("."))?.child;
  const base = `${group}.`;
  const listed: Listed[] = [];
  for (const [path, cell] of tally.cells) {
    if (!path.startsWith(base) || cell.value === undefined) continue;
    const id = path.slice(base.length);
    listed.push({ path, label: tally.labels.get(path) ?? names?.get(id)?.name ?? id });
  }
  return listed;
}
