import type { LeftContext } from "./context.ts";
import type { Figure } from "./figure.ts";
import type { Quantity } from "./resolve.ts";
import type { PartsStatement, Period } from "./statement.ts";

/** Parts that follow 其中 until something else is counted. */
export interface PartList {
  /** Whether the figure is a part; one of another kind than the first is not. */
  add(figure: Figure, dimension: string, left: LeftContext): boolean;
  statement(period: Period, sentence: number): PartsStatement | undefined;
}

const mostParts = 200;

export function partsOf(whole: Figure): PartList {
  const parts: Figure[] = [];
  let dimension: string | undefined;
  let complete = false;
  return {
    add(figure, found, left) {
      if (figure.measure !== whole.measure || parts.length >= mostParts) return false;
      if (left.roles.has("rest")) complete = true;
      else if (dimension !== undefined && !alike(dimension, found, left.joined)) return false;
      dimension ??= found;
      parts.push(figure);
      return true;
    },
    statement(period, sentence) {
      const last = parts.at(-1);
      if (!last || whole.measure === "%") return undefined;
      // Information published through several channels is counted in each.
      const overlapping = dimension?.startsWith("activity.") ?? false;
      const listed = overlapping ? [] : parts;
      const single = parts.find((part) => part.low > whole.high);
      const sum = listed.reduce((total, part) => total + part.low, 0);
      if (single) return { kind: "parts", figure: single, period, sentence, whole, parts: [single], complete: false };
      if (listed.length > 1 && (sum > whole.high || complete)) {
        return { kind: "parts", figure: last, period, sentence, whole, parts: listed, complete };
      }
      return undefined;
    },
  };
}

/** Along which line the whole is divided: applicants, outcomes, what became of it, or the words of the text. */
export function dimensionOf(quantity: Quantity | undefined, left: LeftContext): string {
  if (!quantity) return `text ${left.groups.at(-1)?.text ?? ""}`;
  if (quantity.columns) return "columns";
  const path = quantity.row?.path;
  return path === undefined ? "closing" : path.split(".").slice(0, -1).join(".");
}

/** The same line; for the text's own words, the same beginning or end: 涉及土地, 涉及社保; 当面提交, 网络提交. */
function alike(first: string, second: string, joined: boolean): boolean {
  if (first === second) return true;
  if (!first.startsWith("text ") || !second.startsWith("text ")) return false;
  if (joined) return true;
  const [a, b] = [first.slice(5), second.slice(5)];
  return a.length >= 2 && b.length >= 2 && (a.slice(0, 2) === b.slice(0, 2) || a.slice(-2) === b.slice(-2));
}
