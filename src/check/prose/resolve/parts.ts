import type { LeftContext } from "../parse/left-context.ts";
import type { WordToken } from "../parse/sentence.ts";
import { addUp, type Figure } from "../tokenize/figure.ts";
import type { FigureReferent, Quantity } from "./resolve.ts";
import type { PartsStatement, Period } from "./statement.ts";

/** Parts that follow 其中 until something else is counted. */
export interface PartList {
  /** Whether the figure is a part; one of another kind than the first is not. */
  add(figure: Figure, quantity: Quantity | undefined, left: LeftContext): boolean;
  /** `cut`: it may go on, so that the others there are may be more. */
  statement(period: Period, sentence: number, cut: boolean): PartsStatement | undefined;
  /** Whether rows or columns of the form are listed, and not the text's own words. */
  listsRows(): boolean;
}

const mostParts = 200;

/** Kinds of information, counted as what is published is counted; more of another measure may have been counted with them. */
const publishing: ReadonlySet<string> = new Set(["条", "件", "篇", "份", "项", "则", "个", "期", "条次"]);
const mostDoubtful = 3;
const fewestKinds = 3;

/** `wholes` are all figures that may be meant; 分别为 leaves nothing over. */
export function partsOf(
  { figure: whole, quantity, about }: FigureReferent,
  wholes: readonly Figure[],
  allOfIt: boolean,
): PartList {
  const parts: Figure[] = [];
  /** The parts, and beside them kinds of information in other words, in order. */
  const kinds: Figure[] = [];
  /** What may have been counted with the kinds: 征集调查16期 among 条. */
  const doubtful: Figure[] = [];
  let dimension: string | undefined;
  let verbs: string | undefined;
  let acts: string | undefined;
  let complete = allOfIt;
  /** The last part was said to be what others there are. */
  let closed = false;
  let over = false;
  /** A figure of the list was counted otherwise, or along another line. */
  let skipped = false;
  /** The kinds of information are listed no further. */
  let ended = false;
  let closedKinds = false;
  let byChannel = false;
  // Information published through several channels is counted in each.
  const overlapping = quantity?.frame.byRow === true;
  const published = overlapping || (!quantity && (about === "information" || publishing.has(whole.measure)));
  const skip = (): false => {
    skipped = true;
    closed = false;
    return false;
  };
  const addKind = (figure: Figure, part: Quantity | undefined, left: LeftContext): void => {
    if (ended || !published) return;
    closedKinds = kinds.length > 0 && /其[他它]/.test(left.groups.at(-1)?.text ?? "");
    if (isChannel(part)) byChannel = true;
    const said = actsOf(left);
    acts ??= said;
    if (figure.measure === whole.measure && (said === "" || said === acts)) kinds.push(figure);
    else if (publishing.has(figure.measure) && said === "") doubtful.push(figure);
    else ended = true;
  };
  return {
    listsRows: () => dimension !== undefined && !dimension.startsWith("text "),
    add(figure, part, left) {
      const found = dimensionOf(part, left);
      // 其中动态216条，报送信息100条: what was handed to others ends the list.
      over ||= left.roles.has("apart");
      ended ||= over || parts.length >= mostParts;
      if (figure.measure === "%") return false;
      const said = verbsOf(left);
      addKind(figure, part, left);
      if (figure.measure !== whole.measure || parts.length >= mostParts || over) return skip();
      if (verbs !== undefined && said !== verbs && found.startsWith("text ") && !left.joined) return skip();
      verbs ??= said;
      // 公开12件、无法提供3件、其他1件: what others there are, where each of the list was read.
      const others = parts.length > 0 && /^text 其[他它]/.test(found);
      if (left.roles.has("rest")) complete = true;
      else if (!others && dimension !== undefined && !alike(dimension, found, left.joined)) return skip();
      closed = others && !skipped;
      dimension ??= found;
      parts.push(figure);
      return true;
    },
    statement(period, sentence, cut) {
      const last = parts.at(-1);
      if (!last || whole.measure === "%") return undefined;
      const channels = byChannel || dimension?.startsWith("activity.") === true;
      const listed = channels ? [] : parts;
      // Of several figures before it any may be divided, and what was published is counted once for each way.
      const single =
        channels || (overlapping && wholes.length > 1)
          ? undefined
          : parts.find((part) => part.low > whole.high && wholes.every(({ high }) => part.low > high));
      const of = { period, sentence, whole, wholes: wholes.length > 0 ? wholes : [whole] };
      if (single) return { kind: "parts", figure: single, ...of, parts: [single], complete: false };
      // Nothing is wrong with these; it is told that they were added up.
      const within = (some: readonly Figure[]): PartsStatement | undefined =>
        addUp(some).low > whole.high ? undefined : { kind: "parts", figure: last, ...of, parts: some, complete: false };
      if (channels) return undefined;
      if (!skipped) {
        const said = complete || (closed && !cut);
        if (listed.length < 2 || (addUp(listed).low <= whole.high && !said)) return within(listed);
        return { kind: "parts", figure: last, ...of, parts: listed, complete: said };
      }
      if (kinds.length < fewestKinds || doubtful.length > mostDoubtful || reaches(of.wholes, kinds)) {
        if (listed.length > 1 && (addUp(listed).low > whole.high || complete))
          return { kind: "parts", figure: last, ...of, parts: listed, complete };
        return within(kinds.length > listed.length ? kinds : listed);
      }
      return {
        ...{ kind: "parts", figure: kinds.at(-1) ?? last, ...of },
        ...{ wholes: withDoubtful(of.wholes, doubtful), parts: kinds, complete: closedKinds && !ended && !cut },
      };
    },
  };
}

