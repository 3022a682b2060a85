import { Pair, type Range, Scalar, YAMLMap, YAMLSeq } from "yaml";

/** A tally has some ten thousand characters. */
const largest = 40_000;
const deepest = 16;
/** Of a key; a longer one is none to YAML. */
const longestKey = 1_000;

/**
 * The outermost map of a text that is written in the plain way that nearly all are, read ten times as fast as `yaml` reads it:
 * the same keys, values, kinds of scalar, and places of all of them. Plain are maps and lists by indentation, `{ … }` and `[ … ]` on
 * one line, texts on one line or below `|`, and comments. Undefined for any other text, faulty or merely unusual: blank entries,
 * anchors, tags, escapes, tabs, a list within a list. Those are for `yaml`, whose word on faults is what a clerk is told.
 */
export function quickDocument(text: string): YAMLMap | undefined {
  return text.length > largest || unusual.test(text) ? undefined : new PlainReader(text).document();
}

/** Other blanks and line ends; more than one document, which even an indented mark may look like; what Git leaves. */
const unusual = /[\t\r\ufeff\u0085\u2028\u2029]|^ *(?:---|\.\.\.|%|<{7})/m;

type Item = Scalar | YAMLMap | YAMLSeq;

const [newline, space, quote, hash, apostrophe] = [10, 32, 34, 35, 39];
const [comma, dash, colon, bar] = [44, 45, 58, 124];
const [listOpens, listCloses, mapOpens, mapCloses] = [91, 93, 123, 125];

/** What ends a text without quotes within brackets. */
const flowMarks: ReadonlySet<number> = new Set([comma, listOpens, listCloses, mapOpens, mapCloses]);

/** What a text without quotes may not begin with; `-`, `?` and `:` may, and then are not plain. */
const indicators: ReadonlySet<number> = new Set([
  ...flowMarks,
  ...[..."-?:#&*!|>'\"%@`"].map((one) => one.charCodeAt(0)),
]);

