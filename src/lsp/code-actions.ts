import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from "vscode-languageserver/node";
import { waiverFor } from "../check/waivers.ts";
import type { Diagnostic, Text } from "../core/diagnostic.ts";
import type { Edit } from "../core/text/edits.ts";
import { rootKeys, stepKeys, waiverKeys } from "../edition/names.ts";
import { outlineOf } from "../tally/syntax/cursor.ts";
import type { CheckedFile } from "./checker.ts";
import type { Desk, OpenFile } from "./desk.ts";
import { findingsIn, isChinese } from "./standpoint.ts";

/** Everything that `validate --fix` puts right without being asked. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.gov-report`;

/** The kinds of action there are, for the editor to ask for. */
export const actionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind];

/** What can be done about the findings in a stretch of a tally: only what a person chooses is done, and by the editor. */
export function codeActions(
  checked: CheckedFile,
  { range, context: { only, diagnostics: shown } }: CodeActionParams,
  desk: Desk,
  today: string,
): readonly CodeAction[] {
  const { file } = checked;
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((requested) => kind === requested || kind.startsWith(`${requested}.`));
  const found = findingsIn(checked, desk.offsetIn(file, range.start), desk.offsetIn(file, range.end));
  const quick = wanted(CodeActionKind.QuickFix)
    ? found.flatMap((finding) => [...repair(finding, checked, desk), ...waive(finding, checked, desk, today)])
    : [];
  const all = wanted(fixAllKind) ? fixAll(checked, desk) : [];
  return [...quick.map((action) => ({ ...action, ...about(action, shown, checked, desk) })), ...all];
}

type FindingAction = CodeAction & { readonly data: Diagnostic };

/** The finding as the editor has it; what was only ours is taken off. */
function about(
  { data }: CodeAction,
  shown: CodeActionParams["context"]["diagnostics"],
  { file }: CheckedFile,
  desk: Desk,
) {
  const finding: Diagnostic = data;
  const start = finding.span && desk.rangeIn(file, finding.span.start, finding.span.end).start;
  const same = shown.filter(
    ({ code, range }) =>
      code === finding.code && range.start.line === start?.line && range.start.character === start.character,
  );
  return { data: undefined, ...(same.length > 0 && { diagnostics: same }) };
}

function repair(finding: Diagnostic, { file, examined }: CheckedFile, desk: Desk): readonly FindingAction[] {
  const { fix, state } = finding;
  if (!fix || state === "waived" || fix.span.file !== examined.file) return [];
  const { start, end } = fix.span;
  const title = titleOf(fix.text, file.text.slice(start, end));
  const edit = edits(file, [{ start, end, text: fix.text }], desk);
  return [{ title: desk.localize(title), kind: CodeActionKind.QuickFix, isPreferred: fix.safe, edit, data: finding }];
}

const shortest = 40;

function titleOf(text: string, before: string): Text {
  const brief = (words: string): string => {
    const line = words.trim().replace(/\s+/g, " ");
    return line.length > shortest ? `${line.slice(0, shortest)}…` : line;
  };
  const [now, was] = [brief(text), brief(before)];
  if (was === "" && now !== "") return { zh: `补上“${now}”`, en: `Add “${now}”` };
  if (now === "")
    return was === ""
      ? { zh: "去掉多余的空白", en: "Take the space out" }
      : { zh: `删去“${was}”`, en: `Delete “${was}”` };
  if (now === was) return { zh: "改正空格和换行", en: "Put the spacing right" };
  return { zh: `把“${was}”改为“${now}”`, en: `Replace “${was}” by “${now}”` };
}

function fixAll({ file, run }: CheckedFile, desk: Desk): readonly CodeAction[] {
  const made = run.repair(file.path, { blanks: false, totals: false });
  if (made.length === 0) return [];
  const title = desk.localize({
    zh: `改正全部没有疑义的笔误（${made.length} 处）`,
    en: `Put right all slips that leave no doubt (${made.length})`,
  });
  return [{ title, kind: fixAllKind, edit: edits(file, made, desk) }];
}

function edits(file: OpenFile, list: readonly Edit[], desk: Desk): NonNullable<CodeAction["edit"]> {
  const changes = list.map(
    ({ start, end, text }): TextEdit => ({ range: desk.rangeIn(file, start, end), newText: text }),
  );
  return { changes: { [file.uri]: changes } };
}

/** An entry under 豁免 that lacks what only a person can say: why, and who. */
function waive(
  finding: Diagnostic,
  { file, examined }: CheckedFile,
  desk: Desk,
  today: string,
): readonly FindingAction[] {
  const { subject, diagnostics } = examined;
  const waiver = subject && waiverFor(finding, diagnostics, subject);
  if (!waiver) return [];
  const own = isChinese(file.text, desk) ? "name" : "id";
  const key = (of: { readonly id: string; readonly name: string }): string => of[own];
  const place = own === "name" ? waiver.at.zh : waiver.at.en;
  const lines = [
    `- ${key(waiverKeys.rule)}: ${waiver.rule}`,
    `  ${key(waiverKeys.at)}: ${place}`,
    `  ${key(waiverKeys.reason)}:`,
    `  ${key(stepKeys.by)}:`,
    `  ${key(stepKeys.on)}: ${today}`,
    ...(waiver.seen === undefined ? [] : [`  ${key(waiverKeys.seen)}: ${JSON.stringify(waiver.seen)}`]),
  ];
  const insertion = waiverInsertion(file.text, key(rootKeys.waivers), lines);
  if (!insertion) return [];
  const title = desk.localize({
    zh: `豁免 ${waiver.rule}（另写理由和责任人）`,
    en: `Waive ${waiver.rule} (then say why, and who you are)`,
  });
  return [{ title, kind: CodeActionKind.QuickFix, edit: edits(file, [insertion], desk), data: finding }];
}

/** Where the entry goes: after the others, or under a heading of its own at the end; nowhere where the list is written in brackets. */
function waiverInsertion(text: string, heading: string, lines: readonly string[]): Edit | undefined {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { id, name } = rootKeys.waivers;
  const list = outlineOf(text).find(({ key }) => key.written === id || key.written === name);
  const at = list ? list.end : text.trimEnd().length;
  const indent = list ? /\n([ \t]*)-[ \t]/.exec(text.slice(list.key.end, list.end))?.[1] : "  ";
  if (indent === undefined) return undefined;
  const entry = lines.map((line) => `${newline}${indent}${line}`).join("");
  const above = list ? "" : `${at === 0 ? "" : `${newline}${newline}`}${heading}:`;
  const after = text.slice(at).trim() === "" && !/[\r\n]/.test(text.slice(at)) ? newline : "";
  return { start: at, end: at, text: `${above}${entry}${after}` };
}
