import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { Text } from "../core/diagnostic.ts";
import type { KeyNode } from "../core/form/keys.ts";
import type { Transition } from "../core/form/moves.ts";
import { pathWords } from "../core/form/words.ts";
import type { Tally } from "../core/tally.ts";
import { applyEdits, type Edit } from "../core/text/edits.ts";
import { rootKeys } from "../edition/names.ts";
import { schemaName } from "../edition/tally-schema.ts";
import { type CarriedFigures, carryOver } from "./carry-over.ts";
import { keysOf, schemaLineIn } from "./schema-line.ts";
import { asComment, isWholeLines, type Region, regionOf } from "./syntax/regions.ts";

/** Something of the old tally that has no place in the new one as it is. */
interface Uncarried {
  readonly what: Text;
  /** The figures as they were written, in one line; nothing for a text. */
  readonly written: string;
  readonly says: Text;
}

export interface Converted {
  readonly text: string;
  /** In the order of the file. */
  readonly uncarried: readonly Uncarried[];
  /** The cells of the new form that somebody has to fill in. */
  readonly blank: readonly string[];
}

interface Context {
  readonly text: string;
  readonly way: Transition;
  readonly carried: CarriedFigures;
  readonly keys: "zh" | "en";
  readonly edits: Edit[];
  readonly uncarried: Uncarried[];
}

const notAsked: Text = { zh: "新格式没有这一项", en: "the new form has no such row" };

/**
 * A tally's file for a later edition: what carries over stays as it was written, comments and all; what does not is
 * turned into comments, and the cells that only the new form has are left blank for somebody to fill in.
 */
export function convertText(text: string, tally: Tally, way: Transition, year: number): Converted | undefined {
  const root = parseDocument(text, { schema: "failsafe", logLevel: "silent" }).contents;
  if (!isMap(root) || root.flow) return undefined;
  const keys = keysOf(text);
  const carried = carryOver(tally, way, keys);
  const context: Context = { text, way, carried, keys, edits: [], uncarried: [] };
  convertRoot(context, root, tally, year);
  const edits = [...context.edits, ...heading(context)].toSorted((a, b) => a.start - b.start || a.end - b.end);
  return { text: applyEdits(text, edits), uncarried: context.uncarried, blank: carried.blank };
}

