import type { Editions } from "../../core/form/edition.ts";
import { csvRows } from "../../import/csv-rows.ts";
import { type FigureTableOptions, headsFigures, readFigureTable } from "../../import/figure-table.ts";
import type { ImportedFile, ImportFileOptions } from "../../import/import-file.ts";
import { UnreadableDocument } from "../../import/package-parts.ts";
import { type NumberedRow, readSheetRows } from "../../import/xlsx.ts";
import { readBytes, readPieces } from "../workspace/read-source.ts";
import { importFile } from "./import.ts";
import { nodeCodec } from "./node-codec.ts";

/** JSON is read whole; what is longer comes as CSV. */
const largestJson = 256 * 1024 * 1024;
const largestWorkbook = 64 * 1024 * 1024;

/** The tallies of a table of figures; of any other file, the one that it is. Nothing is written. */
export function importFiles(file: string, editions: Editions, options: ImportFileOptions): readonly ImportedFile[] {
  const { keys } = options;
  if (/\.(?:csv|tsv)$/i.test(file)) {
    const { value: pieces, diagnostics } = readPieces(file);
    return pieces ? tabled(file, csvRows(pieces), editions, { keys, guarded: true }) : [{ file, diagnostics }];
  }
  if (/\.json$/i.test(file)) {
    const { value: bytes, diagnostics } = readBytes(file, largestJson);
    return bytes ? tabled(file, jsonRows(bytes), editions, { keys, guarded: false }) : [{ file, diagnostics }];
  }
  const bytes = /\.xlsx$/i.test(file) ? readBytes(file, largestWorkbook).value : undefined;
  const rows = bytes && workbookRows(bytes, editions);
  return rows ? tabled(file, rows, editions, { keys, guarded: false }) : [importFile(file, editions, options)];
}

/** What was found is told with the first tally. */
function tabled(
  file: string,
  rows: Iterable<NumberedRow>,
  editions: Editions,
  options: FigureTableOptions,
): readonly ImportedFile[] {
  const { tallies, diagnostics } = readFigureTable(file, rows, editions, options);
  if (tallies.length === 0) return [{ file, diagnostics }];
  return tallies.map(({ text, ...report }, i): ImportedFile => {
    return {
      file,
      tally: { report: { ...report, texts: new Map() }, source: { file, text } },
      diagnostics: i === 0 ? diagnostics : [],
    };
  });
}

/** An array of objects as rows under a head; anything else as none. */
function* jsonRows(bytes: Uint8Array): Generator<NumberedRow> {
  const list = parsed(bytes);
  if (!Array.isArray(list)) return;
  const items = list.filter((item) => typeof item === "object" && item !== null);
  const heads = new Map<string, number>();
  for (const item of items) for (const key of Object.keys(item)) if (!heads.has(key)) heads.set(key, heads.size);
  yield { number: 0, values: [...heads.keys()] };
  let number = 0;
  for (const item of items) {
    const values = Array.from({ length: heads.size }, () => "");
    for (const [key, value] of Object.entries<unknown>(item)) {
      if (typeof value === "string" || typeof value === "number") values[heads.get(key) ?? 0] = String(value);
    }
    yield { number: ++number, values };
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** The rows of the sheets that hold figures, one after another under one head; undefined where the first sheet holds none. */
function workbookRows(bytes: Uint8Array, editions: Editions): readonly NumberedRow[] | undefined {
  try {
    const [sheet = [], ...others] = readSheetRows(bytes, nodeCodec);
    if (!headsFigures(sheet[0]?.values ?? [], editions)) return undefined;
    // What did not fit on the first sheet goes on under the same head.
    const more = others.filter(([head]) => head && head.values.join("\t") === sheet[0]?.values.join("\t"));
    return [...sheet, ...more.flatMap(([, ...rows]) => rows)];
  } catch (error) {
    // Whoever reads it as a report says what is wrong with it.
    if (error instanceof UnreadableDocument) return undefined;
    throw error;
  }
}
