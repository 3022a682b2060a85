/** What a tag does: print, open a block, switch its branch, close it, or nothing at all (a comment). */
export type TagKind = "value" | "open" | "else" | "close" | "comment" | "forbidden";

/** A tag found in joined text. */
export interface FoundTag {
  readonly start: number;
  readonly end: number;
  readonly kind: TagKind;
  /** What stands between the two braces on each side, normalised: `percent a b`, `#each findings`, `else`, `/each`. */
  readonly code: string;
}

export interface Found {
  readonly tags: readonly FoundTag[];
  /** Where braces stand that belong to no tag. */
  readonly stray: readonly number[];
}

/** Whether text could hold a tag, complete or not. */
export function holdsBraces(text: string): boolean {
  return /[{｛][{｛]|[}｝][}｝]/.test(text);
}

/** The longest tag that is looked at; the form's own have some sixty characters. */
const longest = 2_000;

/** The tags of a text. Full-width braces, as an input method leaves them, count as braces. One pass, whatever the text. */
export function findTags(text: string): Found {
  const tags: FoundTag[] = [];
  const stray: number[] = [];
  let at = 0;
  while (at < text.length) {
    const opens = runOf(text, at, "{｛");
    const closes = runOf(text, at, "}｝");
    if (opens < 2) {
      if (closes >= 2) stray.push(at);
      at += Math.max(1, opens, closes);
      continue;
    }
    const inner = at + opens;
    const end = endOfInner(text, inner);
    const ends = runOf(text, end, "}｝");
    if (ends < 2) {
      stray.push(at);
      at = end;
      continue;
    }
    const code = normalise(text.slice(inner, end));
    const regular = opens === 2 && ends === 2 && code.length <= longest;
    const tag = { start: at, end: end + ends };
    if (regular) tags.push({ ...tag, code, kind: kindOf(code) });
    else tags.push({ ...tag, code: `${"{".repeat(opens - 2)}${code}${"}".repeat(ends - 2)}`, kind: "forbidden" });
    at = end + ends;
  }
  return { tags, stray };
}

/** How many braces of a kind stand in a row. */
function runOf(text: string, from: number, braces: string): number {
  let at = from;
  while (at < text.length && braces.includes(text.charAt(at))) at++;
  return at - from;
}

/** Where the inside of a tag ends: at the next brace, or behind the end of a comment that may hold braces. */
function endOfInner(text: string, from: number): number {
  if (text.startsWith("!--", from)) {
    const end = text.indexOf("--", from + 3);
    return end < 0 ? text.length : end + 2;
  }
  let at = from;
  while (at < text.length && !"{｛}｝".includes(text.charAt(at))) at++;
  return at;
}

function kindOf(code: string): TagKind {
  if (code.startsWith("!")) return "comment";
  if (/^[&>*~^]|^#[>*]|~$/.test(code)) return code === "^" ? "else" : "forbidden";
  if (code.startsWith("#")) return "open";
  if (code.startsWith("/")) return "close";
  return code === "else" || code.startsWith("else ") ? "else" : "value";
}

/** Word and input methods change what is typed: quotes become smart, brackets and spaces full-width. */
function normalise(inner: string): string {
  const straight = inner.replace(/[“”＂]/g, '"').replace(/[‘’＇]/g, "'");
  return straight
    .split(/("[^"]*"|'[^']*')/)
    .map((part, i) => (i % 2 === 1 ? part : plainMarks(part)))
    .join("")
    .trim();
}

const fullWidth: Readonly<Record<string, string>> = {
  "（": "(",
  "）": ")",
  "＃": "#",
  "／": "/",
  "．": ".",
  "＠": "@",
};

export function plainMarks(part: string): string {
  return part
    .replace(/[（）＃／．＠]/g, (mark) => fullWidth[mark] ?? mark)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .replace(/[\s\u00a0\u3000]+/g, " ")
    .replace(/^ ?([#/]) +/, "$1");
}
