/**
 * A tally's bytes in, findings and the report's bytes out, for the library and for the entry page. Nothing here reaches Node.
 */
import type { Checked, Diagnostic } from "../core/diagnostic.ts";
import { computeFigures } from "../core/figures.ts";
import type { AnnexKind } from "../core/form/annex.ts";
import type { Editions } from "../core/form/edition.ts";
import type { Subject } from "../core/rule.ts";
import type { Tally, Unit } from "../core/tally.ts";
import { sha256Bytes } from "../core/text/hashes.ts";
import type { Source } from "../core/text/source.ts";
import { importBytes, reportedUnit } from "../import/import-file.ts";
import { buildTrend } from "../model/trend.ts";
import { type Examined, type ExamineOptions, examineDecoded } from "../pipeline/unit/inspect.ts";
import { earlierFrom, lastYearAmong } from "../pipeline/unit/other-years.ts";
import type { Session } from "../pipeline/unit/session.ts";
import { type Artifact, type ReportTrend, stampOne } from "../pipeline/unit/stamp.ts";
import { recognizePicture } from "../render/recognize-picture.ts";
import { readTally } from "../tally/read-tally.ts";
import { decodeSource } from "../tally/syntax/source.ts";

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

/** What a tally in memory is checked with. */
export interface ExamineRequest
  extends Partial<Pick<ExamineOptions, "severities" | "final" | "previousGiven" | "units" | "amended">> {
  /** Last year's tallies of whatever units. */
  readonly previous?: readonly Source[];
  /** The pictures that its texts name, by the names they are written with. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

/** Checks a tally, as `gov-report validate` checks one file. */
export function examineInMemory(
  decoded: Checked<Source>,
  file: string,
  { editions }: Pick<Session, "editions">,
  { previous = [], pictures, severities = {}, final = false, ...options }: ExamineRequest,
): Examined {
  return examineDecoded(
    decoded,
    file,
    { editions },
    {
      ...{ ...options, severities, final },
      readPicture: (_, name) => {
        const bytes = pictures?.get(name);
        return bytes && recognizePicture(bytes, sha256Bytes);
      },
      previous: (own) => lastYearAmong(previous, own, editions),
    },
  );
}

/** Checks a chosen tally beside last year's, of whatever unit that is. */
export function checkTally(
  { tally, previous }: { readonly tally: ChosenFile; readonly previous?: ChosenFile },
  session: Pick<Session, "editions">,
): Examined {
  const last = previous && decodeSource(previous.file, previous.bytes).value;
  return examineInMemory(decodeSource(tally.file, tally.bytes), tally.file, session, {
    ...(previous && { previousGiven: true }),
    ...(last && { previous: [last] }),
  });
}

export interface ReportRequest {
  /** Builds in spite of errors: every page says 草稿. */
  readonly draft?: boolean;
  /** What the reports will be called, without an extension: Markdown shows its pictures as files beside it. */
  readonly name?: string;
  readonly annexes?: readonly AnnexKind[];
  /** For the main figures over the years: tallies of the same unit of earlier years, and what the Markdown calls the picture. */
  readonly trend?: { readonly earlier: readonly Source[]; readonly picture: string };
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
  const readable = earlier.flatMap((source) => earlierFrom(source, subject.tally, editions) ?? []);
  const trend = buildTrend({ subject, earlier: readable });
  return trend && { trend, picture };
}
