/** What a tag does: print, open a block, switch its branch, close it, or nothing at all (a comment). */
export type TagKind = "value" | "open" | "else" | "close" | "comment" | "forbidden";

/** A tag found in joined text. */
export interface FoundTag {
  readonly start: number;
  readonly end: number;
  readonly kind: TagKind;
  /** What stands between the braces, normalised: `percent a b`, `#each findings`, `else`, `/each`. */
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

const tag = /[{｛]{2,}(!--[\s\S]*?--|[^{｛}｝]*)[}｝]{2,}/g;

/** The tags of a text. Full-width braces, as an input method leaves them, count as braces. */
export function findTags(text: string): Found {
  const tags: FoundTag[] = [];
  const stray: number[] = [];
  let from = 0;
  const between = (to: number) => {
    for (const match of text.slice(from, to).matchAll(/[{｛]{2,}|[}｝]{2,}/g)) stray.push(from + match.index);
  };
  for (const match of text.matchAll(tag)) {
    const [whole, inner = ""] = match;
    between(match.index);
    from = match.index + whole.length;
    const twice = /^[{｛]{2}[^{｛]/.test(whole) && /[^}｝][}｝]{2}$/.test(whole);
    const code = normalise(inner);
    tags.push({ start: match.index, end: from, code, kind: twice ? kindOf(code) : "forbidden" });
  }
  between(text.length);
  return { tags, stray };
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

function plainMarks(part: string): string {
  return part
    .replace(/[（）＃／．＠]/g, (mark) => fullWidth[mark] ?? mark)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .replace(/[\s\u00a0\u3000]+/g, " ")
    .replace(/^ ?([#/]) +/, "$1");
}
