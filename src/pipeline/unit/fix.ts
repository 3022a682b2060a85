import { lstatSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import { apart, applyEdits, type Edit, followedBy } from "../../core/text/edits.ts";
import type { Source } from "../../core/text/source.ts";
import { type WriteStatus, writeTogether } from "../../write/files.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import type { ReportConfig, RunConfig } from "../workspace/run-config.ts";
import { type Examined, type ExamineOptions, examineSource } from "./inspect.ts";
import { readPicture } from "./pictures.ts";
import { previousFinder } from "./previous.ts";
import type { Session } from "./session.ts";

/** What may be put right beside the slips of typing that leave no doubt. */
export interface FixOptions {
  /** Blank cells become 0. */
  readonly blanks: boolean;
  /** Written totals become the computed ones. */
  readonly totals: boolean;
}

/** One tally put right, not yet written. */
export interface Fixed {
  readonly file: string;
  /** As it was read, without its byte order mark. */
  readonly text: string;
  /** The edits of that text, in order; none where there is nothing to put right. */
  readonly edits: readonly Edit[];
  /** How it was encoded, where that was not UTF-8, which it is written in. */
  readonly encoding: Source["encoding"] | undefined;
  /** What remains to be said of it afterwards. */
  readonly examined: Examined;
}

/** A repair can bring further faults to light, but not for ever. */
const mostPasses = 8;

type FixRun = Pick<RunConfig, "files" | "previous"> & Pick<ReportConfig, "severities" | "final">;

/** Puts right what is mechanical in each tally, in path order. A file that cannot be decoded is left alone; what is written is UTF-8. */
export function* fixAll(session: Pick<Session, "editions">, run: FixRun, wanted: FixOptions): Generator<Fixed> {
  const previous = previousFinder(run.previous, session.editions);
  const options = { previous, severities: run.severities, final: run.final, readPicture };
  for (const file of run.files) {
    const { value: source } = readTallyFile(file, session.editions);
    if (source && !source.form) yield fixText(source, session, options, wanted);
  }
}

/** The same for a tally that is in hand. */
export function fixText(
  source: Source,
  session: Pick<Session, "editions">,
  options: ExamineOptions,
  wanted: FixOptions,
): Fixed {
  const { file, text, encoding } = source;
  let examined = examineSource({ file, text }, session, options);
  let edits: readonly Edit[] = [];
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = apart(examined.diagnostics.flatMap((finding) => editOf(finding, file, wanted)));
    if (next.length === 0) break;
    const followed = followedBy(edits, next, text.length);
    const again = examineSource({ file, text: applyEdits(text, followed) }, session, options);
    // A repair that leaves the file harder to understand than it was is none.
    if (examined.subject && !again.subject) break;
    edits = followed;
    examined = again;
  }
  return { file, text, edits, encoding, examined };
}

function editOf({ fix, code, state }: Diagnostic, file: string, { blanks, totals }: FixOptions): readonly Edit[] {
  if (!fix || state === "waived" || fix.span.file !== file) return [];
  const asked = (blanks && code === blankCell) || (totals && code === wrongTotal);
  return fix.safe || asked ? [{ start: fix.span.start, end: fix.span.end, text: fix.text }] : [];
}

const blankCell = "GR130";
const wrongTotal = "GR202";

/** Writes a tally that was put right: beside it first, then in its place; line ends and byte order mark as they were. */
export function writeFixed({ file, text, edits }: Pick<Fixed, "file" | "text" | "edits">): WriteStatus {
  if (lstatSync(file).isSymbolicLink()) {
    throw new FileError(file, {
      zh: "是符号链接，没有改写；请直接修改它所指的文件",
      en: "is a symbolic link and was left alone; put right the file it points at",
    });
  }
  const bytes = readFileSync(file);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const fixed = `${marked ? "\ufeff" : ""}${applyEdits(text, edits)}`;
  return writeTogether(dirname(file), [{ name: basename(file), bytes: new TextEncoder().encode(fixed) }]);
}
