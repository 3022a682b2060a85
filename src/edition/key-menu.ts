/* What may be written where in a tally and in gov-report.yaml: for whoever is writing, and is offered it. */
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import { outputFormats } from "../core/formats.ts";
import {
  annexNames,
  cellKeys,
  contactKeys,
  type Key,
  kindKeys,
  registerKeys,
  rootKeys,
  signoffKeys,
  siteKeys,
  stepKeys,
  textKeys,
  unitKeys,
  waiverKeys,
  workspaceKeys,
  zerosNames,
} from "./names.ts";

/** A key or a value that may be written, under either name. */
export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly about?: Key["about"];
  /** What is printed for it. */
  readonly label?: string;
  /** Of a row, a cell or a group of the form. */
  readonly node?: KeyNode;
  /** What is written after the key; a `map` has keys of its own. */
  readonly holds: "map" | "value" | "text";
}

type Keys = Readonly<Record<string, Key>>;
type Below = (written: string) => Level | undefined;

/** The keys of a map, and what is below each; or the values that may be chosen from. */
interface Level {
  readonly keys: readonly MenuEntry[];
  readonly values: readonly MenuEntry[];
  readonly below: Below;
}

const nothingBelow: Below = () => undefined;

function valuesOf(names: Readonly<Record<string, string>>): Level {
  const values = Object.entries(names).map(([id, name]): MenuEntry => ({ id, name, holds: "value" }));
  return { keys: [], values, below: nothingBelow };
}

const kinds: Level = valuesOf(kindNames);

/** A map of the program's own keys; `inner` says what is below some. */
function level(keys: Keys, inner: Readonly<Record<string, Level | undefined>> = {}): Level {
  return {
    keys: Object.values(keys).map((key) => ({
      ...key,
      holds: (inner[key.id]?.keys.length ?? 0) > 0 ? "map" : "value",
    })),
    values: [],
    below: (written) => inner[Object.values(keys).find(({ id, name }) => id === written || name === written)?.id ?? ""],
  };
}

const unit = level(unitKeys, { kind: kinds, contact: level(contactKeys) });
const step = level(stepKeys);
const figure = level(cellKeys);
const file = level(textKeys);

/** A part of the form: rows, columns, groups. A cell may be a map itself, where it has a remark. */
function formLevel(node: KeyNode): Level {
  if (node.kind === "cell") return figure;
  return {
    keys: node.children.map(formEntry),
    values: [],
    below: (written) => {
      const child = node.child.get(written);
      return child && formLevel(child);
    },
  };
}

function formEntry(node: KeyNode): MenuEntry {
  const { id, name, label, kind } = node;
  return { id, name, label, node, holds: kind === "cell" ? "value" : "map" };
}

function texts({ sections }: Edition): Level {
  const own = sections.filter(({ prose }) => prose);
  return {
    keys: own.map(({ id, name, heading }) => ({ id, name, label: heading, holds: "text" })),
    values: [],
    below: (written) => (own.some(({ id, name }) => id === written || name === written) ? file : undefined),
  };
}

function tableNotes({ tables }: Edition): Level {
  const keys = tables.map(({ id, name }): MenuEntry => ({ id, name, holds: "text" }));
  return { keys, values: [], below: nothingBelow };
}

function tallyLevel(edition: Edition): Level {
  const root = level(rootKeys, {
    unit,
    scope: valuesOf(scopeNames),
    zeros: valuesOf(zerosNames),
    signoff: level(signoffKeys, { prepared: step, verified: step, approved: step }),
    narrative: texts(edition),
    notes: tableNotes(edition),
    waivers: level(waiverKeys),
  });
  const [before, after] = [root.keys.slice(0, textsFrom), root.keys.slice(textsFrom)];
  const form = formLevel(edition.keys);
  return {
    keys: [...before, ...form.keys, ...after],
    values: [],
    below: (written) => root.below(written) ?? form.below(written),
  };
}

/** In the order in which a tally is written, the figures stand before the texts. */
const textsFrom: number = Object.keys(rootKeys).indexOf(rootKeys.narrative.id);

const same = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(words.map((word) => [word, word]));

const severities = valuesOf(same(["error", "warning", "info", "off"]));

function workspaceLevel(codes: readonly MenuEntry[]): Level {
  return level(workspaceKeys, {
    register: level(registerKeys, { kind: kinds, contact: level(contactKeys) }),
    deadlines: level(kindKeys),
    formats: valuesOf(same(outputFormats)),
    annexes: valuesOf(annexNames),
    site: level(siteKeys),
    rules: { keys: codes, values: [], below: () => severities },
  });
}

/** What may be written below some keys, each in either language. */
export interface Menu {
  /** The keys of a map, in the order of the form. */
  keys(above: readonly string[]): readonly MenuEntry[];
  /** The entry of a key. */
  entry(keys: readonly string[]): MenuEntry | undefined;
  /** The values of a key that has a choice of them. */
  values(keys: readonly string[]): readonly MenuEntry[];
}

/** The menu of a tally of an edition. */
export function tallyMenu(edition: Edition): Menu {
  return menuFrom(tallyLevel(edition));
}

/** The menu of `gov-report.yaml`; `codes` are those of all rules. */
export function workspaceMenu(codes: readonly MenuEntry[]): Menu {
  return menuFrom(workspaceLevel(codes));
}

/** Which field, whose values follow from what was found in the tally, the keys of one lead to. */
export function suggestedField(keys: readonly string[]): "year" | "rule" | "at" | undefined {
  const is = ({ id, name }: Key, written: string | undefined): boolean => written === id || written === name;
  const [first, second] = keys;
  if (keys.length === 1 && is(rootKeys.year, first)) return "year";
  if (keys.length !== 2 || !is(rootKeys.waivers, first)) return undefined;
  return is(waiverKeys.rule, second) ? "rule" : is(waiverKeys.at, second) ? "at" : undefined;
}

function menuFrom(root: Level): Menu {
  const at = (keys: readonly string[]): Level | undefined => {
    let found: Level | undefined = root;
    for (const key of keys) found = found?.below(key);
    return found;
  };
  return {
    keys: (above) => at(above)?.keys ?? [],
    entry: (keys) => {
      const last = keys.at(-1);
      return at(keys.slice(0, -1))?.keys.find(({ id, name }) => id === last || name === last);
    },
    values: (keys) => at(keys)?.values ?? [],
  };
}
