import { printNumber } from "../../core/figures.ts";
import { chartTitle, drawn, type Trend, type TrendChart, trendWords, yearWords } from "../../core/trend.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import {
  columnRoom,
  fillOf,
  gridColour,
  labelsFit,
  lineColour,
  type Scale,
  scaleFor,
  yearsSkipped,
} from "./drawing.ts";

/** Of the picture, in its own unit: a page of Markdown shows it about so wide. */
const width = 720;
const panelHeight = 220;
/** Of a panel: what stands left of, over and under the columns, and right of them the legend. */
const left = 64;
const above = 50;
const below = 26;
const right = 12;
const legendRoom = 110;
const textSize = 12;
/** The width of a digit, with a little room. */
const digit = 6.8;

/** The charts of a trend under one another as one picture. It names no font file and runs nothing. */
export function trendSvg(trend: Trend): Uint8Array {
  const height = Math.max(1, trend.charts.length) * panelHeight;
  const title = `${trend.unit}${trendWords.title}`;
  // The years stand under one another in all panels, be there a legend or not.
  const legends = trend.charts.some(({ series }) => series.length > 1) ? legendRoom : 0;
  const panels = trend.charts.map((chart, i) => panel(trend, chart, i, width - left - right - legends));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"` +
      ` aria-labelledby="title desc" font-family="SimSun, 'Noto Serif CJK SC', serif" font-size="${textSize}">`,
    `<title id="title">${escapeHtml(title)}</title>`,
    `<desc id="desc">${escapeHtml(trendInWords(trend))}</desc>`,
    `<defs>${hatches()}</defs>`,
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
    ...panels,
    "</svg>",
  ];
  return new TextEncoder().encode(`${svg.join("\n")}\n`);
}

/** All that the charts show, for those who cannot see them. */
function trendInWords({ years, charts }: Trend): string {
  const words = charts.map((chart) => `${chartTitle(chart)}：${seriesInWords(chart, years)}。`);
  return words.join("");
}

/** 本年新收 2024年12、2025年15；… of one chart; a year without an exact figure is left out. */
export function seriesInWords({ series }: TrendChart, years: readonly number[]): string {
  const words = series.map(({ name, points }) => {
    const each = points.flatMap((point, i) => {
      const value = drawn(point);
      return value === undefined ? [] : [`${yearWords(years[i] ?? 0)}${printNumber(value)}`];
    });
    return `${name} ${each.join("、")}`;
  });
  return words.join("；");
}

function hatches(): string {
  const { ink, paper } = fillOf(2);
  return (
    `<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="6" height="6" fill="#${paper}"/><rect width="2" height="6" fill="#${ink}"/></pattern>`
  );
}

interface Frame {
  readonly scale: Scale;
  /** The width of all columns. */
  readonly across: number;
  readonly y: (value: number) => number;
}

function panel(trend: Trend, chart: TrendChart, index: number, across: number): string {
  const values = chart.series.flatMap(({ points }) => points.flatMap((point) => drawn(point) ?? []));
  const scale = scaleFor(values);
  const several = chart.series.length > 1;
  const deep = panelHeight - above - below;
  const y = (value: number): number => above + deep * (1 - share(value, scale));
  const frame: Frame = { scale, across, y };
  const parts = [
    text(left + across / 2, 18, chartTitle(chart), "middle", ' font-size="14"'),
    ...axis(frame),
    ...columns(trend, chart, frame),
    ...(several ? chart.series.map(({ name }, i) => legend(name, i, left + across + 14)) : []),
  ];
  return `<g transform="translate(0 ${index * panelHeight})">\n${parts.join("\n")}\n</g>`;
}

/** How far up the axis a value stands: 0 to 1. Halves first: the ends of an axis may lie further apart than numbers go. */
function share(value: number, { low, high }: Scale): number {
  const part = (value / 2 - low / 2) / (high / 2 - low / 2);
  return Math.min(1, Math.max(0, part));
}

function axis({ scale, across, y }: Frame): readonly string[] {
  return scale.ticks.flatMap((tick) => {
    const at = y(tick);
    const colour = tick === 0 ? lineColour : gridColour;
    return [
      `<path d="M${left} ${short(at)}h${across}" stroke="#${colour}" fill="none"/>`,
      text(left - 6, at + textSize / 3, tickText(tick), "end"),
    ];
  });
}

/** Long ones in powers of ten: an axis has no room for twenty digits. */
function tickText(tick: number): string {
  const plain = printNumber(tick);
  return plain.length <= 8 ? plain : tick.toExponential(1).replace("e+", "e");
}

function columns({ years }: Trend, chart: TrendChart, { across, y }: Frame): readonly string[] {
  const room = across / years.length;
  const wide = Math.min(44, columnRoom(chart, years.length, across));
  const labelled = labelsFit(chart, years.length, across, digit);
  const sparse = yearsSkipped(years.length, across, digit);
  return years.flatMap((year, i) => {
    const middle = left + room * (i + 0.5);
    const start = middle - (wide * chart.series.length) / 2;
    const shown = chart.series.flatMap(({ points }, n) => {
      const point = points[i];
      const x = start + wide * n;
      const over = (at: number, words: string): string =>
        text(x + wide / 2, at - 4, words, "middle", ' font-size="11"');
      const value = point && drawn(point);
      // An approximate figure is named where its column would begin.
      if (value === undefined) return labelled && point?.approximate ? [over(y(0), point.text)] : [];
      const [top, foot] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
      return [column(x, top, wide, foot - top, n), ...(labelled ? [over(top, printNumber(value))] : [])];
    });
    // Years that would touch are left out evenly; the last one is always there.
    const named = (years.length - 1 - i) % sparse === 0;
    return [...shown, ...(named ? [text(middle, panelHeight - 8, yearWords(year), "middle")] : [])];
  });
}

function column(x: number, y: number, wide: number, high: number, series: number): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(wide)}" height="${short(high)}" ${paint(series)}/>`;
}

function paint(series: number): string {
  const { ink, paper, hatched } = fillOf(series);
  return `fill="${hatched ? "url(#hatch)" : `#${paper}`}" stroke="#${ink}"`;
}

function legend(name: string, index: number, x: number): string {
  const y = above + 10 + index * 22;
  return `<rect x="${x}" y="${y - 10}" width="12" height="12" ${paint(index)}/>${text(x + 18, y, name, "start")}`;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end", more = ""): string {
  return `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}"${more}>${escapeHtml(words)}</text>`;
}

/** Two decimals are finer than any screen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
