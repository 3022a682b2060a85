import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../../src/core/figures.ts";
import { drawSummary } from "../../../src/draw/summary.ts";
import type { SummaryAnnex } from "../../../src/draw/summary-annex.ts";
import { pagesOf } from "../../../src/draw/summary-sheet.ts";
import { rollUpFiles } from "../../../src/pipeline/area/roll-up.ts";
import { summarise } from "../../../src/pipeline/area/summary.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { officeFindings } from "../../support/validator.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const session = openSession({ formats: [], markdownTables: "pipe" });
const edition = edition2021();
const before = 4;
const head = 4;

async function open(bytes: Uint8Array | undefined): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes ?? []) as unknown as ArrayBuffer);
  return book;
}

const unit = "云陂县人民政府";
const jobsOf = (folder: string) => findInputs([folder], { cwd: root }).jobs;

describe("the summary workbook", () => {
  it("totals are SUM formulas whose kept values are those of the roll-up, and of the cells above", async () => {
    const jobs = jobsOf(join(root, "samples/province"));
    const { bytes } = await summarise(session, jobs, unit);
    const { summed } = await rollUpFiles(session, jobs, {
      ...{ unit: { name: unit, kind: "county" }, scope: "area", keys: "zh", out: "x.yaml" },
    });
    if (!summed) throw new Error("no sum");
    const figures = computeFigures(summed.rolled.tally, edition);
    const sheet = (await open(bytes)).getWorksheet("法定表格");
    if (!sheet) throw new Error("no sheet");
    const last = head + 4 + 1;
    expect(sheet.getRow(last).getCell(2).value).toBe("计入 4 个单位");
    edition.cells.forEach(({ path }, i) => {
      const cell = sheet.getRow(last).getCell(before + i + 1);
      expect(cell.formula).toMatch(/^SUM\([A-Z]+5:[A-Z]+8\)$/);
      expect(cell.result, path).toBe(figures.value(path));
      const above = [5, 6, 7, 8].map((row) => Number(sheet.getRow(row).getCell(before + i + 1).value));
      expect(above.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Number(cell.result), 8);
    });
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 2, ySplit: head });
    expect(sheet.autoFilter).toMatch(/^A4:[A-Z]+8$/);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", printTitlesRow: "1:4" });
    const xml = strFromU8(unzipSync(bytes ?? new Uint8Array())["xl/worksheets/sheet2.xml"] ?? new Uint8Array());
    expect(xml).toMatch(/<colBreaks count="(\d+)" manualBreakCount="\1"><brk id="\d+" max="1048575" man="1"\/>/);
    const headings = [2, 3, 4].map((row) => sheet.getRow(row).getCell(before + 10 + 1).text);
    expect(headings).toEqual(["三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量", "自然人"]);
  });

  it.each(editions().all)("prints no page with one or two columns of figures: edition $id", ({ cells }) => {
    const columns = cells.map(({ path, table, rowLabel, columnLabel }) => ({
      ...{ path, decimals: false, headings: [table, rowLabel, columnLabel] as const },
    }));
    const { after, scale } = pagesOf({ name: "", columns, totals: new Map() });
    const pages = [2, ...after].map((from, i) => (after[i] ?? columns.length + 4) - from);
    expect(Math.min(...pages)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...pages)).toBeLessThanOrEqual(17);
    expect(scale).toBeGreaterThan(60);
  });

  it("is clean to the Open XML SDK, and the same bytes again", async () => {
    const jobs = jobsOf(join(root, "samples/county"));
    const [one, two] = [await summarise(session, jobs), await summarise(session, jobs)];
    expect(one.bytes).toEqual(two.bytes);
    expect(await officeFindings(one.bytes ?? new Uint8Array(), "summary.xlsx")).toEqual([]);
    const book = await open(one.bytes);
    expect(book.worksheets.map(({ name }) => name)).toEqual(["主要数据", "法定表格", "工作情况"]);
    // The figures people look for first are on one page, and add up to what the form's own columns do.
    const main = book.getWorksheet("主要数据");
    expect(main?.pageSetup).toMatchObject({
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      printTitlesRow: "1:3",
    });
    const heads = (main?.getRow(3).values ?? []) as readonly string[];
    const total = main?.getRow(main.rowCount).getCell(heads.indexOf("一、本年新收政府信息公开申请数量（件）"));
    expect(total?.formula).toMatch(/^SUM\([A-Z]+4:[A-Z]+\d+\)$/);
    expect(total?.result).toBeGreaterThan(0);
    expect(JSON.stringify(book.getWorksheet("工作情况")?.getSheetValues())).toContain("约");
  });

  it("units that are missing or have errors are there by name, without figures and without a 0", async () => {
    const folder = temporaryFolder();
    cpSync(join(root, "samples/province"), folder, { recursive: true });
    const place = join(folder, "units/anlan/yunbei");
    rmSync(join(place, "beidu-zhen.yaml"));
    const wrong = join(place, "tongling-xiang.yaml");
    writeFileSync(wrong, readFileSync(wrong, "utf8").replace(/行政许可: .*/, "行政许可: 三"));
    const { bytes, refused, missing } = await summarise(session, jobsOf(folder), unit);
    expect([refused.length, missing]).toEqual([1, ["云陂县北渡镇人民政府"]]);
    const sheet = (await open(bytes)).getWorksheet("法定表格");
    const rows = [5, 6, 7, 8, 9].map((row) =>
      [2, 3, before + 1].map((column) => sheet?.getRow(row).getCell(column).value),
    );
    expect(rows.map(([, state]) => state)).toEqual(["有警告", "有错误，未计入", "有警告", "未报", ""]);
    expect(rows[1]?.[2]).toBeNull();
    expect(rows[3]).toEqual(["云陂县北渡镇人民政府", "未报", null]);
    expect(rows[4]?.[0]).toBe("计入 2 个单位");
  });

  it("an area and its units are not one sum", async () => {
    const { bytes, diagnostics } = await summarise(session, jobsOf(join(root, "samples/province")));
    expect(bytes).toBeUndefined();
    expect(diagnostics.every(({ code }) => code === "GR512")).toBe(true);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it("a name that begins like a formula is text", async () => {
    const names = ["=1+1", "+1", "-1", "@SUM(A1)"];
    const figures = new Map([["a", 1]]);
    const rows = names.map((name) => ({ kind: name, name, state: name, file: name, figures }));
    const columns = [{ path: "a", headings: ["=2", "+2", "@2"], decimals: false }] as const;
    const sheets = [{ name: "表", columns, totals: new Map([["a", 4]]) }];
    const line: SummaryAnnex["line"] = (row) => ({ ...row, note: "" });
    const main = { name: "主要", title: "=4", columns: [], rows: [], totals: new Map(), line };
    const bytes = await drawSummary({ title: "=3", rows, main, sheets, annexes: [] });
    expect(await officeFindings(bytes, "text.xlsx")).toEqual([]);
    const sheet = (await open(bytes)).getWorksheet("表");
    names.forEach((name, i) => {
      const cell = sheet?.getRow(head + i + 1).getCell(2);
      expect([cell?.type, cell?.value]).toEqual([ExcelJS.ValueType.String, name]);
    });
    expect(sheet?.getCell("A1").type).toBe(ExcelJS.ValueType.String);
    expect(sheet?.getCell("E2").type).toBe(ExcelJS.ValueType.String);
  });

  it("rows look like the first of their kind, whoever wrote them, with their own values, remarks and heights", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      ...{ kind: "乡镇", name: i === 30 ? "很长的名字".repeat(12) : `甲 & <${i}>镇\u0001`, file: "", state: "通过" },
      figures: i % 3 === 2 ? undefined : new Map<string, number | string>(i === 9 ? [["b", "约5"]] : [["a", i + 0.5]]),
      ...(i === 20 && { remarks: new Map([["a", "含上年"]]) }),
    }));
    const columns = ["a", "b"].map((path) => ({ path, headings: ["表", "行", path] as const, decimals: path === "b" }));
    const totals = new Map([["a", 7]]);
    const line: SummaryAnnex["line"] = (row) => ({ ...row, note: row.figures ? "" : "未报" });
    const main = {
      ...{
        name: "主要",
        title: "主要",
        totals,
        line,
        rows,
        columns: columns.map(({ path }) => ({ path, name: path })),
      },
      rate: { name: "率", part: "a", whole: "a" },
    };
    const bytes = await drawSummary({
      title: "题",
      rows,
      main,
      sheets: [{ name: "表", columns, totals }],
      annexes: [],
    });
    expect(await officeFindings(bytes, "rows.xlsx")).toEqual([]);
    const book = await open(bytes);
    const [annex, wide] = [book.getWorksheet("主要"), book.getWorksheet("表")];
    const looks = (cell: ExcelJS.Cell | undefined) => [
      cell?.font,
      cell?.fill,
      cell?.border,
      cell?.alignment,
      cell?.numFmt,
    ];
    rows.forEach(({ name, figures }, i) => {
      const [row, line] = [wide?.getRow(head + 1 + i), annex?.getRow(3 + 1 + i)];
      const first = wide?.getRow(head + 1 + (figures ? 0 : 2));
      const said = name.replace("\u0001", "");
      expect([row?.getCell(2).value, row?.getCell(5).value, row?.getCell(6).value]).toEqual([
        ...[said, figures?.get("a") ?? null, figures?.get("b") ?? null],
      ]);
      for (const column of [1, 4, 5, 6]) expect(looks(row?.getCell(column))).toEqual(looks(first?.getCell(column)));
      expect([line?.getCell(1).value, line?.getCell(2).value, line?.getCell(6).text]).toEqual([
        ...[i + 1, said, figures ? "" : "未报"],
      ]);
      const rate = figures?.has("a") ? { formula: `C${4 + i}/C${4 + i}`, result: 1 } : "—";
      expect(line?.getCell(5).value).toEqual(rate);
    });
    expect(wide?.getCell(head + 1 + 20, 5).note).toBeDefined();
    expect(wide?.getRow(head + 31).height).toBeGreaterThan(wide?.getRow(head + 30).height ?? 99);
    expect(wide?.getCell(head + 41, 5).formula).toBe(`SUM(E${head + 1}:E${head + 40})`);
  });
});
