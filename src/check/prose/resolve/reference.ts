import type { Row, Sense, Sum, TopicFrame } from "../lexicon/meaning.ts";
import type { Group, LeftContext } from "../parse/left-context.ts";
import type { WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { frameOf, type Named, onlyFrameOf, type Quantity, resolve } from "./resolve.ts";
import type { SentenceState, TextState } from "./state.ts";

export type Referent = Quantity | Named | undefined;

/** What words mean where they stand. */
export function resolveReference(
  words: readonly WordToken[],
  figure: Pick<Figure, "measure">,
  scene: TextState,
  state: SentenceState,
): Referent {
  const found = resolve(words, {
    frame: frameHere(scene, state),
    row: state.row,
    within: state.within,
    measure: figure.measure,
    disclosed: state.disclosed,
  });
  return found ?? (state.channel && publishedThere(words, state.channel)) ?? taken(words, figure, state);
}

/** 收到申请40件，寄送告知书15份，办结38件: of what the sentence spoke of before the thread was lost. */
function taken(words: readonly WordToken[], { measure }: Pick<Figure, "measure">, state: SentenceState): Referent {
  if (!state.lost || !state.topicUnknown) return undefined;
  const { lost: frame, disclosed } = state;
  const found = resolve(words, { frame, row: undefined, within: undefined, measure, disclosed });
  return found?.readings && found.frame === frame ? { ...found, doubtful: true } : undefined;
}

/** 微信公众号更新160次，公开378条: of the channel spoken of. */
function publishedThere(words: readonly WordToken[], row: Row): Quantity | undefined {
  const verbs = words.filter(({ word }) => word.senses.length > 0);
  const [frame] = verbs.flatMap(({ word }) =>
    word.senses.flatMap((sense) => (isPublishing(sense) ? [sense.frame] : [])),
  );
  if (!frame || !verbs.every(({ word }) => word.senses.some(isPublishing))) return undefined;
  const readings = row.sums;
  return {
    frame,
    row,
    columns: undefined,
    readings,
    over: undefined,
    own: false,
    caused: false,
    attribute: false,
    named: true,
  };
}

function isPublishing({ frame, kind }: Sense): boolean {
  return frame.byRow && kind === "verb";
}

/** What the sentence speaks of, else the heading of its paragraph; nothing where the thread is lost. */
function frameHere(scene: TextState, state: SentenceState): TopicFrame | undefined {
  return state.topicUnknown ? undefined : (state.frame ?? scene.lead);
}

/** What each of several items means that share a figure. `extra` are words behind it. */
export function resolveAll(
  left: Pick<LeftContext, "groups" | "joined">,
  extra: readonly WordToken[],
  figure: Figure,
  scene: TextState,
  state: SentenceState,
): readonly Referent[] {
  const last = left.groups.at(-1);
  if (!last) return [];
  const column = columnFor(left, state);
  const one = (group: Group, within: SentenceState, more: readonly WordToken[] = []): Referent =>
    group.unknown ? undefined : resolveReference([...group.words, ...more, ...column(group)], figure, scene, within);

  const meant = one(last, state, extra);
  const frame = meant?.frame ?? together(left.groups, scene, state);
  const joint = frame && left.groups.length > 1 ? { ...state, frame, muddy: false } : state;
  const others = left.groups.slice(0, -1).map((group) => one(group, joint));
  return [...others, meant ?? (joint === state ? undefined : one(last, joint))];
}

const mostWords = 24;

/** What several items are about together where none says it alone: 予以公开和部分公开. */
function together(groups: readonly Group[], scene: TextState, state: SentenceState): TopicFrame | undefined {
  const words = groups.flatMap((group) => group.words).slice(0, mostWords);
  return frameOf(words, frameHere(scene, state)) ?? onlyFrameOf(words);
}

/**
 * A column said once for several items: 尚未审结的行政复议、行政诉讼, 制发规章2件、行政规范性文件5件.
 * It goes to the items that have a noun and no column.
 */
function columnFor(
  left: Pick<LeftContext, "groups" | "joined">,
  state: SentenceState,
): (group: Group) => readonly WordToken[] {
  const said = left.groups.map((group) => group.words.filter(isColumn)).filter((words) => words.length > 0);
  const [one] = said;
  const shared = said.length === 1 && one ? one : said.length === 0 && left.joined ? state.columnWords : [];
  return (group) => (group.words.some(isColumn) || !group.words.some(isNoun) ? [] : shared);
}

export function isColumn({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "column");
}

export function isNoun({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "noun" || sense.clear);
}

const mostReadings = 48;

/** Several things in one figure: their sum, or each of them where nothing says they are added up. */
export function addUp(quantities: readonly Quantity[], totalled: boolean): Quantity | undefined {
  const [first] = quantities;
  if (!first || quantities.some((quantity) => quantity.over)) return undefined;
  let sums: readonly Sum[] = [[]];
  for (const { readings } of quantities) {
    sums = sums.flatMap((sum) => readings.map((reading) => [...sum, ...reading]));
    if (sums.length > mostReadings) return undefined;
  }
  // 通过市政府门户网站及本部门门户网站: one cell, or another's site beside the own.
  const [path, ...paths] = quantities.map(({ row }) => row?.sums[0]?.[0]?.path);
  if (first.frame.byRow && path !== undefined && paths.every((other) => other === path)) {
    const all = first.frame.alone.flatMap((row) => row.sums);
    return { ...first, readings: [...first.readings, ...all], own: false, several: true };
  }
  const singles = totalled ? [] : quantities.flatMap((quantity) => quantity.readings);
  const [frame, ...frames] = new Set(quantities.map((quantity) => quantity.frame));
  // 通过政府网站和政务微信公开信息486条 may be all that was published.
  const all = frame && frames.length === 0 && frame.byRow ? frame.alone.flatMap((row) => row.sums) : [];
  return { ...first, row: undefined, columns: undefined, readings: [...singles, ...sums, ...all], own: false };
}
