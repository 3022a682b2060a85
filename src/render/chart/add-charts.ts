import type { Trend } from "../../core/trend.ts";
import type { Codec } from "../office/codec.ts";
import { markdownPicture } from "./markdown-picture.ts";
import { chartsInWord } from "./word.ts";
import { chartsInWorkbook } from "./workbook.ts";

export { trendSvg } from "./svg.ts";

export interface ChartedReport {
  readonly trend: Trend;
  readonly draft: boolean;
  /** The file beside it that Markdown shows. */
  readonly picture: string;
}

/** A finished report with the charts of its trend in it. */
export function addCharts(
  format: string,
  bytes: Uint8Array,
  { trend, draft, picture }: ChartedReport,
  codec: Codec,
): Uint8Array {
  if (trend.charts.length === 0) return bytes;
  if (format === "docx") return chartsInWord(bytes, trend, codec);
  if (format === "xlsx") return chartsInWorkbook(bytes, trend, [unitLine(trend), draft ? "草稿" : ""], codec);
  return markdownPicture(bytes, trend, picture);
}

/** As on the other sheets. */
function unitLine({ unit, years }: Trend): string {
  return `填报单位：${unit}　　报告年度：${years.at(-1) ?? ""}年`;
}
