import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { filesBelow, temporaryFolder } from "../../support/folder.ts";
import { runProgram } from "../../support/program.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The sample workspace with a county's own table, to be changed and run. */
function workspace() {
  const folder = join(temporaryFolder(), "extra");
  cpSync(join(root, "samples/extra"), folder, { recursive: true, filter: (path) => !path.endsWith("/out") });
  const file = (name: string) => join(folder, name);
  return {
    edit: (name: string, from: string, to: string) => {
      const text = readFileSync(file(name), "utf8");
      expect(text).toContain(from);
      writeFileSync(file(name), text.replace(from, to));
    },
    file,
    run: (...args: readonly string[]) => {
      const { status, stdout, stderr } = runProgram(folder, [...args, "--lang", "en"]);
      return { status, said: stdout + stderr };
    },
  };
}

const xikou = "units/qingshan/xikou-zhen.yaml";

describe("a county's own table, from tally to report", () => {
  it("is built in three formats that Office opens, for units that have it and units that have not", async () => {
    const { run, file } = workspace();
    expect(run("build", "--quiet").status).toBe(0);
    const made = filesBelow(file("out")).filter((name) => !name.endsWith(".json"));
    expect(made).toHaveLength(12);
    for (const name of made.filter((one) => /x$/.test(one))) {
      const bytes = readFileSync(file(join("out", name)));
      expect(checkStructure(bytes, name.endsWith(".docx") ? "docx" : "xlsx"), name).toEqual([]);
      expect(await officeFindings(bytes, name.endsWith(".docx") ? "a.docx" : "a.xlsx"), name).toEqual([]);
    }
    const text = (unit: string) => readFileSync(file(`out/青山县${unit}2025年政府信息公开工作年度报告.md`), "utf8");
    expect(text("溪口镇人民政府")).toContain("附件：1.政务服务办件情况表");
    expect(text("溪口镇人民政府")).toContain("| 三、本年办结数 · （三）小计（件） | 1202 | 318 | 46 | 1566 |");
    expect(text("溪口镇人民政府")).toContain("| 村级站点 | 12 | 1 | 8.33% |");
    expect(text("岩前乡人民政府")).toContain("附件：政务服务办件情况表");
    expect(text("水务局")).not.toContain("附件");
  });

  it("is added up: the sum in the sample is what roll-up writes, and says how many units have the table", () => {
    const { run, file } = workspace();
    const sum = readFileSync(file("units/qingshan.yaml"), "utf8");
    const options = ["--unit", "青山县人民政府", "--kind", "county", "--scope", "area", "--keys", "zh", "--force"];
    expect(run("roll-up", ".", ...options, "--out", "units/qingshan.yaml", "--quiet").said.trim()).toBe(
      "units/qingshan.yaml",
    );
    expect(readFileSync(file("units/qingshan.yaml"), "utf8")).toBe(sum);
    expect(sum).toContain("政务服务办件:  # 3 份填报中 2 份有这张表");
    expect(run("explain-cell", "units/qingshan.yaml", "windowCases.received.counter").said).toContain("1844");
  });

  it("is checked: its equation, its written totals, its soft relation, with their places", () => {
    const { run, edit } = workspace();
    edit(xikou, "未办结: { 窗口: 5 }", "未办结: { 窗口: 6, 合计: 7 }");
    edit(xikou, "超时办结: { 窗口: 12 }", "超时办结: { 窗口: 1700 }");
    const { status, said } = run("validate", xikou);
    expect(status).toBe(1);
    expect(said).toContain(
      "error[GR201]: counter: the left side adds up to 1207, the right side to 2896; they differ by 1689",
    );
    expect(said).toContain("error[GR202]: windowCases.open.total says 7, its parts add up to 6");
    expect(said).toContain("warning[GR207]");
    expect(said).toMatch(/xikou-zhen\.yaml:\d+:\d+/);
  });

  it("may be left out unless it is required; a blank in it is never 0", () => {
    const { run, edit } = workspace();
    expect(run("validate", "units/qingshan/shuiwu-ju.yaml").status).toBe(0);
    edit("templates/tables/windowCases.yaml", "required: false", "required: true");
    expect(run("validate", "units/qingshan/shuiwu-ju.yaml").said).toContain(
      "error[GR122]: the section “windowCases” is missing",
    );
    edit(xikou, "设备购置: 2.5", "设备购置:");
    expect(run("validate", xikou).said).toContain("windowCases");
    expect(run("validate", xikou).status).toBe(1);
  });

  it("has a sheet of its own in the summary over all units", async () => {
    const { run, file } = workspace();
    expect(run("summary", ".", "--unit", "青山县人民政府", "--out", "sum.xlsx").status).toBe(0);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file("sum.xlsx"));
    expect(book.worksheets.map(({ name }) => name)).toContain("附加表");
  });

  it("is missed by a template of a clerk's own that has no place for it, which is said once a run", () => {
    const { run, file } = workspace();
    mkdirSync(file("templates/2021"), { recursive: true });
    writeFileSync(
      file("templates/2021/report.md.hbs"),
      "# {{title}}\n{{#each sections}}{{#each tables}}{{table this}}\n\n{{/each}}{{/each}}\n",
    );
    const { said } = run("build", "--to", "md");
    expect(said.match(/GR731/g)).toHaveLength(1);
    expect(run("template", "check", "templates").said).toContain(
      "template 2021/report.md.hbs has no place for annexes",
    );
  });
});
