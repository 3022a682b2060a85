import type { Edition } from "../../../core/form/edition.ts";
import { findKey, join, type KeyNode, withoutWords } from "../../../core/form/keys.ts";
import type { FrameWords, RowWords } from "../../../core/form/vocabulary.ts";
import { once } from "../../../core/once.ts";
import { type LexiconWord, makeWord, nextKey, type Row, type Sense, type Sum, type TopicFrame } from "./meaning.ts";
import { type Role, roles } from "./roles.ts";
import { Trie } from "./trie.ts";

/** The words of an edition, or of one unit, with what they may mean. */
export class Lexicon extends Trie<LexiconWord> {
  /** What stands for cases carried in and carried out, however a text says it. */
  carriedIn: LexiconWord | undefined;
  carriedOut: LexiconWord | undefined;
  readonly frames: TopicFrame[] = [];
}

/** Built once a run for each edition: from its key tree, and from the other words in use for its ids. */
export const lexiconOf: (edition: Edition) => Lexicon = once(build);

/** How other bodies are told: by the end of a name, or by a word anywhere in it; and where one of them shows something. */
export interface Bodies {
  readonly ending: RegExp;
  readonly place: RegExp;
  readonly within: RegExp;
}

export const bodiesOf: (edition: Edition) => Bodies = once((edition: Edition) => {
  const { roles: words } = edition.vocabulary;
  const anyOf = (list: string | undefined, end: string): RegExp =>
    list === undefined ? /(?!)/ : new RegExp(`(?:${split(list).join("|")})${end}`);
  return {
    ending: anyOf(`${words["body"] ?? ""} ${words["place"] ?? ""}`, "$"),
    place: anyOf(words["place"], ""),
    within: anyOf(words["bodyWithin"], ""),
  };
});

interface More {
  readonly role?: Role;
  readonly sense?: Sense;
  readonly suffixOf?: string;
}

/** Adds a word's role or sense to those it has. */
export function addWord(lexicon: Lexicon, text: string, { role, sense, suffixOf }: More): void {
  if (text === "") return;
  lexicon.add(text, (known) =>
    makeWord({
      text,
      roles: role ? withRole(known?.roles ?? none, role) : (known?.roles ?? none),
      senses: sense ? [...(known?.senses ?? []), sense] : (known?.senses ?? nothing),
      suffixOf: suffixOf ? [...(known?.suffixOf ?? []), suffixOf] : (known?.suffixOf ?? nothing),
    }),
  );
}

const none: ReadonlySet<Role> = new Set();
const nothing: readonly never[] = [];
const alone: ReadonlyMap<Role, ReadonlySet<Role>> = new Map(roles.map((role) => [role, new Set([role])]));

/** The names of each unit have one role and no more: it is not made anew for each of them. */
function withRole(known: ReadonlySet<Role>, role: Role): ReadonlySet<Role> {
  return (known.size === 0 ? alone.get(role) : undefined) ?? new Set([...known, role]);
}

function build(edition: Edition): Lexicon {
  const lexicon = new Lexicon();
  const { vocabulary } = edition;
  for (const role of roles) for (const word of split(vocabulary.roles[role])) addWord(lexicon, word, { role });
  for (const data of vocabulary.frames) {
    const node = findKey(edition.keys, data.root.split("."));
    if (node) addFrame(lexicon, data, node, edition.keys);
  }
  for (const node of withoutWords(edition.keys, vocabulary.frames)) {
    if (!node.activity)
      addUncovered(
        lexicon,
        node,
        vocabulary.frames.filter(({ root }) => parent(root) === parent(node.path)),
      );
  }
  return lexicon;
}

