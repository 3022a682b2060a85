import type { Figure } from "./figure.ts";
import { type Group, type Left, readLeft, readRight, type Speaker } from "./left.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Frame, Row, Sum } from "./meaning.ts";
import { dimensionOf, type PartList, partsOf } from "./parts.ts";
import { isCompared, namedYears, periodOf } from "./period.ts";
import { type Context, frameOf, type Named, onlyFrameOf, type Quantity, resolve, type WordToken } from "./resolve.ts";
import { type Clause, clausesOf, foldAsides, type Node } from "./sentence.ts";
import type { Period, Statement } from "./statement.ts";
import type { Token } from "./tokens.ts";
import type { Role } from "./vocabulary.ts";

interface Entry {
  readonly figure: Figure;
  readonly quantity: Quantity | undefined;
}

/** What a sentence has said so far. */
interface State {
  frame: Frame | undefined;
  row: Row | undefined;
  /** The row that 新收申请中 says is divided. */
  within: Row | undefined;
  last: Entry | undefined;
  whole: Entry | undefined;
  parts: PartList | undefined;
  compare: boolean;
  chain: boolean;
  period: Period;
  /** Another body's figures. */
  alien: boolean;
  /** Something unknown was counted: what follows may be its. */
  muddy: boolean;
  /** The last figures that were no percentages. */
  said: readonly Figure[];
  /** The column of the figure before: for an item that follows behind 、. */
  columnWords: readonly WordToken[];
  /** Words before a colon. */
  topic: readonly WordToken[];
  align: { readonly items: readonly (Quantity | undefined)[]; next: number } | undefined;
}

/** Reads the figures of a text and what each says. */
export class Reader {
  readonly statements: Statement[] = [];
  private readonly speaker: Speaker;
  private readonly lexicons: readonly Lexicon[];
  /** What the paragraph's own heading (（二）依申请公开。) is about. */
  private lead: Frame | undefined;
  private before: Entry | undefined;
  private sentence = 0;
  private clauses = 0;
  private ahead: "paragraph" | "text" | undefined;

  constructor(speaker: Speaker, lexicons: readonly Lexicon[]) {
    this.speaker = speaker;
    this.lexicons = lexicons;
  }

  read(tokens: readonly Token[]): void {
    let sentence: Token[] = [];
    let opening = true;
    let numbered = false;
    const flush = (): void => {
      if (sentence.length > 0) {
        if (opening) this.readOpening(sentence, numbered);
        opening = false;
        this.readSentence(sentence);
      }
      sentence = [];
    };
    for (const token of tokens) {
      if (token.kind === "mark" && (token.mark === "line" || token.mark === "stop")) {
        flush();
        if (token.mark === "line") {
          opening = true;
          numbered = false;
          this.before = undefined;
          this.clauses = 0;
          if (this.ahead === "paragraph") this.ahead = undefined;
        }
      } else if (token.kind === "mark" && token.mark === "number" && opening && sentence.length === 0) numbered = true;
      else sentence.push(token);
    }
    flush();
  }

  /** A numbered heading sets what its paragraph is about; one about something else unsets it. */
  private readOpening(sentence: readonly Token[], numbered: boolean): void {
    const end = sentence.findIndex((token) => token.kind === "mark" && token.mark === "colon");
    const head = end < 0 ? sentence : sentence.slice(0, end);
    const bare = head.length <= 6 && head.every((token) => token.kind === "word");
    if (numbered) this.lead = undefined;
    if (!bare) return;
    const left = readLeft(head, this.speaker);
    if (left.unknown) return;
    this.lead = frameOf(left.groups.flatMap((group) => group.words), undefined);
  }

  private readSentence(tokens: readonly Token[]): void {
    this.sentence++;
    if (!tokens.some(tells)) return this.passOver(tokens);
    const state: State = {
      frame: undefined,
      row: undefined,
      within: undefined,
      last: this.before,
      whole: undefined,
      parts: undefined,
      compare: false,
      chain: false,
      period: "now",
      alien: false,
      muddy: false,
      said: [],
      columnWords: [],
      topic: [],
      align: undefined,
    };
    const [first] = tokens;
    if (first?.kind === "word" && first.word.roles.has("part")) this.carry(state, this.before?.quantity);
    this.readClauses(foldAsides(tokens), state);
    this.before = state.last;
  }

