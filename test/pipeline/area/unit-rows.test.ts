import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../support/folder.ts";
import { runProgram } from "../../support/program.ts";
import { checkStructure } from "../../support/structure.ts";
import { linesOf } from "../../support/word-stamps.ts";
import { unzipped } from "../../support/zip-files.ts";

const own = `id: hallVisits
name: 大厅接待
title: 办事大厅接待情况表
each: units
required: false
grids:
  - corner: 项目
    columns: [{ id: visitors, name: 来访, measure: persons }, { id: queries, name: 查阅 }]
    rows: []
`;

const texts = "narrative:\n  overview: 做好公开。\n  problems: 目录不全。正在补充。\n  other: 无其他需要报告的事项。\n";

function tally(name: string, kind: string, more: string): string {
  return `year: 2010\nunit: { name: ${name}, kind: ${kind}, within: 大川州人民政府 }\n${more}${texts}`;
}

const network = (planned: number, built: number | string) =>
  `activity: { serviceNetwork: { townships: { planned: ${planned}, built: ${built} } } }\n`;

/** Two counties that gave a figure, one that did not, a department of which none did, and the prefecture's own sum. */
function workspace(sum: string): string {
  const folder = temporaryFolder();
  for (const name of ["units", "my/tables"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "gov-report.yaml"), "templates: my\nannexes: activity\n");
  writeFileSync(join(folder, "my/tables/hallVisits.yaml"), own);
  const write = (file: string, text: string) => writeFileSync(join(folder, "units", file), text);
  write("1.yaml", tally("云溪县人民政府", "county", `${network(55, 15)}hallVisits: { visitors: 30, queries: 12 }\n`));
  write("2.yaml", tally("青山县人民政府", "county", `${network(50, 6)}hallVisits: { visitors: 11, queries: 0 }\n`));
  write("3.yaml", tally("白水县人民政府", "county", ""));
  write("4.yaml", tally("大川州档案局", "department", ""));
  write("5.yaml", `year: 2010\nunit: { name: 大川州人民政府, kind: prefecture }\nscope: area\n${sum}${texts}`);
  return folder;
}

const run = (folder: string, ...args: readonly string[]) => runProgram(folder, [...args, "--lang", "en"]);
const report = (folder: string, format: string) =>
  readFileSync(join(folder, `out/大川州人民政府2010年政府信息公开工作年度报告.${format}`));

describe("a table with a line for each unit below an area", () => {
  const right = `${network(105, 21)}hallVisits: { visitors: 41, queries: 12 }\n`;

  it("is an annex of the area's report in all formats, of activity figures and of a table of its own", async () => {
    const folder = workspace(right);
    expect(run(folder, "build", "-q").status).toBe(0);
    const markdown = report(folder, "md").toString();
    expect(markdown).toContain(`| 单位 | 应建（个） | 已建（个） | 建成率 |
| --- | ---: | ---: | ---: |
| 云溪县人民政府 | 55 | 15 | 27.27% |
| 青山县人民政府 | 50 | 6 | 12% |
| 白水县人民政府 | — | — | — |
| 合计 | 105 | 21 | 20% |

注：“—”为没有填报或者无法计算。`);
    expect(markdown).toContain(
      "| 云溪县人民政府 | 30 | 12 |\n| 青山县人民政府 | 11 | 0 |\n| 白水县人民政府 | — | — |\n",
    );
    expect(markdown).toContain("| 合计 | 41 | 12 |\n");
    expect(markdown).not.toContain("档案局 |");
    const word = report(folder, "docx");
    expect(checkStructure(word, "docx")).toEqual([]);
    const lines = linesOf(unzipped(word)["word/document.xml"] ?? "");
    expect(lines.join(" ")).toContain("青山县人民政府 50 6 12% 白水县人民政府 — — — 合计 105 21 20%");
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(report(folder, "xlsx")).buffer);
    const rows = book.worksheets.flatMap((sheet) => sheet.getSheetValues().map((row) => JSON.stringify(row)));
    expect(rows).toContain('[null,"合计",105,21,0.2]');
    const unit = readFileSync(join(folder, "out/云溪县人民政府2010年政府信息公开工作年度报告.md"), "utf8");
    expect(unit).toContain("| 来访 | 30 |\n| 查阅 | 12 |");
  });

  it("says what the area gives in its last line, and a sum that is another is told", () => {
    const folder = workspace(right.replace("built: 21", "built: 22"));
    const { stderr } = run(folder, "build");
    expect(report(folder, "md").toString()).toContain("| 合计 | 105 | 22 | 20.95% |");
    // One county has not said how many it built: whether 22 is right cannot be known.
    expect(stderr).not.toContain("GR506");
    writeFileSync(join(folder, "units/3.yaml"), tally("白水县人民政府", "county", network(0, 0)));
    expect(run(folder, "build").stderr).toContain(
      "activity.serviceNetwork.townships.built is 22, its 4 units add up to 21",
    );
  });

  it("adds up what is exact; one rough figure makes no sum", () => {
    const folder = workspace("");
    writeFileSync(join(folder, "units/3.yaml"), tally("白水县人民政府", "county", network(3, "近2")));
    run(folder, "build");
    const markdown = report(folder, "md").toString();
    expect(markdown).toContain("| 白水县人民政府 | 3 | 近2 | — |\n| 合计 | 108 | — | — |");
  });

  it("follows from a roll-up as from a sum by hand, and is built anew when a unit changes", () => {
    const folder = workspace(right);
    const unit = ["--unit", "大川州人民政府", "--kind", "prefecture"];
    expect(run(folder, "roll-up", ...unit, "-o", "units/5.yaml", "--force").stderr).not.toContain("error");
    run(folder, "build");
    expect(report(folder, "md").toString()).toContain("| 合计 | 105 | 21 | 20% |");
    const two = join(folder, "units/2.yaml");
    writeFileSync(two, readFileSync(two, "utf8").replace("built: 6", "built: 7"));
    run(folder, "build");
    expect(report(folder, "md").toString()).toContain("| 青山县人民政府 | 50 | 7 | 14% |");
  });
});
