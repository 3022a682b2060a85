import type { Text } from "../../core/diagnostic.ts";
import type { Edit } from "../../core/text/edits.ts";
import { missingBraces, missingColon, reportSeparator, runOnEntries } from "./entry-slips.ts";
import { findLooseText, type TextKeys } from "./loose-text.ts";
import type { Notes } from "./notes.ts";

/** Full-width marks that a Chinese input method types where YAML wants its own. */
const marks: Readonly<Record<string, string>> = {
  "：": ": ",
  "，": ", ",
  "、": ", ",
  "；": ", ",
  "｛": "{ ",
  "｝": " }",
  "［": "[",
  "］": "]",
  "＃": " #",
};

const keyAt = /(?:- +)?([^\s:：#'"“”{}[\]｛｝［］,，。；|>&*!%@`]{1,40})[ \u3000\u00a0]*/y;
/** ＃ where a comment begins: at the start of a line, after a space, after a number. */
const fullWidthComment = /＃(?<=(?:^|[ \t\u3000]|^[0-9.]+|[:：][ \u3000]*[0-9.]+)＃)/;
const blockHeader = /:[ \t]*[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/**
 * Looks, line by line, for the slips of Chinese typing that the YAML parser cannot name: full-width marks for `:` and `,`,
 * full-width or no-break spaces, tabs as indentation, no colon, no space after it, no braces around several entries, a text
 * that is not indented. Each is noted and mended. It is asked only about text that could not be read as it stands, since all
 * of these may occur in prose. `known` tells the keys, `texts` where the texts of a whole file stand.
 */
export function findSlips(
  notes: Notes,
  start: number,
  end: number,
  known: (key: string) => boolean,
  texts?: TextKeys,
): void {
  const { text } = notes;
  const isText = texts ? findLooseText(notes, texts) : () => false;
  const tabs: Edit[] = [];
  const spaces: Edit[] = [];
  let block: number | undefined;
  for (let from = start; from < end; ) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 || newline > end ? end : newline;
    const body = skipSpace(text, from, to);
    const indent = body - from;
    if (body < to && block !== undefined && indent <= block) block = undefined;
    if (body < to && block === undefined && text.charCodeAt(body) !== 35 && !isText(from)) {
      if (indent > 0) indentSlips(text, from, body, tabs, spaces);
      const comment = body + text.slice(body, to).search(fullWidthComment);
      if (comment >= body)
        reportMark(notes, { start: comment, end: comment + 1, text: comment === body ? "#" : " #" }, "＃");
      lineSlips(notes, body, comment < body ? to : comment, known);
      if (to - body < 200 && blockHeader.test(text.slice(body, to))) block = indent;
    }
    from = to + 1;
  }
  reportIndent(notes, tabs, "GR107", tabWords);
  reportIndent(notes, spaces, "GR109", spaceWords);
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /[ \t\r\u3000\u00a0]/.test(text.charAt(at))) at++;
  return at;
}

function indentSlips(text: string, from: number, to: number, tabs: Edit[], spaces: Edit[]): void {
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (character === "\t") tabs.push({ start: at, end: at + 1, text: "  " });
    else if (character === "\u3000") spaces.push({ start: at, end: at + 1, text: "  " });
    else if (character === "\u00a0") spaces.push({ start: at, end: at + 1, text: " " });
  }
}

function lineSlips(notes: Notes, from: number, to: number, known: (key: string) => boolean): void {
  const { text } = notes;
  keyAt.lastIndex = from;
  const key = keyAt.exec(text);
  if (missingColon(notes, from, to, known)) return;
  if (!key || keyAt.lastIndex > to) {
    flowSlips(notes, from, to, known);
    return;
  }
  const colon = keyAt.lastIndex;
  const name = key[1] ?? "";
  if (text[colon] === "：") {
    const value = skipSpace(text, colon + 1, to);
    if (known(name) && entriesSlip(notes, value, to, known)) return;
    reportMark(notes, { start: colon, end: value, text: value < to ? ": " : ":" }, "：");
    flowSlips(notes, value, to, known);
    return;
  }
  if (text[colon] !== ":") return;
  const value = skipSpace(text, colon + 1, to);
  if (entriesSlip(notes, value, to, known)) return;
  const between = text.slice(colon + 1, value);
  if (/[\u3000\u00a0]/.test(between)) reportSpace(notes, { start: colon + 1, end: value, text: " " });
  else if (value === colon + 1 && value < to && known(name)) reportGap(notes, colon, name);
  flowSlips(notes, value, to, known);
}

/** Several entries where one value stands: braces are missing, or each should have a line. */
function entriesSlip(notes: Notes, value: number, to: number, known: (key: string) => boolean): boolean {
  const comment = notes.text.slice(value, to).search(/[ \t]#/);
  const end = comment < 0 ? to : value + comment;
  return missingBraces(notes, value, end, known) || runOnEntries(notes, value, end, known);
}

function flowSlips(notes: Notes, from: number, to: number, known: (key: string) => boolean): void {
  if (/[{｛[［]/.test(notes.text.charAt(from))) findFlowSlips(notes, from, to, known);
  // A dash alone is no text to YAML; a longer one is, and is then found to be a blank.
  else if (/^-[ \t\r]*(?:#|$)/.test(notes.text.slice(from, Math.min(to, from + 80)))) lengthen(notes, from);
}

function lengthen(notes: Notes, dash: number): void {
  notes.edits.push({ start: dash, end: dash + 1, text: "–" });
}

const inFlow =
  /"[^"]*"|'[^']*'|#|: *-(?= *[,}])|[：，、；｛｝［］][ \u3000\u00a0]*|;[ \u3000\u00a0]*|(?<=[:：] {0,9}[\d.]{1,20})[ \t]+(?=[^\s"',:{}[\]：，、；｛｝]{1,40} {0,9}[:：])|([^\s"',:{}[\]：，、；;｛｝]{1,40}):(?=[^\s,}\]])/g;

