import { type ExplainedFigure, explainText } from "../check/prose/report/explain-text.ts";
import type { Diagnostic, Span } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import { placeInProse } from "../core/prose.ts";
import { guessHeader } from "../tally/shape/peek.ts";
import { type Cursor, cursorAt } from "../tally/syntax/cursor.ts";
import type { CheckedFile, Checker } from "./checker.ts";
import type { Desk, OpenFile } from "./desk.ts";

/** What is known of a place in an open file. */
export interface Standpoint {
  readonly desk: Desk;
  readonly file: OpenFile;
  readonly offset: number;
  readonly cursor: Cursor;
  /** What was found in the file; absent where it is the workspace's own. */
  readonly checked: CheckedFile | undefined;
  /** The form its keys are of, as far as its year can be made out; else the newest. */
  readonly edition: Edition | undefined;
}

/** The place of an offset in a tally or a workspace file; undefined in any other file. */
export function standpointAt(checker: Checker, desk: Desk, file: OpenFile, offset: number): Standpoint | undefined {
  const checked = checker.fresh(file.uri);
  if (!checked && !isWorkspaceFile(checker, file)) return undefined;
  return {
    desk,
    file,
    offset,
    cursor: cursorAt(file.text, offset),
    checked,
    edition: editionOf(checker, file, checked),
  };
}

export function isWorkspaceFile(checker: Checker, { path }: OpenFile): boolean {
  return checker.workspaces.around(path)?.file === path;
}

function editionOf(checker: Checker, file: OpenFile, checked: CheckedFile | undefined): Edition | undefined {
  const { subject } = checked?.examined ?? {};
  if (subject) return subject.edition;
  const editions = checked?.run.editions ?? checker.editionsFor(file.path);
  const { year } = guessHeader(file.text);
  return (year === undefined ? undefined : editions.forYear(year)) ?? editions.all.at(-1);
}

/** The part of the form that the keys at a place lead to. */
export function formNode({ cursor, edition }: Standpoint): KeyNode | undefined {
  const written = cursor.keys.map((key) => key.written);
  return written.length > 0 && edition ? findKey(edition.keys, written) : undefined;
}

/** Findings whose place a stretch of the file touches. */
export function findingsIn(checked: CheckedFile, start: number, end: number): readonly Diagnostic[] {
  const { file, diagnostics } = checked.examined;
  return diagnostics.filter(({ span }) => span?.file === file && span.start <= end && start <= span.end);
}

/** The number of a text at an offset with what the check took it for; a tag that prints one has its own name. */
export function explainedAt({ examined }: CheckedFile, offset: number): ExplainedFigure | undefined {
  const { file, subject } = examined;
  const prose = subject?.prose;
  const [section, passage] = [...(subject?.tally.prose ?? [])].find(([, { span }]) => holds(span, offset)) ?? [];
  const text = section === undefined ? undefined : prose?.get(section);
  if (!subject || !prose || !passage || !text || passage.span.file !== file) return undefined;
  return explainText({ ...subject, prose }).find(
    (figure) => figure.section === section && holds(placeInProse(passage, text, figure.start, figure.end), offset),
  );
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Whether a file's keys are Chinese; one that has none yet follows the editor. */
export function isChinese(text: string, desk: Desk): boolean {
  const [, first] = /^(\p{L}[\p{L}\p{N}]*)["']?[ \t]*[:：]/mu.exec(text) ?? [];
  return first === undefined ? desk.lang === "zh" : /\p{Script=Han}/u.test(first);
}
