/* What stands at a place of a file that is being written, which need not be a tally yet, nor YAML. */
import { isMap, isScalar, isSeq, type Node, parseDocument, type Scalar, visit, type YAMLMap } from "yaml";

/** A stretch of the text. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

interface KeyAt extends Extent {
  readonly written: string;
}

/** The keys that lead to a place, and whether it is on the last of them or in its value. */
export interface Cursor {
  readonly keys: readonly KeyAt[];
  readonly on: "key" | "value";
  /** The value it is in, where that is one text or number. */
  readonly scalar?: KeyAt;
}

/** An entry of the file with all that is below it. */
export interface OutlineEntry extends Extent {
  readonly key: KeyAt;
  readonly children: readonly OutlineEntry[];
}

function contentsOf(text: string): Node | null {
  // A lone carriage return ends a line to an editor.
  const lines = text.replace(/\r(?!\n)/g, "\n");
  const options = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;
  return parseDocument(lines, options).contents;
}

/** What stands at an offset. */
export function cursorAt(text: string, offset: number): Cursor {
  return below(contentsOf(text), offset, []);
}

function below(node: Node | null, offset: number, keys: readonly KeyAt[]): Cursor {
  if (isSeq(node)) {
    const item = (node.items as Node[]).find((each) => holds(each, offset));
    return item ? below(item, offset, keys) : { keys, on: "value" };
  }
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const here = [...keys, keyAt(key)];
      if (holds(key, offset)) return { keys: here, on: "key" };
      if (holds(value as Node | null, offset)) return below(value as Node, offset, here);
    }
    return { keys, on: "value" };
  }
  return { keys, on: "value", ...(isScalar(node) && holds(node, offset) && { scalar: keyAt(node) }) };
}

function holds(node: Node | null | undefined, offset: number): boolean {
  const [start, end] = node?.range ?? [1, 0];
  return start <= offset && offset <= end;
}

function keyAt(scalar: Scalar): KeyAt {
  const [start = 0, end = 0] = scalar.range ?? [];
  return { written: String(scalar.value), start, end };
}

/** The keys of a file, as deep as they go. */
export function outlineOf(text: string): readonly OutlineEntry[] {
  const entriesOf = (node: Node | null): readonly OutlineEntry[] => {
    if (isSeq(node)) return (node.items as Node[]).flatMap((item) => entriesOf(item));
    if (!isMap(node)) return [];
    return node.items.flatMap(({ key, value }): readonly OutlineEntry[] => {
      if (!isScalar(key)) return [];
      const at = keyAt(key);
      const end = Math.max(at.end, (value as Node | null)?.range?.[1] ?? 0);
      const written = text.slice(at.start, end).trimEnd().length;
      const children = entriesOf(value as Node | null);
      return [{ key: at, start: at.start, end: at.start + written, children }];
    });
  };
  return entriesOf(contentsOf(text));
}

/** What is being written at an offset, as far as the text before it shows. */
export interface Beginning extends Extent {
  /** The keys above it, and for a value its own. */
  readonly keys: readonly string[];
  readonly kind: "key" | "value";
  /** Other keys of the same map. */
  readonly beside: readonly string[];
  /** A colon follows. */
  readonly hasColon: boolean;
  /** It stands within braces or brackets. */
  readonly flow: boolean;
}

/** A word that no file has. */
const probe = "\u{e000}probe";

/** What is being written at an offset; undefined where nothing that has a name can be, as in a remark or a text. */
export function beginningAt(text: string, offset: number): Beginning | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const line = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(line)) return undefined;
  const word = /[^\s{}[\],:："']*$/.exec(line)?.[0] ?? "";
  const before = line.slice(0, line.length - word.length);
  const start = offset - word.length;
  const end = offset + (/^[^\s{}[\],:："'#]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const hasColon = /^[ \t]*[:：]/.test(text.slice(end, end + 20));
  const kind = /(?:^|\s|["'])[^\s{}[\],:："']+["']?[:：][ \t]+["']?$/.test(before) ? "value" : "key";
  const found = find(`${text.slice(0, start)}${probe}${kind === "key" && !hasColon ? ": 0" : ""}${text.slice(end)}`);
  return found && { ...found, start, end, hasColon, flow: found.flow };
}

type Found = Pick<Beginning, "keys" | "kind" | "beside" | "flow">;

function find(text: string): Found | undefined {
  let found: Found | undefined;
  visit(parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" }), {
    Scalar: (at, node, path) => {
      if (node.value !== probe) return undefined;
      const maps = path.filter((each): each is YAMLMap => isMap(each));
      const keys = path.flatMap((each) => ("key" in each && isScalar(each.key) ? [String(each.key.value)] : []));
      const map = maps.at(-1);
      const own = at === "key";
      const beside = map?.items.flatMap(({ key }) => (isScalar(key) && key.value !== probe ? String(key.value) : []));
      found = {
        keys: own ? keys.slice(0, -1) : keys,
        kind: own ? "key" : "value",
        beside: own ? (beside ?? []) : [],
        flow: path.some((each) => (isMap(each) || isSeq(each)) && each.flow === true),
      };
      return visit.BREAK;
    },
  });
  return found;
}
