import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import type { Tally } from "../core/tally.ts";
import { cellKeys, contactKeys, rootKeys, unitKeys } from "../edition/names.ts";

export interface TallyTextOptions {
  /** The language of the keys. Comments are in Chinese in both, as in the tally that `init` writes. */
  readonly keys: "zh" | "en";
  /** Comments above all else, a line each. */
  readonly notes: readonly string[];
  /** Comments on single figures, by path. */
  readonly remarks: ReadonlyMap<string, string>;
  /** A blank is left blank, and a total that somebody wrote is kept; otherwise both are worked out. */
  readonly exact?: true;
  /** With `exact`: also a sum of 0 that somebody wrote beside zeros, which a plain 0 for the row says as well. */
  readonly zeroSums?: true;
}

/** A tally as a file: unit, tables and activity figures. Rows without anything are one 0, totals are left to be computed. */
export function tallyText(
  tally: Pick<Tally, "year" | "unit" | "scope" | "cells" | "labels" | "notes">,
  edition: Edition,
  options: TallyTextOptions,
): string {
  const { year, unit, scope } = tally;
  const keyOf = (key: Named) => named(key, options.keys);
  const value = (id: string, name: string) => (options.keys === "zh" ? name : id);
  return [
    ...options.notes.map((note) => `# ${oneLine(note)}`),
    `${keyOf(rootKeys.year)}: ${year}`,
    `${keyOf(rootKeys.unit)}:`,
    `  ${keyOf(unitKeys.name)}: ${quoted(unit.name)}`,
    `  ${keyOf(unitKeys.kind)}: ${value(unit.kind, kindNames[unit.kind])}`,
    ...(unit.code === undefined ? [] : [`  ${keyOf(unitKeys.code)}: ${JSON.stringify(unit.code)}`]),
    ...(unit.within === undefined ? [] : [`  ${keyOf(unitKeys.within)}: ${quoted(unit.within)}`]),
    ...contactLines(unit, keyOf),
    `${keyOf(rootKeys.scope)}: ${value(scope, scopeNames[scope])}`,
    ...figureSections(tally, edition, options),
    ...noteLines({ tally, ...options }, edition),
    "",
  ].join("\n");
}

function contactLines({ contact = {} }: Tally["unit"], keyOf: (key: Named) => string): readonly string[] {
  const lines = Object.values(contactKeys).flatMap((key) => {
    const text = contact[key.id as keyof typeof contact];
    // What has digits is quoted: a number would lose its leading 0.
    return text === undefined ? [] : [`    ${keyOf(key)}: ${JSON.stringify(text)}`];
  });
  return lines.length === 0 ? [] : [`  ${keyOf(unitKeys.contact)}:`, ...lines];
}

/** 注, by table: a line each. */
function noteLines(
  { tally, keys }: Pick<TallyTextOptions, "keys"> & { readonly tally: Pick<Tally, "notes"> },
  edition: Edition,
): readonly string[] {
  const tables = edition.tables.flatMap((table) => {
    const lines = tally.notes?.get(table.id) ?? [];
    return lines.length === 0 ? [] : [`  ${named(table, keys)}:`, ...lines.map(({ text }) => `    - ${quoted(text)}`)];
  });
  return tables.length === 0 ? [] : ["", `${named(rootKeys.notes, keys)}:`, ...tables];
}

/** The tables and activity figures of a tally, a blank line before each. */
export function figureSections(
  tally: Pick<Tally, "cells" | "labels">,
  edition: Edition,
  options: Omit<TallyTextOptions, "notes">,
): readonly string[] {
  const writer: Writer = { tally, ...options };
  return edition.keys.children.flatMap((section) => {
    if (isLeftOut(section.id, tally, edition)) return [];
    const lines = section.activity ? activityLines(section, writer, 0) : figureLines(section, writer, 0);
    return lines.length === 0 ? [] : ["", ...lines];
  });
}

/** An optional table of which nothing is known is not written as zeros. */
function isLeftOut(table: string, { cells }: Pick<Tally, "cells">, edition: Edition): boolean {
  if (!edition.tables.some(({ id, optional }) => id === table && optional)) return false;
  return !edition.cells.some(({ path, table: own }) => own === table && cells.has(path));
}

