/**
 * gov-report where there is no disk: a tally's bytes in, findings and the report's bytes out. Nothing here reaches Node.
 * Word and Excel templates come compiled ahead of time, so that no code is made out of strings, which many pages forbid.
 */
import { browserCodec } from "./browser-codec.ts";
import { type Checked, type Diagnostic, hasErrors, type Kind, kindOf } from "./core/diagnostic.ts";
import { computeFigures } from "./core/figures.ts";
import type { AnnexKind } from "./core/form/annex.ts";
import type { Edition, Editions } from "./core/form/edition.ts";
import { transition } from "./core/form/moves.ts";
import { type Format, formatSpecs, formats } from "./core/formats.ts";
import { fromLastYear } from "./core/from-last-year.ts";
import type { Stamp } from "./core/report.ts";
import type { Subject } from "./core/rule.ts";
import type { Tally, Unit } from "./core/tally.ts";
import { sha256Bytes } from "./core/text/sha256.ts";
import type { Source } from "./core/text/source.ts";
import { type FormFile, formFile } from "./edition/form-files.ts";
import { loadEditions } from "./edition/load.ts";
import { importBytes, reportedUnit } from "./import/import-file.ts";
import { reportTitle } from "./model/title.ts";
import { buildTrend } from "./model/trend.ts";
import { type Examined, type ExamineOptions, examineDecoded } from "./pipeline/unit/inspect.ts";
import { earlierFrom, previousFrom } from "./pipeline/unit/other-years.ts";
import type { Session, Stamps } from "./pipeline/unit/session.ts";
import { type Artifact, type ReportTrend, stampOne } from "./pipeline/unit/stamp.ts";
import { type Counts, fileReport } from "./print/findings.ts";
import { jsonReport } from "./print/json.ts";
import { htmlRenderer } from "./render/html/html.ts";
import { fromPrecompiled, type Precompiled } from "./render/index.ts";
import { type MarkdownOptions, markdownRenderer } from "./render/markdown/markdown.ts";
import { recognizePicture } from "./render/recognize-picture.ts";
import { readTally } from "./tally/read-tally.ts";
import { decodeSource } from "./tally/syntax/source.ts";

export type { Artifact, Checked, Diagnostic, Edition, Editions, Examined, Format, FormFile, Precompiled, Session };
export { fromLastYear, reportTitle, transition };

export interface FormsInput {
  /** What stands in a templates folder, the clerk's own after the shipped one: edition files, texts, words, templates. */
  readonly files: readonly FormFile[];
  /** The Word and Excel templates as they are shipped compiled, each of the very bytes in `files`, by name: `<edition>/report.docx`. */
  readonly precompiled: ReadonlyMap<string, Precompiled>;
  /** All, unless said. */
  readonly formats?: readonly Format[];
  readonly markdownTables?: MarkdownOptions["tables"];
}

/** Reads the forms and takes up their templates, each when it is first needed. Throws where an edition file cannot be used. */
export function openForms(input: FormsInput): Session {
  const editions = loadEditions(input.files);
  const known = new Map<string, Checked<Stamps>>();
  return {
    editions,
    codec: browserCodec,
    stamps: async (edition) => {
      const stamps = known.get(edition.id) ?? stampsOf(edition, input);
      known.set(edition.id, stamps);
      return stamps;
    },
  };
}

function stampsOf(edition: Edition, input: FormsInput): Checked<Stamps> {
  const made = (input.formats ?? formats).map((format) => ({ format, ...stampOf(edition, format, input) }));
  const diagnostics = made.flatMap((one) => one.diagnostics);
  const stamps = new Map(made.flatMap(({ format, value }) => (value ? [[format, value] as const] : [])));
  return { value: hasErrors(diagnostics) ? undefined : stamps, diagnostics };
}

function stampOf(
  edition: Edition,
  format: Format,
  { files, precompiled, markdownTables: tables = "pipe" }: FormsInput,
): Checked<Stamp> {
  const name = `${edition.id}/${formatSpecs[format].template}`;
  const template = formFile(files, name);
  if (!template) throw new Error(`templates/${name} is missing`);
  const file = { name: template.path, bytes: template.bytes };
  if (format === "md") return markdownRenderer({ tables }).compile(file, edition);
  if (format === "html" || format === "fragment.html") return htmlRenderer(format).compile(file, edition);
  const compiled = precompiled.get(name);
  const value = compiled && fromPrecompiled(compiled, template.bytes, browserCodec);
  if (!value) throw new Error(`templates/${name} has not been compiled`);
  return { value, diagnostics: [] };
}

