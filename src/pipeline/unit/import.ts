import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Source } from "../../core/text/source.ts";
import type { ReadDocument } from "../../import/document.ts";
import { isEntryForm, readEntryForm, toldByForm } from "../../import/entry-form.ts";
import { type ImportedReport, type ImportOptions, importDocument } from "../../import/import-document.ts";
import { openDocument } from "../../import/open-document.ts";
import { UnreadableDocument, unreadable } from "../../import/package-parts.ts";
import { reportText } from "../../import/report-text.ts";
import { readTally } from "../../tally/read-tally.ts";
import { nameKey, safeName } from "../../write/name.ts";
import { readBytes } from "../workspace/read-source.ts";
import { nodeCodec } from "./node-codec.ts";

/** A report with its pictures. */
const largestDocument = 64 * 1024 * 1024;

/** What is told of a document that was read. */
type ImportedSummary = Pick<ImportedReport, "unit" | "year" | "edition" | "counts" | "texts">;

/** A document as a tally; without one the diagnostics say why. */
export interface ImportedFile {
  readonly file: string;
  readonly tally?: { readonly report: ImportedSummary; readonly text: string };
  readonly diagnostics: readonly Diagnostic[];
  /** The form, for the cells that findings point at. */
  readonly sources?: readonly Source[];
}

/** Reads one published report, or one entry form, back. Nothing is written. `file` is the path as the clerk knows it. */
export function importFile(
  file: string,
  editions: Editions,
  options: ImportOptions & { readonly keys: "zh" | "en" },
): ImportedFile {
  const { value: bytes, diagnostics: unread } = readBytes(file, largestDocument);
  if (!bytes) return { file, diagnostics: unread };
  try {
    const document = openDocument(file, bytes, nodeCodec);
    if (isEntryForm(document)) return importForm(file, document, editions);
    const { report, diagnostics } = importDocument(file, document, editions, options);
    if (!report) return { file, diagnostics };
    return {
      file,
      tally: { report, text: reportText(report, { keys: options.keys, file, diagnostics }) },
      diagnostics,
    };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { file, diagnostics: [unreadable(file, error)] };
  }
}

function importForm(file: string, document: ReadDocument, editions: Editions): ImportedFile {
  const { form, diagnostics } = readEntryForm(file, document, editions);
  if (!form) return { file, diagnostics };
  const { edition, counts, entry, source } = form;
  const { name } = entry.unit;
  const report = { unit: name === "" ? undefined : name, year: entry.year, edition, counts, texts: entry.texts };
  const reading = readTally(source, editions).diagnostics.filter(({ code }) => code !== toldByForm);
  return { file, tally: { report, text: source.text }, diagnostics: [...diagnostics, ...reading], sources: [source] };
}

/** The name of each tally: that of its unit, with the year where there are several of one unit; one more of the same year has none. */
export function tallyNames(files: readonly ImportedFile[]): ReadonlyMap<ImportedFile, string> {
  const unitOf = ({ file, tally }: ImportedFile) => tally?.report.unit ?? withoutEnding(file);
  const read = files.filter(({ tally }) => tally);
  const names = new Map<ImportedFile, string>();
  const taken = new Set<string>();
  for (const one of read) {
    const unit = unitOf(one);
    const several = read.filter((other) => nameKey(unitOf(other)) === nameKey(unit)).length > 1;
    const year = one.tally?.report.year;
    const name = `${safeName(several && year !== undefined ? `${unit}${year}` : unit)}.yaml`;
    if (taken.has(nameKey(name))) continue;
    taken.add(nameKey(name));
    names.set(one, name);
  }
  return names;
}

function withoutEnding(file: string): string {
  return file.replace(/^.*[/\\]/, "").replace(/\.[^.]+$/, "");
}