function addFrame(lexicon: Lexicon, data: FrameWords, node: KeyNode, top: KeyNode): void {
  const rows: { readonly data: RowWords; readonly row: Row }[] = (data.rows ?? []).flatMap((row) =>
    row.at === undefined || findKey(node, row.at.split(".")) ? [{ data: row, row: rowOf(row, node, top) }] : [],
  );
  const frame: TopicFrame = {
    key: nextKey(),
    id: data.id,
    root: data.root,
    statutory: !node.activity,
    measures: new Set(split(data.measures)),
    alone: (data.alone ?? []).map((row) => withValue(rowOf(row, node, top), node)),
    lines: linesOf(node),
    wholes: sumsOf(data.wholes ?? [], node, top),
    byRow: data.byRow === true,
    elsewhere:
      sumsOf(
        [...(data.alone ?? []), ...(data.rows ?? [])]
          .flatMap(({ sums }) => sums ?? [])
          .filter((sum) => sum.startsWith("/")),
        node,
        top,
      ).length > 0,
    causeOf: new Set(split(data.causeOf)),
  };
  lexicon.frames.push(frame);
  const plain = { frame, clear: false, own: false };
  const named = namesOf(node);
  for (const word of named) addWord(lexicon, word, { sense: { ...plain, kind: "noun", own: true } });
  for (const word of split(data.nouns).filter((word) => !named.includes(word)))
    addWord(lexicon, word, { sense: { ...plain, kind: "noun" } });
  for (const word of split(data.weak)) addWord(lexicon, word, { sense: { ...plain, kind: "weak" } });
  for (const word of split(data.verbs)) addWord(lexicon, word, { sense: { ...plain, kind: "verb" } });
  for (const word of split(data.disclosureVerbs))
    addWord(lexicon, word, { sense: { ...plain, kind: "verb", disclosed: true } });
  for (const word of split(data.suffixes)) addWord(lexicon, word, { suffixOf: data.id });

  const columns = new Set<string>();
  const visit = (parent: KeyNode): void => {
    for (const child of parent.children) {
      if (child.total) continue;
      if (parent.kind === "row" && child.kind === "cell") {
        if (columns.has(child.id)) continue;
        columns.add(child.id);
        for (const word of namesOf(child)) {
          addWord(lexicon, word, { sense: { ...plain, kind: "column", columns: [child.id], own: true } });
        }
        continue;
      }
      if (child.activity && child.kind === "group") {
        visit(child);
        continue;
      }
      const known = rows.find(({ row }) => row.path === child.path);
      const row = known?.row ?? rowOf({ at: child.path.slice(node.path.length + 1) }, node, top);
      const clear = known?.data.clear !== undefined;
      for (const word of namesOf(child))
        addWord(lexicon, word, {
          sense: { frame, kind: "row", row, clear: clear || (frame.statutory && word.length >= longLabel), own: true },
        });
      visit(child);
    }
  };
  visit(node);
  for (const { data: said, row } of rows) {
    for (const word of split(said.words)) addWord(lexicon, word, { sense: { ...plain, kind: "row", row } });
    for (const word of split(said.clear))
      addWord(lexicon, word, { sense: { ...plain, kind: "row", row, clear: true } });
  }
  for (const { data: said, row } of rows) if (said.carry) setCarried(lexicon, said.carry, { ...plain, row });
  for (const { ids, words } of data.columns ?? []) {
    if (!ids.every((id) => columns.has(id))) continue;
    for (const word of split(words)) addWord(lexicon, word, { sense: { ...plain, kind: "column", columns: ids } });
  }
}

/** A label of so many characters means nothing else, whatever stands beside it. */
const longLabel = 7;

function setCarried(lexicon: Lexicon, carry: "in" | "out", plain: Omit<Sense, "kind">): void {
  const sense: Sense = { ...plain, kind: "row", clear: true };
  const known = carry === "in" ? lexicon.carriedIn : lexicon.carriedOut;
  const word = makeWord({ text: "结转", roles: new Set(), senses: [...(known?.senses ?? []), sense], suffixOf: [] });
  if (carry === "in") lexicon.carriedIn = word;
  else lexicon.carriedOut = word;
}

/**
 * A row nobody has words for is found under its label alone, where that is long enough to mean nothing else; a shorter one
 * will do where the rows beside it have words, with whose verbs it is spoken of.
 */
