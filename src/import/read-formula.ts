import type { Edition } from "../core/form/edition.ts";
import type { Contact } from "../core/tally.ts";
import type { ReadDocument } from "./document.ts";
import type { FoundSignature } from "./read-annotations.ts";
import { contactIn, signatureAt } from "./read-annotations.ts";
import type { TextLine } from "./read-sections.ts";
import { isCoverRow } from "./read-sections.ts";
import { readDateLine } from "./title.ts";

interface Formula {
  readonly texts: ReadonlyMap<string, string>;
  readonly contact: Contact | undefined;
  readonly signature: FoundSignature | undefined;
}

/** The texts without what every report has around them: the contact in the opening paragraph, the signature at the end. */
export function withoutFormula(
  texts: ReadonlyMap<string, string>,
  { sections }: Edition,
  unit: string | undefined,
  blocks: ReadDocument["blocks"],
): Formula {
  const prose = sections.filter((section) => section.prose && texts.has(section.id)).map(({ id }) => id);
  const [first, last] = [prose[0], prose.at(-1)];
  const kept = new Map(texts);
  const addLines = (id: string, lines: readonly string[]) => {
    const text = lines.filter((line, i) => line !== "" || i > 0).join("\n");
    if (text.trim() === "") kept.delete(id);
    else kept.set(id, text);
  };
  let contact: Contact | undefined;
  if (first !== undefined) {
    const lines = (kept.get(first) ?? "").split("\n");
    const at = lines.findIndex((line) => contactIn(line, unit));
    const found = at < 0 ? undefined : contactIn(lines[at] ?? "", unit);
    contact = found?.contact;
    if (found) addLines(first, found.text === "" ? lines.toSpliced(at, 1) : lines.with(at, found.text));
  }
  contact ??= coverValue(blocks, /^联系方式$/u, (text) => contactIn(text, unit)?.contact);
  const published = coverValue(blocks, /^(?:发布|公布|成文)日期$/u, readDateLine);
  const lines = last === undefined ? [] : (kept.get(last) ?? "").split("\n");
  const signed = last === undefined ? undefined : signatureAt(lines, unit);
  if (last !== undefined && signed) addLines(last, lines.slice(0, lines.length - signed.lines));
  return { texts: kept, contact, signature: signed ?? (published === undefined ? undefined : { published, lines: 0 }) };
}

/** A signature below the list of annexes, among what belongs to no section. */
export function signedBelow(
  unread: readonly TextLine[],
  unit: string | undefined,
): { readonly signature: FoundSignature; readonly others: readonly TextLine[] } | undefined {
  const day = unread.findIndex(({ text }) => readDateLine(text) !== undefined);
  const lines = unread.slice(0, day + 1).map(({ text }) => text);
  const signature = day < 0 ? undefined : signatureAt(lines, unit);
  return signature && { signature, others: unread.toSpliced(day + 1 - signature.lines, signature.lines) };
}

/** What stands beside a label of a cover sheet. */
function coverValue<T>(
  blocks: ReadDocument["blocks"],
  label: RegExp,
  read: (text: string) => T | undefined,
): T | undefined {
  for (const block of blocks) {
    if (block.kind !== "grid" || !block.rows.some(isCoverRow)) continue;
    for (const row of block.rows) {
      const at = row.findIndex((cell) => cell !== undefined && label.test(cell.text));
      const value = at < 0 ? undefined : row.slice(at + 1).find((cell) => cell && cell.text !== "" && cell !== row[at]);
      const found = value && read(value.text);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** 索引号, as sites print it around a report or in a table above it. A number has a digit. */
export function indexNumberIn({ around = [], blocks }: ReadDocument): string | undefined {
  const above = blocks
    .slice(0, 12)
    .flatMap((block) =>
      block.kind === "paragraph"
        ? [block.text]
        : block.rows.slice(0, 8).map((row) => [...new Set(row)].map((cell) => cell?.text).join(" ")),
    );
  const found = [...around, ...above].map((line) => /索\s*引\s*号\s*[：:]?\s*(\S{1,60})(?=\s|$)/u.exec(line)?.[1]);
  return found.find((number) => number !== undefined && /\d/.test(number));
}