/** 信息310条，其中公告110条、动态200条，解读12条: the list has come to its whole before its last figure, which is something else. */
function reaches(wholes: readonly Figure[], kinds: readonly Figure[]): boolean {
  let low = 0;
  let high = 0;
  return kinds.slice(0, -1).some((kind, at) => {
    low += kind.low;
    high += kind.high;
    return at > 0 && wholes.some((whole) => low <= whole.high && whole.low <= high);
  });
}

/** The wholes less each choice of what may have been counted with the parts. */
function withDoubtful(wholes: readonly Figure[], doubtful: readonly Figure[]): readonly Figure[] {
  let found = wholes;
  for (const { low, high } of doubtful) {
    found = found.flatMap((whole) => [whole, { ...whole, low: whole.low - high, high: whole.high - low }]);
  }
  return found;
}

/** What was done with it: 发布解读9条. 应主动公开的信息, 其他主动公开内容, 信息公开指南 are kinds of information. */
function actsOf({ groups }: LeftContext): string {
  return groups
    .flatMap(({ words, text }) =>
      /^其[他它]/.test(text)
        ? []
        : words.filter((word) => isAct(word) && !word.text.startsWith("信息") && !text.includes(`${word.text}的`)),
    )
    .map(({ text }) => text)
    .join(" ");
}

function isAct({ word }: WordToken): boolean {
  return word.senses.some(({ kind, frame, row }) => (kind === "verb" && frame.byRow) || row?.generic);
}

function isChannel(quantity: Quantity | undefined): boolean {
  return quantity?.frame.byRow === true && quantity.row?.path !== undefined;
}

/** A list has one verb throughout, or none: 发布解读9条 is no part of 政策类120条. */
export function verbsOf({ groups }: LeftContext): string {
  const words = groups.flatMap((group) => group.words);
  return words
    .filter(({ word }) => word.senses.some((sense) => sense.kind === "verb" || sense.row?.generic))
    .map(({ text }) => text)
    .join(" ");
}

/** Along which line the whole is divided: applicants, outcomes, what became of it, or the words of the text. */
function dimensionOf(quantity: Quantity | undefined, left: LeftContext): string {
  if (!quantity) return `text ${left.groups.at(-1)?.text ?? ""}`;
  if (quantity.columns) return "columns";
  const path = quantity.row?.path;
  return path === undefined ? "closing" : path.split(".").slice(0, -1).join(".");
}

/** The text's own words, or channels, which it mixes with them. */
function isLoose(dimension: string): boolean {
  return dimension.startsWith("text ") || dimension.startsWith("activity.");
}

/** The same line; for the text's own words, the same beginning or end: 涉及土地, 涉及社保; 当面提交, 网络提交. */
function alike(first: string, second: string, joined: boolean): boolean {
  if (first === second || (joined && isLoose(first) && isLoose(second))) return true;
  if (!first.startsWith("text ") || !second.startsWith("text ")) return false;
  const [a, b] = [first.slice(5), second.slice(5)];
  return a.length >= 2 && b.length >= 2 && (a.slice(0, 2) === b.slice(0, 2) || a.slice(-2) === b.slice(-2));
}
