import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Edition } from "../../src/core/form/edition.ts";
import type { KeyNode } from "../../src/core/form/keys.ts";
import type { UnitKind } from "../../src/core/form/table.ts";
import { kindNames, scopeNames } from "../../src/core/form/words.ts";
import { type Key, rootKeys, unitKeys } from "../../src/edition/names.ts";
import { type MadeFigures, madeFigures } from "./figures.ts";
import { madeNarrative } from "./narrative.ts";
import { type Random, random, seedOf } from "./random.ts";
import { type MadeUnit, madeUnit, unitsPerCounty } from "./units.ts";

export interface Generating {
  readonly edition: Edition;
  readonly year: number;
  readonly count: number;
  readonly seed?: number;
}

/** A workspace of made-up tallies in an empty folder. Same arguments, same files. */
export function writeWorkspace(folder: string, generating: Generating): readonly string[] {
  const paths = writeTallies(join(folder, "units"), generating);
  writeFileSync(join(folder, "gov-report.yaml"), `year: ${generating.year}\nformats: [docx, xlsx, md]\n`);
  return paths;
}

/** Made-up tallies, a county's 40 units in a folder of their own; gives their paths. */
export function writeTallies(folder: string, { edition, year, count, seed = 1 }: Generating): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const { file, text } = madeTally(edition, year, index, seed);
    const path = join(folder, file);
    if (index % unitsPerCounty === 0) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
}

/** The n-th unit's tally: one in three in Chinese, one in three with its totals, half with a text of their own. */
export function madeTally(edition: Edition, year: number, index: number, seed = 1): { file: string; text: string } {
  const chance = random(seedOf(seed, index));
  const unit = madeUnit(index, chance);
  const figures = madeFigures(edition, unit.kind, chance);
  const style = { chinese: chance.chance(1 / 3), totals: chance.chance(1 / 3), random: chance };
  const lines = [...head(unit, year, style), ...edition.keys.children.flatMap((node) => section(node, figures, style))];
  if (chance.chance(0.5)) {
    lines.push(`${key(rootKeys.narrative, style)}:`);
    const narrative = madeNarrative({ edition, year, unit, figures, chinese: style.chinese, random: chance });
    for (const { id, name } of edition.sections) {
      const text = narrative.get(id);
      if (text === undefined) continue;
      lines.push(
        `  ${style.chinese ? name : id}: |`,
        ...text
          .trimEnd()
          .split("\n")
          .map((line) => `    ${line}`),
      );
    }
  }
  return { file: unit.file, text: `${lines.join("\n")}\n` };
}

interface Style {
  readonly chinese: boolean;
  readonly totals: boolean;
  readonly random: Random;
}

function head(unit: MadeUnit, year: number, style: Style): readonly string[] {
  const { name, kind, code } = unitKeys;
  const fields = [
    `${key(name, style)}: ${unit.name}`,
    `${key(kind, style)}: ${kindIn(unit.kind, style)}`,
    `${key(code, style)}: "${unit.code}"`,
  ];
  const lines = [
    `${key(rootKeys.year, style)}: ${year}`,
    `${key(rootKeys.unit, style)}: { ${fields.join(", ")} }`,
    `${key(rootKeys.scope, style)}: ${style.chinese ? scopeNames.own : "own"}`,
  ];
  const day = String(style.random.between(5, 29)).padStart(2, "0");
  if (style.random.chance(0.5)) lines.push(`${key(rootKeys.published, style)}: ${year + 1}-01-${day}`);
  return [...lines, ""];
}

function kindIn(kind: UnitKind, style: Style): string {
  return style.chinese ? kindNames[kind] : kind;
}

function key({ id, name }: Pick<Key, "id" | "name">, { chinese }: Style): string {
  return chinese ? name : id;
}

function section(node: KeyNode, figures: MadeFigures, style: Style): readonly string[] {
  return [
    `${key(node, style)}:${node.label === node.name ? "" : ` # ${node.label}`}`,
    ...below(node, figures, style, "  "),
    "",
  ];
}

function below(node: KeyNode, figures: MadeFigures, style: Style, indent: string): readonly string[] {
  const names = node.open ? openNames(node, figures) : [];
  const closed = node.children.flatMap((child) => entry(child, figures, style, indent));
  return [...closed, ...names.map((name) => `${indent}${name}: ${figures.get(`${node.path}.${name}`)}`)];
}

/** One key of a section: a figure, a row on one line, or a group with its rows below. */
function entry(node: KeyNode, figures: MadeFigures, style: Style, indent: string): readonly string[] {
  const named = `${indent}${key(node, style)}:`;
  if (node.kind === "cell") {
    const value = figures.get(node.path);
    return value === undefined ? [] : [`${named} ${value}`];
  }
  if (node.kind === "row" && node.children.every(({ kind }) => kind === "cell")) {
    if (node.total) return style.totals ? [`${named} ${columnTotals(node, figures, style)}`] : [];
    return [`${named} ${row(node, figures, style)}`];
  }
  const lines = below(node, figures, style, `${indent}  `);
  return lines.length === 0 ? [] : [named, ...lines];
}

/** A row of zeros in a wide table is written as 0, and columns of zeros are left out. */
function row(node: KeyNode, figures: MadeFigures, style: Style): string {
  const columns = node.children.filter(({ total }) => !total);
  const stated = columns.length > 4 ? columns.filter(({ path }) => figures.get(path) !== 0) : columns;
  if (stated.length === 0) return "0";
  const values = stated.map((column) => `${key(column, style)}: ${figures.get(column.path)}`);
  const total = node.children.find((child) => child.total);
  if (total && style.totals) {
    const sum = columns.reduce((all, { path }) => all + Number(figures.get(path)), 0);
    values.push(`${key(total, style)}: ${sum}`);
  }
  return `{ ${values.join(", ")} }`;
}

/** The row of totals below other rows: column by column what they add up to. */
function columnTotals(node: KeyNode, figures: MadeFigures, style: Style): string {
  const group = node.path.slice(0, node.path.lastIndexOf("."));
  const sums = node.children.map((column) => {
    const rows = [...figures].filter(([path]) => path.startsWith(`${group}.`));
    const own = column.total ? rows : rows.filter(([path]) => path.endsWith(`.${column.id}`));
    return { column, sum: own.reduce((all, [, value]) => all + Number(value), 0) };
  });
  const stated = sums.filter(({ sum }) => sum > 0);
  if (stated.length === 0) return "0";
  return `{ ${stated.map(({ column, sum }) => `${key(column, style)}: ${sum}`).join(", ")} }`;
}

function openNames(node: KeyNode, figures: MadeFigures): readonly string[] {
  const known = new Set(node.children.map(({ path }) => path));
  const inside = [...figures.keys()].filter((path) => path.startsWith(`${node.path}.`) && !known.has(path));
  return inside.map((path) => path.slice(node.path.length + 1));
}
