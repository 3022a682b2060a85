import type { Span } from "../../core/diagnostic.ts";
import type { Section } from "../../core/edition.ts";
import { placeInProse } from "../../core/prose.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";

/** The text of one section as its unit wrote it, tags replaced by what they stand for. */
export interface OwnText {
  readonly section: Section;
  readonly text: string;
  /** The place in the file of a stretch of the text. */
  at(start: number, end: number): Span;
}

/** A stretch of a longer text. */
export interface Stretch {
  readonly start: number;
  readonly text: string;
}

/** Tags that could not be replaced are another rule's business: here each character of one is this. */
export const unreadable = "\uFFFC";

/** The texts a unit wrote itself, in the order of the form. Composed texts have no place in a file, and no slips. */
export function* ownTexts({ tally, edition, prose }: Pick<CheckInput, "tally" | "edition" | "prose">): Iterable<OwnText> {
  for (const section of edition.sections) {
    const passage = tally.prose.get(section.id);
    const expanded = prose?.get(section.id);
    if (!passage || !expanded?.own) continue;
    const text = expanded.text.replace(/\{\{[^{}]*\}\}/g, (tag) => unreadable.repeat(tag.length));
    yield { section, text, at: (start, end) => placeInProse(passage, expanded, start, end) };
  }
}

/** The sentences of a text, with the mark that ends each. A line ends a sentence too. */
export function* sentencesOf(text: string): Iterable<Stretch> {
  for (const match of text.matchAll(/[^。！？；\n]+[。！？；]?/g)) yield { start: match.index, text: match[0] };
}

/** The sentence around an offset, and where in it the offset is. */
export function sentenceAt(text: string, at: number): Stretch {
  let start = at;
  let end = at;
  // No sentence is longer: a text without full stops is not searched from end to end for each of its words.
  while (start > 0 && start > at - 300 && !ends.has(text[start - 1] ?? "")) start--;
  while (end < text.length && end < at + 300 && !ends.has(text[end] ?? "")) end++;
  return { start, text: text.slice(start, end) };
}

const ends: ReadonlySet<string> = new Set("。！？；\n");

/** Full-width digits, marks of dates and brackets in one form, character by character, so that offsets stay the same. */
export function plainly(text: string): string {
  return text.replace(/[０-９〔\[［【﹝（(〕\]］】﹞）)]/g, (char) => {
    if (char >= "０" && char <= "９") return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
    return "〔[［【﹝（(".includes(char) ? "（" : "）";
  });
}

const most = 20;

/** The findings of the first matches of many alike, and how many there are besides: nobody reads the hundredth. */
export function* firstFew<T>(matches: Iterable<T>, finding: (match: T) => Finding): Iterable<Finding> {
  let seen = 0;
  for (const match of matches) {
    if (seen < most) yield finding(match);
    seen++;
  }
  if (seen <= most) return;
  const more = seen - most;
  yield { message: { zh: `同类问题还有${more}处，没有逐一列出`, en: `${more} more of the same kind are not listed` } };
}
