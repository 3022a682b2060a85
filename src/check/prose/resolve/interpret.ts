import type { Sum, TopicFrame } from "../lexicon/meaning.ts";
import type { Group, LeftContext } from "../parse/left-context.ts";
import type { Figure } from "../tokenize/figure.ts";
import { verbsOf } from "./parts.ts";
import { addUp, type Referent } from "./reference.ts";
import { type FigureReferent, type Quantity, sameSum } from "./resolve.ts";
import { list, markUnresolved, pushFigure, type SentenceState, setTopic, type TextState, tableOf } from "./state.ts";
import type { LevelStatement, Period, RateStatement } from "./statement.ts";

/** Writes down what a figure says, and what the sentence has thereby come to speak of. */
export function recordFigure(
  figure: Figure,
  meant: readonly Referent[],
  left: LeftContext,
  period: Period,
  scene: TextState,
  state: SentenceState,
): void {
  const each = left.roles.has("each") || isNought(figure);
  const known = meant.filter((item): item is Quantity => item?.readings !== undefined);
  // 通过网站、新媒体平台公开信息20621条: whatever ways there were, it is all of it.
  const last = meant.at(-1);
  const all = left.roles.has("through") && last?.readings && last.frame.byRow && last.row?.path === undefined;
  const quantities = all && known.length < meant.length && last.readings ? [last] : known;
  if (!all && quantities.length < meant.length && !each) {
    putNamed(figure, meant, left, state);
    return;
  }
  const [only] = quantities;
  if (only?.caused && period === "past") {
    // 因上年的申请引发的行政复议: the year is that of the requests.
    state.period = "now";
    recordFigure(figure, meant, left, "now", scene, state);
    return;
  }
  const channel = only?.frame.byRow === true && only.row?.path !== undefined;
  const inList =
    state.parts !== undefined && only?.row?.path !== undefined && state.whole?.quantity?.frame === only.frame;
  const blocked = only && !channel && !left.disclosed && !inList && only.named && state.blocked.includes(tableOf(only));
  // 网络申请6件，书面申请2件: ways one beside the other.
  const beside =
    only &&
    !left.groups.some(isNamedGroup) &&
    state.last?.about === "some" &&
    only.row?.path === undefined &&
    !only.row?.generic;
  const uncounted = quantities.some((quantity) => !counts(quantity, figure, left, state));
  if (!only || blocked || beside || only.doubtful || uncounted) {
    markUnresolved(figure, left, state);
    const doubtful = only && quantities.length === 1 && !beside && !uncounted && only.frame.statutory;
    if (!doubtful || state.parts || state.aside) return;
    emitStatement(figure, only, period, false, scene, state, { doubt: muchEvidence });
    state.lost = only.frame;
    return;
  }

  const together = each || quantities.length === 1 ? quantities.at(-1) : addUp(quantities, left.totalled);
  const listed = list(figure, state.foreignSubject ? undefined : together, left, state);
  for (const quantity of each ? quantities : together ? [together] : []) {
    if (isCountedHere(quantity, figure, listed, left, state))
      emitStatement(figure, quantity, period, false, scene, state, { summed: left.summed });
    else if (quantity.row?.generic && !quantity.over && state.whole?.quantity?.frame === quantity.frame)
      emitStatement(figure, quantity, period, false, scene, state, { provided: carriedIn(quantity.frame, scene) });
    else if (isDecision(quantity) && state.whole?.quantity?.frame.byRow)
      emitStatement(figure, quantity, period, false, scene, state, { doubt: someEvidence });
  }
  pushFigure(figure, together, state);
  if (period === "past") state.earlier = figure;
  setTopic(state, together);
}

/** What figures beside a doubtful one must show: that the sentence is about this unit, or that a list counts what the form does. */
const muchEvidence = 2;
const someEvidence = 1;

/** 公开信息28项，其中行政许可2项、行政处罚12项: the decisions of the form, or as many of them as were published. */
function isDecision({ frame, columns, attribute }: Quantity): boolean {
  return frame.statutory && frame.causeOf.size === 0 && !columns && !attribute;
}

