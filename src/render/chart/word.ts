import { type Trend, trendWords } from "../../core/trend.ts";
import { OfficeFile } from "./office-file.ts";
import { wordCharts } from "./parts.ts";

/** Points: as wide as the text of an official paper, and so low that three stand on a page under their table. */
const size = { width: 442, height: 124 } as const;

/** A Word report with the charts of a trend under the table of the same figures; without that table, as it is. */
export function chartsInWord(bytes: Uint8Array, trend: Trend): Uint8Array {
  const file = new OfficeFile(bytes, "docx");
  const xml = file.text("word/document.xml");
  const at = afterTable(xml);
  if (at === undefined) return bytes;
  const charts = wordCharts(file, trend, size);
  file.put("word/document.xml", xml.slice(0, at) + charts + xml.slice(at));
  return file.bytes();
}

function afterTable(xml: string): number | undefined {
  const title = xml.lastIndexOf(`>${trendWords.title}<`);
  const table = title < 0 ? -1 : xml.indexOf("</w:tbl>", title);
  return table < 0 ? undefined : table + "</w:tbl>".length;
}