/** The slips inside `{ … }` on one line, outside quotes. */
export function findFlowSlips(notes: Notes, from: number, to: number, known: (key: string) => boolean): void {
  for (const match of notes.text.slice(from, to).matchAll(inFlow)) {
    const [found] = match;
    const at = from + match.index;
    const right = marks[found.charAt(0)];
    if (found === "#") return;
    if (/^[; \t]/.test(found)) reportSeparator(notes, at, at + found.length);
    else if (found.startsWith(":")) lengthen(notes, at + found.length - 1);
    else if (right !== undefined) {
      reportMark(notes, { start: at, end: at + found.length, text: right }, found.charAt(0));
    } else if (match[1] !== undefined && known(match[1])) reportGap(notes, at + match[1].length, match[1]);
  }
}

function reportMark(notes: Notes, edit: Edit, mark: string): void {
  const right = (marks[mark] ?? "").trim();
  const span = notes.span(edit.start, edit.start + 1);
  const message = {
    zh: `用了全角的“${mark}”，这里要用半角的“${right}”`,
    en: `a full-width “${mark}” stands where a plain “${right}” is needed`,
  };
  const help =
    mark === "＃"
      ? { zh: "说明文字前用半角的“#”，前面空一格", en: "write a space and a plain # before a remark" }
      : mark === "："
        ? afterColon
        : { zh: `改成半角的“${right}”，后面空一格`, en: `write “${right}” and a space` };
  notes.add("GR108", span, message, {
    help,
    fix: { span: notes.span(edit.start, edit.end), text: edit.text, safe: true },
    edits: [edit],
  });
}

const afterColon: Text = { zh: "改成半角冒号，后面空一格", en: "write a plain colon and a space" };

function reportSpace(notes: Notes, edit: Edit): void {
  const span = notes.span(edit.start, edit.end);
  const message = {
    zh: "冒号后面是全角空格或不换行空格，不是普通空格",
    en: "after the colon stands a full-width or no-break space instead of a plain one",
  };
  notes.add("GR109", span, message, { help: afterColon, fix: { span, text: edit.text, safe: true }, edits: [edit] });
}

function reportGap(notes: Notes, colon: number, key: string): void {
  const message = { zh: `“${key}:”后面要空一格`, en: `a space is missing after “${key}:”` };
  const span = notes.span(colon - key.length, colon + 1);
  notes.add("GR110", span, message, {
    help: { zh: `写成“${key}: ”，冒号后面空一格，再写内容`, en: `write “${key}: ” and the value after the space` },
    fix: { span: notes.span(colon + 1, colon + 1), text: " ", safe: true },
    edits: [{ start: colon + 1, end: colon + 1, text: " " }],
  });
}

const tabWords = (lines: number): Text => ({
  zh: `有 ${lines} 行用制表符（Tab 键）缩进，YAML 只认空格`,
  en: `${lines === 1 ? "a line is" : `${lines} lines are`} indented with tabs; YAML takes only spaces`,
});
const spaceWords = (lines: number): Text => ({
  zh: `有 ${lines} 行用全角空格或不换行空格缩进，YAML 只认普通空格`,
  en: `${lines === 1 ? "a line is" : `${lines} lines are`} indented with full-width or no-break spaces; YAML takes only plain ones`,
});

/** One habit is one fault, however many lines it shows in; its repair reaches from the first to the last. */
function reportIndent(
  notes: Notes,
  edits: readonly Edit[],
  code: "GR107" | "GR109",
  words: (lines: number) => Text,
): void {
  const [first] = edits;
  const last = edits.at(-1);
  if (!first || !last) return;
  const runs = edits.filter((edit, i) => i === 0 || edits[i - 1]?.end !== edit.start);
  const broken = runs.findIndex((run) => run.start > first.start);
  const firstEnd = edits[broken < 0 ? edits.length - 1 : edits.indexOf(runs[broken] as Edit) - 1]?.end ?? first.end;
  const lines = new Set(runs.map((run) => notes.text.lastIndexOf("\n", run.start))).size;
  notes.add(code, notes.span(first.start, firstEnd), words(lines), {
    help: { zh: "用空格代替，每级两个", en: "use two spaces for each level" },
    fix: {
      span: notes.span(first.start, last.end),
      text: replaced(notes.text, edits),
      safe: code === "GR109" || lines === 1,
    },
    edits,
  });
}

/** The stretch from the first edit to the last with all of them made. */
function replaced(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let read = edits[0]?.start ?? 0;
  for (const edit of edits) {
    pieces.push(text.slice(read, edit.start), edit.text);
    read = edit.end;
  }
  return pieces.join("");
}
