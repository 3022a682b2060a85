import { printNumber } from "../../core/figures.ts";
import { StampError } from "../../core/report.ts";

/** Anything but the plain characters that XML takes as they are. A surrogate is looked at with its neighbour. */
const special = /[^ -%'-;=?-\ud7ff\ue000-\ufffd]/;
const specials = /[\u0000-\u001f&<>\ufffe\uffff]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** A value as a template prints it: nothing where it is not known. Figures are printed in plain digits. */
export function printed(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? printNumber(value) : "";
  return typeof value === "boolean" ? String(value) : "";
}

/**
 * A value as XML character data. CR LF and CR become LF; characters that XML forbids (other controls, U+FFFE, U+FFFF,
 * lone surrogates) are dropped: the reader of tallies has refused them with their place.
 */
export function xmlText(value: unknown): string {
  const text = printed(value);
  return special.test(text) ? escaped(text, "\n", "\t") : text;
}

/** A value inside `w:t`: a line break and a tab are elements of their own, and so is the hyphen of a telephone number. */
export function wordText(value: unknown): string {
  const text = printed(value);
  if (text.includes("-") && telephone.test(text)) return text.split(telephone).map(plainWords).join(unbroken);
  return plainWords(text);
}

function plainWords(text: string): string {
  if (!special.test(text)) return text;
  return escaped(text, '</w:t><w:br/><w:t xml:space="preserve">', '</w:t><w:tab/><w:t xml:space="preserve">');
}

/** The hyphens of 0871-65550123, of 400-810-0123 and before an extension: a line may not end behind one. */
const telephone =
  /(?<=(?<![\d-])0\d{2,3})-(?=\d{7,8}(?!\d))|(?<=(?<![\d-])[48]00)-(?=\d{3}-\d{4}(?!\d))|(?<=(?<![\d-])[48]00-\d{3})-(?=\d{4}(?!\d))|(?<=(?<![\d-])0\d{2,3}-\d{7,8})-(?=\d{1,4}(?!\d))/;
const unbroken = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">';

/** A value inside a workbook's string. What looks like Excel's own escape (_x0041_) is escaped itself. */
export function sheetText(value: unknown): string {
  return xmlText(value).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** A value in a printed page's head or foot, where & begins a command. */
export function pageText(value: unknown): string {
  return xmlText(printed(value).replaceAll("&", "&&"));
}

function escaped(text: string, lineBreak: string, tab: string): string {
  return text.replace(/\r\n?/g, "\n").replace(specials, (found) => {
    if (found.length === 2) return found;
    switch (found) {
      case "&":
        return "&amp;";
      case "<":
        return "&lt;";
      case ">":
        return "&gt;";
      case "\n":
        return lineBreak;
      case "\t":
        return tab;
      default:
        return "";
    }
  });
}

/** Excel's limit for the text of a cell. */
export const longestCell = 32_767;

/** Text as XML character data, for text that came from XML and so holds nothing XML forbids. */
export function quoteXml(text: string): string {
  return text.replace(/[&<>\r]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&#13;"));
}

/** Text as an attribute's value between double quotes. */
export function quoteAttribute(text: string): string {
  return quoteXml(text).replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\t/g, "&#9;");
}

/** Refuses a text that is longer than its place may be. */
export function assertFits(text: string, maxLength: number): void {
  if (text.length <= maxLength) return;
  throw new StampError("GR728", {
    zh: `工作簿此处最多放 ${maxLength} 个字，“${text.slice(0, 12)}……”放不下`,
    en: `this place of the workbook holds at most ${maxLength} characters: "${text.slice(0, 12)}…" does not fit`,
  });
}

/** A text as a workbook's string. */
export function cellText(text: string, maxLength: number): string {
  assertFits(text, maxLength);
  return sheetText(text);
}
