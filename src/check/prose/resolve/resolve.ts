import { nextKey, type Row, type Sense, type Sum, type Term, type TopicFrame } from "../lexicon/meaning.ts";
import type { WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";

/** What a figure counts, as far as its words tell: one or several readings, or a rate. */
export interface Quantity {
  readonly frame: TopicFrame;
  /** Absent where the noun alone was said. */
  readonly row: Row | undefined;
  /** Within these columns; the form's own words for several are alternatives. */
  readonly columns: Columns | undefined;
  readonly readings: readonly Sum[];
  /** For a rate: the readings of what it is a rate of. */
  readonly over: readonly Sum[] | undefined;
  /** In the form's own words, and in no others. */
  readonly own: boolean;
  /** Requests were named only as the cause of it: 因政府信息公开申请引发的行政复议. */
  readonly caused: boolean;
  /** Its noun may also be said of a document: 依申请公开的60件. */
  readonly attribute: boolean;
  /** The noun or a word that needs none was said; not taken from what stands before. */
  readonly named: boolean;
  /** One channel under several names: some of them may be another's. */
  readonly several?: true;
  /** The thread was lost before it: it is taken for what the sentence spoke of until then. */
  readonly doubtful?: true;
}

/** A figure and what it was found to count. */
export interface FigureReferent {
  readonly figure: Figure;
  readonly quantity: Quantity | undefined;
  /** Something else than the form's is counted, or nobody knows what. */
  readonly foreign: boolean;
  /** What could not be told of it: that it counts pieces of information, or only some of what is named. */
  readonly about?: "information" | "some" | undefined;
}

export interface ResolveContext {
  /** What the sentence has spoken of so far. */
  readonly frame: TopicFrame | undefined;
  /** The row whose parts are being listed. */
  readonly row: Row | undefined;
  /** The row that was said to be divided: 新收申请中. */
  readonly within: Row | undefined;
  /** Disclosure was named in the sentence. */
  readonly disclosed: boolean;
  /** Of the figure, to choose between 场 and 人次. */
  readonly measure: string;
}

/** A frame that was named without anything that could be counted. */
export interface Named {
  readonly frame: TopicFrame;
  readonly readings: undefined;
}

type Columns = readonly (readonly string[])[];

const mostWords = 24;

const mostKnown = 4000;
let known = new Map<string, Quantity | Named | undefined>();

/**
 * What a few words together mean; undefined where they mean nothing, or different things at once. Reports say the same things
 * in the same words: what was found is kept for the next text.
 */
export function resolve(words: readonly WordToken[], context: ResolveContext): Quantity | Named | undefined {
  const said = words.filter((word) => word.word.senses.length > 0);
  if (said.length === 0 || said.length > mostWords) return undefined;
  let key = `${context.frame?.key} ${context.row?.key} ${context.within?.key} ${context.measure} ${context.disclosed}`;
  for (const { word } of said) key += ` ${word.marks.key}`;
  if (known.has(key)) return known.get(key);
  const found = resolveNew(said, context);
  if (known.size >= mostKnown) known = new Map();
  known.set(key, found);
  return found;
}

function resolveNew(said: readonly WordToken[], context: ResolveContext): Quantity | Named | undefined {
  const frame = frameOf(said, context.frame);
  if (!frame) return undefined;
  const meanings: (readonly Sense[])[] = [];
  let caused = false;
  for (const { word } of said) {
    const all = word.senses.filter((sense) => sense.frame === frame);
    const fitting = all.filter((sense) => context.disclosed || !sense.disclosed);
    if (fitting.length > 0) meanings.push(fitting);
    else if (all.length > 0) return undefined;
    else if (isEmbedding(word.senses, frame)) caused = true;
    else if (isWeakOnly(word.senses) && frame.statutory && meansClearly(said, frame)) continue;
    else if (isVerbElsewhere(word.senses) && frame.statutory && meansClearly(said, frame)) continue;
    else if (!word.roles.has("plain") && !word.roles.has("added")) return undefined;
  }
  const attribute = said.some(({ word }) => word.roles.has("attribute"));
  return combine(frame, meanings, { caused, attribute }, context);
}

/** The frame named by a noun; else by a word that needs no noun; else the one spoken of, if the words belong to it. */
export function frameOf(said: readonly WordToken[], spokenOf: TopicFrame | undefined): TopicFrame | undefined {
  const nouns = framesOf(said, "nouns");
  const last = nouns.at(-1);
  if (last) return nouns.every((frame) => frame === last || embeds(frame, last)) ? last : undefined;
  const clear = framesOf(said, "clear");
  if (clear.length > 0) {
    if (spokenOf && said.every(({ word }) => word.senses.some((sense) => sense.frame === spokenOf))) return spokenOf;
    return clear.length === 1 ? clear[0] : undefined;
  }
  const weak = framesOf(said, "weak");
  if (weak.length > 0 && spokenOf && said.some(({ word }) => word.senses.some((sense) => namesRow(sense, spokenOf))))
    return spokenOf;
  if (weak.length > 0) return weak.length === 1 && (!spokenOf || spokenOf === weak[0]) ? weak[0] : undefined;
  return spokenOf ?? frameByRow(said);
}

function namesRow({ frame, row }: Sense, spokenOf: TopicFrame): boolean {
  return frame === spokenOf && row?.path !== undefined && !row.generic;
}

/** The frame whose row is named by the form's own name, or with a verb that belongs to it. */
function frameByRow(said: readonly WordToken[]): TopicFrame | undefined {
  const named = said.flatMap(({ word }) => word.senses.filter((sense) => sense.frame.byRow && sense.kind === "row"));
  const [frame, ...others] = new Set(named.map((sense) => sense.frame));
  if (!frame || others.length > 0) return undefined;
  const senses = said.flatMap(({ word }) => word.senses.filter((sense) => sense.frame === frame));
  const whole = said.every(({ word }) => word.senses.some((sense) => sense.frame === frame));
  const enough = senses.some((sense) => sense.kind === "verb" || (sense.kind === "row" && sense.own));
  return whole && enough ? frame : undefined;
}

/** The one frame that has all of several words for the form's own rows. */
export function onlyFrameOf(said: readonly WordToken[]): TopicFrame | undefined {
  if (said.length < 2) return undefined;
  const owning = said.map(({ word }) =>
    word.senses.filter((sense) => sense.own && sense.row).map((sense) => sense.frame),
  );
  const shared = (owning[0] ?? []).filter((frame) => owning.every((frames) => frames.includes(frame)));
  return shared.length === 1 ? shared[0] : undefined;
}

function framesOf(said: readonly WordToken[], by: "nouns" | "clear" | "weak"): readonly TopicFrame[] {
  let frames: readonly TopicFrame[] = none;
  for (const { word } of said) {
    const more = word.marks[by];
    if (more.length === 0) continue;
    frames = frames.length === 0 ? more : [...frames, ...more.filter((frame) => !frames.includes(frame))];
  }
  return frames;
}

const none: readonly TopicFrame[] = [];

/** 因政府信息公开申请引发的行政复议: the requests are only the cause. */
function embeds(outer: TopicFrame, inner: TopicFrame): boolean {
  return outer.causeOf.has(inner.id);
}

/** 信息无法提供: the row says what it is of. */
function isWeakOnly(senses: readonly Sense[]): boolean {
  return senses.every(({ kind }) => kind === "weak");
}

function isVerbElsewhere(senses: readonly Sense[]): boolean {
  return senses.every(({ kind, frame }) => kind === "verb" && !frame.byRow);
}

function meansClearly(said: readonly WordToken[], frame: TopicFrame): boolean {
  return said.some(({ word }) =>
    word.senses.some((sense) => sense.frame === frame && (sense.clear || sense.kind === "noun" || sense.row?.path)),
  );
}

function isEmbedding(senses: readonly Sense[], frame: TopicFrame): boolean {
  return senses.some((sense) => sense.kind !== "row" && embeds(sense.frame, frame));
}

function combine(
  frame: TopicFrame,
  meanings: readonly (readonly Sense[])[],
  marks: Pick<Quantity, "caused" | "attribute">,
  context: ResolveContext,
): Quantity | Named | undefined {
  const senses = meanings.flat();
  const columns = columnsOf(meanings);
  if (columns === "several") return undefined;
  const rows = rowsOf(senses);
  if (rows === "several") return undefined;
  const named = senses.some((sense) => sense.kind === "noun" || sense.clear || sense.kind === "weak");
  const base = { frame, columns, ...marks, named };
  const [row] = rows;
  if (row) {
    // 因本机关不掌握无法提供: the reason, or all of the kind.
    const outer =
      rows.length === 1 ? senses.flatMap((sense) => (sense.row && liesIn(row, sense.row) ? sense.row.sums : [])) : [];
    const sums = [...rows.flatMap((each) => each.sums), ...outer];
    const over = row.over;
    const own = rows.length === 1 && meansOwn(senses, row);
    return { ...base, row, readings: within(sums, columns), over, own };
  }
  const alone = frame.alone.filter((each) => !each.measures || each.measures.has(context.measure));
  if (columns) {
    const counted = alone.flatMap((each) => each.sums);
    const row = context.row && isOf(context.row, frame) ? context.row : undefined;
    const sums = context.within?.sums ?? [...(row?.sums ?? []), ...counted];
    const root: Sum = [{ path: frame.root, minus: false }];
    const readings = within(sums.length > 0 ? sums : [root], columns);
    return { ...base, row, readings, over: undefined, own: meansOwn(senses, undefined) };
  }
  const [only] = alone;
  if (!only || !named) return { frame, readings: undefined };
  return { ...base, row: only, readings: only.sums, over: undefined, own: meansOwn(senses, undefined) };
}

/** Whether a row counts cells of a frame. */
function isOf({ sums }: Row, { root }: TopicFrame): boolean {
  return sums.some((sum) => sum.some(({ path }) => path === root || path.startsWith(`${root}.`)));
}

/** Whether every word that counts is the form's own. */
function meansOwn(senses: readonly Sense[], row: Row | undefined): boolean {
  const telling = senses.filter(
    (sense) => sense.kind === "column" || (row ? sense.row === row : sense.kind === "noun"),
  );
  return telling.length > 0 && telling.every((sense) => sense.own);
}

/** The columns one word names; its senses are alternatives. Two words for different columns cannot both be meant. */
function columnsOf(meanings: readonly (readonly Sense[])[]): Columns | undefined | "several" {
  const found = new Map<string, Columns>();
  for (const meaning of meanings) {
    const columns = meaning.flatMap((sense) => (sense.columns ? [sense.columns] : []));
    if (columns.length > 0) found.set(columns.join(";"), columns);
  }
  if (found.size > 1) return "several";
  return found.values().next().value;
}

/** The row meant: the deepest where one lies in another; a verb beside it must be one of those it can stand with. */
function rowsOf(senses: readonly Sense[]): readonly Row[] | "several" {
  const rows = [...new Set(senses.flatMap((sense) => (sense.row ? [sense.row] : [])))];
  const generic = rows.filter((row) => row.generic);
  const specific = rows.filter((row) => !row.generic);
  const deepest = specific.filter(
    (row) =>
      !specific.some((other) => other !== row && (liesIn(other, row) || covers(other, row) || addsWithin(other, row))),
  );
  const channels = deepest.every((row) => senses.some((sense) => sense.row === row && sense.frame.byRow));
  if (deepest.length > 1) return channels && generic.length === 0 ? together(deepest) : "several";
  const [one] = deepest;
  if (!one) return generic;
  return generic.every((verb) => verb.sums[0]?.[0] && liesIn(one, { path: verb.sums[0][0].path })) ? [one] : "several";
}

const joined = new Map<string, Row>();

/** 政府网微信公众号, 微博微信: of channels side by side the last, or both. */
function together(rows: readonly Row[]): readonly Row[] {
  const last = rows.at(-1);
  if (!last) return [];
  const key = rows.map((row) => row.key).join(" ");
  const row = joined.get(key) ?? {
    ...last,
    key: nextKey(),
    sums: [...last.sums, ...last.sums.map((_, at) => rows.flatMap(({ sums }) => sums[at] ?? []))],
  };
  joined.set(key, row);
  return [row];
}

/** 县政府网站政府信息公开目录: the catalogue may be the site's, or all. */
function covers(wide: Row, narrow: Row): boolean {
  if (wide.path !== undefined || wide.sums.length <= narrow.sums.length) return false;
  return narrow.sums.every((sum) => wide.sums.some((other) => sameSum(other, sum)));
}

export function sameSum(a: Sum, b: Sum): boolean {
  return a.length === b.length && a.every((term, i) => term.path === b[i]?.path && term.minus === b[i]?.minus);
}

function liesIn(inner: Pick<Row, "path">, outer: Pick<Row, "path">): boolean {
  return outer.path !== undefined && inner.path?.startsWith(`${outer.path}.`) === true;
}

/** 办理结果为公开1件: what a word adds up stands below the row that another names. */
function addsWithin({ path, sums, generic }: Row, outer: Row): boolean {
  if (path !== undefined || generic || sums.length === 0) return false;
  return sums.every((sum) => sum.every((term) => liesIn(term, outer)));
}

function within(sums: readonly Sum[], columns: Columns | undefined): readonly Sum[] {
  if (!columns) return sums;
  return columns.flatMap((ids) => sums.map((sum) => sum.map((term): Term => ({ ...term, columns: ids }))));
}
