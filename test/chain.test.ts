import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { validateAll } from "../src/pipeline/batch/validate-all.ts";
import { openSession } from "../src/pipeline/unit/session.ts";
import { findInputs } from "../src/pipeline/workspace/inputs.ts";
import { resolveRun } from "../src/pipeline/workspace/run-config.ts";
import { temporaryFolder } from "./support/folder.ts";

const root = process.cwd();
const sample = fileURLToPath(new URL("../samples/chain", import.meta.url));
const session = openSession({ formats: [], markdownTables: "pipe" });

/** What the checks against last year (GR4) say of each year: `year code: message`. */
async function againstLastYear(folder: string): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { workspace, files, previous } of findInputs([folder], { cwd: root }).jobs) {
    const at = (file: string) => resolve(root, file);
    const run = resolveRun({ files: files.map(at), previous: previous.map(at), workspace }, { severities: {} });
    for await (const { file, diagnostics } of validateAll(session, run)) {
      const year = /-(\d{4})\.yaml$/.exec(file)?.[1] ?? "";
      for (const { code, message } of diagnostics)
        if (code.startsWith("GR4")) said.push(`${year} ${code}: ${message.zh}`);
    }
  }
  return said.sort();
}

describe("one office over five years and three forms", () => {
  it("is checked against the year before where the forms allow it, and told why where they do not", async () => {
    const said = await againstLastYear(sample);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(
      /^2019 GR406: 2018年用的是“2014年统计表”，表上没有可与本年“上年结转政府信息公开申请数量”、“行政许可”.*核对的数/,
    );
    expect(said[1]).toMatch(/^2021 GR406: 2020年用的是“2019年格式”，表上没有可与本年“规章”、“行政规范性文件”核对的数/);
    expect(said[1]).not.toContain("上年结转");
  });

  it.each([
    ["2020", "上年结转: { 自然人: 1 } # 2019年结转下年度 1 件", "上年结转: { 自然人: 2 }", "GR401"],
    ["2020", "行政许可: { 上一年: 19,", "行政许可: { 上一年: 18,", "GR403"],
    ["2021", "上年结转: { 自然人: 1 }", "上年结转: { 商业企业: 1 }", "GR402"],
    ["2022", "现行有效: 17", "现行有效: 18", "GR403"],
  ])("%s: a figure that no longer follows from the year before is found: %s", async (year, from, to, code) => {
    const folder = temporaryFolder();
    cpSync(sample, folder, { recursive: true, filter: (path) => !path.endsWith("/out") });
    const file = join(folder, "units", `shuili-ju-${year}.yaml`);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    const said = await againstLastYear(folder);
    expect(said.filter((line) => line.startsWith(`${year} ${code}`))).toHaveLength(1);
    expect(said).toHaveLength(3);
  });
});