  /** A sentence without a figure matters only to what follows it. */
  private passOver(tokens: readonly Token[]): void {
    const ahead = tokens.findIndex((token) => hasRole(token, "future"));
    if (ahead >= 0) {
      const opening = this.clauses === 0 && !tokens.slice(0, ahead).some((token) => token.kind === "mark" && token.mark !== "pause");
      this.lookAhead(opening);
    }
    this.clauses++;
  }

  private readClauses(nodes: readonly Node[], state: State): void {
    for (const clause of clausesOf(nodes)) {
      this.readClause(clause, state);
      if (clause.end === "semicolon" && state.parts && !state.whole?.quantity) this.closeParts(state);
    }
    this.closeParts(state);
  }

  private readClause(clause: Clause, state: State): void {
    const nodes = namedYears(clause.nodes, this.speaker.year, this.lexicons);
    const before = state.period;
    state.period = this.ahead ? "other" : periodOf(nodes, this.speaker.year, state.period);
    if (nodes.some((node) => hasRole(node, "future"))) {
      this.lookAhead(this.clauses === 0);
      state.period = "other";
    }
    if (nodes.some((node, i) => node.kind === "year" && node.year < this.speaker.year && isCompared(nodes, i))) {
      state.compare = true;
    }
    state.align = undefined;
    let left: Node[] = [];
    let counted = false;
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at];
      if (!node) continue;
      if (node.kind === "aside") this.readAside(node.nodes, state);
      else if (node.kind === "figure") {
        at += this.readFigure(node.figure, left, nodes, at, state);
        left = [];
        counted = true;
      } else if (hasRole(node, "part") && isOpening(left)) {
        this.openParts(state);
        left = [];
      } else if (node.kind === "word" && node.word.roles.has("none") && !nodes.slice(at, at + 40).some(isFigure)) {
        this.readNone(node, left, nodes.slice(at + 1), state);
        return;
      } else if (node.kind === "word" && node.word.roles.has("flat")) {
        if (this.readFlat(node, left, state)) left = [];
        counted = true;
      } else left.push(node);
    }
    this.clauses++;
    if (counted) {
      state.topic = [];
      return;
    }
    this.readTopic(left, clause, state);
    // 针对去年反映的问题: last year's problem, this year's work.
    if (state.period === "past" && left.some((node) => node.kind === "unknown" || (node.kind === "word" && node.word.senses.length > 0))) state.period = before;
  }

  /** From 下一步 on nothing has happened yet: to the end of the paragraph, or of the text where a paragraph opens with it. */
  private lookAhead(opening: boolean): void {
    this.ahead = opening ? "text" : (this.ahead ?? "paragraph");
  }

  private readAside(nodes: readonly Node[], state: State): void {
    const inner: State = { ...state, whole: undefined, parts: undefined, topic: [], align: undefined };
    this.readClauses(nodes, inner);
  }

  /** A clause without a figure may say what the next ones are about. */
  private readTopic(nodes: readonly Node[], clause: Clause, state: State): void {
    const left = readLeft(nodes, this.speaker);
    if (left.roles.has("compare")) state.compare = true;
    if (left.roles.has("chain")) state.chain = true;
    if (left.subject) state.alien = left.subject === "other";
    const words = left.groups.flatMap((group) => group.words);
    // 微信公众号每日更新，共发布信息1193条: those of the one channel.
    if (new Set(words.filter((word) => word.word.senses.some(isChannel)).map((word) => word.text)).size === 1) state.alien = true;
    const frame = frameOf(words.slice(0, 24), undefined);
    state.topic = clause.end === "colon" && !left.unknown ? words : [];
    if (!frame) return;
    state.frame = frame;
    state.row = undefined;
    state.muddy = false;
    const last = nodes.at(-1);
    if (last?.kind !== "word" || !dividing.has(last.text)) return;
    const meant = this.mean(words.slice(0, 24), [], { measure: "" }, state);
    if (meant?.readings && meant.row?.path !== undefined && !left.unknown) state.within = meant.row;
  }

  private readFigure(figure: Figure, before: readonly Node[], nodes: readonly Node[], at: number, state: State): number {
    const left = readLeft(before, this.speaker);
    if (left.subject) state.alien = left.subject === "other";
    if (left.roles.has("compare")) state.compare = true;
    if (left.roles.has("chain")) state.chain = true;
    if (state.align) return this.readAligned(figure, left, state);
    if (left.manner === "up" || left.manner === "down") {
      this.readChange(figure, left, left.manner === "up" ? 1 : -1, state);
      return 0;
    }
    if (left.manner === "share") {
      this.readShare(figure, left, state);
      return 0;
    }
    return this.readLevel(figure, left, nodes, at, state);
  }

  private readLevel(figure: Figure, left: Left, nodes: readonly Node[], at: number, state: State): number {
    const right = readRight(nodes, at + 1);
    const takeRight = right.words.length > 0 && right.clean;
    const said = left.groups.some((group) => group.words.length > 0);
    const period = this.levelPeriod(left, nodes, at, state);

    if (!said && !left.unknown) {
      if (takeRight) {
        this.put(figure, [this.mean([], right.words, figure, state)], left, period, state);
        return right.length;
      }
      if (right.clean) this.readBare(figure, left, period, state);
      else this.lose(figure, left, state);
      return 0;
    }
    const extra = takeRight && !right.shared ? right.words : [];
    // 受理复议案件56件、诉讼案件18件: what was said of the first is said of the second.
    const lost = left.joined && state.last !== undefined && !state.last.quantity && !state.parts;
    if (lost) {
      this.lose(figure, left, state);
      return 0;
    }
    if (!right.clean && !left.groups.some((group) => group.words.some(isNoun))) {
      this.lose(figure, left, state);
      return 0;
    }
    const quantities = this.meanAll(left, extra, figure, state);
    if (left.roles.has("respectively") && left.groups.length > 1) {
      const items = quantities.map((item) => (item?.readings ? item : undefined));
      state.align = { items: alignable(left.groups, nodes, at) ? items : [], next: 0 };
      return this.readAligned(figure, left, state);
    }
    const columns = left.groups.flatMap((group) => group.words.filter(isColumn));
    if (columns.length > 0 || !left.joined) state.columnWords = columns;
    this.put(figure, quantities, left, period, state);
    return extra.length > 0 ? right.length : 0;
  }

  /** 由上年的6件增加到8件: the first is last year's. */
  private levelPeriod(left: Left, nodes: readonly Node[], at: number, state: State): Period {
    const past = left.manner === "compare" || (left.roles.has("from") && leadsOn(nodes, at));
    return past && state.period === "now" ? "past" : state.period;
  }

  /** A figure without words of its own: 今年8件, 增加到8件, 318人次, 行政复议：0件. */
  private readBare(figure: Figure, left: Left, period: Period, state: State): void {
    if (state.topic.length > 0) {
      const { topic } = state;
      state.topic = [];
      this.put(figure, [this.mean(topic, [], figure, state)], { ...left, announced: true }, period, state);
      return;
    }
    const last = state.last?.quantity;
    const again = left.manner === "level" || left.roles.has("now") || left.roles.has("past");
    if (last && again) {
      this.put(figure, [last], left, left.manner === "level" ? "now" : period, state);
      return;
    }
    const other = state.frame?.alone.find((row) => row.measures?.has(figure.measure));
    if (last && other && state.frame === last.frame && other !== last.row && isBesides(left)) {
      const quantity: Quantity = { ...last, row: other, readings: other.sums, own: false };
      this.put(figure, [quantity], left, period, state);
    }
  }

  private readAligned(figure: Figure, left: Left, state: State): number {
    const { align } = state;
    if (!align) return 0;
    const quantity = align.items[align.next];
    align.next++;
    if (quantity) this.put(figure, [quantity], { ...left, unknown: false }, state.period, state);
    return 0;
  }

  private meanAll(
    left: Pick<Left, "groups" | "joined">,
    extra: readonly WordToken[],
    figure: Figure,
    state: State,
  ): readonly (Quantity | Named | undefined)[] {
    const { groups } = left;
    const last = groups.at(-1);
    if (!last) return [];
    const column = columnFor(left, state);
    const meant = last.unknown ? undefined : this.mean(last.words, [...extra, ...column(last)], figure, state);
    const shared = meant?.frame ?? this.together(groups, state);
    if (!meant && shared && groups.length > 1) {
      const joint = { ...state, frame: shared, muddy: false };
      return groups.map((group) => (group.unknown ? undefined : this.mean(group.words, column(group), figure, joint)));
    }
    const others = groups.slice(0, -1).map((group) => {
      if (group.unknown) return undefined;
      return this.mean(group.words, column(group), figure, shared ? { ...state, frame: shared, muddy: false } : state);
    });
    return [...others, meant];
  }

  /** What several items are about together where none says it alone: 予以公开和部分公开. */
  private together(groups: readonly Group[], state: State): Frame | undefined {
    const words = groups.flatMap((group) => group.words).slice(0, 24);
    return frameOf(words, state.muddy ? undefined : (state.frame ?? this.lead)) ?? onlyFrameOf(words);
  }

  private mean(
    words: readonly WordToken[],
    extra: readonly WordToken[],
    figure: Pick<Figure, "measure">,
    state: State,
  ): Quantity | Named | undefined {
    const context: Context = {
      frame: state.muddy ? undefined : (state.frame ?? this.lead),
      row: state.row,
      within: state.within,
      measure: figure.measure,
    };
    return resolve([...words, ...extra], context);
  }

  /** Writes down what a figure says, and what the sentence has thereby come to speak of. */
  private put(
    figure: Figure,
    meant: readonly (Quantity | Named | undefined)[],
    left: Left,
    period: Period,
    state: State,
  ): void {
    const each = left.roles.has("each");
    const quantities = meant.filter((item): item is Quantity => item?.readings !== undefined);
    const [named] = meant;
    if (quantities.length < meant.length && !each) {
      if (!left.unknown && named && !named.readings) {
        state.frame = named.frame;
        this.note(figure, undefined, left, state);
      } else this.lose(figure, left, state);
      return;
    }
    const [only] = quantities;
    // 因上年的申请引发的复议: likewise.
    if (only?.caused && period === "past") {
      state.period = "now";
      return this.put(figure, meant, left, "now", state);
    }
    if (!only) return this.lose(figure, left, state);
    const countable = quantities.filter((quantity) => counts(quantity, figure, left));
    if (countable.length < quantities.length) return this.lose(figure, left, state);
    if (each || quantities.length === 1) {
      for (const quantity of quantities) this.say(figure, quantity, period, state);
      this.note(figure, quantities.at(-1), left, state);
      this.carry(state, quantities.at(-1));
      return;
    }
    const together = addUp(quantities, left.totalled);
    if (together) this.say(figure, together, period, state);
    this.note(figure, together, left, state);
    this.carry(state, together);
  }

  private say(figure: Figure, quantity: Quantity, period: Period, state: State, none = false): void {
    if (state.alien || quantity.readings.length === 0) return;
    if (state.parts && state.whole?.quantity?.frame !== quantity.frame) return;
    // 答复上年的申请: the year is that of the requests.
    if (period === "past" && quantity.readings.length > 2) return;
    if (quantity.over) {
      // 办结率100% is a claim that all are closed, and another rule's.
      if (quantity.frame.statutory && figure.value === 100) return;
      this.statements.push({ kind: "rate", figure, period, sentence: this.sentence, parts: quantity.readings, wholes: quantity.over, literal: pairs(state.said) });
      return;
    }
    const own = quantity.own && quantity.readings.length === 1 && quantity.frame.statutory && !none && figure.exact;
    const placed = quantity.named || state.frame === quantity.frame;
    this.statements.push({ kind: "level", figure, period, sentence: this.sentence, readings: quantity.readings, own: own && placed, none });
  }

  private carry(state: State, quantity: Quantity | undefined): void {
    if (!quantity) return;
    state.frame = quantity.frame;
    state.muddy = false;
    if (!quantity.columns && quantity.row) state.row = quantity.row;
  }

  /** A figure that nothing certain is known of. */
  private lose(figure: Figure, left: Left, state: State): void {
    const site = left.groups.some((group) => group.words.some((word) => word.word.senses.some(isChannel)));
    if (site) state.alien = true;
    if (!state.parts && left.groups.length > 0) {
      state.muddy = true;
      state.frame = undefined;
    }
    this.note(figure, undefined, left, state);
  }

  private note(figure: Figure, quantity: Quantity | undefined, left: Left, state: State): void {
    state.parts?.add(figure, dimensionOf(quantity, left), left);
    state.last = { figure, quantity };
    if (figure.measure !== "%") state.said = [...state.said.slice(-5), figure];
  }

  private openParts(state: State): void {
    this.closeParts(state);
    if (!state.last) return;
    state.whole = state.last;
    state.parts = partsOf(state.last.figure);
    if (!state.last.quantity) {
      state.muddy = true;
      state.frame = undefined;
    }
  }

  private closeParts(state: State): void {
    const said = state.alien ? undefined : state.parts?.statement(state.period, this.sentence);
    if (said) this.statements.push(said);
    state.parts = undefined;
  }

  /** 未收到政府信息公开申请; 上年结转申请无. */
  private readNone(
    node: WordToken,
    before: readonly Node[],
    after: readonly Node[],
    state: State,
  ): void {
    const left = readLeft(before, this.speaker);
    if (left.subject) state.alien = left.subject === "other";
    const behind = readLeft(after, this.speaker);
    const figure: Figure = { start: node.start, end: node.end, value: 0, low: 0, high: 0, measure: "", exact: true };
    const verb = this.verbIn(node);
    let { groups } = behind;
    if (groups.length === 0) {
      if (left.unknown && left.groups.length === 1) return;
      groups = left.groups.length > 0 ? left.groups : [{ words: state.topic, unknown: false, text: "" }];
    } else if (left.groups.length > 0 || behind.roles.has("turn")) return;
    const end = groups === behind.groups ? after.findLast((each) => each.kind === "word" && each.word.senses.length > 0) : undefined;
    const span = { ...figure, end: end && end.kind !== "aside" ? end.end : figure.end };
    const meant = this.meanAll({ groups, joined: false }, [], figure, state).map((item, i) =>
      verb && item ? (this.mean([...(groups[i]?.words ?? []), verb], [], figure, { ...state, frame: item.frame }) ?? item) : item,
    );
    for (const quantity of meant) {
      if (quantity?.readings === undefined || quantity.over) continue;
      this.say(span, quantity, state.period, state, true);
      state.frame = quantity.frame;
      state.muddy = false;
    }
    state.last = undefined;
    state.topic = [];
  }

  /** The verb in 未制发, 未收到. */
  private verbIn(node: WordToken): WordToken | undefined {
    const text = node.text.replace(/^(?:均|尚|从|曾)?(?:未曾|未|没有)/, "");
    if (text === "" || text === node.text) return undefined;
    for (const lexicon of this.lexicons) {
      const found = lexicon.find(text, 0);
      if (found && found.end === text.length) return { ...node, word: found.value };
    }
    return undefined;
  }

  private readFlat(node: WordToken, before: readonly Node[], state: State): boolean {
    const left = readLeft(before, this.speaker);
    const compared = before.find((each) => each.kind === "word" && each.word.roles.has("compare"));
    if (left.subject) state.alien = left.subject === "other";
    if (compared) state.compare = true;
    if (!compared || state.chain) return false;
    const start = compared.kind === "word" ? compared.start : node.start;
    const figure: Figure = { start, end: node.end, value: 0, low: 0, high: 0, measure: "", exact: true };
    this.readChange(figure, left, 0, state);
    return true;
  }

  private readChange(figure: Figure, left: Left, sign: 1 | -1 | 0, state: State): void {
    if (!state.compare) return this.lose(figure, left, state);
    if (left.unknown || state.chain || state.alien || state.period !== "now") return;
    const words = left.groups.flatMap((group) => group.words);
    const meant = words.length > 0 ? this.mean(words, [], figure, state) : state.last?.quantity;
    if (!meant?.readings) return;
    const { readings, over, frame } = meant;
    const counted = figure.measure === "" || relative.has(figure.measure) || (meant.row?.measures ?? frame.measures).has(figure.measure);
    if (!counted) return;
    this.statements.push({ kind: "change", figure, period: state.period, sentence: this.sentence, sign, readings, over });
    if (words.length > 0) {
      state.last = { figure, quantity: meant };
      this.carry(state, meant);
    }
  }

  private readShare(figure: Figure, left: Left, state: State): void {
    if (figure.measure !== "%" || left.unknown || state.alien) return;
    const partWords = left.groups.slice(0, left.beforeShare).flatMap((group) => group.words);
    const wholeWords = left.groups.slice(left.beforeShare).flatMap((group) => group.words);
    const count = { measure: "件" };
    const part = partWords.length > 0 ? this.mean(partWords, [], count, state) : state.last?.quantity;
    const whole = wholeWords.length > 0 ? this.mean(wholeWords, [], count, { ...state, frame: part?.frame ?? state.frame }) : undefined;
    if (wholeWords.length > 0 && !whole?.readings && !(whole && left.roles.has("whole"))) return;
    const literal =
      partWords.length === 0 && state.last && state.whole ? [{ part: state.last.figure, whole: state.whole.figure }] : [];
    const parts = part?.readings && !part.over ? part.readings : [];
    const wholes = [...(whole?.readings ?? part?.frame.wholes ?? []), ...(state.whole?.quantity?.readings ?? [])];
    if ((parts.length === 0 || wholes.length === 0) && (literal.length === 0 || part)) return;
    this.statements.push({ kind: "rate", figure, period: state.period, sentence: this.sentence, parts, wholes, literal: [...literal, ...pairs(state.said)] });
    if (partWords.length > 0 && part?.readings) this.carry(state, part);
  }
}

