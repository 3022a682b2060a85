import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { summarise } from "../../../src/pipeline/area/summary.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { officeFindings } from "../../support/validator.ts";

const session = openSession({ formats: [], markdownTables: "pipe" });

/** Due and built in twelve counties; the sums are those of a published report, the split is made up. */
const townships = [12, 9, 10, 10, 8, 8, 10, 7, 11, 9, 8, 8];
const townshipsBuilt = [4, 2, 3, 2, 1, 1, 2, 0, 3, 1, 1, 1];
const villages = [111, 65, 139, 90, 89, 81, 83, 75, 90, 90, 93, 69];
const villagesBuilt = [9, 4, 6, 4, 3, 3, 5, 2, 6, 4, 3, 3];

const county = (n: number) => `第${n + 1}县人民政府`;
const level = (planned: number | string, built: number | string) => `{ planned: ${planned}, built: ${built} }`;
const network = (n: number) =>
  `serviceNetwork: { counties: ${level(1, n === 0 ? 1 : 0)}, townships: ${level(townships[n] ?? 0, townshipsBuilt[n] ?? 0)}, villages: ${level(villages[n] ?? 0, villagesBuilt[n] ?? 0)} }`;

function workspace(figures: (n: number) => string = network, more = ""): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), `year: 2025\n${more}`);
  for (let n = 0; n < 12; n++) write(folder, `${n + 10}`, county(n), "county", figures(n));
  return folder;
}

function write(folder: string, name: string, unit: string, kind: string, figures: string, licences = "0"): void {
  const statutory = `proactive: { regulations: 0, normativeDocuments: 0, licences: ${licences}, penalties: 0, coerciveMeasures: 0, fees: 0 }\nrequests: 0\ndisputes: 0\n`;
  writeFileSync(
    join(folder, "units", `${name}.yaml`),
    `year: 2025\nunit: { name: ${unit}, kind: ${kind} }\n${statutory}activity: { processingFee: 0, ${figures} }\n`,
  );
}

async function open(folder: string): Promise<{ book: ExcelJS.Workbook; bytes: Uint8Array }> {
  const { bytes = new Uint8Array() } = await summarise(session, findInputs([folder], { cwd: process.cwd() }).jobs);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  return { book, bytes };
}

/** The texts of a row as they are shown, the rate to two decimals. */
function line(sheet: ExcelJS.Worksheet | undefined, at: number): readonly string[] {
  return [1, 2, 3, 4, 5, 6].map((column) => {
    const cell = sheet?.getRow(at).getCell(column);
    if (cell?.numFmt === "0.00%" && typeof cell.result === "number") return `${(cell.result * 100).toFixed(2)}%`;
    return cell?.formula ? String(cell.result) : (cell?.text ?? "");
  });
}

describe("tables of the service network", () => {
  it("has one a level, a line a county, and rates of the sums to two decimals", async () => {
    const { book, bytes } = await open(workspace());
    expect(await officeFindings(bytes, "annexes.xlsx")).toEqual([]);
    const annexes = book.worksheets.filter(({ name }) => name.startsWith("附表"));
    expect(annexes.map(({ name }) => name)).toEqual(["附表1 县级中心", "附表2 乡镇中心", "附表3 村级站点"]);
    expect(line(annexes[0], 3)).toEqual(["序号", "单位", "应建", "已建", "建成率", "备注"]);
    expect(annexes.map((sheet) => line(sheet, 16).slice(1, 5))).toEqual([
      ["计入 12 个单位", "12", "1", "8.33%"],
      ["计入 12 个单位", "110", "21", "19.09%"],
      ["计入 12 个单位", "1075", "52", "4.84%"],
    ]);
    expect(line(annexes[1], 4)).toEqual(["1", "第1县人民政府", "12", "4", "33.33%", ""]);
    expect(annexes[1]?.getCell("E4").formula).toBe("D4/C4");
    expect(annexes[1]?.getCell("C16").formula).toBe("SUM(C4:C15)");
    expect(annexes[1]?.getCell("E16").formula).toBe("D16/C16");
    expect(annexes[1]?.getCell("A1").text).toBe("附表2　乡镇政府信息公开服务中心建设情况");
    expect(annexes[1]?.pageSetup).toMatchObject({ paperSize: 9, fitToWidth: 1, printTitlesRow: "1:3" });
  });

  it("is the same bytes again", async () => {
    const folder = workspace();
    expect((await open(folder)).bytes).toEqual((await open(folder)).bytes);
  });

  it("names who is missing, has errors or has not filled it in; nobody's blank is a 0", async () => {
    const register = `register: [${[...Array(12).keys(), 40].map((n) => `{ name: ${county(n)}, kind: county }`).join(", ")}]\n`;
    const folder = workspace((n) => {
      if (n === 1) return "interpretations: 1";
      return n === 2 ? "serviceNetwork: { townships: { planned: 10 } }" : network(n);
    }, register);
    write(folder, "13", county(3), "county", network(3), "三");
    // No department has village stations, so none is asked for them.
    write(folder, "50", "甲市水利局", "department", "interpretations: 2");
    const sheet = (await open(folder)).book.getWorksheet("附表2 乡镇中心");
    const lines = Array.from({ length: 14 }, (_, i) => line(sheet, i + 4));
    expect(lines[1]).toEqual(["2", "第2县人民政府", "", "", "—", "未填"]);
    expect(lines[2]).toEqual(["3", "第3县人民政府", "10", "", "—", "缺已建"]);
    expect(lines[3]).toEqual(["4", "第4县人民政府", "", "", "—", "有错误，未计入"]);
    expect(lines[12]).toEqual(["13", "第41县人民政府", "", "", "—", "未报"]);
    // A rate of the sums would set what nine have built beside what ten were to build.
    expect(lines[13]).toEqual(["合计", "计入 10 个单位", "91", "14", "—", ""]);
  });

  it("says no rate of nothing, and none of an approximate figure", async () => {
    const folder = workspace((n) => `serviceNetwork: { villages: ${n === 0 ? level("100余", 9) : level(0, 0)} }`);
    const { book, bytes } = await open(folder);
    expect(await officeFindings(bytes, "approximate.xlsx")).toEqual([]);
    expect(book.worksheets.map(({ name }) => name)).toEqual(["主要数据", "法定表格", "工作情况", "附表1 村级站点"]);
    const sheet = book.getWorksheet("附表1 村级站点");
    expect(line(sheet, 4)).toEqual(["1", "第1县人民政府", "100余", "9", "—", ""]);
    expect(line(sheet, 5)).toEqual(["2", "第2县人民政府", "0", "0", "—", ""]);
    expect(line(sheet, 16)).toEqual(["合计", "计入 12 个单位", "约100", "9", "—", ""]);
  });

  it("is not there where nobody filled it", async () => {
    const { book } = await open(workspace(() => "interpretations: 1"));
    expect(book.worksheets.map(({ name }) => name)).toEqual(["主要数据", "法定表格", "工作情况"]);
  });
});