/** Reads line by line. Each method leaves off behind what it has read, and gives undefined where that is not plain. */
class PlainReader {
  readonly #text: string;
  #at = 0;
  /** How far to the right the line in hand begins; -1 at the end. */
  #indent = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): YAMLMap | undefined {
    const root = this.#nextLine() && this.#indent >= 0 ? this.#map(this.#indent, 1) : undefined;
    return this.#indent < 0 ? root : undefined;
  }

  /** The map whose first key stands here. */
  #map(indent: number, depth: number): YAMLMap | undefined {
    if (depth > deepest) return undefined;
    const [items, start]: [Pair<Scalar, Item>[], number] = [[], this.#at];
    let end = start;
    do {
      const key = this.#key();
      const value = key && this.#value(indent, depth);
      if (!key || !value) return undefined;
      items.push(makePair(key, value));
      end = value.range?.[2] ?? end;
    } while (this.#indent === indent);
    return this.#indent > indent ? undefined : makeMap(items, start, end, false);
  }

  /** The list whose first `- ` stands here. */
  #list(indent: number, depth: number): YAMLSeq | undefined {
    const [items, start]: [Item[], number] = [[], this.#at];
    let end = start;
    do {
      const item = this.#item(indent, depth);
      if (!item) return undefined;
      items.push(item);
      end = item.range?.[2] ?? end;
    } while (this.#indent === indent && this.#code() === dash);
    return this.#indent > indent ? undefined : makeList(items, start, end, false);
  }

  /** What stands behind a `- `: a map may begin there, whose other keys stand below its first. */
  #item(indent: number, depth: number): Item | undefined {
    const mark = this.#at++;
    if (this.#code() !== space) return undefined;
    this.#skipSpaces();
    const start = this.#at;
    if (opens(this.#code())) return this.#toLineEnd(this.#flow(depth + 1));
    const scalar = this.#scalar(false);
    const end = this.#at;
    this.#skipSpaces();
    const isKey = this.#code() === colon;
    this.#at = isKey ? start : end;
    return isKey ? this.#map(indent + start - mark, depth + 1) : this.#toLineEnd(scalar);
  }

  /** A key of a block, and its colon. */
  #key(): Scalar | undefined {
    const start = this.#at;
    const key = this.#scalar(false);
    this.#skipSpaces();
    if (this.#code() !== colon || this.#at - start > longestKey) return undefined;
    this.#at++;
    return this.#at === this.#text.length || this.#code() === space || this.#code() === newline ? key : undefined;
  }

  /** What stands behind the colon of a key, or below it. */
  #value(indent: number, depth: number): Item | undefined {
    this.#skipSpaces();
    const code = this.#code();
    if (code === bar) return this.#literal(indent);
    if (code !== newline && code !== hash)
      return this.#toLineEnd(opens(code) ? this.#flow(depth + 1) : this.#scalar(false));
    if (!this.#endLine() || !this.#nextLine()) return undefined;
    const isList = this.#code() === dash;
    if (this.#indent < indent || (this.#indent === indent && !isList)) return undefined;
    return isList ? this.#list(this.#indent, depth + 1) : this.#map(this.#indent, depth + 1);
  }

  /** The same, with nothing but a comment behind it. */
  #toLineEnd<T extends Item>(item: T | undefined): T | undefined {
    if (!item?.range || !this.#endLine()) return undefined;
    item.range[2] = this.#at;
    return this.#nextLine() ? item : undefined;
  }

  /** A map or a list in brackets. */
  #flow(depth: number): YAMLMap | YAMLSeq | undefined {
    if (depth > deepest) return undefined;
    const start = this.#at++;
    const inMap = this.#text.charCodeAt(start) === mapOpens;
    const [pairs, items]: [Pair<Scalar, Item>[], Item[]] = [[], []];
    for (;;) {
      this.#skipSpaces();
      if (this.#code() === (inMap ? mapCloses : listCloses)) break;
      const key = inMap ? this.#flowKey() : undefined;
      const item = inMap && !key ? undefined : this.#flowItem(depth);
      if (!item) return undefined;
      if (key) pairs.push(makePair(key, item));
      else items.push(item);
      this.#skipSpaces();
      if (this.#code() === comma) this.#at++;
      else if (this.#code() !== (inMap ? mapCloses : listCloses)) return undefined;
    }
    const end = ++this.#at;
    return inMap ? makeMap(pairs, start, end, true) : makeList(items, start, end, true);
  }

  #flowKey(): Scalar | undefined {
    const key = this.#scalar(true);
    this.#skipSpaces();
    if (this.#code() !== colon) return undefined;
    this.#at++;
    this.#skipSpaces();
    return key;
  }

  #flowItem(depth: number): Item | undefined {
    return opens(this.#code()) ? this.#flow(depth + 1) : this.#scalar(true);
  }

  #scalar(inFlow: boolean): Scalar | undefined {
    const code = this.#code();
    return code === quote || code === apostrophe ? this.#quoted(code) : this.#plain(inFlow);
  }

  #quoted(mark: number): Scalar | undefined {
    const start = this.#at;
    const isDouble = mark === quote;
    const close = this.#text.indexOf(isDouble ? '"' : "'", start + 1);
    if (close < 0) return undefined;
    const value = this.#text.slice(start + 1, close);
    this.#at = close + 1;
    if (value.includes("\n") || (isDouble ? value.includes("\\") : this.#code() === apostrophe)) return undefined;
    return makeScalar(value, isDouble ? "QUOTE_DOUBLE" : "QUOTE_SINGLE", start, close + 1);
  }

  /** A text without quotes, up to what ends it on its line. */
  #plain(inFlow: boolean): Scalar | undefined {
    const text = this.#text;
    const start = this.#at;
    if (indicators.has(text.charCodeAt(start))) return undefined;
    let end = start;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === space) continue;
      if (code === newline || (code === hash && end < at) || (inFlow && flowMarks.has(code))) break;
      if (code === colon) {
        const next = text.charCodeAt(at + 1);
        if (next === space || next === newline || Number.isNaN(next)) break;
        if (inFlow) return undefined;
      }
      end = at + 1;
    }
    this.#at = end;
    return end > start ? makeScalar(text.slice(start, end), "PLAIN", start, end) : undefined;
  }

  /** The lines below a `|`, each without its indentation. */
  #literal(indent: number): Scalar | undefined {
    const text = this.#text;
    const mark = this.#at;
    if (text.charCodeAt(mark + 1) !== newline) return undefined;
    let [value, blank, deep, end] = ["", "", -1, -1];
    for (let from = mark + 2; from < text.length; ) {
      let at = from;
      while (text.charCodeAt(at) === space) at++;
      const isBlank = text.charCodeAt(at) === newline;
      // What lines of spaces are to a text is not plain.
      if (at === text.length || (isBlank && at > from)) return undefined;
      if (deep < 0 && !isBlank) deep = at - from;
      if (!isBlank && at - from < deep) break;
      const stop = text.indexOf("\n", at);
      if (stop < 0) return undefined;
      if (isBlank) blank += "\n";
      else {
        value += `${blank}${text.slice(from + deep, stop)}\n`;
        [blank, end] = ["", stop + 1];
      }
      from = stop + 1;
    }
    if (deep <= indent) return undefined;
    this.#at = end;
    return this.#nextLine() ? makeScalar(value, "BLOCK_LITERAL", mark, end) : undefined;
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.#at) === space) this.#at++;
  }

  /** Goes behind the rest of a line, which may be a comment. */
  #endLine(): boolean {
    this.#skipSpaces();
    const isComment = this.#code() === hash;
    const isEmpty = this.#code() === newline || this.#at === this.#text.length;
    if (isComment ? this.#text.charCodeAt(this.#at - 1) !== space : !isEmpty) return false;
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return true;
  }

  /**
   * Goes from the beginning of a line to the next that says something. False where a comment above it is set deeper, or stands at the
   * end: how far the block before it reaches is then a matter of indentation.
   */
  #nextLine(): boolean {
    const text = this.#text;
    let comment = -1;
    for (let from = this.#at; ; ) {
      let at = from;
      while (text.charCodeAt(at) === space) at++;
      const code = text.charCodeAt(at);
      if (code === hash && comment < 0) comment = at - from;
      const isEnd = at === text.length;
      if (isEnd || (code !== hash && code !== newline)) {
        [this.#at, this.#indent] = [at, isEnd ? -1 : at - from];
        return comment <= this.#indent || comment < 0;
      }
      const end = text.indexOf("\n", at);
      from = end < 0 ? text.length : end + 1;
    }
  }
}

function opens(code: number): boolean {
  return code === mapOpens || code === listOpens;
}

/*
 * The nodes of `yaml`, which marks the kind of each by a property that it defines anew every time: of a tally's five hundred
 * that takes longer than all else. These inherit it from an empty one.
 */

class PlainScalar {
  readonly value: string;
  readonly type: Scalar.Type;
  readonly range: Range;

  constructor(value: string, type: Scalar.Type, range: Range) {
    this.value = value;
    this.type = type;
    this.range = range;
  }
}

class PlainPair {
  readonly key: Scalar;
  readonly value: Item;

  constructor(key: Scalar, value: Item) {
    this.key = key;
    this.value = value;
  }
}

class PlainMap {
  readonly items: readonly Pair<Scalar, Item>[];
  readonly range: Range;
  readonly flow: boolean;

  constructor(items: readonly Pair<Scalar, Item>[], range: Range, flow: boolean) {
    this.items = items;
    this.range = range;
    this.flow = flow;
  }
}

class PlainList {
  readonly items: readonly Item[];
  readonly range: Range;
  readonly flow: boolean;

  constructor(items: readonly Item[], range: Range, flow: boolean) {
    this.items = items;
    this.range = range;
    this.flow = flow;
  }
}

Object.setPrototypeOf(PlainScalar.prototype, new Scalar(""));
Object.setPrototypeOf(PlainPair.prototype, new Pair(null));
Object.setPrototypeOf(PlainMap.prototype, new YAMLMap());
Object.setPrototypeOf(PlainList.prototype, new YAMLSeq());

function makeScalar(value: string, type: Scalar.Type, start: number, end: number): Scalar {
  return new PlainScalar(value, type, [start, end, end]) as object as Scalar;
}

function makePair(key: Scalar, value: Item): Pair<Scalar, Item> {
  return new PlainPair(key, value) as object as Pair<Scalar, Item>;
}

function makeMap(items: readonly Pair<Scalar, Item>[], start: number, end: number, flow: boolean): YAMLMap {
  return new PlainMap(items, [start, end, end], flow) as object as YAMLMap;
}

function makeList(items: readonly Item[], start: number, end: number, flow: boolean): YAMLSeq {
  return new PlainList(items, [start, end, end], flow) as object as YAMLSeq;
}
