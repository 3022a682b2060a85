import type { Diagnostic } from "../core/diagnostic.ts";
import type { Editions } from "../core/form/edition.ts";
import type { Tally, Unit } from "../core/tally.ts";
import type { Source } from "../core/text/source.ts";
import type { Codec } from "../ooxml/codec.ts";
import { readTally } from "../tally/read-tally.ts";
import type { ReadDocument } from "./document.ts";
import type { PictureReader } from "./document-pictures.ts";
import { blankCode, isEntryForm, readEntryForm } from "./entry-form.ts";
import { type ImportedReport, type ImportOptions, importDocument } from "./import-document.ts";
import { openDocument } from "./open-document.ts";
import { UnreadableDocument, unreadable } from "./package-parts.ts";
import { reportText } from "./report-text.ts";

/** What is told of a document that was read. */
type ImportedSummary = Pick<ImportedReport, "unit" | "kind" | "year" | "edition" | "counts" | "texts">;

/** A document as a tally; without one the diagnostics say why. */
export interface ImportedFile {
  readonly file: string;
  readonly tally?: {
    readonly report: ImportedSummary;
    /** The tally's file; of a form, with its cells as places. */
    readonly source: Source;
    /** The pictures that its texts name, by names relative to it; they go beside it. */
    readonly pictures?: ReadonlyMap<string, Uint8Array>;
  };
  readonly diagnostics: readonly Diagnostic[];
}

export interface ImportFileOptions extends ImportOptions {
  readonly keys: "zh" | "en";
}

/** Reads one published report, or one entry form, back. `file` is the path as the clerk knows it. */
export function importBytes(
  file: string,
  bytes: Uint8Array,
  codec: Codec & PictureReader,
  editions: Editions,
  options: ImportFileOptions,
): ImportedFile {
  try {
    const document = openDocument(file, bytes, codec);
    if (isEntryForm(document)) return importForm(file, document, editions);
    const { report, diagnostics } = importDocument(file, document, editions, options);
    if (!report) return { file, diagnostics };
    const text = reportText(report, { keys: options.keys, file, diagnostics });
    return { file, tally: { report, source: { file, text }, pictures: report.pictures }, diagnostics };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { file, diagnostics: [unreadable(file, error)] };
  }
}

/** What a document says of its unit: what it does not say, a tally made of it stands in for, and is not there. */
export function reportedUnit({ unit }: Tally, report: Pick<ImportedSummary, "unit" | "kind">): Partial<Unit> {
  const { name, kind, ...rest } = unit;
  return { ...rest, ...(report.unit !== undefined && { name }), ...(report.kind && { kind }) };
}

function importForm(file: string, document: ReadDocument, editions: Editions): ImportedFile {
  const { form, diagnostics } = readEntryForm(file, document, editions);
  if (!form) return { file, diagnostics };
  const { edition, counts, entry, source } = form;
  const { value: read, diagnostics: found } = readTally(source, editions);
  const { name } = entry.unit;
  const report = {
    ...{ unit: name === "" ? undefined : name, kind: read?.unit.kind, year: entry.year },
    ...{ edition, counts, texts: entry.texts },
  };
  const reading = found.filter(({ code }) => code !== blankCode);
  return { file, tally: { report, source }, diagnostics: [...diagnostics, ...reading] };
}
