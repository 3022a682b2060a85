import type { LeftContext } from "../parse/left-context.ts";
import type { Figure } from "../tokenize/figure.ts";
import type { FigureReferent, Quantity } from "./resolve.ts";
import type { PartsStatement, Period } from "./statement.ts";

/** Parts that follow 其中 until something else is counted. */
export interface PartList {
  /** Whether the figure is a part; one of another kind than the first is not. */
  add(figure: Figure, dimension: string, left: LeftContext): boolean;
  statement(period: Period, sentence: number): PartsStatement | undefined;
  /** Whether rows or columns of the form are listed, and not the text's own words. */
  listsRows(): boolean;
}

const mostParts = 200;

/** `wholes` are all figures that may be meant; 分别为 leaves nothing over. */
export function partsOf(
  { figure: whole, quantity }: FigureReferent,
  wholes: readonly Figure[],
  allOfIt: boolean,
): PartList {
  const parts: Figure[] = [];
  let dimension: string | undefined;
  let verbs: string | undefined;
  let complete = allOfIt;
  /** The last part was said to be what others there are. */
  let closed = false;
  let over = false;
  /** A figure of the list was counted otherwise, or along another line. */
  let skipped = false;
  // Information published through several channels is counted in each.
  const overlapping = quantity?.frame.byRow === true;
  const skip = (): false => {
    skipped = true;
    closed = false;
    return false;
  };
  return {
    listsRows: () => dimension !== undefined && !dimension.startsWith("text "),
    add(figure, found, left) {
      // 其中动态216条，报送信息100条: what was handed to others ends the list.
      over ||= left.roles.has("apart");
      if (figure.measure === "%") return false;
      if (figure.measure !== whole.measure || parts.length >= mostParts || over) return skip();
      const said = verbsOf(left);
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
    statement(period, sentence) {
      const last = parts.at(-1);
      if (!last || whole.measure === "%") return undefined;
      const channels = dimension?.startsWith("activity.") === true;
      const listed = channels ? [] : parts;
      // Of several figures before it any may be divided, and what was published is counted once for each way.
      const single =
        (overlapping || channels) && wholes.length > 1
          ? undefined
          : parts.find((part) => part.low > whole.high && wholes.every(({ high }) => part.low > high));
      const sum = listed.reduce((total, part) => total + part.low, 0);
      const of = { period, sentence, whole, wholes: wholes.length > 0 ? wholes : [whole] };
      if (single) return { kind: "parts", figure: single, ...of, parts: [single], complete: false };
      if (listed.length > 1 && (sum > whole.high || complete || closed)) {
        return { kind: "parts", figure: last, ...of, parts: listed, complete: complete || closed };
      }
      return undefined;
    },
  };
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
export function dimensionOf(quantity: Quantity | undefined, left: LeftContext): string {
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
