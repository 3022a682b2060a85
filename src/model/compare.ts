import type { ComparedCell, ComparedFigure, Comparison, LoneCell } from "../core/comparison.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey } from "../core/form/keys.ts";
import type { Pair, Transition } from "../core/form/moves.ts";
import { pathWords } from "../core/form/words.ts";
import { percent } from "../core/helpers.ts";
import type { Prose } from "../core/prose.ts";
import type { Subject } from "../core/rule.ts";
import { addExactly } from "../core/text/exact.ts";
import { moneyText } from "../core/text/money.ts";
import { compareAnnotations, compareTexts } from "./compare-texts.ts";

export interface ComparedSide extends Subject {
  readonly prose: Prose | undefined;
}

/** The way from one tally's form to the other's, whichever is the older; undefined where none leads there. */
export interface CompareOptions {
  readonly way: Transition | undefined;
  /** The second tally is on the older form. */
  readonly backwards: boolean;
}

/** Two tallies cell by cell, in the order of the newer form, and text by text. */
export function compare(a: ComparedSide, b: ComparedSide, { way, backwards }: CompareOptions): Comparison {
  const [older, newer] = backwards ? [b, a] : [a, b];
  const cells = [...statutory(older, newer, way, backwards), ...activity(a, b)];
  const lone = [
    ...loneCells(older, way?.byOlder, backwards ? "b" : "a", way),
    ...loneCells(newer, way?.byNewer, backwards ? "a" : "b"),
  ];
  const texts = [...compareTexts(a, b), ...compareAnnotations(a, b)];
  const same = cells.every((cell) => cell.same) && lone.length === 0 && texts.every((text) => text.same);
  return { a: headOf(a), b: headOf(b), cells, lone, texts, same };
}

function headOf({ tally, edition }: Subject): Comparison["a"] {
  return { file: tally.file, unit: tally.unit.name, year: tally.year, edition: edition.id, form: edition.name };
}

function statutory(
  older: ComparedSide,
  newer: ComparedSide,
  way: Transition | undefined,
  backwards: boolean,
): readonly ComparedCell[] {
  const shown = new Set<Pair>();
  return newer.edition.cells.flatMap(({ path }): readonly ComparedCell[] => {
    const pair = way?.byNewer.get(path);
    if (!pair || shown.has(pair)) return [];
    shown.add(pair);
    const [before, after] = [figureOf(older, [pair.older]), figureOf(newer, pair.newer)];
    const split = pair.newer.length > 1;
    const subject = split ? older : newer;
    const at = split ? pair.older : path;
    const paths = backwards ? { a: pair.newer, b: [pair.older] } : { a: [pair.older], b: pair.newer };
    const [a, b] = backwards ? [after, before] : [before, after];
    return [cellOf(subject.edition, at, paths, a, b, pair.kind === "similar")];
  });
}

/** The figures that either tally gives; one that the other does not is blank there. */
function activity(a: ComparedSide, b: ComparedSide): readonly ComparedCell[] {
  const paths = [a, b].flatMap(({ tally, edition }) =>
    [...tally.cells.keys()].filter((path) => !edition.cellAt.has(path)),
  );
  return [...new Set(paths)].map((path) =>
    cellOf(b.edition, path, { a: [path], b: [path] }, figureOf(a, [path]), figureOf(b, [path]), false),
  );
}

function cellOf(
  edition: Edition,
  path: string,
  paths: ComparedCell["paths"],
  a: ComparedFigure,
  b: ComparedFigure,
  similar: boolean,
): ComparedCell {
  const measure = findKey(edition.keys, path.split("."))?.measure ?? "count";
  const place = { section: sectionOf(edition, path), name: pathWords(edition, path), measure, paths, a, b };
  const same = a.value === b.value && a.text === b.text;
  const both = a.value !== undefined && b.value !== undefined && !a.approximate && !b.approximate;
  const change = both ? addExactly([b.value ?? 0, -(a.value ?? 0)]) : undefined;
  const size =
    change === undefined || measure === "change" ? undefined : percent(Math.abs(change), Math.abs(a.value ?? 0));
  return {
    ...place,
    // The same amount in 元 and in 万元 is the same.
    same: same || (both && change === 0),
    ...(change !== undefined && { change }),
    ...(change !== undefined && size !== undefined && { rate: `${change > 0 ? "+" : change < 0 ? "-" : ""}${size}` }),
    ...(similar && { similar: true }),
  };
}

function loneCells(
  subject: ComparedSide,
  pairs: ReadonlyMap<string, Pair> | undefined,
  side: "a" | "b",
  way?: Transition,
): readonly LoneCell[] {
  const { edition } = subject;
  return edition.cells.flatMap(({ path, terms }): readonly LoneCell[] => {
    const figure = figureOf(subject, [path]);
    // A total without a counterpart has terms without one.
    if (pairs?.has(path) || terms || !figure.value) return [];
    const says = way?.moveOf(path)?.says;
    return [
      { side, section: sectionOf(edition, path), name: pathWords(edition, path), path, figure, ...(says && { says }) },
    ];
  });
}

/** One figure, or the sum of the rows into which one was split. */
function figureOf({ figures, edition }: ComparedSide, paths: readonly string[]): ComparedFigure {
  const [only = ""] = paths;
  if (paths.length === 1) {
    const value = figures.value(only);
    const text = figures.print(only);
    if (value === undefined || text === undefined) return {};
    return { value, text, ...(figures.approximate(only) && { approximate: true }) };
  }
  const values = paths.map((path) => figures.value(path));
  const sum = values.includes(undefined) ? undefined : addExactly(values.flatMap((value) => value ?? []));
  if (sum === undefined) return {};
  const money = edition.cellAt.get(only)?.measure === "money";
  return { value: sum, text: money ? moneyText(sum) : String(sum) };
}

/** The heading of the section a table stands under; 工作情况 for the activity figures. */
function sectionOf(edition: Edition, path: string): string {
  const [table = ""] = path.split(".");
  return edition.sections.find(({ tables }) => tables.includes(table))?.heading ?? pathWords(edition, table).zh;
}