/** 工作人员11名，其中专职2名: the first has no figure of its own, but it says what the next is about. */
function putNamed(figure: Figure, [named]: readonly Referent[], left: LeftContext, state: SentenceState): void {
  if (left.unknown || !named || named.readings) {
    markUnresolved(figure, left, state);
    return;
  }
  state.frame = named.frame;
  list(figure, undefined, left, state);
  pushFigure(figure, undefined, state);
}

export function emitStatement(
  figure: Figure,
  quantity: Quantity,
  period: Period,
  none: boolean,
  { statements, sentence }: TextState,
  state: SentenceState,
  { provided, doubt: doubted, summed }: Pick<LevelStatement, "provided" | "doubt"> & { readonly summed?: boolean } = {},
): void {
  const { over, frame } = quantity;
  // 滨海合作区收到16件，办结14件: another body's, or the unit's own under a name that nobody knows.
  const doubt = state.foreignSubject ? muchEvidence : doubted;
  if (quantity.readings.length === 0 || (state.foreignSubject && (over || none || !frame.statutory))) return;
  const whole = isNought(figure) ? quantity.readings.filter((sum) => !sum.some(({ minus }) => minus)) : [];
  const said = whole.length > 0 ? whole : quantity.readings;
  const all = frame.byRow && (quantity.row === undefined || frame.alone.includes(quantity.row));
  const channel = all && !summed ? state.channel : undefined;
  const readings = channel ? [...channel.sums, ...said] : said;
  const platform = frame.byRow && quantity.row?.path === undefined && !all;
  // 答复上年的申请: the year is that of the requests.
  if (period === "past" && readings.length > 2) return;
  if (over) {
    // 办结率100% is a claim that all are closed, and another rule's.
    if (frame.statutory && figure.value === 100) return;
    statements.push({ kind: "rate", figure, period, sentence, parts: readings, wholes: over, literal: pairs(state) });
    return;
  }
  const own = quantity.own && readings.length === 1 && frame.statutory && !none && figure.exact;
  const placed = quantity.named || state.frame === frame;
  const statement = {
    figure,
    period,
    sentence,
    readings,
    own: own && placed,
    none,
    channel: frame.byRow,
    activity: !frame.statutory && !summed,
    atMost: !frame.statutory && (quantity.several === true || isPartOfSame(quantity, state)),
    loose: platform || frame.elsewhere ? ("any" as const) : channel ? ("rest" as const) : undefined,
    provided,
    ...(doubt !== undefined && { doubt }),
    beside: [],
    apart: [],
  };
  statements.push({ kind: "level", ...statement });
}

/** 网民留言1993件，其中市长信箱31件: of a whole of the same cell. */
function isPartOfSame({ readings, row }: Quantity, { parts, aside, whole }: SentenceState): boolean {
  const of = whole?.quantity;
  if (!of || (!parts && !aside)) return false;
  // 通过公开平台公开678条，其中政府网站383条: that cell, whatever the whole may be.
  if (row?.path !== undefined && of.row?.path !== row.path) return false;
  return of.readings.some((sum) => readings.some((other) => sameSum(other, sum)));
}

function isNamedGroup({ words }: Group): boolean {
  return words.some(({ word }) => word.senses.some(({ kind, clear }) => kind === "noun" || clear));
}

/** Nothing at all: no part of what is named is left out. */
function isNought({ high }: Figure): boolean {
  return high === 0;
}

/** What was brought forward: where that is nothing, what was closed of the new is all that was closed. */
function carriedIn(frame: TopicFrame, { lexicons }: TextState): readonly Sum[] {
  const word = lexicons.map(({ carriedIn }) => carriedIn).find((found) => found !== undefined);
  return word?.senses.flatMap((sense) => (sense.frame === frame && sense.row ? sense.row.sums : [])) ?? [];
}

/** Counts of the sentence that a percentage may have been worked out from. */
export function pairs({ said }: SentenceState): RateStatement["literal"] {
  return said.flatMap((part) => said.flatMap((whole) => (whole.value > part.value ? [{ part, whole }] : [])));
}

