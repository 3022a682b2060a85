import { z } from "zod";
import type { Edition } from "../core/form/edition.ts";
import type { Move } from "../core/form/form-rules.ts";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import type { ClaimWords, ColumnWords, FrameWords, RowWords, Vocabulary } from "../core/form/vocabulary.ts";
import { nearest } from "../core/text/nearest.ts";
import { claimPaths, claimsSection, joinClaims } from "./claims.ts";
import { type Ahead, type FormFile, textOf } from "./form-files.ts";
import { issueWords, openYaml, type YamlFile } from "./yaml-file.ts";

export const wordsName = "words.yaml";

const list = z.string().exactOptional();
const row: z.ZodType<RowWords> = z.strictObject({
  at: z.string().exactOptional(),
  words: list,
  clear: list,
  sums: z.array(z.string()).exactOptional(),
  over: z.array(z.string()).exactOptional(),
  generic: z.literal(true).exactOptional(),
  carry: z.enum(["in", "out"]).exactOptional(),
  measures: list,
});
const column: z.ZodType<ColumnWords> = z.strictObject({ ids: z.array(z.string()).min(1), words: z.string() });
const frameFields = {
  nouns: list,
  weak: list,
  verbs: list,
  disclosureVerbs: list,
  suffixes: list,
  measures: list,
  rows: z.array(row).exactOptional(),
  columns: z.array(column).exactOptional(),
  alone: z.array(row).exactOptional(),
  wholes: z.array(z.string()).exactOptional(),
  causeOf: z.string().exactOptional(),
  byRow: z.literal(true).exactOptional(),
};

/** A frame that stands beside what it speaks of. */
export const frameBody: z.ZodType<Omit<FrameWords, "id" | "root">> = z.strictObject(frameFields);
const frame: z.ZodType<FrameWords> = z.strictObject({ id: z.string(), root: z.string(), ...frameFields });

interface WordsFile {
  readonly numbers?: Vocabulary | undefined;
  readonly claims?: ClaimWords | undefined;
}

/** A words file: the sections it has, each for one use. */
export const wordsFile: z.ZodType<WordsFile> = z.strictObject({
  numbers: z
    .strictObject({ roles: z.record(z.string(), z.string()).default({}), frames: z.array(frame).default([]) })
    .exactOptional(),
  claims: claimsSection.exactOptional(),
});

/** A move as edition.yaml has it, of several rows at once. */
export interface WrittenMove extends Omit<Move, "from"> {
  readonly from: readonly string[];
}

interface VocabularySource {
  readonly path: string;
  readonly words: Vocabulary;
  readonly claims: ClaimWords;
  readonly file: YamlFile | undefined;
}

/**
 * The words of an edition: those common to all, then its own, folder by folder; a later file adds to what the earlier
 * ones say. `beside` are the frames that stand with the figures they speak of.
 */
export function loadWords(
  files: readonly FormFile[],
  { id, moves }: { readonly id: string; readonly moves: readonly WrittenMove[] },
  ahead: Ahead,
  beside: readonly FrameWords[],
): Pick<Edition, "vocabulary" | "claims"> {
  const sources = sourcesOf(files, [wordsName, `${id}/${wordsName}`], ahead);
  const { roles, frames } = joinVocabularies([{ roles: {}, frames: beside }, ...sources.map(({ words }) => words)]);
  return {
    vocabulary: { roles, frames: renamed(frames, moves) },
    claims: joinClaims(sources.map(({ claims }) => claims)),
  };
}

/** A row under a new name is spoken of in the words of the old one, unless it has words of its own. */
function renamed(frames: readonly FrameWords[], moves: readonly WrittenMove[]): readonly FrameWords[] {
  const roots = new Set(frames.map(({ root }) => root));
  return frames.map((frame) => {
    const to = moves.find(({ kind, from }) => kind === "renamed" && from.includes(frame.root))?.to;
    return to === undefined || roots.has(to) ? frame : { ...frame, root: to };
  });
}

function sourcesOf(files: readonly FormFile[], names: readonly string[], ahead: Ahead): readonly VocabularySource[] {
  return files.filter(({ name }) => names.includes(name)).map((file) => readVocabulary(file, ahead));
}

function readVocabulary(source: FormFile, ahead: Ahead): VocabularySource {
  const { path, bytes } = source;
  const known = ahead(textOf(source)) as z.infer<typeof wordsFile> | undefined;
  if (known) return { ...sectionsOf(known), path, file: undefined };
  const file = openYaml(path, bytes, { zh: "词表文件", en: "this words file" });
  const result = wordsFile.safeParse(file.value);
  if (result.success) return { ...sectionsOf(result.data), path, file };
  const [issue] = result.error.issues;
  throw file.fault(issue?.path ?? [], issue ? issueWords(issue) : { zh: "看不懂", en: "cannot be understood" });
}

function sectionsOf({ numbers, claims }: WordsFile): Pick<VocabularySource, "words" | "claims"> {
  return { words: numbers ?? { roles: {}, frames: [] }, claims: claims ?? { closed: [], decided: [], happened: [] } };
}

