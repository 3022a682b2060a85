import type { Span } from "../../core/diagnostic.ts";
import type { Section } from "../../core/form/edition.ts";
import { once } from "../../core/once.ts";
import { type Prose, placeInProse } from "../../core/prose.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";
import type { Annotation } from "../../core/tally.ts";

/** The text of one section as its unit wrote it, tags replaced by what they stand for. */
export interface OwnText {
  readonly section: Section;
  readonly text: string;
  /** The same with digits and brackets in one form (see `plainly`). */
  readonly plain: string;
  /** The place in the file of a stretch of the text. */
  at(start: number, end: number): Span;
}

/** A stretch of a longer text. */
export interface TextExcerpt {
  readonly start: number;
  readonly text: string;
}

/** Tags that could not be replaced are another rule's business: here each character of one is this. */
const unreadable = "\uFFFC";

/** Every rule asks for the same texts. */
const known = new WeakMap<Prose, readonly OwnText[]>();

/** The texts a unit wrote itself, in the order of the form. Composed texts have no place in a file, and no slips. */
export function ownTexts(input: Pick<CheckInput, "tally" | "edition" | "prose">): readonly OwnText[] {
  const { prose } = input;
  if (!prose) return [];
  const texts = known.get(prose) ?? readOwnTexts(input, prose);
  known.set(prose, texts);
  return texts;
}

function readOwnTexts({ tally, edition }: Pick<CheckInput, "tally" | "edition">, prose: Prose): readonly OwnText[] {
  return edition.sections.flatMap((section): readonly OwnText[] => {
    const passage = tally.prose.get(section.id);
    const expanded = prose.get(section.id);
    if (!passage || !expanded?.own) return [];
    const text = expanded.text.includes("{{")
      ? expanded.text.replace(/\{\{[^{}]*\}\}/g, (tag) => unreadable.repeat(tag.length))
      : expanded.text;
    const at = (start: number, end: number) => placeInProse(passage, expanded, start, end);
    return [{ section, text, plain: plainly(text), at }];
  });
}

type Worded = Pick<CheckInput, "tally" | "edition" | "prose">;

/** All that a unit has put into words itself: its texts, its contact, what it remarks on figures, and its notes under tables. */
export const publishedTexts: (input: Worded) => readonly OwnText[] = once((input: Worded) => {
  const { tally, edition } = input;
  const annotations: (readonly [table: string, Annotation])[] = [];
  for (const [path, { remark }] of tally.cells) if (remark) annotations.push([path.split(".")[0] ?? "", remark]);
  for (const [table, lines] of tally.notes ?? []) annotations.push(...lines.map((line) => [table, line] as const));
  const lines = annotations.flatMap(([table, { text, span }]): readonly OwnText[] => {
    const section = edition.sections.find(({ tables }) => tables.includes(table)) ?? edition.sections.at(-1);
    return section ? [{ section, text, plain: plainly(text), at: () => span }] : [];
  });
  const [opening] = edition.sections;
  const contact = Object.values(tally.unit.contact ?? {}).flatMap((text): readonly OwnText[] =>
    opening ? [{ section: opening, text, plain: plainly(text), at: () => tally.unitSpan }] : [],
  );
  return contact.length + lines.length > 0 ? [...ownTexts(input), ...contact, ...lines] : ownTexts(input);
});

/** The sentences of a text, with the mark that ends each. A line ends a sentence too. */
export function* sentencesOf(text: string): Iterable<TextExcerpt> {
  for (const match of text.matchAll(/[^。！？；\n]+[。！？；]?/g)) yield { start: match.index, text: match[0] };
}

/** The same, of those in which a pattern is found that names no end of a sentence. The pattern is global. */
export function* sentencesWith(pattern: RegExp, text: string): Iterable<TextExcerpt> {
  for (let from = 0; ; ) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    // Whoever looks at the sentence may go over it with the same pattern.
    pattern.lastIndex = 0;
    if (!found) return;
    let start = found.index;
    while (start > from && !ends.has(text[start - 1] ?? "")) start--;
    let end = found.index;
    while (end < text.length && !ends.has(text[end] ?? "")) end++;
    if (end < text.length && text[end] !== "\n") end++;
    yield { start, text: text.slice(start, end) };
    from = Math.max(end, found.index + 1);
  }
}

/** The sentence around an offset, and where in it the offset is. */
export function sentenceAt(text: string, at: number): TextExcerpt {
  let start = at;
  let end = at;
  // No sentence is longer: a text without full stops is not searched from end to end for each of its words.
  while (start > 0 && start > at - 300 && !ends.has(text[start - 1] ?? "")) start--;
  while (end < text.length && end < at + 300 && !ends.has(text[end] ?? "")) end++;
  return { start, text: text.slice(start, end) };
}

const ends: ReadonlySet<string> = new Set("。！？；\n");

/** Full-width digits and brackets of all kinds in one form, character by character, so that offsets stay the same. */
export function plainly(text: string): string {
  return text.replace(/[０-９Ｘｘ〔[［【﹝(〕\]］】﹞)]/g, (char) => plain.get(char) ?? char);
}

const plain: ReadonlyMap<string, string> = new Map([
  ...[..."０１２３４５６７８９Ｘｘ"].map((char) => [char, String.fromCharCode(char.charCodeAt(0) - 0xfee0)] as const),
  ...[..."〔[［【﹝("].map((char) => [char, "（"] as const),
  ...[..."〕]］】﹞)"].map((char) => [char, "）"] as const),
]);

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
