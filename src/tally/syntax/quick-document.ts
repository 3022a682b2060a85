import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { isNode, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";

/** A tally has some ten thousand characters. */
const largest = 20_000;

/**
 * The outermost map of a text that is written in the plain way that nearly all are, read five times as fast as `yaml` reads
 * it: the same keys, values, kinds of scalar, and places of all of them. Undefined for any other text, faulty or merely unusual:
 * blank entries, anchors, tags, escapes, tabs, texts over several lines without `|`. Those are for `yaml`, whose word on
 * faults is what a clerk is told.
 */
export function quickDocument(text: string): YAMLMap | undefined {
  if (text.length > largest || unusual.test(text) || endsInComment(text)) return undefined;
  const events = eventsOf(text);
  if (!events) return undefined;
  if (events[0]?.type !== EVENT_ID.DOCUMENT || events[1]?.type !== EVENT_ID.MAPPING) return undefined;
  const reading: Reading = { text, events, at: 1 };
  const root = read(reading);
  const ended = events[reading.at]?.type === EVENT_ID.POP && reading.at === events.length - 1;
  return ended && root instanceof YAMLMap ? root : undefined;
}

/** Other blanks and line ends; more than one document, which even an indented mark may look like; what Git leaves. */
const unusual = /[\t\r\ufeff\u0085\u2028\u2029]|^ *(?:---|\.\.\.|%|<{7})/m;

/** Whether a comment stands behind the last line of a block: how far the block reaches is then a matter of its indentation. */
function endsInComment(text: string): boolean {
  for (const [, comment = "", next] of text.matchAll(commentLines)) {
    if (next === undefined || next.length < comment.length) return true;
  }
  return false;
}

/** Lines of comments with blank ones among them: how far the first is indented, and what follows; nothing, at the end. */
const commentLines = /^( *)#[^\n]*(?:\n|(?![\s\S]))(?: *(?:#[^\n]*)?\n)*(?:( *)(?=[^ \n#])| *(?:#[^\n]*)?(?![\s\S]))/gm;

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, {});
  } catch {
    return undefined;
  }
}

interface Reading {
  readonly text: string;
  readonly events: readonly Event[];
  at: number;
}

/** The node that the next event begins; undefined where it is none of the plain ones. */
function read(reading: Reading): Node | undefined {
  const event = reading.events[reading.at++];
  if (!event || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP || event.type === EVENT_ID.ALIAS) {
    return undefined;
  }
  if (event.anchorStart >= 0 || event.tagStart >= 0) return undefined;
  if (event.type === EVENT_ID.SCALAR) return scalar(reading.text, event);
  const node = event.type === EVENT_ID.MAPPING ? readPairs(reading) : readItems(reading);
  if (!node) return undefined;
  const { text } = reading;
  if (text[event.start] === "{" || text[event.start] === "[") node.flow = true;
  const last = node.items.at(-1);
  const inner = lastOf(last)?.range;
  const end = node.flow ? closed(text, inner?.[1] ?? event.start + 1) : (inner?.[2] ?? event.start);
  node.range = [event.start, end, node.flow ? lineEnd(text, end) : end];
  return node;
}

function lastOf(item: unknown): Node | undefined {
  const node = item instanceof Pair ? item.value : item;
  return isNode(node) ? node : undefined;
}

/** The place behind the bracket that closes a collection, from the end of what it holds last. */
function closed(text: string, from: number): number {
  closing.lastIndex = from;
  return from + (closing.exec(text)?.[0].length ?? 0);
}

const closing = /(?:[ \n,]|(?<=[ \n])#[^\n]*)*[}\]]/y;

/** The beginning of the next line, behind spaces and a comment: there a block ends that ends with this line. */
function lineEnd(text: string, from: number): number {
  restOfLine.lastIndex = from;
  return from + (restOfLine.exec(text)?.[0].length ?? 0);
}

const restOfLine = / *(?:(?<= )#[^\n]*)?\n?/y;

function readPairs(reading: Reading): YAMLMap | undefined {
  const map = new YAMLMap();
  while (reading.events[reading.at]?.type !== EVENT_ID.POP) {
    const key = read(reading);
    const value = key instanceof Scalar ? read(reading) : undefined;
    if (!value) return undefined;
    map.items.push(new Pair(key, value));
  }
  reading.at++;
  return map;
}

function readItems(reading: Reading): YAMLSeq | undefined {
  const list = new YAMLSeq();
  while (reading.events[reading.at]?.type !== EVENT_ID.POP) {
    const item = read(reading);
    if (!item) return undefined;
    list.items.push(item);
  }
  reading.at++;
  return list;
}

function scalar(text: string, event: ScalarEvent): Scalar | undefined {
  const { valueStart, valueEnd, style } = event;
  if (valueStart < 0) return undefined;
  if (style === SCALAR_STYLE.LITERAL_BLOCK) return literal(text, event);
  if (style === SCALAR_STYLE.FOLDED_BLOCK) return undefined;
  const value = text.slice(valueStart, valueEnd);
  if (value.includes("\n")) return undefined;
  if (style === SCALAR_STYLE.PLAIN) return node(text, value, "PLAIN", valueStart, valueEnd);
  if (/[\\']/.test(value)) return undefined;
  const type = style === SCALAR_STYLE.DOUBLE_QUOTED ? "QUOTE_DOUBLE" : "QUOTE_SINGLE";
  return node(text, value, type, valueStart - 1, valueEnd + 1);
}

/** A text below `|`, which stands alone behind its key. */
function literal(text: string, event: ScalarEvent): Scalar | undefined {
  const { valueStart, valueEnd } = event;
  const mark = valueStart - 2;
  const written = text.slice(0, valueEnd).trimEnd().length;
  if (written < valueStart) return undefined;
  // Where lines of spaces follow, and at the end of a file without a newline, the two do not agree on the end of the text.
  if (!/^\n+$/.test(text.slice(written, valueEnd))) return undefined;
  const read = node(text, getScalarValue(text, event), "BLOCK_LITERAL", mark, written + 1);
  read.range = [mark, written + 1, written + 1];
  return read;
}

function node(text: string, value: string, type: Scalar.Type, start: number, end: number): Scalar {
  const made = new Scalar(value);
  made.type = type;
  made.range = [start, end, lineEnd(text, end)];
  return made;
}
