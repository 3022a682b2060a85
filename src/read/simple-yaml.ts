import { Pair, type ParsedNode, parseDocument, type Range, Scalar, visit, YAMLMap } from "yaml";

/**
 * The outermost map of a text in the few forms that nearly every tally keeps to: keys in lines, `{ … }`, plain and quoted
 * values in one line, texts after `|`, comments. Ten times as fast as the parser and the same to whoever reads it, which
 * `test/read/simple-yaml.test.ts` holds; what differs is only what nobody asks for (comments, tokens).
 * Undefined for every other text, sound or not: that is the parser's.
 */
export function readSimple(text: string): YAMLMap | undefined {
  // Tabs have rules of their own.
  if (text.includes("\t")) return undefined;
  return new SimpleReader(text).whole();
}

/** How the parser is asked everywhere: every scalar stays the text it was written as. */
export const asWritten = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const;

/** No form that anybody fills in is deeper; a recursion has to end. */
const deepest = 30;

/** Characters that begin nothing but a plain word, and those that may go on in one. White space of any kind ends it. */
const word = String.raw`[^\s\-?:,[\]{}#&*!|>'"%@\x60.<=~][^\s:,[\]{}#]`;
const key = new RegExp(`${word}{0,79}(?=:[ \r\n]|:$)`, "y");
const plain = new RegExp(`${word}*(?: +[^\\s:,[\\]{}#]+)*`, "y");
const quoted = /"[^"\\\r\n]*"|'[^'\r\n]*'/y;
const spaces = / */y;
const newline = /\r?\n/y;
const lineEnd = /(?: *| +#[^\n]*)(?:\r?\n|$)/y;
const literalHead = /\|(-?)(?: *| +#[^\n]*)\r?\n/y;
/** Empty lines and comments; the comment is captured. */
const between = /(?: *(#[^\n]*)?\r?\n)*(?: *(#[^\n]*)?$)?/y;

class SimpleReader {
  readonly #text: string;
  #at = 0;
  /** Where the lines of the map that was last read end; undefined where a comment makes it the parser's to say. */
  #end: number | undefined;
  #parsed: ReadonlyMap<number, Range> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): YAMLMap | undefined {
    const map = this.#lines(0, 0);
    this.#trivia();
    return this.#at === this.#text.length ? map : undefined;
  }

  /** The length of what stands here. */
  #length(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex - this.#at : -1;
  }

  #pass(pattern: RegExp): boolean {
    const length = this.#length(pattern);
    if (length < 0) return false;
    this.#at += length;
    return true;
  }

  /** Passes empty lines and comments. True where there was a comment. */
  #trivia(): boolean {
    between.lastIndex = this.#at;
    const found = between.exec(this.#text);
    this.#at = between.lastIndex;
    return found?.[0].includes("#") ?? false;
  }

  /** Entries in lines, all at one indentation. */
  #lines(indent: number, depth: number): YAMLMap | undefined {
    this.#trivia();
    const map = new YAMLMap();
    const start = this.#at + indent;
    let end: number | undefined = start;
    for (;;) {
      const lineStart = this.#at;
      const commented = this.#trivia();
      if (this.#at === this.#text.length || this.#length(spaces) < indent) {
        this.#close(map, start, commented ? undefined : end);
        if (!commented) this.#at = lineStart;
        return map.items.length > 0 ? map : undefined;
      }
      this.#at += indent;
      const name = this.#scalar(key, "PLAIN");
      if (!name) return undefined;
      this.#at++;
      const value = this.#pass(lineEnd) ? this.#below(indent, depth) : this.#beside(indent, depth);
      if (!value) return undefined;
      end = value instanceof YAMLMap && !value.flow ? this.#end : this.#at;
      map.items.push(new Pair(name, value));
    }
  }

  #close(map: YAMLMap, start: number, end: number | undefined): void {
    this.#end = end;
    if (end !== undefined) map.range = [start, end, end];
    else Object.defineProperty(map, "range", { get: () => this.#rangeAt(start) });
  }

  /** Which comments belong to a map only messages ask: the parser knows. */
  #rangeAt(start: number): Range | undefined {
    if (!this.#parsed) {
      const parsed = new Map<number, Range>();
      const note = (_: unknown, { range }: { readonly range?: Range | null }): void => {
        if (range) parsed.set(range[0], range);
      };
      visit(parseDocument(this.#text, asWritten), { Map: note });
      this.#parsed = parsed;
    }
    return this.#parsed.get(start);
  }

  /** The map in the lines below a key. */
  #below(indent: number, depth: number): YAMLMap | undefined {
    if (depth >= deepest) return undefined;
    const lineStart = this.#at;
    this.#trivia();
    const inner = this.#length(spaces);
    this.#at = lineStart;
    return inner > indent ? this.#lines(inner, depth + 1) : undefined;
  }

  /** The value in the line of its key. */
  #beside(indent: number, depth: number): ParsedNode | undefined {
    this.#pass(spaces);
    if (this.#text[this.#at] === "|") return this.#literal(indent);
    const value = this.#flow(indent, depth);
    return value && this.#pass(lineEnd) ? value : undefined;
  }

  /** A word, a quoted text or a map in braces. */
  #flow(indent: number, depth: number): ParsedNode | undefined {
    const mark = this.#text[this.#at];
    if (mark === "{") return this.#braces(indent, depth + 1);
    if (mark === '"') return this.#scalar(quoted, "QUOTE_DOUBLE");
    if (mark === "'") return this.#scalar(quoted, "QUOTE_SINGLE");
    return this.#scalar(plain, "PLAIN");
  }

  #scalar(pattern: RegExp, type: Scalar.Type): Scalar.Parsed | undefined {
    const start = this.#at;
    if (!this.#pass(pattern) || this.#at === start) return undefined;
    const inner = type === "PLAIN" ? 0 : 1;
    return this.#made(this.#text.slice(start + inner, this.#at - inner), type, start, this.#at);
  }

  #made(value: string, type: Scalar.Type, start: number, end: number): Scalar.Parsed {
    const scalar = new Scalar(value);
    scalar.type = type;
    scalar.range = [start, end, end];
    return scalar as Scalar.Parsed;
  }

  #braces(indent: number, depth: number): ParsedNode | undefined {
    if (depth >= deepest) return undefined;
    const start = this.#at++;
    const map = new YAMLMap();
    map.flow = true;
    for (;;) {
      if (!this.#gap(indent)) return undefined;
      if (this.#text[this.#at] === "}" && map.items.length === 0) break;
      const name = this.#scalar(key, "PLAIN");
      if (!name) return undefined;
      this.#at++;
      const value = this.#gap(indent) && this.#flow(indent, depth);
      if (!value || !this.#gap(indent)) return undefined;
      map.items.push(new Pair(name, value));
      if (this.#text[this.#at] === "}") break;
      if (this.#text[this.#at++] !== ",") return undefined;
    }
    this.#at++;
    map.range = [start, this.#at, this.#at];
    return map as ParsedNode;
  }

  /** Between the words in braces: what goes on in the next line stands deeper than the key it belongs to. */
  #gap(indent: number): boolean {
    this.#pass(spaces);
    if (!this.#pass(newline)) return true;
    const lineStart = this.#at;
    this.#pass(spaces);
    return this.#at - lineStart > indent;
  }

  /** The indented lines after `|`. Lines of spaces alone have rules of their own. */
  #literal(indent: number): ParsedNode | undefined {
    const start = this.#at;
    literalHead.lastIndex = start;
    const head = literalHead.exec(this.#text);
    if (!head) return undefined;
    this.#at = literalHead.lastIndex;
    const inner = this.#length(spaces);
    if (inner <= indent) return undefined;
    const kept: string[] = [];
    let end = this.#at;
    let size = 0;
    while (this.#at < this.#text.length) {
      const newline = this.#text.indexOf("\n", this.#at);
      const next = newline < 0 ? this.#text.length : newline + 1;
      const stop = newline < 0 ? next : this.#text[newline - 1] === "\r" ? newline - 1 : newline;
      if (stop > this.#at) {
        const depth = Math.min(this.#length(spaces), stop - this.#at);
        if (this.#at + depth === stop) return undefined;
        if (depth < inner) break;
        kept.push(this.#text.slice(this.#at + inner, stop));
        size = kept.length;
        end = next;
      } else kept.push("");
      this.#at = next;
    }
    this.#at = end;
    const value = kept.slice(0, size).join("\n") + (head[1] === "-" ? "" : "\n");
    return size > 0 ? this.#made(value, "BLOCK_LITERAL", start, end) : undefined;
  }
}