/** What was done, said above all else; and the schema that an editor checks the file by. */
function heading({ text, way, keys }: Context): readonly Edit[] {
  const { older, newer } = way;
  const schema = schemaLineIn(text, { all: [older] });
  const lines = [
    `# 由 gov-report convert 从${older.name}转为${newer.name}。照搬不了的写成了注释，冒号后面空着的逐项填上，再核对一遍。`,
  ];
  const first = /^(?:#[^\n]*\$schema=[^\n]*\n)?/.exec(text)?.[0].length ?? 0;
  return [
    ...(schema ? [{ start: schema.start, end: schema.end, text: schemaName(newer.id, keys) }] : []),
    { start: first, end: first, text: `${lines.join("\n")}\n` },
  ];
}

function convertRoot(context: Context, root: YAMLMap, tally: Tally, year: number): void {
  const { way, edits } = context;
  const is = ({ key }: Pair, { id, name }: { readonly id: string; readonly name: string }) =>
    isScalar(key) && (key.value === id || key.value === name);
  for (const pair of root.items) {
    if (is(pair, rootKeys.year) && isScalar(pair.value) && pair.value.range && year !== tally.year) {
      edits.push({ start: pair.value.range[0], end: pair.value.range[1], text: String(year) });
    }
    // Another year's report has not been signed or published yet.
    if (
      year !== tally.year &&
      [rootKeys.signoff, rootKeys.published, rootKeys.indexNumber].some((key) => is(pair, key))
    ) {
      drop(context, pair, { zh: "年度变了，重新办理", en: "the year is another one, so this is to be done again" });
    }
    if (is(pair, rootKeys.notes) && isMap(pair.value)) convertNotes(context, pair.value);
    if (is(pair, rootKeys.narrative) && isMap(pair.value)) convertTexts(context, pair.value);
  }
  const tables: KeyNode = { ...way.older.keys, children: way.older.keys.children.filter(({ activity }) => !activity) };
  convertMap(
    context,
    root,
    tables,
    way.newer.keys,
    root.items.findLast((pair) => above.some((key) => is(pair, key))),
  );
}

/** The entries that stand above the tables; new sections follow the last of these and of the tables. */
const above = [rootKeys.year, rootKeys.unit, rootKeys.scope];

/** Texts of sections that are prose in the new form too; the others are kept as comments. */
function convertTexts(context: Context, map: YAMLMap): void {
  const { older, newer } = context.way;
  for (const pair of map.items) {
    const written = isScalar(pair.key) ? String(pair.key.value) : "";
    const section = older.sections.find(({ id, name, prose }) => prose && (id === written || name === written));
    if (!section) continue;
    const next = newer.sections.find(({ id, prose }) => prose && id === section.id);
    if (next) rename(context, pair, section, next);
    else {
      const says = {
        zh: `新格式的正文没有“${section.heading}”这一部分`,
        en: `the new form has no text for ${section.id}`,
      };
      drop(context, pair, says, { zh: `正文 · ${section.name}`, en: `narrative.${section.id}` });
    }
  }
}

/** Notes under tables that the new form has too; the others are kept as comments. */
function convertNotes(context: Context, map: YAMLMap): void {
  const { older, newer } = context.way;
  for (const pair of map.items) {
    const written = isScalar(pair.key) ? String(pair.key.value) : "";
    const table = older.tables.find(({ id, name }) => id === written || name === written);
    const next = newer.tables.find(({ id }) => id === table?.id);
    if (table && next) rename(context, pair, table, next);
    else if (table) {
      const says = { zh: `新格式没有“${table.name}”这张表`, en: `the new form has no table ${table.id}` };
      drop(context, pair, says, { zh: `注 · ${table.name}`, en: `notes.${table.id}` });
    }
  }
}

/** `head`: the entry that new rows follow where there are none to follow. */
function convertMap(context: Context, map: YAMLMap, older: KeyNode, newer: KeyNode, head?: Pair): void {
  const given = new Set<string>();
  let last = head && regionOf(context.text, head);
  for (const pair of map.items) {
    const written = isScalar(pair.key) ? String(pair.key.value) : "";
    const child = older.child.get(written);
    if (!child || child.activity) continue;
    const next = newer.child.get(child.id);
    given.add(child.id);
    const region = regionOf(context.text, pair);
    if (!last || region.start > last.start) last = region;
    convertPair(context, pair, child, next);
  }
  const missing = newer.children.filter(
    (child) =>
      !given.has(child.id) && !child.total && context.carried.state(child) !== "stays" && isAsked(context, child),
  );
  if (!last || missing.length === 0) return;
  const { indent, end } = last;
  const between = older.path === "" ? [""] : [];
  const lines = missing.flatMap((child) => [...between, ...context.carried.lines(child, indent)]);
  context.edits.push({ start: end, end, text: lines.map((line) => `${line}\n`).join("") });
}

function isAsked({ way, carried }: Context, node: KeyNode): boolean {
  const optional = way.newer.tables.some(({ id, optional }) => optional && id === node.path);
  return !node.activity && !optional && carried.state(node) !== "nothing";
}

function convertPair(context: Context, pair: Pair, older: KeyNode, newer: KeyNode | undefined): void {
  const { carried, way } = context;
  if (older.path === "" || (newer && (carried.state(newer) === "stays" || newer.total))) {
    if (newer) rename(context, pair, older, newer);
    return;
  }
  const whole = way.moveOf(older.path) !== undefined;
  if (newer && !whole && newer.kind === "group" && isMap(pair.value) && !pair.value.flow) {
    rename(context, pair, older, newer);
    convertMap(context, pair.value, older, newer);
    return;
  }
  const region = regionOf(context.text, pair);
  const written = context.text.slice(region.start, region.end);
  const says = saysOf(way, older);
  const lines = newer && isAsked(context, newer) ? carried.lines(newer, region.indent) : [];
  const kept = newer && carried.state(newer) === "given";
  if (!kept) addUncarried(context, pathWords(way.older, older.path), written, says);
  const comment = kept
    ? []
    : asComment(written, region.indent, [`${way.older.name}的填法，不能照搬：`, ...says.map(({ zh }) => zh)]);
  replace(context, region, [...comment, ...lines]);
}

/** Each change once, for all cells below a row. */
function saysOf({ older, moveOf }: Transition, node: KeyNode): readonly Text[] {
  const cells = older.cells.filter(({ path }) => path === node.path || path.startsWith(`${node.path}.`));
  const all = cells.flatMap(({ path }) => moveOf(path)?.says ?? []);
  const said = all.filter((text, i) => all.findIndex(({ en }) => en === text.en) === i);
  return said.length > 0 ? said : [notAsked];
}

function drop(context: Context, pair: Pair, says: Text, what?: Text): void {
  const region = regionOf(context.text, pair);
  const written = context.text.slice(region.start, region.end);
  const name = isScalar(pair.key) ? String(pair.key.value) : "";
  addUncarried(context, what ?? { zh: name, en: name }, what ? "" : written, [says]);
  replace(context, region, asComment(written, region.indent, [says.zh]));
}

function addUncarried({ uncarried }: Context, what: Text, written: string, says: readonly Text[]): void {
  const line = written
    .trim()
    .split("\n")
    .map((one) => one.trim().replace(/\s+#.*$/, ""))
    .join(" ");
  uncarried.push({
    what,
    written: line.length > 120 ? `${line.slice(0, 120)}…` : line,
    says: { zh: says.map(({ zh }) => zh).join("；"), en: says.map(({ en }) => en).join("; ") },
  });
}

function replace({ edits, text }: Context, region: Region, lines: readonly string[]): void {
  const end = isWholeLines(text, region) ? "\n" : "";
  edits.push({ start: region.start, end: region.end, text: lines.join("\n") + (lines.length > 0 ? end : "") });
}

/** A key in Chinese goes by its new name. */
function rename({ edits }: Context, { key }: Pair, older: Named, newer: Named): void {
  if (!isScalar(key) || !key.range || older.name === newer.name || key.value !== older.name) return;
  edits.push({ start: key.range[0], end: key.range[1], text: newer.name });
}

interface Named {
  readonly name: string;
}