function joinVocabularies(all: readonly Vocabulary[]): Vocabulary {
  const roles: Record<string, string> = {};
  const frames = new Map<string, FrameWords>();
  for (const words of all) {
    for (const [role, more] of Object.entries(words.roles)) roles[role] = both(roles[role], more) ?? "";
    for (const more of words.frames) {
      const before = frames.get(more.id);
      frames.set(more.id, before ? joinFrames(before, more) : more);
    }
  }
  return { roles, frames: [...frames.values()] };
}

function joinFrames(a: FrameWords, b: FrameWords): FrameWords {
  const joined = {
    nouns: both(a.nouns, b.nouns),
    weak: both(a.weak, b.weak),
    verbs: both(a.verbs, b.verbs),
    disclosureVerbs: both(a.disclosureVerbs, b.disclosureVerbs),
    suffixes: both(a.suffixes, b.suffixes),
    measures: both(a.measures, b.measures),
  };
  return {
    ...a,
    ...Object.fromEntries(Object.entries(joined).filter(([, words]) => words !== undefined)),
    rows: [...(a.rows ?? []), ...(b.rows ?? [])],
    columns: [...(a.columns ?? []), ...(b.columns ?? [])],
    alone: [...(a.alone ?? []), ...(b.alone ?? [])],
    wholes: [...(a.wholes ?? []), ...(b.wholes ?? [])],
  };
}

function both(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined ? b : b === undefined ? a : `${a} ${b}`;
}

/** Vocabulary for an id that no edition has, or for an edition's own file that edition has not, are a slip of the pen. */
export function checkVocabulary(files: readonly FormFile[], editions: readonly Edition[], ahead: Ahead): void {
  for (const source of sourcesOf(files, [wordsName], ahead)) checkIds(source, editions);
  for (const edition of editions) {
    for (const source of sourcesOf(files, [`${edition.id}/${wordsName}`], ahead)) checkIds(source, [edition]);
  }
}

/** What was read ahead of time was checked then. */
function checkIds({ words, claims, file }: VocabularySource, editions: readonly Edition[]): void {
  if (!file) return;
  for (const { at, path } of claimPaths(claims)) {
    if (!editions.some(({ keys }) => findKey(keys, path.split(".")))) throw unknownId(file, at, path, editions);
  }
  words.frames.forEach((each, i) => {
    const at = ["numbers", "frames", i];
    const roots = editions.flatMap(({ keys }) => findKey(keys, each.root.split(".")) ?? []);
    if (roots.length === 0) throw unknownId(file, [...at, "root"], each.root, editions);
    const foreign = [...(each.rows ?? []), ...(each.alone ?? [])].flatMap(({ sums }) => sums ?? []);
    const missing = foreign.find(
      (path) => path.startsWith("/") && !editions.some(({ keys }) => findKey(keys, path.slice(1).split("."))),
    );
    if (missing) throw unknownId(file, at, missing, editions);
    const wrong = faultInFrame(each, roots);
    if (wrong) {
      const among = roots.map((keys) => ({ keys }));
      throw unknownId(file, [...at, ...wrong.at], wrong.id, among);
    }
  });
}

/** The first id of a frame that stands nowhere below its root, and where in the frame. */
export function faultInFrame(
  { rows = [], columns = [] }: Pick<FrameWords, "rows" | "columns">,
  roots: readonly KeyNode[],
): { readonly at: readonly PropertyKey[]; readonly id: string } | undefined {
  const has = (path: string): boolean =>
    path.startsWith("/") || roots.some((root) => path === "." || findKey(root, path.split(".")));
  const paths = ({ at = ".", sums = [], over = [] }: RowWords): readonly string[] =>
    [at, ...[...sums, ...over].flatMap((sum) => sum.split(" "))].map((path) => path.replace(/^-/, ""));
  const found = [
    ...rows.map((row, i) => ({ at: ["rows", i], id: paths(row).find((path) => !has(path)) })),
    ...columns.map(({ ids }, i) => ({
      at: ["columns", i],
      id: ids.find((id) => !roots.some((root) => hasColumn(root, id))),
    })),
  ].find(({ id }) => id !== undefined);
  return found && { at: found.at, id: found.id ?? "" };
}

function hasColumn(node: KeyNode, id: string): boolean {
  return node.children.some((child) => (child.kind === "cell" && child.id === id) || hasColumn(child, id));
}

function unknownId(
  file: YamlFile,
  at: readonly PropertyKey[],
  id: string,
  among: readonly Pick<Edition, "keys">[],
): Error {
  const like = nearest(id, new Set(among.flatMap(({ keys }) => pathsBelow(keys, keys.path))));
  return file.fault(at, {
    zh: `格式中没有 ${id}${like === undefined ? "" : `，是否为 ${like}？`}`,
    en: `no form has ${id}${like === undefined ? "" : `; did you mean ${like}?`}`,
  });
}

/** The ids and the paths of all that stands below a node, as a words file may name them. */
function pathsBelow({ children }: KeyNode, root: string): readonly string[] {
  return children.flatMap((child) => [
    child.path.slice(root === "" ? 0 : root.length + 1),
    ...(child.kind === "cell" ? [child.id] : []),
    ...pathsBelow(child, root),
  ]);
}