function addUncovered(lexicon: Lexicon, node: KeyNode, beside: readonly FrameWords[]): void {
  const frame: TopicFrame = {
    key: nextKey(),
    id: node.path,
    root: node.path,
    statutory: true,
    measures: new Set(split(measuresOf[node.measure] ?? "件")),
    alone: [rowOf({ sums: ["."] }, node, node)],
    lines: linesOf(node),
    wholes: [],
    byRow: false,
    elsewhere: false,
    causeOf: new Set(),
  };
  lexicon.frames.push(frame);
  const least = beside.length > 0 ? 4 : 5;
  const names = namesOf(node).filter(({ length }) => length >= least);
  for (const word of names) {
    addWord(lexicon, word, { sense: { frame, kind: "noun", clear: word.length >= 5, own: true } });
  }
  if (names.length === 0) return;
  for (const verb of new Set(beside.flatMap(({ verbs }) => split(verbs)))) {
    addWord(lexicon, verb, { sense: { frame, kind: "verb", clear: false, own: false } });
  }
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("."));
}

const measuresOf: Readonly<Record<string, string>> = {
  count: "件 宗 起 份",
  items: "条 件",
  times: "次",
  attendances: "人次",
  persons: "人 名",
  pieces: "篇 件 条",
  places: "个",
  yuan: "元",
  wanYuan: "元",
  money: "元",
};

function rowOf(data: RowWords, root: KeyNode, top: KeyNode): Row {
  const path = data.at === undefined ? undefined : join(root.path, data.at);
  return {
    key: nextKey(),
    path,
    sums: sumsOf(data.sums ?? [data.at ?? "."], root, top),
    over: data.over && sumsOf(data.over, root, top),
    generic: data.generic === true,
    measures: data.measures === undefined ? undefined : new Set(split(data.measures)),
    carry: data.carry !== undefined,
    divided: data.at !== undefined && (findKey(root, data.at.split("."))?.children.some(isRow) ?? false),
  };
}

function linesOf(node: KeyNode): readonly string[] {
  const rows = node.children.filter((child) => isRow(child) && !child.total);
  return rows.length > 0 ? rows.flatMap(linesOf) : [node.path];
}

function isRow({ kind }: KeyNode): boolean {
  return kind !== "cell";
}

/** A row of columns that are no parts of one another has no figure of its own; the sum that names a column of it has. */
function withValue(row: Row, root: KeyNode): Row {
  const columns = root.kind === "row" && !root.children.some(({ total, kind }) => total || kind !== "cell");
  return columns
    ? { ...row, key: nextKey(), sums: row.sums.filter((sum) => sum.every(({ path }) => path !== root.path)) }
    : row;
}

/** Sums whose ids the edition has; with a leading / from the top of the form. */
function sumsOf(sums: readonly string[], root: KeyNode, top: KeyNode): readonly Sum[] {
  return sums.flatMap((sum) => {
    const terms = split(sum).map((term) => {
      const minus = term.startsWith("-");
      const id = minus ? term.slice(1) : term;
      const node =
        id === "." ? root : id.startsWith("/") ? findKey(top, id.slice(1).split(".")) : findKey(root, id.split("."));
      return node && { path: node.path, minus };
    });
    return terms.every((term) => term !== undefined) ? [terms] : [];
  });
}

/** The names a node goes by in prose: its short name, its label, and the label without what only a table needs. */
export function namesOf(node: Pick<KeyNode, "name" | "label">): readonly string[] {
  const core = labelCore(node.label);
  const bare = core.replace(/[“”"]/g, "");
  const short = bare.replace(/^(?:属于|本年度?)/, "");
  const forms = [node.name, core, bare, short, short.replace(/(?:类申请|件)$/, "")];
  const month = node.name.replace(/^本年/, "");
  return [...new Set([...forms, month])].filter((name) => name.length >= 2 && !tooShort.has(name));
}

const tooShort: ReadonlySet<string> = new Set(["其他", "总计", "总数", "其他渠道", "其他结果数", "内部事务", "新收"]);

/** A label without its number, its explanation in brackets and its 数量. */
export function labelCore(label: string): string {
  return label
    .replace(/^(?:其中：)?(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)?/, "")
    .replace(/（[^（）]*）$/, "")
    .replace(/(?:件数|总数|数量|数)$/, "");
}

function split(words: string | undefined): readonly string[] {
  return words === undefined || words === "" ? [] : words.split(" ");
}
