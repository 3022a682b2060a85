import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkStructure } from "../../support/structure.ts";
import { contents, counted, run, town, unitFile, workspaceOf } from "../../support/town-workspace.ts";
import { officeFindings } from "../../support/validator.ts";
import { unzipped } from "../../support/zip-files.ts";

/** Towns with tallies of two earlier years each. */
function withHistory(count: number, more = ""): string {
  const folder = workspaceOf(count);
  const settings = 'year: 2025\nformats: [docx, xlsx, md]\nprevious: ["previous/**/*.yaml"]\ntrend: 3\n';
  writeFileSync(join(folder, "gov-report.yaml"), settings + more);
  for (let n = 0; n < count; n++) for (const year of [2023, 2024]) writeYear(folder, year, n);
  return folder;
}

function writeYear(folder: string, year: number, n: number, change: (text: string) => string = (text) => text): void {
  mkdirSync(join(folder, "previous", String(year)), { recursive: true });
  // What the next year's tally carries over.
  const carried = town(n)
    .replace("received: { naturalPerson: 7", "received: { naturalPerson: 8")
    .replace("carriedForward: 0", "carriedForward: { naturalPerson: 1 }");
  const text = change(carried.replace("year: 2025", `year: ${year}`));
  writeFileSync(join(folder, "previous", String(year), `000${n}.yaml`), text);
}

const build = (folder: string, ...more: readonly string[]) => run(folder, "build", ...more);
const report = (n: number, format: string) => `第${n}镇人民政府2025年政府信息公开工作年度报告.${format}`;
const markdown = (folder: string, n: number) => readFileSync(join(folder, "out", report(n, "md")), "utf8");
const bytes = (folder: string, n: number, format: string) =>
  new Uint8Array(readFileSync(join(folder, "out", report(n, format))));

describe("a build with a trend", () => {
  it("adds an annex to every format, and a picture that the manifest knows", async () => {
    const folder = withHistory(1);
    build(folder);
    expect(markdown(folder, 0)).toContain(`历年主要数据对比](${report(0, "svg")})`);
    expect(readFileSync(join(folder, "out", report(0, "svg")), "utf8")).toContain("2023年");
    const word = unzipped(bytes(folder, 0, "docx"));
    expect(Object.keys(word).filter((name) => /chart|embed/.test(name))).toHaveLength(9);
    const book = unzipped(bytes(folder, 0, "xlsx"));
    expect(book["xl/workbook.xml"]).toContain('name="历年"');
    for (const format of ["docx", "xlsx"] as const) {
      expect(checkStructure(bytes(folder, 0, format), format)).toEqual([]);
      expect(await officeFindings(bytes(folder, 0, format), `trend.${format}`)).toEqual([]);
    }
    const manifest = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"));
    expect(manifest.units[0].outputs.map(({ name }: { name: string }) => name)).toContain(report(0, "svg"));
    expect(run(folder, "verify").status).toBe(0);
  });

  it("without a trend has the parts it always had", () => {
    const folder = withHistory(1);
    build(folder);
    const [word, book] = ["docx", "xlsx"].map((format) => Object.keys(unzipped(bytes(folder, 0, format))));
    const plain = workspaceOf(1);
    build(plain, "--to", "docx,xlsx,md");
    for (const [format, parts] of [["docx", word] as const, ["xlsx", book] as const]) {
      const before = Object.keys(unzipped(bytes(plain, 0, format)));
      expect(parts).toEqual(expect.arrayContaining(before));
      expect(before.filter((name) => /chart|drawing|embed|trend/.test(name))).toEqual([]);
    }
    expect(existsSync(join(plain, "out", report(0, "svg")))).toBe(false);
  });

  it("gives the same bytes in threads", () => {
    const folder = withHistory(3);
    build(folder, "-o", "one", "--jobs", "1");
    build(folder, "-o", "two", "--jobs", "2");
    expect(contents(join(folder, "two"))).toEqual(contents(join(folder, "one")));
  });

  it("says how many have no year to compare with, and annexes nothing there", () => {
    const folder = withHistory(2);
    for (const year of [2023, 2024]) rmSync(join(folder, "previous", String(year), "0001.yaml"));
    expect(build(folder, "--lang", "en").stderr).toContain("1 have no earlier year to compare with");
    expect(markdown(folder, 1)).not.toContain("历年主要数据对比");
    expect(existsSync(join(folder, "out", report(1, "svg")))).toBe(false);
  });
});

