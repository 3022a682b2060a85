import type { Lang } from "../core/diagnostic.ts";
import type { UnitKind } from "../core/form/table.ts";
import { importBytes } from "../import/import-file.ts";
import { fileReport, type Item } from "../print/findings.ts";
import { fileOf, forms, type Input } from "./input.ts";

/** What a document does not say of itself; all of it may be left out. */
export interface ReadBackOptions {
  /** The unit's full name, where the title has none. */
  readonly unit?: string;
  readonly kind?: UnitKind;
  /** The report's year (four digits), where the title has none. */
  readonly year?: number;
  /** The language of the keys of the tally that is made: Chinese unless written. */
  readonly keys?: Lang;
}

/** A document as a tally, or why it is none. */
export interface ReadBackResult {
  /** YAML: figures in the measure of their rows (件, 万元, 元), texts, and above all what was in doubt; that is left blank, never guessed. */
  readonly text?: string;
  /** What was not understood, each with its place: the cell, the paragraph. */
  readonly findings: readonly Item[];
  readonly unit?: string;
  readonly year?: number;
  readonly edition?: string;
  /** The pictures that its texts name, by the names they are written with; `check` and `render` take them likewise. */
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

/**
 * Reads a published report (.docx, .xlsx, a web page, Markdown, plain text) or a filled entry form back as a tally. What a file is
 * is seen from its bytes; a name only tells Markdown from plain text. A file that cannot be read is a finding; nothing is thrown.
 */
export function importReport(document: Input, options: ReadBackOptions = {}): ReadBackResult {
  const { codec, editions } = forms();
  const { file, bytes } = fileOf(document, "report");
  const { keys = "zh", unit, kind, year } = options;
  const { tally, diagnostics } = importBytes(file, bytes, codec, editions, {
    ...{ keys, unit, kind, year },
    pictures: "keep",
  });
  const sources = tally?.source.form ? [tally.source] : [];
  const { report } = tally ?? {};
  return {
    ...(tally && { text: tally.source.text }),
    findings: fileReport(file, diagnostics, sources).items,
    ...(report?.unit !== undefined && { unit: report.unit }),
    ...(report?.year !== undefined && { year: report.year }),
    ...(report && { edition: report.edition.id }),
    pictures: Object.fromEntries(tally?.pictures ?? []),
  };
}
