import { readFileSync, statSync } from "node:fs";
import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Code, Diagnostic } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Source } from "../../core/text/source.ts";
import type { Trace } from "../../core/trace.ts";
import { holdsEntryForm, isEntryForm, readEntryForm } from "../../import/entry-form.ts";
import { UnreadableDocument, unreadable } from "../../import/package-parts.ts";
import { readXlsx } from "../../import/xlsx.ts";
import { decodeSource, largestFile } from "../../tally/syntax/source.ts";
import { parseTrace } from "../../tally/trace.ts";
import { nodeCodec } from "../unit/node-codec.ts";
import { readBytes } from "./read-source.ts";
import { sha256 } from "./sha256.ts";
import { textHashes, withTexts } from "./text-files.ts";

/** A form is some fifty kilobytes. */
const largestForm = 16 * largestFile;

/** How a workbook ends that may be an entry form. */
export function endsAsForm(path: string): boolean {
  return /\.xls[xm]$/i.test(path);
}

/**
 * A tally as it was handed in: its YAML, with the texts that it has in files beside it; or an entry form (填报表), as the YAML that
 * was made of it. What is wrong with a form as such is told beside its text.
 */
export function readTallyFile(path: string, editions: Editions): Checked<Source> {
  const { value: bytes, diagnostics } = readTallyBytes(path);
  return bytes ? decodeTally(path, bytes, editions) : { value: undefined, diagnostics };
}

export function readTallyBytes(path: string): Checked<Uint8Array> {
  return readBytes(path, endsAsForm(path) ? largestForm : largestFile);
}

export function decodeTally(path: string, bytes: Uint8Array, editions: Editions): Checked<Source> {
  if (endsAsForm(path)) return readForm(path, bytes, editions);
  const { value, diagnostics } = decodeSource(path, bytes);
  return { value: value && withTexts(value), diagnostics };
}

/** SHA-256 of a tally: of its bytes, and of those of the files that its texts are in. */
export function tallyHash(path: string, bytes: Uint8Array): string {
  const texts = endsAsForm(path) ? [] : textHashes(path, bytes);
  const own = sha256(bytes);
  return texts.length === 0 ? own : sha256(JSON.stringify([own, texts]));
}

function readForm(file: string, bytes: Uint8Array, editions: Editions): Checked<Source> {
  try {
    const document = readXlsx(bytes, nodeCodec);
    if (!isEntryForm(document)) return { value: undefined, diagnostics: [noForm(file)] };
    const { form, diagnostics } = readEntryForm(file, document, editions);
    return { value: form?.source, diagnostics };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { value: undefined, diagnostics: [unreadable(file, error)] };
  }
}

/** Whether a workbook beside tallies is an entry form, filled in or not. */
export function isFormFile(path: string): boolean {
  const bytes = endsAsForm(path) ? readTallyBytes(path).value : undefined;
  return bytes !== undefined && holdsEntryForm(bytes, nodeCodec);
}

function noForm(file: string): Diagnostic {
  const code: Code = "GR814";
  return {
    ...{ code, severity: severityOf(code), file, related: [] },
    message: { zh: "这个 Excel 文件不是填报表，没有读取", en: "this workbook is no entry form, and was not read" },
    help: {
      zh: "填报表用 gov-report form 生成；已公开的报告先用 gov-report import 读成填报；两样都不是的，移出这个文件夹",
      en: "make an entry form with gov-report form; read a published report with gov-report import first; move anything else away",
    },
  };
}

/** Forty thousand units with forty figures each are some 100 MB. */
const largestTrace = 256 * 1024 * 1024;

/** The trace at a path; undefined where there is none. */
export function readTrace(path: string): Trace | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return parseTrace(path, stats.isFile() && stats.size <= largestTrace ? readText(path) : undefined);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