/** Whether a sentence with this in it can say anything of a figure. */
function tells(token: Token): boolean {
  return token.kind === "figure" || hasRole(token, "none") || hasRole(token, "flat");
}

function hasRole(node: Node, role: Role): boolean {
  return node.kind === "word" && node.word.roles.has(role);
}

const dividing: ReadonlySet<string> = new Set(["中", "里", "当中"]);
const relative: ReadonlySet<string> = new Set(["%", "个百分点", "百分点", "倍"]);

/** Whether the measure word is one for the thing counted. A bare number counts where it is announced, or says 0. */
function counts(quantity: Quantity, figure: Figure, left: Left): boolean {
  const measures = quantity.row?.measures ?? quantity.frame.measures;
  if (figure.measure !== "") return measures.has(figure.measure);
  return !measures.has("%") && (figure.value === 0 || left.announced);
}

/** Counts of one sentence that a percentage may have been worked out from. */
function pairs(said: readonly Figure[]): readonly { readonly part: Figure; readonly whole: Figure }[] {
  return said.flatMap((part) => said.flatMap((whole) => (whole.value > part.value ? [{ part, whole }] : [])));
}

function isNoun(word: WordToken): boolean {
  return word.word.senses.some((sense) => sense.kind === "noun" || sense.clear);
}

