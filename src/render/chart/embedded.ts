import { printNumber } from "../../core/figures.ts";
import { drawn, type Trend, type TrendChart, yearWords } from "../../core/trend.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { sheetText } from "../office/escape.ts";
import { deflated, pack } from "../office/pack.ts";
import { columnLetters } from "../sheet/addresses.ts";
import { type ChartCells, relations } from "./chart-xml.ts";

const sheet = "Sheet1";

/** Where a chart's figures stand in its embedded workbook: years down, series across, under their names. */
export function embeddedCells({ years }: Trend, { series }: TrendChart): ChartCells {
  const last = years.length + 1;
  return {
    years: `${sheet}!$A$2:$A$${last}`,
    series: series.map((_, i) => {
      const column = columnLetters(i + 2);
      return { name: `${sheet}!$${column}$1`, values: `${sheet}!$${column}$2:$${column}$${last}` };
    }),
  };
}

/** The workbook that a chart in Word is edited in. It holds what is drawn: an approximate figure has no cell. */
export function embeddedWorkbook(trend: Trend, chart: TrendChart, codec: Codec): Uint8Array {
  const head = row(1, ["", ...chart.series.map(({ name }) => name)]);
  const rows = trend.years.map((year, i) =>
    row(i + 2, [
      yearWords(year),
      ...chart.series.map(({ points }) => {
        const point = points[i];
        return point && drawn(point);
      }),
    ]),
  );
  const parts = { ...fixed, "xl/worksheets/sheet1.xml": sheetXml([head, ...rows]) };
  const encoder = new TextEncoder();
  return pack(Object.entries(parts).map(([name, xml]) => deflated(name, encoder.encode(declaration + xml), codec)));
}

function row(number: number, values: readonly (string | number | undefined)[]): string {
  const cells = values.map((value, i) => {
    const at = `${columnLetters(i + 1)}${number}`;
    if (value === undefined || value === "") return "";
    if (typeof value === "number") return `<c r="${at}"><v>${printNumber(value)}</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${sheetText(value)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join("")}</row>`;
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const packages = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const fixed: Readonly<Record<string, string>> = {
  "[Content_Types].xml":
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  "_rels/.rels":
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml":
    `<workbook xmlns="${main}" xmlns:r="${relations}">` +
    `<sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels":
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

function sheetXml(rows: readonly string[]): string {
  return `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData></worksheet>`;
}
