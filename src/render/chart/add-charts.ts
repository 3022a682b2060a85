/*
 * Charts are put into a finished file and not into templates: the stamped archive is opened again, parts are added, the rest
 * is passed through deflated. A report without a trend never comes near this room. The annex of a trend is an ordinary
 * annex; only a workbook gives it a sheet of its own, with formulas. Tallies of earlier years are looked up in the plan of a
 * run (pipeline/unit/earlier.ts), so that a change of one of them is a change of what the report follows from.
 */
import { type Trend, trendWords } from "../../core/trend.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { chartsMark } from "../annex/annex-word.ts";
import { pictureMark } from "../markup/compile-markup.ts";
import { linkTo } from "../markup/html-escape.ts";
import { OfficeFile } from "../office/office-file.ts";
import { relations } from "./chart-xml.ts";
import { sheetCharts, wordCharts } from "./parts.ts";
import { addLooks } from "./sheet-styles.ts";
import { trendSvg } from "./svg.ts";
import { type TrendSheet, trendSheet } from "./trend-sheet.ts";

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
  file.set("word/document.xml", xml.slice(0, at) + charts + xml.slice(at + chartsMark.length));
  return file.bytes();
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/** Characters of 宋体 that the columns are wide, and points that one is. */
const widths = { name: 18, line: 17, year: 10 } as const;
const character = 5.6;
/** Rows that one chart takes, and the height of an empty row in points. */
const chartRows = 13;
const emptyRow = 15;
/** With more years the sheet is printed lying. */
const upright = 7;

/** A workbook with a sheet more: the table of a trend and its charts over the table's own cells. `lines` stand under the title. */
function chartsInWorkbook(bytes: Uint8Array, trend: Trend, lines: readonly [string, string], codec: Codec): Uint8Array {
  const file = new OfficeFile(bytes, "xlsx", codec);
  const name = freeName(file.text("xl/workbook.xml"));
  const table = trendSheet(trend, name, addLooks(file), lines);
  const path = file.add((n) => `xl/worksheets/sheet${n}.xml`, "", type);
  const first = table.rows.length + 1;
  const charts = trend.charts.map((chart, i) => ({
    chart,
    cells: table.cells[i] ?? { years: "", series: [] },
    row: first + i * chartRows,
  }));
  const width = (widths.name + widths.line + widths.year * trend.years.length) * character;
  const drawing = sheetCharts(file, path, trend, charts, { columns: table.columns, rows: chartRows - 1, width });
  file.set(path, sheetXml(table, drawing));
  addSheet(file, name, path);
  return file.bytes();
}

function sheetXml({ rows, merges, columns }: TrendSheet, drawing: string): string {
  const column = (from: number, to: number, width: number): string =>
    `<col min="${from}" max="${to}" width="${width}" customWidth="1"/>`;
  const orientation = columns - 2 > upright ? "landscape" : "portrait";
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}" xmlns:r="${relations}">` +
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="${emptyRow}"/>` +
    `<cols>${column(1, 1, widths.name)}${column(2, 2, widths.line)}${column(3, columns, widths.year)}</cols>` +
    `<sheetData>${rows.join("")}</sheetData>` +
    `<mergeCells count="${merges.length}">${merges.map((area) => `<mergeCell ref="${area}"/>`).join("")}</mergeCells>` +
    `<printOptions horizontalCentered="1"/><pageMargins left="0.59" right="0.59" top="0.79" bottom="0.71" header="0.31" footer="0.31"/>` +
    `<pageSetup paperSize="9" orientation="${orientation}" fitToHeight="1"/>` +
    `<headerFooter><oddFooter>&amp;C第&amp;P页 共&amp;N页</oddFooter></headerFooter><drawing r:id="${drawing}"/></worksheet>`
  );
}

/** 历年, or 历年2 where a template has a sheet of that name. */
function freeName(workbook: string): string {
  let number = 1;
  const named = (): string => (number === 1 ? "历年" : `历年${number}`);
  while (workbook.includes(`name="${named()}"`)) number++;
  return named();
}

function addSheet(file: OfficeFile, name: string, path: string): void {
  const workbook = "xl/workbook.xml";
  const id = file.relate(workbook, "worksheet", path);
  const xml = file.text(workbook);
  const used = [...xml.matchAll(/\ssheetId="(\d+)"/g)].map(([, number]) => Number(number));
  const sheet = `<sheet xmlns:r="${relations}" name="${name}" sheetId="${Math.max(0, ...used) + 1}" r:id="${id}"/>`;
  file.set(workbook, xml.replace("</sheets>", `${sheet}</sheets>`));
}