/**
 * A column said once for several items: 尚未审结的行政复议、行政诉讼, 制发规章2件、行政规范性文件5件.
 * It goes to the items that have a noun and no column.
 */
function columnFor(left: Pick<Left, "groups" | "joined">, state: State): (group: Group) => readonly WordToken[] {
  const said = left.groups.map((group) => group.words.filter(isColumn)).filter((words) => words.length > 0);
  const [one] = said;
  const shared = said.length === 1 && one ? one : said.length === 0 && left.joined ? state.columnWords : [];
  return (group) => (group.words.some(isColumn) || !group.words.some(isNoun) ? [] : shared);
}

function isColumn(word: WordToken): boolean {
  return word.word.senses.some((sense) => sense.kind === "column");
}

function isChannel(sense: { readonly frame: Frame; readonly kind: string }): boolean {
  return sense.frame.id === "items" && sense.kind === "row";
}

function isFigure(node: Node): boolean {
  return node.kind === "figure";
}

function isOpening(left: readonly Node[]): boolean {
  const opening: readonly Role[] = ["plain", "and", "part", "own", "area"];
  return left.every((node) => node.kind !== "aside" && (node.kind !== "word" || opening.some((role) => node.word.roles.has(role))));
}

/** Nothing but a joining mark or plain words before the figure. */
function isBesides(left: Left): boolean {
  return !left.unknown && left.groups.length === 0;
}

