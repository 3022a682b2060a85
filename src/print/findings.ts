import {
  type Acceptance,
  type Code,
  compareText,
  type Diagnostic,
  type FindingState,
  figuresOf,
  type Kind,
  kindOf,
  type Severity,
  type Span,
  type Text,
} from "../core/diagnostic.ts";
import { shortHash } from "../core/text/hashes.ts";
import { lineStarts, type Position, placeNameAt, positionAt, type Source } from "../core/text/source.ts";
import type { RuleSetting } from "./exceptions.ts";

/** A stretch of a file in lines and columns, both from 1, columns in UTF-16 units; without them where the file's text is not at hand. */
export interface SourcePlace {
  readonly file: string;
  readonly start?: Position;
  readonly end?: Position;
  /** What the user calls it, where the file has no lines: 表二!D7. */
  readonly name?: Text;
}

/** A diagnostic as machines are told of it: lines and columns settled, its file's text no longer needed. */
export interface Item {
  /** What is wrong, as `gov-report explain GR201` explains it; a code is never given another meaning. */
  readonly code: Code;
  /** An error stands in the way of a report unless it is waived; a warning is to be looked at; an info asks for nothing. */
  readonly severity: Severity;
  /** Absent for an ordinary finding. */
  readonly state?: FindingState;
  /** What the file was called. */
  readonly file: string;
  /** Whose tally it is and of which year, where that could be read. */
  readonly unit?: string;
  readonly year?: number;
  /** The cell, row, section or text concerned, as a path of ids: requests.received.naturalPerson, narrative.overview. */
  readonly at?: string;
  /** What is wrong, and what to do, each in one line in both languages. */
  readonly message: Text;
  readonly help?: Text;
  /** The narrowest stretch that shows it. */
  readonly place?: SourcePlace;
  /** The other places concerned: the cells of an equation, the first of two keys. */
  readonly related: readonly { readonly place: SourcePlace; readonly message: Text }[];
  /** Text that would put it right in this place; `safe` where that leaves no doubt. */
  readonly fix?: { readonly place: SourcePlace; readonly text: string; readonly safe: boolean };
  /** Of a waived finding: who accepted it, why and when. */
  readonly waiver?: Acceptance;
  /** The same from run to run as long as the fault is the same, wherever it moves in the file. */
  readonly fingerprint: string;
}

/** What was found in one file: a tally, or the workspace's own. A file without findings stands here as well. */
export interface FileReport {
  readonly file: string;
  readonly items: readonly Item[];
}

export interface Counts extends Readonly<Record<Kind, number>> {
  readonly units: number;
  readonly failed: number;
}

/** A run as machines are told of it. Files come in path order. */
export interface Run {
  readonly files: readonly FileReport[];
  readonly counts: Counts;
  readonly version: string;
  /** Rules whose severity was set for the run. */
  readonly rules?: readonly RuleSetting[];
  /** Why there was no run, or none to its end: a wrong command, a file that cannot be read or written, a fault of ours. */
  readonly failure?: RunFailure;
}

export interface RunFailure {
  readonly message: Text;
  /** The exit status. */
  readonly status: number;
}

/** A run that has not come about. */
export function failedRun(failure: RunFailure, version: string): Run {
  const none = { error: 0, warning: 0, info: 0, waived: 0, notEvaluated: 0, fault: 0 };
  return { files: [], counts: { ...none, units: 0, failed: 0 }, version, failure };
}

/** Whose tally a file is. */
export interface Who {
  readonly unit: string;
  readonly year: number;
}

/** The findings of one file, located. */
export function fileReport(
  file: string,
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  who?: Who,
): FileReport {
  const lines = new Map<string, { readonly starts: readonly number[]; readonly length: number }>();
  const place = ({ file: name, start, end }: Span): SourcePlace => {
    const source = sources.find((candidate) => candidate.file === name);
    if (!source) return { file: name };
    const called = placeNameAt(source, start);
    // The text of a form is ours; a document's lines are its paragraphs, which only their names say.
    if (called || source.form) return { file: name, ...(called && { name: called }) };
    const { starts, length } = lines.get(name) ?? { starts: lineStarts(source.text), length: source.text.length };
    lines.set(name, { starts, length });
    const at = (offset: number) => positionAt(starts, Math.min(Math.max(0, offset), length));
    return { file: name, start: at(start), end: at(Math.max(start, end)) };
  };
  const seen = new Map<string, number>();
  const items = diagnostics.map((diagnostic): Item => {
    const { code, severity, state, at, message, help, span, related, fix, waiver } = diagnostic;
    const key = shortHash([code, who?.unit ?? file, String(who?.year ?? ""), at ?? "", ...figuresOf(diagnostic)]);
    const twin = (seen.get(key) ?? 0) + 1;
    seen.set(key, twin);
    return {
      ...{ code, severity },
      ...(state && { state }),
      file: diagnostic.file,
      ...who,
      ...(at !== undefined && { at }),
      message,
      ...(help && { help }),
      ...(span && { place: place(span) }),
      related: related.map((other) => ({ place: place(other.span), message: other.message })),
      ...(fix && { fix: { place: place(fix.span), text: fix.text, safe: fix.safe } }),
      ...(waiver && { waiver: { reason: waiver.reason, by: waiver.by, on: waiver.on } }),
      fingerprint: `${key}:${twin}`,
    };
  });
  return { file, items };
}

const ranks: Record<Kind, number> = { fault: 0, error: 1, warning: 2, info: 3, notEvaluated: 4, waived: 5 };

/** The worst `most` of a list, the worst first; the list as it is where it is no longer than that. */
export function worst<T extends Pick<Diagnostic, "severity" | "state">>(
  list: readonly T[],
  most: number,
): readonly T[] {
  if (list.length <= most) return list;
  return list.toSorted((a, b) => ranks[kindOf(a)] - ranks[kindOf(b)]).slice(0, most);
}

/** All findings of a run, the worst first, then in path order. */
export function byRank({ files }: Run): readonly Item[] {
  const items = files.flatMap((report) => report.items);
  return items.toSorted((a, b) => ranks[kindOf(a)] - ranks[kindOf(b)] || compareText(a.file, b.file));
}
