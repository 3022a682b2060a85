/*
 * Charts are put into a finished file and not into templates: the stamped archive is opened again, parts are added, the rest
 * is passed through deflated. A report without a trend never comes near this room. The annex of a trend is an ordinary
 * annex; only a workbook gives it a sheet of its own, with formulas. Tallies of earlier years are looked up in the plan of a
 * run (pipeline/unit/earlier.ts), so that a change of one of them is a change of what the report follows from.
 */
import { type Trend, trendWords } from "../../core/trend.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { chartsMark } from "../annex/annex-word.ts";
import { linkTo } from "../markup/html-escape.ts";
import { pictureMark } from "../markup/picture-mark.ts";
import { OfficeFile } from "../office/office-file.ts";
import { wordCharts } from "./parts.ts";
import { trendSvg } from "./svg.ts";
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
  const none = trend.charts.length === 0;
  if (format === "docx") return none ? bytes : chartsInWord(bytes, trend, codec);
  if (format === "xlsx") {
    return none ? bytes : chartsInWorkbook(bytes, trend, [unitLine(trend), draft ? "草稿" : ""], codec);
  }
  return format === "html" ? pictureInPage(bytes, trend) : markdownPicture(bytes, trend, picture);
}

/** As on the other sheets. */
function unitLine({ unit, years }: Trend): string {
  return `填报单位：${unit}　　报告年度：${years.at(-1) ?? ""}年`;
}

/** Markdown with the picture of a trend, by its name, under the table of the same figures; without that table, as it is. */
export function markdownPicture(bytes: Uint8Array, { charts, unit }: Trend, picture: string): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const at = text.indexOf(pictureMark);
  if (at < 0) return bytes;
  const rest = text.slice(at + pictureMark.length);
  const [note = ""] = /^\n\n注：.*/.exec(rest) ?? [];
  const image = `\n\n![${unit.replace(/[\\[\]]/g, "\\$&")}${trendWords.title}](${linkTo(picture)})`;
  return new TextEncoder().encode(
    text.slice(0, at) + note + (charts.length > 0 ? image : "") + rest.slice(note.length),
  );
}

/** A web page with the picture itself under the table of the same figures. */
function pictureInPage(bytes: Uint8Array, trend: Trend): Uint8Array {
  const [before = "", ...after] = new TextDecoder().decode(bytes).split(pictureMark);
  const svg = trend.charts.length > 0 ? `\n<figure>\n${new TextDecoder().decode(trendSvg(trend))}</figure>` : "";
  return after.length === 0 ? bytes : new TextEncoder().encode(before + svg + after.join(""));
}

/** Points: as wide as the text of an official paper, and so low that one has room under the table of five figures. */
const size = { width: 442, height: 140 } as const;

/** A Word report with the charts of a trend under the table of the same figures; without that table, as it is. */
function chartsInWord(bytes: Uint8Array, trend: Trend, codec: Codec): Uint8Array {
  const file = new OfficeFile(bytes, "docx", codec);
  const xml = file.text("word/document.xml");
  const at = xml.lastIndexOf(chartsMark);
  if (at < 0) return bytes;
  const charts = wordCharts(file, trend, size);
  file.put("word/document.xml", xml.slice(0, at) + charts + xml.slice(at + chartsMark.length));
  return file.bytes();
}