function leadsOn(nodes: readonly Node[], at: number): boolean {
  return nodes.slice(at + 1, at + 8).some((node) => hasRole(node, "level"));
}

/** As many figures, joined by 、 or 和, as there are things before 分别. */
function alignable(groups: readonly Group[], nodes: readonly Node[], at: number): boolean {
  let figures = 1;
  for (let i = at + 1; i < nodes.length && figures <= groups.length; i++) {
    const node = nodes[i];
    if (node?.kind === "figure") figures++;
    else if (node?.kind === "mark" || (node?.kind === "word" && node.word.roles.has("and"))) continue;
    else break;
  }
  return figures === groups.length;
}

const mostReadings = 48;

/** Several things in one figure: their sum, or each of them where nothing says they are added up. */
function addUp(quantities: readonly Quantity[], totalled: boolean): Quantity | undefined {
  const [first] = quantities;
  if (!first || quantities.some((quantity) => quantity.over)) return undefined;
  let sums: readonly Sum[] = [[]];
  for (const { readings } of quantities) {
    sums = sums.flatMap((sum) => readings.map((reading) => [...sum, ...reading]));
    if (sums.length > mostReadings) return undefined;
  }
  const singles = totalled ? [] : quantities.flatMap((quantity) => quantity.readings);
  const [frame, ...frames] = new Set(quantities.map((quantity) => quantity.frame));
  // 通过政府网站和政务微信公开信息486条 may be all that was published.
  const all = frame && frames.length === 0 && frame.byRow ? frame.alone.flatMap((row) => row.sums) : [];
  return { ...first, row: undefined, columns: undefined, readings: [...sums, ...singles, ...all], own: false };
}
