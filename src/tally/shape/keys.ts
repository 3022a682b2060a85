import { isScalar, type Node, type Pair, type YAMLMap } from "yaml";
import type { Span, Text } from "../../core/diagnostic.ts";
import { nearest } from "../../core/text/nearest.ts";
import { forbiddenIn, withoutForbidden } from "../syntax/characters.ts";
import { spanOf } from "../syntax/document.ts";
import type { Notes } from "../syntax/notes.ts";
import { findSlips } from "../syntax/slips.ts";

/** A key that may stand in a map, and its value. */
export interface MapEntry<Key> {
  readonly key: Key;
  /** As it was written. */
  readonly written: string;
  readonly keySpan: Span;
  /** Null where a `{ … }` has a key without a colon. */
  readonly value: Node | null;
}

export interface KeyReader<Key> {
  /** What a written key stands for; undefined when it is unknown. */
  find(written: string): Key | undefined;
  /** All keys in both languages, to guess from. */
  readonly names: () => Iterable<string>;
  /** Where in messages: 依申请公开 · 本年新收; empty at the root. */
  readonly where: () => Text;
  /** Where a key that is unknown here belongs. */
  readonly elsewhere?: (written: string) => Text | undefined;
  /** What has become of a key that another form has here. */
  readonly moved?: (written: string) => Text | undefined;
  /** Told of each known key that an unknown one was most likely meant for: it is misspelt, not missing. */
  readonly guessed?: (key: Key) => void;
  /** Any key that the whole file knows. */
  readonly anywhere: (written: string) => boolean;
}

/** So many unknown keys in one map are no typing mistakes. */
const mostNamesShown = 8;
const mostUnknown = 20;

/** The entries of a map whose keys are known, each once. All others are noted. */
export function readEntries<Key>(notes: Notes, map: YAMLMap, reader: KeyReader<Key>): MapEntry<Key>[] {
  const entries: MapEntry<Key>[] = [];
  const seen = new Map<Key, MapEntry<Key>>();
  let unknown = 0;
  let previous: Pair | undefined;
  for (const pair of map.items) {
    const node = pair.key as Node | null;
    if (!isScalar(node) || typeof node.value !== "string" || node.value === "") {
      reportNoKey(notes, node ?? (pair.value as Node | null));
      continue;
    }
    const written = node.value;
    const keySpan = spanOf(notes, node);
    const key = reader.find(written);
    if (key === undefined) {
      if (++unknown <= mostUnknown) reportUnknown(notes, written, node, pair, previous, reader);
    } else {
      const entry = { key, written, keySpan, value: pair.value as Node | null };
      const first = seen.get(key);
      if (first) reportTwice(notes, first, entry);
      else {
        seen.set(key, entry);
        entries.push(entry);
      }
    }
    previous = pair;
  }
  if (unknown > mostUnknown) {
    const more = unknown - mostUnknown;
    const message = { zh: `这里还有 ${more} 个不认识的名称`, en: `${more} more unknown keys here` };
    notes.add("GR121", spanOf(notes, map), message);
  }
  return entries;
}

function reportNoKey(notes: Notes, node: Node | null): void {
  const message = { zh: "冒号前面应是一个名称", en: "a plain name is needed before the colon" };
  const help = {
    zh: "写成“名称: 内容”；名称是一个词，不能空着，也不能是列表",
    en: "write “key: value”; a key is a word, not empty and not a list",
  };
  notes.add("GR126", node ? spanOf(notes, node) : undefined, message, { help });
}

function reportTwice<Key>(notes: Notes, first: MapEntry<Key>, second: MapEntry<Key>): void {
  const same = first.written === second.written;
  const message = same
    ? { zh: `“${second.written}”写了两次`, en: `“${second.written}” is given twice` }
    : {
        zh: `“${second.written}”和“${first.written}”是同一项，写了两次`,
        en: `“${second.written}” and “${first.written}” are one and the same, given twice`,
      };
  notes.add("GR120", second.keySpan, message, {
    help: { zh: "只留正确的一处", en: "keep only the right one" },
    related: [{ span: first.keySpan, message: { zh: "第一次写在这里", en: "first given here" } }],
  });
}

