import type { Trend } from "../../core/trend.ts";
import { markdownPicture } from "./markdown.ts";
import { chartsInWord } from "./word.ts";
import { chartsInWorkbook } from "./workbook.ts";

export { trendSvg } from "./svg.ts";

/** A finished report with the charts of a trend in it; `picture` is the file that Markdown shows instead. */
export function addCharts(format: string, bytes: Uint8Array, trend: Trend, picture: string): Uint8Array {
  if (trend.charts.length === 0) return bytes;
  if (format === "docx") return chartsInWord(bytes, trend);
  if (format === "xlsx") return chartsInWorkbook(bytes, trend);
  return markdownPicture(bytes, trend, picture);
}
