import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import type { Tally } from "../core/tally.ts";
import { rootKeys, unitKeys } from "../edition/names.ts";

export interface TallyTextOptions {
  /** The language of the keys. Comments are in Chinese in both, as in the tally that `init` writes. */
  readonly keys: "zh" | "en";
  /** Comments above all else, a line each. */
  readonly notes: readonly string[];
  /** Comments on single figures, by path. */
  readonly remarks: ReadonlyMap<string, string>;
}

/** A tally as a file: unit, tables and activity figures. Rows without anything are one 0, totals are left to be computed. */
export function tallyText(tally: Tally, edition: Edition, options: TallyTextOptions): string {
  const writer: Writer = { tally, ...options };
  const { year, unit, scope } = tally;
  const say = (key: Named) => named(key, options.keys);
  const value = (id: string, name: string) => (options.keys === "zh" ? name : id);
  return [
    ...options.notes.map((note) => `# ${oneLine(note)}`),
    `${say(rootKeys.year)}: ${year}`,
    `${say(rootKeys.unit)}:`,
    `  ${say(unitKeys.name)}: ${quoted(unit.name)}`,
    `  ${say(unitKeys.kind)}: ${value(unit.kind, kindNames[unit.kind])}`,
    ...(unit.code === undefined ? [] : [`  ${say(unitKeys.code)}: ${JSON.stringify(unit.code)}`]),
    ...(unit.within === undefined ? [] : [`  ${say(unitKeys.within)}: ${quoted(unit.within)}`]),
    `${say(rootKeys.scope)}: ${value(scope, scopeNames[scope])}`,
    ...edition.keys.children.flatMap((section) => {
      if (isLeftOut(section.id, tally, edition)) return [];
      const lines = section.activity ? activityLines(section, writer, 0) : figureLines(section, writer, 0);
      return lines.length === 0 ? [] : ["", ...lines];
    }),
    "",
  ].join("\n");
}

/** An optional table of which nothing is known is not written as zeros. */
function isLeftOut(table: string, { cells }: Tally, edition: Edition): boolean {
  if (!edition.tables.some(({ id, optional }) => id === table && optional)) return false;
  return !edition.cells.some(({ path, table: own }) => own === table && cells.has(path));
}

interface Writer extends TallyTextOptions {
  readonly tally: Tally;
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
  if (node.kind === "cell") return [`${key} ${figureText(node.path, writer)}`];
  // A section is always laid open: its rows are what somebody will look for.
  if (level > 0 && isZero(node, writer)) return [`${key} 0`];
  const children = node.children.filter(({ total }) => !total);
  const remark = level === 0 ? writer.remarks.get(node.path) : undefined;
  if (remark !== undefined) {
    const [first = "", ...others] = figureLines(node, { ...writer, remarks: new Map() }, level);
    return [`${first}  # ${oneLine(remark)}`, ...others];
  }
  if (node.kind !== "row" || children.some(({ kind }) => kind !== "cell")) {
    return [key, ...children.flatMap((child) => figureLines(child, writer, level + 1))];
  }
  const filled = children.flatMap((child) => {
    const figure = writer.tally.cells.get(child.path)?.value ?? 0;
    return figure === 0 ? [] : [`${named(child, writer.keys)}: ${figureText(child.path, writer)}`];
  });
  return [`${key} { ${filled.join(", ")} }`];
}

/** With its unit where the form has none: 29.0506万元. */
function figureText(path: string, { tally }: Writer): string {
  const cell = tally.cells.get(path);
  return cell?.text ?? printNumber(cell?.value ?? 0);
}

function isZero(node: KeyNode, writer: Writer): boolean {
  if (node.kind === "cell") return (writer.tally.cells.get(node.path)?.value ?? 0) === 0;
  return node.children.every((child) => child.total || isZero(child, writer));
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

function figureLine(key: string, path: string, { tally, remarks }: Writer): readonly string[] {
  const cell = tally.cells.get(path);
  if (cell?.value === undefined) return [];
  const remark = remarks.get(path);
  return [`${key} ${cell.text ?? printNumber(cell.value)}${remark === undefined ? "" : `  # ${oneLine(remark)}`}`];
}

/** Words that YAML takes for something else. */
const taken = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text in double quotes is read back as it is, whatever it holds. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}（）·、]*$/u.test(text) && !taken.test(text) ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}