function reportUnknown<Key>(
  notes: Notes,
  written: string,
  node: Node,
  pair: Pair,
  previous: Pair | undefined,
  reader: KeyReader<Key>,
): void {
  const span = spanOf(notes, node);
  if (written === "<<") {
    const message = { zh: "填报文件不用合并键“<<”", en: "merge keys “<<” are not used in a tally" };
    notes.add("GR112", span, message, { help: { zh: "每个数都直接写出来", en: "write every figure out" } });
    return;
  }
  if (forbiddenIn(written) !== undefined) {
    // Said where the characters are looked at; the key is not missing either.
    const bare = reader.find(withoutForbidden(written));
    if (bare !== undefined) reader.guessed?.(bare);
    return;
  }
  if (splitNumber(notes, node, pair, previous)) return;
  const slips = notes.edits.length;
  const [start, end] = node.range ?? [0, 0];
  if (/^[\u3000\u00a0]|：|^[^\s:]+:./.test(written)) {
    const lineStart = notes.text.lastIndexOf("\n", start - 1) + 1;
    const indented = notes.text.slice(lineStart, start).trim() === "";
    findSlips(notes, indented ? lineStart : start, end, reader.anywhere);
  }
  if (notes.edits.length > slips) return;
  const place = reader.where();
  const guess = nearest(written, reader.names());
  const meant = guess === undefined ? undefined : reader.find(guess);
  if (meant !== undefined) reader.guessed?.(meant);
  const belongs = guess === undefined ? reader.elsewhere?.(written) : undefined;
  const shown = written.length > 40 ? `${written.slice(0, 30)}…` : written;
  const message = {
    zh: `${place.zh ? `${place.zh}里` : ""}没有“${shown}”这一项`,
    en: `there is no “${shown}”${place.en ? ` in ${place.en}` : ""}`,
  };
  const moved = reader.moved?.(written);
  const meantWords = guess === undefined ? undefined : { zh: `是不是“${guess}”？`, en: `did you mean “${guess}”?` };
  const help: Text = moved
    ? {
        zh: moved.zh + (meantWords ? `；${meantWords.zh}` : ""),
        en: moved.en + (meantWords ? `; ${meantWords.en}` : ""),
      }
    : (belongs ?? meantWords ?? namesThereAre(written, reader.names()));
  notes.add("GR121", span, message, {
    help,
    ...(guess === undefined ? {} : { fix: { span, text: guess, safe: false } }),
  });
}

/** The names there are, in the language of the one that was written, where they are few enough to be read. */
function namesThereAre(written: string, names: Iterable<string>): Text {
  const chinese = /\p{Script=Han}/u;
  const fitting = [...names].filter((name) => chinese.test(name) === chinese.test(written));
  if (fitting.length === 0 || fitting.length > mostNamesShown) {
    return { zh: "核对名称，不需要的删去", en: "check the name, or delete it" };
  }
  return { zh: `这里可以写：${fitting.join("、")}`, en: `here can be written: ${fitting.join(", ")}` };
}

/** `{ naturalPerson: 1,234 }` is two entries to YAML: 1, and a key 234 without a value. */
function splitNumber(notes: Notes, node: Node, pair: Pair, previous: Pair | undefined): boolean {
  if (pair.value !== null || !isScalar(node) || !/^\d{3}(?:[亿万]?元)?$/.test(String(node.value))) return false;
  const value = previous?.value ?? previous?.key;
  if (!isScalar(value) || !/^\d{1,3}$/.test(String(value.value)) || !value.range || !node.range) return false;
  const span = notes.span(value.range[0], node.range[1]);
  const plain = `${value.value}${node.value}`;
  notes.add(
    "GR132",
    span,
    { zh: "数字里有千位分隔的逗号", en: "there is a comma between the digits of a number" },
    { help: { zh: `去掉逗号：${plain}`, en: `take it out: ${plain}` }, fix: { span, text: plain, safe: false } },
  );
  return true;
}