/** Whether the measure word is one for the thing counted. A bare number counts where it is announced, or says 0. */
function counts(quantity: Quantity, figure: Figure, left: LeftContext, { last, parts, whole }: SentenceState): boolean {
  const { row, frame } = quantity;
  const measures = row?.measures ?? frame.measures;
  // 行政许可决定3120项，行政处罚46项: counted as the figure before.
  const before = frame.statutory && last?.quantity?.frame.statutory && tableOf(last.quantity) === tableOf(quantity);
  if (isNought(figure) && frame.statutory && figure.measure !== "%") return true;
  // 公开信息80条，其中行政许可40条: as what was published is counted.
  if (parts && whole?.quantity?.frame.byRow && isDecision(quantity) && figure.measure === whole.figure.measure)
    return true;
  if (figure.measure !== "")
    return measures.has(figure.measure) || (before === true && last?.figure.measure === figure.measure);
  // 予以公开966件，部分公开67: in a list.
  if (parts && before && row?.path !== undefined) return true;
  return !measures.has("%") && (figure.value === 0 || left.announced);
}

/**
 * Whether a figure is what its words say on their own. As a part it may be less: the new ones among those closed, the
 * closed ones among the new; and what is listed of one thing is no count of another (公开信息810条，其中政策解读4条).
 */
function isCountedHere(
  quantity: Quantity,
  figure: Figure,
  listed: boolean,
  left: LeftContext,
  state: SentenceState,
): boolean {
  const { whole, parts, aside } = state;
  if (!parts && !aside) return true;
  const of = whole?.quantity;
  const inAside = aside && !quantity.frame.byRow;
  if (!of || of.readings.length === 0)
    return inAside || whole === undefined || countsAlone(quantity, whole, left, state);
  if (of.frame !== quantity.frame) {
    // 行政复议5件和行政诉讼3件，其中行政诉讼结果维持3件: named anew, and no part of the reviews.
    if (quantity.frame.statutory && of.frame.statutory)
      return quantity.named || whole.figure.measure !== figure.measure;
    // 发布信息3374条，其中规范性文件5件: what was published, whenever it was issued.
    if (of.frame.byRow && quantity.frame.statutory) return false;
    // 其中动态20条、公告11条，发布解读信息2条: a verb of its own begins anew.
    return (
      whole.figure.measure !== figure.measure ||
      ((!listed || state.last !== whole) && !left.joined && verbsOf(left) !== "")
    );
  }
  if (!listed || quantity.over || quantity.columns) return true;
  // 培训5次，其中集中培训3次: the noun itself among its own parts is a kind of it.
  if (
    quantity.row?.path === undefined &&
    !quantity.row?.generic &&
    quantity.frame.alone.some((row) => row === quantity.row)
  )
    return false;
  if (quantity.row?.generic) return false;
  if (quantity.row?.carry) return true;
  return !isFlow(quantity) || of.readings.some((sum) => sum.length > 1 && sum.every((term) => !term.minus));
}

/** A part of something unknown: 行政争议7件，其中行政复议5件. A noun that names nothing else says it, or what goes with one. */
function countsAlone(quantity: Quantity, whole: FigureReferent, left: LeftContext, state: SentenceState): boolean {
  if (quantity.attribute || (whole.about === "information" && quantity.frame.statutory)) return false;
  // 发布原创信息340条，其中专栏信息31条: a part of what is published; 其中微博发布1825条 is all of that channel.
  if (quantity.frame.byRow)
    return quantity.row?.path !== undefined && (verbsOf(left) !== "" || left.groups.some(isNamedGroup));
  const stands = !whole.foreign || (quantity.named && quantity.row?.path === undefined);
  if (stands) state.accepted = quantity.frame;
  return stands || state.accepted === quantity.frame;
}

/** What comes in and goes on (新收, 上年结转, 结转下年度), in a frame where these make up a whole together. */
function isFlow({ row, frame }: Quantity): boolean {
  const depth = (path: string): number => path.split(".").length;
  const summed = frame.wholes.some((sum) => sum.length > 1);
  return summed && row?.path !== undefined && depth(row.path) === depth(frame.root) + 1;
}