interface Writer extends Omit<TallyTextOptions, "notes"> {
  readonly tally: Pick<Tally, "cells" | "labels">;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function named({ id, name }: Named, keys: "zh" | "en"): string {
  return quoted(keys === "zh" ? name : id);
}

function figureLines(node: KeyNode, writer: Writer, level: number): readonly string[] {
  const key = `${"  ".repeat(level)}${named(node, writer.keys)}:`;
  if (writer.exact) return exactLines(node, writer, level, key);
  if (node.kind === "cell") return [`${key} ${figureText(node.path, writer)}`];
  // A section is always laid open: its rows are what somebody will look for.
  if (level > 0 && isZero(node, writer)) return [`${key} 0`];
  // A total is computed; one on which something is remarked is written for the remark's sake.
  const children = node.children.filter((child) => !child.total || isRemarked(child, writer));
  const remark = level === 0 ? writer.remarks.get(node.path) : undefined;
  if (remark !== undefined) {
    const [first = "", ...others] = figureLines(node, { ...writer, remarks: new Map() }, level);
    return [`${first}  # ${oneLine(remark)}`, ...others];
  }
  if (node.kind !== "row" || children.some(({ kind }) => kind !== "cell")) {
    return [key, ...children.flatMap((child) => figureLines(child, writer, level + 1))];
  }
  const filled = children.flatMap((child) => {
    return isZero(child, writer) ? [] : [`${named(child, writer.keys)}: ${figureText(child.path, writer)}`];
  });
  return [`${key} { ${filled.join(", ")} }`];
}

/** Nothing is left out but the zeros of a row that has other figures, or a blank. */
function exactLines(node: KeyNode, writer: Writer, level: number, key: string): readonly string[] {
  const { cells } = writer.tally;
  const is = (path: string, value: number | undefined) =>
    cells.get(path)?.value === value && cells.get(path)?.remark === undefined;
  if (node.kind === "cell") return [exactFigure(key, node.path, writer)];
  if (node.kind !== "row" || node.children.some(({ kind }) => kind !== "cell")) {
    const children = node.children.filter((child) => !child.total || isWritten(child, writer));
    return [key, ...children.flatMap((child) => figureLines(child, writer, level + 1))];
  }
  const inputs = node.children.filter(({ total }) => !total);
  const totals = node.children.filter(({ total, path }) => total && !is(path, undefined));
  if (!node.total && totals.length === 0 && inputs.every(({ path }) => is(path, undefined))) return [key];
  if (
    !node.total &&
    node.children.every(({ path, total }) =>
      total ? is(path, undefined) || (!writer.zeroSums && is(path, 0)) : is(path, 0),
    )
  ) {
    return [`${key} 0`];
  }
  const written = node.children.filter(({ path, total }) =>
    node.total || total ? !is(path, undefined) : !is(path, 0),
  );
  const entries = written.map((child) => `${named(child, writer.keys)}: ${figureText(child.path, writer)}`);
  return [`${key} { ${entries.join(", ")} }`];
}

function exactFigure(key: string, path: string, writer: Writer): string {
  const figure = figureText(path, writer);
  return figure === "" ? key : `${key} ${figure}`;
}

function isWritten(node: KeyNode, writer: Writer): boolean {
  if (node.kind !== "cell") return node.children.some((child) => isWritten(child, writer));
  const cell = writer.tally.cells.get(node.path);
  return cell?.value !== undefined || cell?.remark !== undefined;
}

/** With its unit where the form has none: 29.0506万元; with what is remarked on it. */
function figureText(path: string, { tally, keys, exact }: Writer): string {
  const cell = tally.cells.get(path);
  const blank = exact && cell?.value === undefined;
  const figure = blank ? "" : (cell?.text ?? printNumber(cell?.value ?? 0));
  if (!cell?.remark) return figure;
  return `{ ${named(cellKeys.value, keys)}: ${figure}, ${named(cellKeys.remark, keys)}: ${quoted(cell.remark.text)} }`;
}

/** Whether a plain 0 says everything about a node. */
function isZero(node: KeyNode, writer: Writer): boolean {
  if (isRemarked(node, writer)) return false;
  if (node.kind === "cell") return (writer.tally.cells.get(node.path)?.value ?? 0) === 0;
  return node.children.every((child) => child.total || isZero(child, writer));
}

function isRemarked(node: KeyNode, writer: Writer): boolean {
  if (node.kind === "cell") return writer.tally.cells.get(node.path)?.remark !== undefined;
  return node.children.some((child) => isRemarked(child, writer));
}

/** Only the figures that are there: outside the tables nothing has to be. */
function activityLines(node: KeyNode, writer: Writer, level: number): readonly string[] {
  const key = `${"  ".repeat(level)}${named(node, writer.keys)}:`;
  if (node.kind === "cell") return figureLine(key, node.path, writer);
  const below = node.children.flatMap((child) => activityLines(child, writer, level + 1));
  const lines = [...below, ...ownNames(node, writer, level + 1)];
  return lines.length === 0 ? [] : [key, ...lines];
}

function ownNames(node: KeyNode, writer: Writer, level: number): readonly string[] {
  if (!node.open) return [];
  const known = new Set(node.children.map(({ path }) => path));
  return [...writer.tally.labels].flatMap(([path, label]) => {
    if (known.has(path) || path !== `${node.path}.${label}`) return [];
    return figureLine(`${"  ".repeat(level)}${quoted(label)}:`, path, writer);
  });
}

function figureLine(key: string, path: string, writer: Writer): readonly string[] {
  const cell = writer.tally.cells.get(path);
  if (!cell || (cell.value === undefined && !writer.exact)) return [];
  const remark = writer.remarks.get(path);
  return [`${`${key} ${figureText(path, writer)}`.trimEnd()}${remark === undefined ? "" : `  # ${oneLine(remark)}`}`];
}

/** Words that YAML takes for something else. */
export const yamlWords: RegExp = /^(?:true|false|null|yes|no|on|off|y|n|[-+]?\.(?:inf|nan))$/i;

/** A text in double quotes is read back as it is, whatever it holds. */
export function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}（）·、]*$/u.test(text) && !yamlWords.test(text) ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}