describe("a second run with a trend", () => {
  it.each<[string, (folder: string) => readonly string[] | undefined, number]>([
    ["nothing", () => [], 0],
    [
      "a tally of two years ago",
      (folder) => void writeYear(folder, 2023, 1, (text) => text.replace("total: 486", "total: 400")),
      1,
    ],
    ["a tally of two years ago that is gone", (folder) => void rmSync(join(folder, "previous/2023/0001.yaml")), 1],
    ["a tally of a year further back than was asked for", (folder) => void writeYear(folder, 2022, 1), 0],
    ["a picture deleted", (folder) => void rmSync(join(folder, "out", report(2, "svg"))), 1],
    ["fewer years", () => ["--trend", "2"], 3],
  ])("builds what follows from %s", (_name, change, rebuilt) => {
    const folder = withHistory(3);
    build(folder);
    const options = change(folder) ?? [];
    const second = counted(build(folder, ...options));
    expect(3 - Number(/(\d+) unchanged/.exec(second)?.[1])).toBe(rebuilt);
    expect(counted(build(folder, ...options))).toMatch(/^0 built, 3 unchanged/);
  });

  it("names the picture among the files of a unit that was left alone", () => {
    const folder = withHistory(1);
    const first = build(folder);
    expect(build(folder).stdout).toBe(first.stdout);
    expect(first.stdout.trimEnd().endsWith(".svg")).toBe(true);
  });

  it("sets the picture aside when the report shows it no longer, or has errors", () => {
    const folder = withHistory(2);
    build(folder);
    writeFileSync(unitFile(folder, 1), "unit: [");
    expect(build(folder).stderr).toContain(`旧版-${report(1, "svg")}`);
    writeFileSync(
      join(folder, "gov-report.yaml"),
      'year: 2025\nformats: [docx, xlsx, md]\nprevious: ["previous/**/*.yaml"]\n',
    );
    expect(build(folder).stderr).toContain(`旧版-${report(0, "svg")}`);
    expect(existsSync(join(folder, "out", report(0, "svg")))).toBe(false);
    expect(markdown(folder, 0)).not.toContain(".svg");
  });
});

describe("the tallies of earlier years", () => {
  const renamed = (text: string) => text.replace("第0镇人民政府", "第0乡人民政府");
  const years = (folder: string) => /\| 指标 \|(.*)\|/.exec(markdown(folder, 0))?.[1]?.match(/\d{4}/g);

  it("are the unit's by its code when it had another name, and the note gives that", () => {
    const folder = withHistory(1);
    writeYear(folder, 2023, 0, renamed);
    build(folder);
    expect(years(folder)).toEqual(["2023", "2024", "2025"]);
    expect(markdown(folder, 0)).toContain("单位曾用名称：第0乡人民政府。");
  });

  it("are not those of a unit that still exists, or of one of two with the same code", () => {
    const folder = withHistory(2);
    for (const year of [2023, 2024]) rmSync(join(folder, "previous", String(year), "0000.yaml"));
    build(folder);
    expect(markdown(folder, 0)).not.toContain("历年主要数据对比");
    writeYear(folder, 2024, 0, renamed);
    writeYear(folder, 2024, 8);
    build(folder);
    expect(markdown(folder, 0)).not.toContain("历年主要数据对比");
  });

  it("leave a year open that has two, or one that cannot be read", () => {
    const folder = withHistory(1);
    writeFileSync(
      join(folder, "previous/2024/again.yaml"),
      readFileSync(join(folder, "previous/2024/0000.yaml"), "utf8"),
    );
    build(folder);
    expect(years(folder)).toEqual(["2023", "2024", "2025"]);
    expect(markdown(folder, 0)).toContain("缺2024年的数据。");
    rmSync(join(folder, "previous/2024/again.yaml"));
    writeYear(folder, 2024, 0, (text) => text.replace("licences: 214", "licences:"));
    build(folder);
    expect(markdown(folder, 0)).toContain("缺2024年的数据。");
  });
});