/** A file that a person has chosen: what messages call it, and its bytes in any encoding that tallies may have. */
export interface ChosenFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A file of any kind as a tally: a tally, an entry form, or a report as it was published; and what is to be said of it. */
export interface OpenedFile {
  readonly source?: Source;
  /** With what the file itself says of its unit. */
  readonly subject?: Subject & { readonly unit: Partial<Unit> };
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a chosen file. Of a published report every doubt is told and no figure guessed; what can be read of a wrong one is there. */
export function openFile(chosen: ChosenFile, { editions, codec }: Pick<Session, "editions" | "codec">): OpenedFile {
  const { file, bytes } = chosen;
  if (/\.ya?ml$/i.test(file)) {
    const { value: source, diagnostics } = decodeSource(file, bytes);
    if (!source) return { diagnostics };
    const { value: tally, diagnostics: reading } = readTally(source, editions);
    return { source, diagnostics: [...diagnostics, ...reading], ...subjectOf(tally, tally?.unit, editions) };
  }
  const { tally: imported, diagnostics } = importBytes(file, bytes, codec, editions, { keys: "zh", pictures: "tell" });
  if (!imported) return { diagnostics };
  const { source, report } = imported;
  const tally = readTally(source, editions).value;
  return { source, diagnostics, ...subjectOf(tally, tally && reportedUnit(tally, report), editions) };
}

function subjectOf(
  tally: Tally | undefined,
  unit: Partial<Unit> | undefined,
  editions: Editions,
): Pick<OpenedFile, "subject"> {
  const edition = tally && editions.get(tally.edition);
  return tally && edition && unit ? { subject: { tally, edition, figures: computeFigures(tally, edition), unit } } : {};
}

export interface CheckRequest extends Partial<Pick<ExamineOptions, "severities" | "final" | "deadlines">> {
  readonly tally: ChosenFile;
  /** The same unit's tally of last year; another's counts for nothing. */
  readonly previous?: ChosenFile;
  /** The pictures that its texts name, by the names they are written with. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

/** Checks a tally, as `gov-report validate` checks one file. */
export function checkTally(request: CheckRequest, { editions }: Pick<Session, "editions">): Examined {
  const { tally, previous, severities = {}, final = false, deadlines, pictures } = request;
  const last = previous && sourceOf(previous);
  return examineDecoded(
    decodeSource(tally.file, tally.bytes),
    tally.file,
    { editions },
    {
      ...{ severities, final },
      ...(deadlines && { deadlines }),
      ...(previous && { previousGiven: true }),
      readPicture: (_, name) => {
        const bytes = pictures?.get(name);
        return bytes && recognizePicture(bytes, sha256Bytes);
      },
      previous: (own) => {
        const found = last && previousFrom(last, own, editions);
        return found && { previous: found };
      },
    },
  );
}

function sourceOf({ file, bytes }: ChosenFile): Source | undefined {
  return decodeSource(file, bytes).value;
}

/** What `gov-report validate --format json` prints of the file. */
export function findingsJson({ file, diagnostics, sources, subject }: Examined, version: string): string {
  const who = subject && { unit: subject.tally.unit.name, year: subject.tally.year };
  return jsonReport({ files: [fileReport(file, diagnostics, sources, who)], counts: countsOf(diagnostics), version });
}

function countsOf(diagnostics: readonly Diagnostic[]): Counts {
  const count = (kind: Kind): number => diagnostics.filter((found) => kindOf(found) === kind).length;
  return {
    ...{ units: 1, failed: hasErrors(diagnostics) ? 1 : 0 },
    ...{ error: count("error"), warning: count("warning"), info: count("info") },
    ...{ waived: count("waived"), notEvaluated: count("notEvaluated"), fault: count("fault") },
  };
}

export interface ReportRequest {
  /** Builds in spite of errors: every page says 草稿. */
  readonly draft?: boolean;
  /** What the reports will be called, without an extension: Markdown shows its pictures as files beside it. */
  readonly name?: string;
  readonly annexes?: readonly AnnexKind[];
  /** For the main figures over the years: tallies of the same unit of earlier years, and what the Markdown calls the picture. */
  readonly trend?: { readonly earlier: readonly ChosenFile[]; readonly picture: string };
}

/** The report of a checked tally in all formats; none where it has errors and no draft is asked for. */
export function makeReports(
  examined: Examined,
  session: Session,
  { draft = false, annexes = [], trend, name }: ReportRequest = {},
): Promise<Checked<readonly Artifact[]>> {
  return stampOne(examined, session, {
    ...{ draft, annexes, name },
    compared: trend && trendOf(examined, session.editions, trend),
  });
}

function trendOf(
  { subject }: Examined,
  editions: Editions,
  { earlier, picture }: NonNullable<ReportRequest["trend"]>,
): ReportTrend | undefined {
  if (!subject) return undefined;
  const told = earlier.flatMap((file): readonly Subject[] => {
    const source = sourceOf(file);
    const one = source && earlierFrom(source, subject.tally, editions);
    return one ? [one] : [];
  });
  const trend = buildTrend({ subject, earlier: told });
  return trend && { trend, picture };
}
