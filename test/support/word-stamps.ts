import type { Diagnostic } from "../../src/core/diagnostic.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { ReportModel } from "../../src/core/report.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { compileOffice, type OfficeFormat } from "../../src/render/office/compile.ts";
import type { OfficeStamp } from "../../src/render/office/stamp.ts";
import { edition2021 } from "./editions.ts";
import { reportOf } from "./report-models.ts";
import { wordFile } from "./word-files.ts";
import { type Parts, unzipped } from "./zip-files.ts";

export const edition: Edition = edition2021();

/** What is said of a template, but for the figures that a small one does not print. */
export function faultsIn(bytes: Uint8Array, format: OfficeFormat = "docx"): readonly Diagnostic[] {
  const { diagnostics } = compileOffice(format, { name: `report.${format}`, bytes }, edition, nodeCodec);
  return diagnostics.filter(({ code }) => code !== "GR730");
}

export function stampOf(bytes: Uint8Array, format: OfficeFormat = "docx"): OfficeStamp {
  const { value, diagnostics } = compileOffice(format, { name: `report.${format}`, bytes }, edition, nodeCodec);
  if (!value) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message.zh}`).join("\n"));
  return value.stamp;
}

export type ReportOptions = Parameters<typeof reportOf>[1];

export function stamped(
  bytes: Uint8Array,
  options?: ReportOptions,
  format: OfficeFormat = "docx",
): Record<string, string> {
  return unzipped(stampOf(bytes, format).stamp(report(options)));
}

export function report(options?: ReportOptions): ReportModel {
  return reportOf(edition, options);
}

/** The body that a Word template of one body makes, without its last section's properties. */
export function bodyOf(body: string, options?: ReportOptions, parts?: Parts): string {
  const xml = stamped(wordFile(body, parts), options)["word/document.xml"] ?? "";
  return xml.slice(xml.indexOf("<w:body>") + 8, xml.indexOf("<w:sectPr"));
}

/** The same as lines of text: one for each paragraph, cells between bars, runs that differ in format between slashes. */
export function linesOf(body: string): readonly string[] {
  return [...body.matchAll(/<w:p(?:>|\s[^>]*[^/]>)(.*?)<\/w:p>|<w:p(?:\s[^>]*)?\/>/g)].map(([, inner = ""]) =>
    inner
      .replace(/<w:br\/>/g, "⏎")
      .replace(/<w:tab\/>/g, "⇥")
      .replace(/<[^>]*>/g, ""),
  );
}
