import type { Figures } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import { findKey, join, type KeyNode } from "../../core/form/keys.ts";
import type { Tally, Unit } from "../../core/tally.ts";
import type { NameExpr } from "../steps.ts";
import type { Surroundings } from "./evaluate.ts";

/** What a text may speak of. */
export interface TextScope {
  readonly keys: KeyNode;
  readonly figures: Figures;
  readonly unit: Unit;
  readonly year: number;
  /** Figures of an open group in the order written: their paths and the names printed. */
  list(group: string): readonly ListedFigure[];
  /** Last year's figures, where there is a tally of last year. */
  readonly previous?: Figures;
}

export interface ListedFigure {
  readonly path: string;
  readonly label: string;
}

export interface ScopeInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  /** Last year's. */
  readonly previous?: Figures;
}

/** What the texts of a tally may speak of. */
export function textScope({ tally, edition, figures, previous }: ScopeInput): TextScope {
  const listed = new Map<string, readonly ListedFigure[]>();
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

function listFigures(group: string, tally: Tally, edition: Edition): readonly ListedFigure[] {
  const names = findKey(edition.keys, group.split("."))?.child;
  const base = `${group}.`;
  const listed: ListedFigure[] = [];
  for (const [path, cell] of tally.cells) {
    if (!path.startsWith(base) || cell.value === undefined) continue;
    const id = path.slice(base.length);
    listed.push({ path, label: tally.labels.get(path) ?? names?.get(id)?.name ?? id });
  }
  return listed;
}

/** The path of the figure that a name stands for; undefined where it is none. */
export function figurePath(name: NameExpr, around: Surroundings, scope: TextScope): string | undefined {
  if (name.figure) return name.figure.path;
  if (isOfLoop(name, around)) return name.parts[0] === "value" ? itemOf(around)?.path : undefined;
  if (!name.open) return undefined;
  const { open, parts } = name;
  const label = parts.at(-1) ?? "";
  return scope.list(open.path).find((item) => item.label === label)?.path ?? join(open.path, label);
}

/** `label` and `value` are looked up in the innermost loop, all else from the root. */
export function isOfLoop(name: NameExpr, around: Surroundings): boolean {
  return name.up < around.frames.length - 1;
}

export function itemOf({ items }: Surroundings): ListedFigure | undefined {
  return items.at(-1)?.value as ListedFigure | undefined;
}
