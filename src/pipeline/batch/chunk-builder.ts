import { kindOf } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import { formatOf, isPicture, outputFormats, reportName, showsPicture } from "../../core/formats.ts";
import { pictureHashes } from "../../core/picture.ts";
import type { MadeFile } from "../../core/publication.ts";
import { contentHash } from "../../core/seal.ts";
import { buildTrend } from "../../model/trend.ts";
import {
  differs,
  folderWriter,
  keepCopy,
  type Output,
  removeKept,
  setAside,
  writeTogether,
} from "../../write/files.ts";
import type { TextSamples } from "../unit/copies.ts";
import type { Examined } from "../unit/inspect.ts";
import { readEarlier } from "../unit/previous.ts";
import type { Session } from "../unit/session.ts";
import { type ReportTrend, stampOne } from "../unit/stamp.ts";
import {
  failedResult,
  noFindings,
  refusedUnit,
  type StagedPdf,
  type SupersededFile,
  type UnitResult,
} from "../unit/unit-result.ts";
import type { BuildConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import { type ExamineTask, guarded, unitExaminer } from "./chunk-examiner.ts";
import type { ChunkWork } from "./chunk-work.ts";
import { changedContent, publicationOf } from "./published.ts";

/** One unit to be built, with all that was settled about it beforehand. */
export interface UnitTask extends ExamineTask {
  /** What its reports are called, without extension. */
  readonly base: string | undefined;
  /** Where its tallies of earlier years are; none unless a trend was asked for. */
  readonly earlier: readonly string[];
  /** Reports an earlier run made of this tally. */
  readonly older: readonly string[];
}

export const draftPrefix = "草稿-";
export const supersededPrefix = "旧版-";

/** Builds a few units, in order: all are inspected, then compared with the texts of the others, then written one by one. */
export function makeChunkBuilder(session: Session, config: BuildConfig): ChunkWork<UnitTask> {
  const examine = unitExaminer<UnitTask>(session, { ...config, copies: true, records: true });
  const write = folderWriter(config.out);
  return async function* build(units, ask) {
    for await (const { unit, texts, examined, result } of examine(units, ask)) {
      yield result ?? (await guarded(unit.file, () => buildOne(examined, unit, { session, config, texts, write })));
    }
  };
}

/** What a unit is built with, beside what was settled about it. */
interface Building {
  readonly session: Session;
  readonly config: BuildConfig;
  readonly texts: TextSamples | undefined;
  readonly write: ReturnType<typeof folderWriter>;
}

async function buildOne(
  examined: Examined,
  { base, conflicts, older, earlier, published }: UnitTask,
  { session, config, texts, write }: Building,
): Promise<UnitResult> {
  const { out, correct, correction, formats: wanted, staged, report } = config;
  const { draft, final, annexes, linked } = report;
  const { file, sources, subject } = examined;
  const conflicting = conflicts.length > 0;
  const prefix = draft ? draftPrefix : "";
  const picture = `${prefix}${base}.svg`;
  const refused = final && examined.diagnostics.some((finding) => kindOf(finding) === "warning");
  const changed = published && changedContent(examined, published);
  const barred = changed !== undefined && !correct;
  const unfit = refused || conflicting || base === undefined || barred;
  const publication = draft || !subject?.prose ? undefined : publicationOf({ ...subject, prose: subject.prose });
  // Asked for before the report is made, which bears the same hash: here the system's own SHA-256 is at hand.
  const signed = unfit ? {} : signedOf(subject);
  const { value: artifacts, diagnostics: template } = unfit
    ? { value: undefined, diagnostics: barred ? [changed] : [] }
    : await stampOne(examined, session, {
        ...{ draft, annexes, linked, correction, name: `${prefix}${base}` },
        compared: compare(examined, earlier, session, picture),
      });
  const diagnostics = [...conflicts, ...examined.diagnostics, ...template];
  const made = { edition: subject?.edition.id ?? "", outputs: [], texts, ...(publication && { publication }) };
  const { silenced } = examined;
  const done = { ...noFindings(file), sources, diagnostics, made, ...(silenced && { silenced }) };
  try {
    if (!artifacts || base === undefined) {
      // A report that is not fit for publication may well be the one that was built yesterday: it stays, as one that is out.
      const superseded = draft || final || conflicting || published ? [] : supersedeAll(out, base, older);
      return refusedUnit({ ...done, superseded });
    }
    const all = artifacts.map(({ format, suffix = "", bytes }) => ({
      name: `${prefix}${base}${suffix}.${format}`,
      format,
      bytes,
    }));
    const outputs = all.filter(({ name }) => isPicture(name) || wanted.some((format) => formatOf(name) === format));
    const superseded = changed ? keepPublished(out, outputs, [...namesOf(base), ...older]) : [];
    const status = write(outputs, { durable: final });
    const source = all.find(({ format }) => format === staged?.format);
    const pdf = staged && source && { pdf: stage(source, staged) };
    for (const { name } of superseded) if (!outputs.some((output) => output.name === name)) removeKept(out, name);
    return {
      ...done,
      status,
      superseded: [...superseded, ...supersedePictures(out, [picture, ...older.filter(isPicture)], outputs)],
      outputs: outputs.map(({ name }) => name),
      made: { ...made, outputs: outputs.map(toMadeFile), ...pdf, ...signed, ...picturesOf(subject) },
    };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return failedResult(done, error);
  }
}

/** Puts the file that PDF is made of where the program that makes it will find it, under a name that every system takes. */
function stage({ name, bytes }: Output, { format, folder }: NonNullable<BuildConfig["staged"]>): StagedPdf {
  const of = sha256(bytes);
  const staged = `${sha256(name).slice(0, 24)}.${format}`;
  writeTogether(folder, [{ name: staged, bytes }]);
  return { name: `${reportName(name)}.pdf`, staged, of };
}

/** What the record says of a report's content. */
function signedOf(subject: Examined["subject"]): Pick<NonNullable<UnitResult["made"]>, "content" | "signoff"> {
  return subject?.prose ? { content: contentHash(subject, subject.prose, sha256), signoff: subject.tally.signoff } : {};
}

/** The files that its texts name, by the names they are written with. */
function picturesOf(subject: Examined["subject"]): Pick<NonNullable<UnitResult["made"]>, "pictures"> {
  return subject?.pictures ? { pictures: pictureHashes(subject.pictures) } : {};
}

function compare(
  { subject }: Examined,
  earlier: readonly string[],
  { editions }: Session,
  picture: string,
): ReportTrend | undefined {
  if (!subject || earlier.length === 0) return undefined;
  const trend = buildTrend({ subject, earlier: readEarlier(subject.tally, earlier, editions) });
  return trend && { trend, picture };
}

/** Copies of the published files that other ones are about to replace, and of those in formats that are not built this time. */
function keepPublished(out: string, outputs: readonly Output[], older: readonly string[]): readonly SupersededFile[] {
  const replaced = outputs.filter((output) => differs(out, output)).map(({ name }) => name);
  const others = older.filter((name) => !outputs.some((output) => output.name === name));
  return [...replaced, ...others].flatMap((name): readonly SupersededFile[] => {
    const as = keepCopy(out, name, supersededPrefix);
    return as === undefined ? [] : [{ name, as, why: "corrected" }];
  });
}

/** The pictures of an earlier run that the new Markdown no longer shows. */
function supersedePictures(
  out: string,
  pictures: readonly string[],
  outputs: readonly Output[],
): readonly SupersededFile[] {
  if (!outputs.some(({ name }) => showsPicture(name))) return [];
  return supersedeEach(
    out,
    [...new Set(pictures)].filter((picture) => !outputs.some(({ name }) => name === picture)),
  );
}

function supersedeEach(out: string, names: readonly string[]): readonly SupersededFile[] {
  const gone = names.filter((name) => setAside(out, name, supersededPrefix));
  return gone.map((name) => ({ name, as: `${supersededPrefix}${name}`, why: "stale" }));
}

function toMadeFile({ name, bytes }: Output): MadeFile {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

/** Also where the tally is too broken to say what its report is called: an earlier run has kept a record of it. */
function supersedeAll(out: string, base: string | undefined, older: readonly string[]): readonly SupersededFile[] {
  return supersedeEach(out, [...new Set([...(base === undefined ? [] : namesOf(base)), ...older])]);
}

function namesOf(base: string): readonly string[] {
  return [...outputFormats, "svg"].map((format) => `${base}.${format}`);
}
