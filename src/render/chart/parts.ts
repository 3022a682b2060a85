import { chartTitle, type Trend, type TrendChart, yearWords } from "../../core/trend.ts";
import { quoteAttribute } from "../office/escape.ts";
import type { OfficeFile } from "../office/office-file.ts";
import { type ChartCells, chartSpace, chartXml, relations } from "./chart-xml.ts";
import { embeddedCells, embeddedWorkbook } from "./embedded.ts";
import { seriesInWords } from "./svg.ts";

const types = {
  chart: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
  workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  drawing: "application/vnd.openxmlformats-officedocument.drawing+xml",
} as const;

const a = "http://schemas.openxmlformats.org/drawingml/2006/main";
const emu = 12_700;

/** Size in points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A chart as a part of a Word file, with the workbook that its figures are edited in. */
function addWordChart(file: OfficeFile, trend: Trend, chart: TrendChart, { width }: Size): string {
  const cells = embeddedCells(trend, chart);
  const workbook = embeddedWorkbook(trend, chart, file.codec);
  const embedded = file.add((n) => `word/embeddings/chart${n}.xlsx`, workbook, types.workbook);
  const path = file.add((n) => `word/charts/chart${n}.xml`, "", types.chart);
  const id = file.relate(path, "package", embedded);
  file.set(path, chartXml(trend, chart, { cells, width, workbook: id }));
  return file.relate("word/document.xml", "chart", path);
}

/** The charts of a trend as paragraphs of a Word document, one under another. */
export function wordCharts(file: OfficeFile, trend: Trend, size: Size): string {
  const used = [...file.text("word/document.xml").matchAll(/<wp:docPr\b[^>]*?\sid="(\d+)"/g)].map(([, id]) =>
    Number(id),
  );
  const first = Math.max(0, ...used) + 1;
  const paragraphs = trend.charts.map((chart, i) => {
    const id = addWordChart(file, trend, chart, size);
    const extent = `cx="${Math.round(size.width * emu)}" cy="${Math.round(size.height * emu)}"`;
    // The lines of an official paper have an exact height, which would cut the chart off.
    const line = `<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>`;
    return (
      `<w:p><w:pPr>${line}<w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>` +
      `<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
      `<wp:extent ${extent}/><wp:docPr id="${first + i}" ${describe(chart, trend)}/><wp:cNvGraphicFramePr/>${graphic(id)}` +
      `</wp:inline></w:drawing></w:r></w:p>`
    );
  });
  return paragraphs.join("");
}

function describe(chart: TrendChart, { years }: Trend): string {
  const words = `${yearWords(years[0] ?? 0)}至${yearWords(years.at(-1) ?? 0)}柱状图：${seriesInWords(chart, years)}`;
  return `name="${quoteAttribute(chartTitle(chart))}" descr="${quoteAttribute(words)}"`;
}

function graphic(id: string): string {
  return (
    `<a:graphic xmlns:a="${a}"><a:graphicData uri="${chartSpace}">` +
    `<c:chart xmlns:c="${chartSpace}" xmlns:r="${relations}" r:id="${id}"/></a:graphicData></a:graphic>`
  );
}

/** Where a chart stands on a sheet: its first row from 0, over the columns from A to `columns`. */
export interface SheetChart {
  readonly chart: TrendChart;
  readonly cells: ChartCells;
  readonly row: number;
}

/** The drawing of a sheet with its charts; gives the id of the sheet's relationship to it. `rows` is the height of one chart. */
export function sheetCharts(
  file: OfficeFile,
  sheet: string,
  trend: Trend,
  charts: readonly SheetChart[],
  { columns, rows, width }: { readonly columns: number; readonly rows: number; readonly width: number },
): string {
  const drawing = file.add((n) => `xl/drawings/drawing${n}.xml`, "", types.drawing);
  const anchors = charts.map(({ chart, cells, row }, i) => {
    const xml = chartXml(trend, chart, { cells, width });
    const id = file.relate(
      drawing,
      "chart",
      file.add((n) => `xl/charts/chart${n}.xml`, xml, types.chart),
    );
    return (
      `<xdr:twoCellAnchor>${corner("from", 0, row)}${corner("to", columns, row + rows)}<xdr:graphicFrame macro="">` +
      `<xdr:nvGraphicFramePr><xdr:cNvPr id="${i + 2}" ${describe(chart, trend)}/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
      `<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>${graphic(id)}</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`
    );
  });
  const namespaces = `xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${a}"`;
  file.set(
    drawing,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr ${namespaces}>${anchors.join("")}</xdr:wsDr>`,
  );
  return file.relate(sheet, "drawing", drawing);
}

function corner(name: "from" | "to", column: number, row: number): string {
  return `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
}
