import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import type { Trend } from "../../../src/core/trend.ts";
import { buildTrend } from "../../../src/model/trend.ts";
import { parseXml, walk, type XmlElement } from "../../../src/ooxml/xml.ts";
import { examine } from "../../../src/pipeline/unit/inspect-file.ts";
import { nodeCodec } from "../../../src/pipeline/unit/node-codec.ts";
import { readEarlier } from "../../../src/pipeline/unit/previous.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { type Artifact, stampOne } from "../../../src/pipeline/unit/stamp.ts";
import { filesAt } from "../../../src/pipeline/workspace/inputs.ts";
import { chartsMark } from "../../../src/render/annex/annex-word.ts";
import { OfficeFile } from "../../../src/render/office/office-file.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";
import { unzipped } from "../../support/zip-files.ts";

const samples = fileURLToPath(new URL("../../../samples/trend", import.meta.url));
const session = openSession({ formats: ["docx", "xlsx", "md"], markdownTables: "pipe" });

async function build(draft: boolean): Promise<{ readonly trend: Trend; readonly artifacts: readonly Artifact[] }> {
  const file = join(samples, "units/fengxi-zhen.yaml");
  const examined = examine(file, session, { previous: () => undefined, severities: {}, final: false });
  const { subject } = examined;
  if (!subject) throw new Error("not readable");
  const trend = buildTrend({
    subject,
    earlier: readEarlier(subject.tally, filesAt(join(samples, "previous"), process.cwd()), session.editions),
  });
  if (!trend) throw new Error("no trend");
  const { value = [] } = await stampOne(examined, session, { draft, compared: { trend, picture: "p.svg" } });
  return { trend, artifacts: value };
}

let built: Awaited<ReturnType<typeof build>>;
beforeAll(async () => {
  built = await build(false);
});

const bytesOf = (format: string, of = built) =>
  of.artifacts.find((one) => one.format === format)?.bytes ?? new Uint8Array();
const named = (element: XmlElement | undefined, name: string) =>
  element ? [...walk(element)].filter((one) => one.name === name) : [];

interface Reference {
  readonly formula: string;
  /** By position; a gap has none. */
  readonly cached: ReadonlyMap<number, string>;
}

/** Every reference to cells of a chart, with what the chart keeps of them. */
function referencesOf(xml: string): readonly Reference[] {
  const parsed = parseXml(new TextEncoder().encode(xml));
  if ("fault" in parsed) throw new Error(parsed.fault);
  return [...named(parsed.root, "c:strRef"), ...named(parsed.root, "c:numRef")].map((reference) => ({
    formula: named(reference, "c:f")[0]?.text ?? "",
    cached: new Map(
      named(reference, "c:pt").map((point) => [Number(point.attributes["idx"]), named(point, "c:v")[0]?.text ?? ""]),
    ),
  }));
}

/** What the cells of a reference hold in a workbook, read by another program; a formula counts by its result. */
async function cellsOf(book: ExcelJS.Workbook, formula: string): Promise<ReadonlyMap<number, string>> {
  const [, sheet = "", from = "", to = from] =
    /^'?([^'!]+)'?!\$([A-Z]+\$\d+)(?::\$([A-Z]+\$\d+))?$/.exec(formula) ?? [];
  const start = book.getWorksheet(sheet)?.getCell(from.replace("$", ""));
  const end = book.getWorksheet(sheet)?.getCell(to.replace("$", ""));
  if (!start || !end) throw new Error(`no cells: ${formula}`);
  const found = new Map<number, string>();
  let index = 0;
  for (let row = Number(start.row); row <= Number(end.row); row++) {
    for (let column = Number(start.col); column <= Number(end.col); column++, index++) {
      const { value, result } = start.worksheet.getCell(row, column);
      const shown = result ?? (value !== null && typeof value === "object" ? undefined : value);
      if (shown !== null && shown !== undefined) found.set(index, String(shown));
    }
  }
  return found;
}

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

