import { printNumber } from "../../core/figures.ts";
import { chartTitle, drawn, type Trend, type TrendChart, type TrendSeries, yearWords } from "../../core/trend.ts";
import { quoteAttribute, xmlText } from "../office/escape.ts";
import { betweenYears, fillOf, gridColour, labelsFit, lineColour, yearsSkipped } from "./drawing.ts";

/** Where the cells of a chart stand: formulas such as 历年!$B$4:$F$4. */
export interface ChartCells {
  /** The years, which are texts. */
  readonly years: string;
  /** A series' name and its figures. */
  readonly series: readonly { readonly name: string; readonly values: string }[];
}

export interface ChartOptions {
  readonly cells: ChartCells;
  /** Of the whole chart, in points. */
  readonly width: number;
  /** The relationship to the workbook that the figures can be edited in; a chart of a sheet has them beside it. */
  readonly workbook?: string;
}

const drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
export const chartSpace = "http://schemas.openxmlformats.org/drawingml/2006/chart";
export const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Points: what axis and edges take of the width; the size of the figures and of one digit of them. */
const beside = 50;
const textSize = 8;
/** What a legend leaves of the width. */
const legendLeaves = 0.86;
const digit = 4.4;

/** A chart as a part of its own: columns side by side, year by year, each series with its cells and what is in them. */
export function chartXml({ years }: Trend, chart: TrendChart, options: ChartOptions): string {
  const { cells, workbook } = options;
  const several = chart.series.length > 1;
  const across = (options.width - beside) * (several ? legendLeaves : 1);
  const labelled = labelsFit(chart, years.length, across, digit);
  const skipped = yearsSkipped(years.length, across, digit);
  const series = chart.series.map((one, i) => seriesXml(one, i, years, cells, labelled));
  const gap = Math.round((betweenYears / (1 - betweenYears)) * chart.series.length * 100);
  const columns =
    `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series.join("")}` +
    `<c:gapWidth val="${Math.min(500, gap)}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`;
  const legend = several ? `<c:legend><c:legendPos val="r"/><c:overlay val="0"/>${textXml(textSize)}</c:legend>` : "";
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n` +
    `<c:chartSpace xmlns:c="${chartSpace}" xmlns:a="${drawing}" xmlns:r="${relations}">` +
    `<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>${titleXml(chartTitle(chart))}` +
    `<c:autoTitleDeleted val="0"/><c:plotArea>${plotLayout(labelled, several)}${columns}${axesXml(chart, labelled, skipped)}</c:plotArea>${legend}` +
    `<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>${textXml(textSize)}` +
    (workbook === undefined
      ? ""
      : `<c:externalData r:id="${quoteAttribute(workbook)}"><c:autoUpdate val="0"/></c:externalData>`) +
    `</c:chartSpace>`
  );
}

/** The columns within the chart, in parts of it: below the title there is room for a figure over the highest column. */
function plotLayout(labelled: boolean, legend: boolean): string {
  const x = labelled ? 0.02 : 0.12;
  const w = (legend ? 0.84 : 0.98) - x;
  const at = (name: string, value: number): string => `<c:${name} val="${Math.round(value * 100) / 100}"/>`;
  return (
    `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>` +
    `${at("x", x)}${at("y", 0.24)}${at("w", w)}${at("h", 0.6)}</c:manualLayout></c:layout>`
  );
}

function seriesXml(
  { name, points }: TrendSeries,
  index: number,
  years: readonly number[],
  cells: ChartCells,
  labelled: boolean,
): string {
  const at = cells.series[index] ?? { name: "", values: "" };
  const values = points.map(drawn);
  const decimals = values.some((value) => value !== undefined && !Number.isInteger(value));
  // A gap has no point at all: a point that is empty would be drawn as 0.
  const shown = values.map((value, i) =>
    value === undefined ? "" : `<c:pt idx="${i}"><c:v>${printNumber(value)}</c:v></c:pt>`,
  );
  const labels = labelled
    ? `<c:dLbls><c:numFmt formatCode="${decimals ? "General" : "0"}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` +
      `${textXml(textSize)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>` +
      `<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
    : "";
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>` +
    `<c:tx>${strings(at.name, [name])}</c:tx>${fillXml(index)}<c:invertIfNegative val="0"/>${labels}` +
    `<c:cat>${strings(cells.years, years.map(yearWords))}</c:cat>` +
    `<c:val><c:numRef><c:f>${xmlText(at.values)}</c:f><c:numCache><c:formatCode>General</c:formatCode>` +
    `<c:ptCount val="${points.length}"/>${shown.join("")}</c:numCache></c:numRef></c:val></c:ser>`
  );
}

function strings(formula: string, texts: readonly string[]): string {
  const points = texts.map((text, i) => `<c:pt idx="${i}"><c:v>${xmlText(text)}</c:v></c:pt>`);
  return (
    `<c:strRef><c:f>${xmlText(formula)}</c:f><c:strCache><c:ptCount val="${texts.length}"/>` +
    `${points.join("")}</c:strCache></c:strRef>`
  );
}

function fillXml(index: number): string {
  const { ink, paper, hatched } = fillOf(index);
  const area = hatched
    ? `<a:pattFill prst="wdUpDiag"><a:fgClr>${colour(ink)}</a:fgClr><a:bgClr>${colour(paper)}</a:bgClr></a:pattFill>`
    : `<a:solidFill>${colour(paper)}</a:solidFill>`;
  return `<c:spPr>${area}<a:ln w="9525"><a:solidFill>${colour(ink)}</a:solidFill></a:ln></c:spPr>`;
}

function colour(value: string): string {
  return `<a:srgbClr val="${value}"/>`;
}

const face = `<a:latin typeface="宋体"/><a:ea typeface="宋体"/>`;
const black = `<a:solidFill>${colour("000000")}</a:solidFill>`;

/** Type of a size in points. */
function textXml(points: number): string {
  const size = `sz="${points * 100}" b="0"`;
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${size}>${black}${face}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
}

function titleXml(text: string): string {
  const run = `<a:r><a:rPr lang="zh-CN" sz="900" b="0">${black}${face}</a:rPr><a:t>${xmlText(text)}</a:t></a:r>`;
  const size = `<a:pPr><a:defRPr sz="900" b="0"/></a:pPr>`;
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>${size}${run}</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

const line = (value: string): string =>
  `<c:spPr><a:ln w="6350"><a:solidFill>${colour(value)}</a:solidFill></a:ln></c:spPr>`;

/** Figures over the columns say all that an axis could; without room for them there are an axis and a grid. */
function axesXml(chart: TrendChart, labelled: boolean, skipped: number): string {
  const values = chart.series.flatMap(({ points }) => points.flatMap((point) => drawn(point) ?? []));
  // Left to itself, Excel cuts the feet off columns of nearly one height.
  const least = values.some((value) => value < 0) ? "" : `<c:min val="0"/>`;
  const grid = labelled ? "" : `<c:majorGridlines>${line(gridColour)}</c:majorGridlines>`;
  return (
    `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>` +
    `<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="low"/>${line(lineColour)}${textXml(textSize)}<c:crossAx val="2"/><c:crosses val="autoZero"/>` +
    `<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="${skipped}"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>${least}</c:scaling><c:delete val="${labelled ? 1 : 0}"/>` +
    `<c:axPos val="l"/>${grid}<c:numFmt formatCode="General" sourceLinked="0"/>` +
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line(lineColour)}` +
    `${textXml(textSize)}<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`
  );
}
