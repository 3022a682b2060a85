import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entryNames } from "../../../src/core/form/entry-names.ts";
import { edition2021 } from "../../support/editions.ts";
import { type Fill, filledForm, zerosBut } from "../../support/filled-form.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { runProgram } from "../../support/program.ts";

const edition = edition2021();
const env = { ...process.env, LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" };
const chinese = (folder: string, ...args: readonly string[]) => runProgram(folder, args, env);

function formOf(name: string, written: Readonly<Record<string, number | string>> = {}): Promise<Uint8Array> {
  const fill: Fill = (cell, workbook) => {
    zerosBut(edition, written)(cell, workbook);
    cell(entryNames.unit("name")).value = name;
    cell(entryNames.text("problems")).value = "主要问题是公开内容不够丰富，下一步丰富公开内容。";
    cell(entryNames.text("other")).value = "本年度未收取信息处理费。";
  };
  return filledForm(edition, fill, 2025);
}

async function workspace(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), '年度: 2025\n单位: ["units/**/*.{yaml,yml,xlsx}"]\n格式: [md]\n');
  writeFileSync(join(folder, "units", "甲.xlsx"), await formOf("甲镇人民政府"));
  writeFileSync(join(folder, "units", "乙.XLSX"), await formOf("乙镇人民政府"));
  return folder;
}

describe("entry forms in a workspace", () => {
  it("are built like tallies, and anew only when their bytes change", async () => {
    const folder = await workspace();
    const first = chinese(folder, "build");
    expect(first.stderr).toContain("生成 2 份，未变 0 份，未生成 0 份；错误 0");
    expect(first.stdout).toContain("甲镇人民政府2025年");
    expect(chinese(folder, "build").stderr).toContain("生成 0 份，未变 2 份");
    writeFileSync(join(folder, "units", "甲.xlsx"), await formOf("甲镇人民政府", { "proactive.licences": 3 }));
    expect(chinese(folder, "verify", "out", "--tallies").status).toBe(1);
    expect(chinese(folder, "build").stderr).toContain("生成 1 份，未变 1 份");
    expect(chinese(folder, "verify", "out", "--tallies", "--rebuild").status).toBe(0);
    const summed = chinese(folder, "roll-up", "--unit", "丙县人民政府", "--kind", "county", "-o", "丙.yaml");
    expect(summed.status).toBe(0);
    expect(chinese(folder, "explain-cell", "丙.yaml", "proactive.licences").stdout).toContain("units/甲.xlsx");
  });

  it("have what is wrong named by sheet and cell, in every format that findings are printed in", async () => {
    const folder = await workspace();
    const wrong = { "requests.received.naturalPerson": 5, "proactive.licences": "12件" };
    writeFileSync(join(folder, "units", "甲.xlsx"), await formOf("甲镇人民政府", wrong));
    const printed = (format: string) => {
      const { stdout, stderr } = chinese(folder, "validate", "units/甲.xlsx", "--format", format);
      return `${stdout}${stderr}`;
    };
    const cell = "表一 主动公开!B9";
    expect(printed("pretty")).toMatch(new RegExp(`GR133.*\\n.*units/甲.xlsx ${cell}\\n   ╰`));
    expect(printed("pretty")).toMatch(/GR201.*\n.*units\/甲.xlsx 表二 依申请公开!D6/);
    const json: { diagnostics: { code: string; place?: object }[] } = JSON.parse(
      chinese(folder, "validate", "units/甲.xlsx", "--format", "json").stdout,
    );
    expect(json.diagnostics.find(({ code }) => code === "GR133")?.place).toEqual({
      file: "units/甲.xlsx",
      name: { zh: cell, en: cell },
    });
    expect(printed("github")).toContain(`file=units/甲.xlsx,title=GR133 甲镇人民政府::${cell}：`);
    expect(printed("junit")).toContain(`name="GR133 proactive.licences ${cell}"`);
    const sarif: { runs: { results: { ruleId: string; locations: object[] }[] }[] } = JSON.parse(
      chinese(folder, "validate", "units/甲.xlsx", "--format", "sarif").stdout,
    );
    const [location] = sarif.runs[0]?.results.find(({ ruleId }) => ruleId === "GR133")?.locations ?? [];
    expect(location).toMatchObject({ logicalLocations: [{}, { name: cell }] });
    expect(JSON.stringify(location)).not.toContain("region");
  });
});