describe("a workbook with a trend", () => {
  it("draws what stands in its own cells", async () => {
    const parts = unzipped(bytesOf("xlsx"));
    const book = await open(bytesOf("xlsx"));
    const charts = Object.keys(parts).filter((name) => name.startsWith("xl/charts/"));
    expect(charts).toHaveLength(3);
    for (const name of charts) {
      for (const { formula, cached } of referencesOf(parts[name] ?? "")) {
        expect(await cellsOf(book, formula), `${name} ${formula}`).toEqual(cached);
      }
    }
  });

  it("has figures as numbers, changes as formulas, and what is only approximate as a text", async () => {
    const sheet = (await open(bytesOf("xlsx"))).getWorksheet("历年");
    expect(["C3", "G3"].map((cell) => sheet?.getCell(cell).value)).toEqual(["2021年", "2025年"]);
    expect(["C4", "D4"].map((cell) => sheet?.getCell(cell).value)).toEqual([20, 26]);
    expect(sheet?.getCell("D5").value).toEqual({ formula: "D4-C4", result: 6 });
    expect(sheet?.getCell("D6").value).toEqual({ formula: "D5/C4", result: 0.3 });
    expect(sheet?.getCell("C5").value).toBeNull();
    expect(["D16", "D17", "D19", "E19"].map((cell) => sheet?.getCell(cell).value)).toEqual([
      "近700",
      null,
      null,
      { formula: "E16", result: 845 },
    ]);
  });

  it("keeps every other part as it was", async () => {
    const file = join(samples, "units/fengxi-zhen.yaml");
    const examined = examine(file, session, { previous: () => undefined, severities: {}, final: false });
    const { value: plain = [] } = await stampOne(examined, session, { draft: false });
    const before = unzipped(bytesOf("xlsx", { ...built, artifacts: plain }));
    const after = unzipped(bytesOf("xlsx"));
    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(changed.sort()).toEqual([
      "[Content_Types].xml",
      "xl/_rels/workbook.xml.rels",
      "xl/styles.xml",
      "xl/workbook.xml",
    ]);
  });
});

describe("a Word file with a trend", () => {
  it("has for each chart a workbook with just its figures", async () => {
    const parts = unzipped(bytesOf("docx"));
    const raw = unzipSync(bytesOf("docx"));
    const charts = Object.keys(parts).filter((name) => /^word\/charts\/[^/]+$/.test(name));
    expect(charts).toHaveLength(3);
    for (const name of charts) {
      const relations = parts[name.replace(/([^/]+)$/, "_rels/$1.rels")] ?? "";
      const target = `word/${/Target="\.\.\/([^"]+)"/.exec(relations)?.[1] ?? ""}`;
      const book = await open(raw[target] ?? new Uint8Array());
      for (const { formula, cached } of referencesOf(parts[name] ?? "")) {
        expect(await cellsOf(book, formula), `${name} ${formula}`).toEqual(cached);
      }
    }
  });

  it("has them under the table and its note, in the order of the table", () => {
    const xml = unzipped(bytesOf("docx"))["word/document.xml"] ?? "";
    const title = xml.indexOf(">历年主要数据对比<", xml.indexOf("增减幅度") - 20_000);
    const places = ["增减幅度", "注：约数", 'name="政府信息公开申请（件）"', 'name="主动公开信息（条）"'].map((words) =>
      xml.indexOf(words, title),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(xml).not.toContain(chartsMark);
  });
});

/** A charted Word report with the annex of another trend behind all it has. */
function markedAgain(bytes: Uint8Array): Uint8Array {
  const file = new OfficeFile(bytes, "docx", nodeCodec);
  const xml = file.text("word/document.xml");
  const end = xml.lastIndexOf("<w:sectPr");
  file.set("word/document.xml", xml.slice(0, end) + chartsMark + xml.slice(end));
  return file.bytes();
}

describe("both", () => {
  it("are sound, drafts too, and the same again", async () => {
    const again = await build(false);
    const draft = await build(true);
    for (const format of ["docx", "xlsx"] as const) {
      expect(Buffer.from(bytesOf(format, again)).equals(bytesOf(format))).toBe(true);
      for (const one of [built, draft]) {
        expect(checkStructure(bytesOf(format, one), format)).toEqual([]);
        expect(await officeFindings(bytesOf(format, one), `trend.${format}`)).toEqual([]);
      }
    }
    const sheet = (await open(bytesOf("xlsx", draft))).getWorksheet("历年");
    expect(sheet?.getCell("G2").value).toBe("草稿");
  });

  it("of a template that was itself made from such a report take names that are free", async () => {
    const { addCharts } = await import("../../../src/render/chart/add-charts.ts");
    for (const format of ["docx", "xlsx"] as const) {
      const template = format === "docx" ? markedAgain(bytesOf(format)) : bytesOf(format);
      const twice = addCharts(format, template, { trend: built.trend, draft: false, picture: "" }, nodeCodec);
      expect(checkStructure(twice, format)).toEqual([]);
      expect(await officeFindings(twice, `twice.${format}`)).toEqual([]);
      expect(Object.keys(unzipped(twice)).filter((name) => /charts\/[^/]+$/.test(name))).toHaveLength(6);
    }
  });
});
