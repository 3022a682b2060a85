import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { layoutTable } from "../src/core/form/layout.ts";
import { editions } from "./support/editions.ts";
import { temporaryFolder } from "./support/folder.ts";
import { runProgram } from "./support/program.ts";

const office = ["soffice", "pdfinfo", "pdftotext"].every((name) => spawnSync("which", [name]).status === 0);
if (!office)
  console.log("skipped: pages are looked at by LibreOffice (soffice) and poppler, which are not installed here");
const patience = 240_000;

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url), "utf8");

/** The pages of files as LibreOffice prints them, line by line, by the files' names. */
function pagesOf(
  folder: string,
  names: readonly string[],
  order: "-layout" | "-raw" = "-layout",
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const files = names.map((name) => join(folder, name));
  spawnSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files], {
    timeout: patience,
  });
  return new Map(
    names.map((name) => {
      const pdf = join(folder, name.replace(/\.\w+$/, ".pdf"));
      const { stdout } = spawnSync("pdftotext", [order, pdf, "-"], { encoding: "utf8" });
      const pages = stdout.split("\f").slice(0, -1);
      return [
        name,
        pages.map((page) =>
          page
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== ""),
        ),
      ];
    }),
  );
}

/** The labels of the tables that are printed at all, as they stand in the notice. */
function labelsOf(year: number, text: string): readonly string[] {
  const edition = editions().forYear(year);
  const tables = edition?.tables.filter(({ optional }) => !optional || text.includes("统计指标")) ?? [];
  const labels = tables.flatMap((table) =>
    layoutTable(table).rows.flatMap(({ cells }) => cells.map((cell) => cell.text)),
  );
  return [...new Set(labels.map((label) => label.replace(/\s+/g, "")))].filter((label) => label !== "");
}

describe.skipIf(!office)("as LibreOffice prints it", () => {
  it("a table that fills its page keeps its heading, however high remarks make its rows", { timeout: patience }, () => {
    const folder = temporaryFolder();
    const remark = (value: number) => `{ value: ${value}, remark: 含上一年度转来并由县政府办公室代为答复的 }`;
    const text = sample("county/units/songbei-zhen.yaml");
    const higher = text
      .replace("received: { naturalPerson: 7,", `received: { naturalPerson: ${remark(7)},`)
      .replace("granted: { naturalPerson: 4 }", `granted: { naturalPerson: ${remark(4)} }`);
    expect(higher).not.toBe(text);
    writeFileSync(join(folder, "a.yaml"), text);
    writeFileSync(join(folder, "b.yaml"), higher.replaceAll("松陂镇", "柳树镇"));
    expect(runProgram(folder, ["build", "a.yaml", "b.yaml", "--to", "docx", "-o", "."]).status).toBe(0);
    const name = (town: string) => `云溪县${town}人民政府2025年政府信息公开工作年度报告.docx`;
    const pages = pagesOf(folder, [name("松陂镇"), name("柳树镇")]);
    expect(pages.get(name("松陂镇"))).toHaveLength(4);
    for (const [file, list] of pages) {
      const page = list.find((lines) => lines[0]?.startsWith("三、收到和处理"));
      // The heading, the head of four rows, and a good part of the form's thirty.
      expect(page?.length, file).toBeGreaterThan(20);
    }
  });

  it("the summary of a county begins with its main figures on one page, and has no page without figures", {
    timeout: patience,
  }, () => {
    const folder = temporaryFolder();
    const county = fileURLToPath(new URL("../samples/county", import.meta.url));
    expect(runProgram(folder, ["summary", decodeURI(county), "-o", "s.xlsx"]).status).toBe(0);
    const [main = [], ...others] = pagesOf(folder, ["s.xlsx"]).get("s.xlsx") ?? [];
    expect(main[0]).toBe("主要数据");
    expect(main.join("\n")).toContain("计入 10 个单位");
    expect(others[0]?.join("\n")).toContain("二、主动公开政府信息情况");
    expect(others).toHaveLength(18);
    for (const lines of others) {
      // Every page repeats the title, and its line of sums has three figures at least.
      const sums = lines.find((line) => line.includes("计入 10 个单位")) ?? "";
      expect(sums.split(/\s+/).length, lines.join("\n")).toBeGreaterThan(5);
    }
  });

  it("the workbooks of all editions print every label, and no figure as ###", { timeout: patience }, () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "units"));
    const files = [
      "cases/units/dali-zhou.yaml",
      "cases/units/dingxi-anding-qu.yaml",
      "cases/units/dadukou-zhen.yaml",
      "county/units/songbei-zhen.yaml",
    ];
    for (const [i, file] of files.entries()) writeFileSync(join(folder, `units/${i}.yaml`), sample(file));
    const { stdout } = runProgram(folder, ["build", "units", "--to", "xlsx", "-o", ".", "-q"]);
    const names = stdout
      .trim()
      .split("\n")
      .map((path) => path.replace(/^\.\//, ""));
    expect(names).toHaveLength(4);
    for (const [name, pages] of pagesOf(folder, names, "-raw")) {
      const text = pages.flat().join("").replace(/\s+/g, "");
      // What does not fit its cell is printed as ###.
      expect(text, name).not.toContain("###");
      const year = Number(/(\d{4})年/.exec(name)?.[1]);
      for (const label of labelsOf(year, text)) expect(text, `${name}: ${label}`).toContain(label);
    }
  });
});
