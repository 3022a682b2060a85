import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Span, Text } from "../../core/diagnostic.ts";
import { once } from "../../core/once.ts";
import { byEitherName, type Key } from "../../edition/names.ts";
import { spanOf } from "../syntax/document.ts";
import { missingBraces } from "../syntax/entry-slips.ts";
import type { Notes } from "../syntax/notes.ts";
import { findSlips } from "../syntax/slips.ts";
import { type MapEntry, readEntries } from "./keys.ts";
import type { ValuePlace } from "./shape.ts";

/** A map of the file with its keys in English, its scalars as written, and the place of each. */
export interface PlainMap {
  readonly value: Record<string, unknown>;
  readonly place: (path: readonly PropertyKey[]) => ValuePlace;
}

export interface Keyed {
  readonly keys: Readonly<Record<string, Key>>;
  /** Values that have names in both languages, by key: 乡镇 for "township". */
  readonly choices?: Readonly<Record<string, ReadonlyMap<string, string>>>;
}

/** Ids by either name of a table of keys. */
export const idsOf: (keys: Readonly<Record<string, Key>>) => ReadonlyMap<string, string> = once(byEitherName);

/** The entries of a map outside the tables, by id. */
export function readKeyed(
  notes: Notes,
  map: YAMLMap,
  keys: Readonly<Record<string, Key>>,
  where: Text,
  anywhere: (written: string) => boolean,
  guessed: (key: string) => void = () => {},
): MapEntry<string>[] {
  const ids = idsOf(keys);
  return readEntries(notes, map, {
    find: (written) => ids.get(written),
    names: () => ids.keys(),
    where: () => where,
    guessed,
    anywhere,
  });
}

/** A map of scalars for the shape to judge. Undefined when it is none; that, too, is for the shape to say. */
export function readPlainMap(
  notes: Notes,
  node: Node | null,
  outer: Span,
  { keys, choices = {} }: Keyed,
  where: Text,
  anywhere: (written: string) => boolean,
): PlainMap | undefined {
  if (!isMap(node)) return undefined;
  const value: Record<string, unknown> = {};
  const places = new Map<string, ValuePlace>();
  const guessed = new Set<string>();
  for (const entry of readKeyed(notes, node, keys, where, anywhere, (key) => guessed.add(key))) {
    const scalar = readScalar(notes, entry.value, entry.keySpan);
    const written = scalar.value;
    value[entry.key] = typeof written === "string" ? (choices[entry.key]?.get(written) ?? written) : written;
    places.set(entry.key, scalar.place);
  }
  const placeOf = (key: string): ValuePlace => places.get(key) ?? { span: outer, misspelt: guessed.has(key) };
  return { value, place: (path) => placeOf(String(path[0])) };
}

/** A scalar's text as written; null and ~ are blank, anything but a scalar is left to the shape. */
export function readScalar(notes: Notes, node: Node | null, keySpan: Span): { value: unknown; place: ValuePlace } {
  if (node === null) return { value: "", place: { span: keySpan, written: "" } };
  const span = spanOf(notes, node);
  if (isSeq(node)) {
    const items = node.items.every((item) => isScalar(item)) ? node.items.map((item) => String(item.value)) : [];
    return { value: items, place: { span, written: "[…]" } };
  }
  if (!isScalar(node)) return { value: {}, place: { span, written: "{…}" } };
  const written = String(node.value);
  const blank = node.type === "PLAIN" && /^(?:|~|null)$/i.test(written);
  return {
    value: blank ? "" : written,
    place: { span: blank && written === "" ? keySpan : span, written: blank ? "" : written },
  };
}

/** Something other than a map where one is needed: a slip that can be mended, or a fault. */
export function reportNoMap(
  notes: Notes,
  node: Node | null,
  keySpan: Span,
  name: Text,
  help: Text,
  anywhere: (written: string) => boolean,
): void {
  const slips = notes.edits.length;
  const [start, end] = node?.range ?? [0, 0];
  const several = node !== null && missingBraces(notes, start, end, anywhere);
  if (!several && isScalar(node) && node.type === "PLAIN") findSlips(notes, start, end, anywhere);
  if (notes.edits.length > slips) return;
  const empty = node === null || end <= start;
  const message = empty
    ? { zh: `${name.zh}：没有填写`, en: `${name.en}: left blank` }
    : { zh: `${name.zh}：这里要分项写`, en: `${name.en}: several named entries are needed here` };
  notes.add(empty ? "GR156" : "GR157", empty ? keySpan : spanOf(notes, node), message, { help });
}
