import { type Trend, trendWords } from "../../core/trend.ts";
import type { Codec } from "../office/codec.ts";
import { OfficeFile } from "./office-file.ts";
import { wordCharts } from "./parts.ts";

/** Points: as wide as the text of an official paper, and so low that one has room under the table of five figures. */
const size = { width: 442, height: 140 } as const;

/** A Word report with the charts of a trend under the table of the same figures; without that table, as it is. */
export function chartsInWord(bytes: Uint8Array, trend: Trend, codec: Codec): Uint8Array {
  const file = new OfficeFile(bytes, "docx", codec);
  const xml = file.text("word/document.xml");
  const at = afterTable(xml);
  if (at === undefined) return bytes;
  const charts = wordCharts(file, trend, size);
  file.put("word/document.xml", xml.slice(0, at) + charts + xml.slice(at));
  return file.bytes();
}

const noteStart = `<w:p><w:pPr><w:pStyle w:val="AnnexLine"/>`;

function afterTable(xml: string): number | undefined {
  const title = xml.lastIndexOf(`>${trendWords.title}<`);
  const table = title < 0 ? -1 : xml.indexOf("</w:tbl>", title);
  if (table < 0) return undefined;
  let at = table + "</w:tbl>".length;
  // The notes belong to the table.
  while (xml.startsWith(noteStart, at)) at = xml.indexOf("</w:p>", at) + "</w:p>".length;
  return at;
}
