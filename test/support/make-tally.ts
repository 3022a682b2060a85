import type { Edition } from "../../src/core/form/edition.ts";
import type { KeyNode } from "../../src/core/form/keys.ts";
import type { UnitKind } from "../../src/core/form/table.ts";
import type { Cell, Passage, Tally } from "../../src/core/tally.ts";

/** A figure as a test writes it: a number, an approximate one made by `about`, or undefined for a blank. */
export type Written = number | About | undefined | { readonly [key: string]: Written };

export interface About {
  readonly about: number;
  readonly text: string;
}

/** An approximate figure: about(330000, "33万余"). */
export function about(value: number, text: string): About {
  return { about: value, text };
}

export interface TallyExtra extends Partial<Omit<Tally, "cells" | "labels" | "prose" | "unit" | "published">> {
  readonly name?: string;
  readonly kind?: UnitKind;
  readonly code?: string;
  readonly published?: string;
  /** The unit's own words by section id. */
  readonly texts?: Readonly<Record<string, string>>;
}

const file = "units/test.yaml";

/**
 * A tally without a file. Figures are nested as a tally has them, or by whole path ("requests.received.naturalPerson");
 * keys may be in either language; 0 for a row fills the row. Every input cell not written is an omitted 0.
 * Text n stands in the file from offset 1000 × (n + 1) on.
 */
export function makeTally(
  edition: Edition,
  cells: { readonly [key: string]: Written } = {},
  extra: TallyExtra = {},
): Tally {
  const { name = "凤凰镇人民政府", kind = "township", code, published, texts = {}, ...rest } = extra;
  const found = new Map<string, Cell>();
  const labels = new Map<string, string>();
  for (const spec of edition.cells) if (!spec.terms) found.set(spec.path, { ...cell(0), omitted: true });
  for (const [key, value] of Object.entries(cells)) fill(edition.keys, key.split("."), value, found, labels);
  const prose = Object.entries(texts).map(([id, text], n) => [id, passage(text, 1000 * (n + 1))] as const);
  return {
    file,
    unit: { name, kind, ...(code ? { code } : {}) },
    unitSpan: { file, start: 0, end: 0 },
    year: 2025,
    yearSpan: { file, start: 0, end: 0 },
    edition: edition.id,
    scope: "own",
    signoff: {},
    waivers: [],
    ...rest,
    cells: found,
    labels,
    prose: new Map(prose),
    ...(published ? { published: { on: published, span: { file, start: 0, end: 0 } } } : {}),
  };
}

function passage(text: string, start = 1000): Passage {
  return { text, span: { file, start, end: start + text.length }, places: [[0, start]] };
}

function cell(value: number | undefined): Cell {
  return { value, span: { file, start: 0, end: 0 } };
}

function isAbout(value: Written): value is About {
  return typeof value === "object" && "about" in value && typeof value.about === "number" && "text" in value;
}

function fill(
  parent: KeyNode,
  [key = "", ...deeper]: readonly string[],
  value: Written,
  cells: Map<string, Cell>,
  labels: Map<string, string>,
): undefined {
  const node = parent.child.get(key);
  if (!node) {
    if (!parent.open) throw new Error(`${parent.path}: no such key: ${key}`);
    const path = `${parent.path}.${key}`;
    labels.set(path, key);
    setCell(path, value, cells);
    return;
  }
  if (deeper.length > 0) return fill(node, deeper, value, cells, labels);
  if (node.kind === "cell") return setCell(node.path, value, cells);
  if (value === 0) {
    for (const child of node.children) if (!child.total) fill(node, [child.id], 0, cells, labels);
    return;
  }
  if (typeof value !== "object" || isAbout(value)) throw new Error(`${node.path}: ${String(value)} for a group`);
  for (const [child, inner] of Object.entries(value)) fill(node, [child], inner, cells, labels);
}

function setCell(path: string, value: Written, cells: Map<string, Cell>): undefined {
  if (isAbout(value)) cells.set(path, { ...cell(value.about), text: value.text, approximate: true });
  else if (value === undefined || typeof value === "number") cells.set(path, cell(value));
  else throw new Error(`${path}: not a figure`);
}
