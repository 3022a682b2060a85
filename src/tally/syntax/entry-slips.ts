import type { Code, Text } from "../../core/diagnostic.ts";
import type { Notes } from "./notes.ts";

type Known = (key: string) => boolean;

interface Entry {
  readonly key: string;
  readonly value: string;
}

const separators = "[ \\t\\u3000\\u00a0,，、;；]";
const keyWithin = new RegExp(`(?<=^|${separators})([\\p{L}][\\p{L}\\p{N}]{0,39})[ \\t]*[:：]`, "gu");
const trailing = new RegExp(`${separators}+$`);

/** `自然人: 3, 商业企业: 1`, however it is punctuated: entries of known names from the first character to the last. */
function entriesIn(text: string, known: Known): readonly Entry[] {
  const keys = [...text.slice(0, 600).matchAll(keyWithin)].filter(([, key = ""]) => known(key));
  if (keys.length === 0) return withoutColons(text, known);
  if (text.length > 600 || text.slice(0, keys[0]?.index).trim() !== "") return [];
  const entries = keys.map(({ 0: written, 1: key = "", index }, i) => {
    const value = text
      .slice(index + written.length, keys[i + 1]?.index)
      .replace(trailing, "")
      .trim();
    return { key, value };
  });
  return entries.every(({ value }) => /^(?:[-\p{L}\p{N}.·（）+]{1,60}|"[^"\n]{1,60}")$/u.test(value)) ? entries : [];
}

/** `自然人13，商业企业2` */
function withoutColons(text: string, known: Known): readonly Entry[] {
  const parts = text.slice(0, 600).split(/[,，、;；][ \t\u3000]*/);
  const entries = parts.map((part) => {
    const [, key = "", value = ""] = /^(\p{L}{1,40})[ \t]*(\d{1,9})$/u.exec(part.trim()) ?? [];
    return { key, value };
  });
  return entries.every(({ key }) => key !== "" && known(key)) ? entries : [];
}

const written = (entries: readonly Entry[]): string => entries.map(({ key, value }) => `${key}: ${value}`).join(", ");

/**
 * Several entries as the value of one key, without the braces that hold them together, with one of the two, or with others:
 * `本年新收: 自然人: 3, 商业企业: 1`. `end` is that of the value; what is right already is not touched.
 */
export function missingBraces(notes: Notes, start: number, end: number, known: Known): boolean {
  const value = notes.text.slice(start, end).trimEnd();
  const [open = ""] = /^[([{（［｛]/.exec(value) ?? [];
  const [close = ""] = /[)\]}）］｝]$/.exec(value.slice(open.length)) ?? [];
  if (open === "{" && close === "}") return false;
  // What goes on below closes the brace there.
  if (open === "{" && close === "" && goesOn(notes.text, start, end, value)) return false;
  const entries = entriesIn(value.slice(open.length, value.length - close.length).trim(), known);
  if (entries.length === 0 || (open === "｛" && close === "｝")) return false;
  const half = open === "{" || close === "}";
  const what: Text = half
    ? {
        zh: `花括号少了${open === "{" ? "后" : "前"}一半`,
        en: `the ${open === "{" ? "closing" : "opening"} brace is missing`,
      }
    : open !== ""
      ? {
          zh: `几项写在一起，要用花括号，不是“${open}”`,
          en: `several entries of one line stand in braces, not in “${open}”`,
        }
      : { zh: "几项写在一行，少了花括号", en: "several entries of one line need braces around them" };
  const text = `{ ${written(entries)} }`;
  reportSlip(notes, "GR171", start, start + value.length, what, { zh: `写成 ${text}`, en: `write ${text}` }, text);
  return true;
}

/** Whether the line after this one stands further in, or begins with the brace that is missing. */
function goesOn(text: string, start: number, end: number, value: string): boolean {
  const line = text.lastIndexOf("\n", start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, start))?.[0].length ?? 0;
  const [, space = "", first = ""] = /\n(?:[ \t]*(?:#.*)?\r?\n)*([ \t]*)(\S?)/.exec(text.slice(end, end + 400)) ?? [];
  return /[,，、]$/.test(value) || first === "}" || space.length > indent;
}

/** `行政许可: 12, 行政处罚: 30` on one line, where each stands on its own. */
export function runOnEntries(notes: Notes, start: number, end: number, known: Known): boolean {
  const line = notes.text.lastIndexOf("\n", start - 1) + 1;
  if (/[{[]/.test(notes.text.slice(line, start))) return false;
  const value = notes.text.slice(start, end).trimEnd();
  const found = new RegExp(`^([-+]?[\\d.]{1,20}|\\{[^{}\\n]{0,300}\\})${separators}+(?=\\p{L})`, "u").exec(value);
  if (!found) return false;
  const entries = entriesIn(value.slice(found[0].length), known);
  if (entries.length === 0) return false;
  const indent = /^[ \t]*/.exec(notes.text.slice(line, start))?.[0] ?? "";
  const lines = entries.map((entry) => `${indent}${entry.key}: ${entry.value}`);
  const message = { zh: "一行里写了几项", en: "several entries on one line" };
  const help = { zh: "一项一行，左边对齐", en: "write one a line, beginning in one column" };
  const from = start + (found[1]?.length ?? 0);
  reportSlip(notes, "GR172", from, start + value.length, message, help, `\n${lines.join("\n")}`);
  return true;
}

/** `行政处罚 30`, `行政处罚=30`: a known name and a number. */
export function missingColon(notes: Notes, start: number, end: number, known: Known): boolean {
  const found =
    /^([\p{L}][\p{L}\p{N}]{0,39})([ \t\u3000]*[=＝；;][ \t\u3000]*|[ \t\u3000]+)(?=(?:[-+]?\d[\d.]{0,19}|\{[^{}\n]{1,300}\})[ \t]*$)/u.exec(
      notes.text.slice(start, Math.min(end, start + 400)),
    );
  if (!found || !known(found[1] ?? "")) return false;
  const [, key = "", gap = ""] = found;
  const at = start + key.length;
  const message = { zh: `“${key}”后面没有冒号`, en: `there is no colon after “${key}”` };
  const help = { zh: `写成“${key}: ”，再写数字`, en: `write “${key}: ” and the figure after it` };
  reportSlip(notes, "GR173", at, at + gap.length, message, help, ": ");
  return true;
}

/** Between two entries in braces stands a semicolon, or nothing. */
export function reportSeparator(notes: Notes, start: number, end: number): void {
  const semicolon = notes.text.slice(start, end).includes(";");
  const message = semicolon
    ? { zh: "各项之间用了分号，要用半角逗号", en: "a semicolon between two entries; a comma is needed" }
    : { zh: "两项之间没有逗号", en: "there is no comma between two entries" };
  const help = { zh: "写半角逗号，后面空一格", en: "write a comma and a space" };
  reportSlip(notes, "GR172", start, end, message, help, ", ");
}

function reportSlip(
  notes: Notes,
  code: Code,
  start: number,
  end: number,
  message: Text,
  help: Text,
  text: string,
): void {
  const span = notes.span(start, end);
  notes.add(code, span, message, { help, fix: { span, text, safe: true }, edits: [{ start, end, text }] });
}
