import type { Paragraph } from "../core/report.ts";

/** `（一）` opens a heading of the second level. */
const second = /^[（(][一二三四五六七八九十]{1,3}[）)]/u;
/** `1.` opens one of the third. */
const third = /^\d{1,2}[.．、]\s*(?=\S)/u;
/** A run-in heading is short, has no figures and ends at its first mark. */
const leadWords = /^[^。，；：、！？\d]{1,20}[。：](?=.)/u;
const headingWords = /^[^。，；：！？]{1,40}$/u;
const closedHeading = /^[^。，；：！？\d]{1,20}。$/u;
/** Without any figure, or 1.5万件 would be one. */
const enumerated = /^[^。，；：！？\d]{1,30}$/u;

/** The paragraphs of a text, a line each; blank lines and the space around lines say nothing. The words stay as they are. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  return text
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(paragraph);
}

function paragraph(line: string): Paragraph {
  const [mark] = second.exec(line) ?? [];
  if (mark !== undefined) {
    const words = line.slice(mark.length);
    if (headingWords.test(words) || closedHeading.test(words)) return { level: 2, lead: "", text: line };
    const [lead] = leadWords.exec(words) ?? [];
    if (lead === undefined) return { level: 0, lead: "", text: line };
    const end = mark.length + lead.length;
    return { level: 0, lead: line.slice(0, end), text: line.slice(end).trimStart() };
  }
  const [number] = third.exec(line) ?? [];
  if (number !== undefined && enumerated.test(line.slice(number.length))) return { level: 3, lead: "", text: line };
  return { level: 0, lead: "", text: line };
}
