import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { layoutTable } from "../src/core/form/layout.ts";
import type { Examined } from "../src/pipeline/unit/inspect.ts";
import { examine } from "../src/pipeline/unit/inspect-file.ts";
import { previousFinder } from "../src/pipeline/unit/previous.ts";
import { openSession } from "../src/pipeline/unit/session.ts";
import { type Artifact, stampOne } from "../src/pipeline/unit/stamp.ts";
import { findInputs } from "../src/pipeline/workspace/inputs.ts";
import { filesBelow, temporaryFolder } from "./support/folder.ts";
import { runProgram } from "./support/program.ts";
import { readDocx } from "./support/read-docx.ts";
import { readMarkdown } from "./support/read-markdown.ts";
import { readXlsx } from "./support/read-xlsx.ts";
import { checkStructure } from "./support/structure.ts";
import { officeFindings } from "./support/validator.ts";
import { unzipped } from "./support/zip-files.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const session = openSession({ formats: ["docx", "xlsx", "md"], markdownTables: "pipe" });

interface Built {
  readonly examined: Examined;
  readonly artifacts: readonly Artifact[];
}

async function buildAllOf(workspace: string): Promise<ReadonlyMap<string, Built>> {
  const { jobs } = findInputs([join("samples", workspace)], { cwd: root });
  const built = new Map<string, Built>();
  for (const { files, previous } of jobs) {
    const find = previousFinder(
      previous.map((file) => join(root, file)),
      session.editions,
    );
    for (const file of files) {
      const examined = examine(join(root, file), session, { previous: find, severities: {}, final: false });
      const { value = [] } = await stampOne(examined, session, { draft: false });
      built.set(file, { examined, artifacts: value });
    }
  }
  return built;
}

const bytesOf = ({ artifacts }: Built, format: string) => {
  const found = artifacts.find((artifact) => artifact.format === format);
  if (!found) throw new Error(`no ${format}`);
  return found.bytes;
};

const valid = ["county", "real", "cases", "chain", "illustrated", "trend"];
const all = new Map<string, Built>();
beforeAll(async () => {
  for (const workspace of valid) for (const [file, built] of await buildAllOf(workspace)) all.set(file, built);
});

describe("the valid samples", () => {
  it("all build in three formats without an error", () => {
    expect(all.size).toBeGreaterThanOrEqual(15);
    for (const [file, { examined, artifacts }] of all) {
      const errors = examined.diagnostics.filter(({ severity }) => severity === "error");
      expect(
        errors.map(({ message }) => message.en),
        file,
      ).toEqual([]);
      expect(
        artifacts.map(({ format, suffix = "" }) => `${format}${suffix}`),
        file,
      ).toEqual(["docx", "xlsx", "md", ...(file.includes("illustrated") ? ["png-图1"] : [])]);
    }
  });

  it("are files Word and Excel open: the Open XML SDK finds nothing, and neither do we", async () => {
    for (const [file, built] of all) {
      for (const format of ["docx", "xlsx"] as const) {
        const bytes = bytesOf(built, format);
        expect(checkStructure(bytes, format), `${file} ${format}`).toEqual([]);
        expect(await officeFindings(bytes, `report.${format}`), `${file} ${format}`).toEqual([]);
      }
    }
  });

  it("carry every figure of the tally to Word, workbook and Markdown and back, without a changed digit", async () => {
    for (const [file, built] of all) {
      const { subject } = built.examined;
      if (!subject) throw new Error(file);
      // The readers know the tables of the form by their order, and a text has one of its own there.
      if ([...subject.tally.prose.values()].some(({ text }) => text.includes("|"))) continue;
      const filled = (id: string) =>
        subject.edition.cells.some(({ table, path }) => table === id && subject.tally.cells.has(path));
      // A table that went beside the report may be left out, and is not printed then.
      const tables = subject.edition.tables.filter(({ id, optional }) => !optional || filled(id));
      const layouts = tables.map(layoutTable);
      const cells = subject.edition.cells.filter(({ table }) => tables.some(({ id }) => id === table));
      const expected = new Map(cells.map(({ path }) => [path, String(subject.figures.print(path))]));
      // A remark is printed behind its figure; in a sheet it is a comment.
      const printed = new Map(
        [...expected].map(([path, text]) => {
          const remark = subject.tally.cells.get(path)?.remark?.text;
          return [path, remark === undefined ? text : `${text}（${remark}）`];
        }),
      );
      expect(await readDocx(bytesOf(built, "docx"), layouts), file).toEqual(printed);
      expect(readMarkdown(new TextDecoder().decode(bytesOf(built, "md")), layouts, "pipe"), file).toEqual(printed);
      const sheets = await readXlsx(bytesOf(built, "xlsx"), layouts);
      for (const [path, text] of expected) {
        // An amount with its unit is a text in a sheet.
        expect(sheets.get(path)?.value, `${file} ${path}`).toBe(/元$/.test(text) ? text : Number(text));
        expect(sheets.get(path)?.formula !== undefined, `${file} ${path}`).toBe(
          subject.edition.cellAt.get(path)?.terms !== undefined,
        );
      }
    }
  });
});

it("what was only given roughly stays rough on the page", () => {
  const texts = (name: string) =>
    (["docx", "md"] as const).map((format) => {
      const bytes = bytesOf(all.get(`samples/cases/units/${name}.yaml`)!, format);
      const text = format === "md" ? new TextDecoder().decode(bytes) : (unzipped(bytes)["word/document.xml"] ?? "");
      return text.replace(/<[^>]*>/g, "");
    });
  for (const text of texts("bozhou-chengguan-ju")) {
    expect(text).toContain("在市住建网站发布近30条");
    expect(text).not.toMatch(/发布30条/);
  }
  for (const text of texts("dingxi-anding-qu")) expect(text).toContain("33万余件，办结32.55万余件");
});

describe("the published reports", () => {
  // As printed: 新收, 上年结转, 办理总计, 结转下年度, 复议, 直接起诉, 复议后起诉.
  const printed = {
    "samples/real/units/hangzhou-city-2025.yaml": [14069, 560, 13810, 819, 790, 56, 156],
    "samples/real/units/suqian-city-2023.yaml": [3511, 96, 3486, 121, 440, 24, 89],
    "samples/real/units/suqian-city-2024.yaml": [3525, 121, 3521, 125, 170, 25, 52],
  };
  const totals = [
    "requests.received.total",
    "requests.broughtForward.total",
    "requests.outcomes.total.total",
    "requests.carriedForward.total",
    "disputes.review.total",
    "disputes.litigation.direct.total",
    "disputes.litigation.afterReview.total",
  ];

  it.each(Object.entries(printed))("%s adds up to the printed totals", (file, figures) => {
    const { subject } = all.get(file)?.examined ?? {};
    expect(totals.map((path) => subject?.figures.value(path))).toEqual(figures);
  });

  it("宿迁 2024 finds its tally of 2023", () => {
    const { files, previous } = findInputs(["samples/real"], { cwd: root }).jobs[0]!;
    const find = previousFinder(
      previous.map((file) => join(root, file)),
      session.editions,
    );
    const tally = all.get(files.find((file) => file.includes("2024")) ?? "")?.examined.subject?.tally;
    expect(tally && find(tally)?.previous?.tally.year).toBe(2023);
  });
});

describe("the same input gives the same bytes", () => {
  const hashes = (folder: string) =>
    filesBelow(folder).map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}`,
    );
  const build = (env: Record<string, string>) => {
    const out = join(temporaryFolder(), "out");
    const args = ["build", "samples/county", "--out", out, "--quiet"];
    const { status, stderr } = runProgram(root, args, { PATH: process.env["PATH"], ...env });
    expect(status, stderr).toBe(0);
    return hashes(out);
  };

  it("in another time zone and under another locale", () => {
    const here = build({ TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8" });
    expect(here.length).toBe(31); // three a unit, and the manifest
    expect(build({ TZ: "America/Los_Angeles", LANG: "C" })).toEqual(here);
  });

  it("on the second build, which leaves the files alone", () => {
    const out = join(temporaryFolder(), "out");
    const args = ["build", "samples/county", "--out", out, "--lang", "en"];
    const first = runProgram(root, args);
    expect(first.stderr).toContain("10 built, 0 unchanged, 0 not built");
    const second = runProgram(root, args);
    expect(second.stderr).toContain("0 built, 10 unchanged, 0 not built");
    expect(existsSync(join(out, "云溪县自然资源局2025年政府信息公开工作年度报告.docx"))).toBe(true);
  });
});

describe("the finished report that lies in the repository", () => {
  const folder = join(root, "samples/finished/report");
  // Parts, not bytes: how well a part is compressed is a matter of the Node that built it.
  const contentsOf = (file: string) => {
    const bytes = readFileSync(file);
    return /\.(?:docx|xlsx)$/.test(file) ? unzipped(bytes) : { text: bytes.toString("utf8") };
  };

  it("is what its tally builds today", () => {
    const out = join(temporaryFolder(), "out");
    const { status, stderr } = runProgram(root, ["build", "samples/finished", "--final", "--out", out, "--quiet"]);
    expect([status, stderr]).toEqual([0, ""]);
    const reports = filesBelow(folder).filter((name) => name !== "manifest.json");
    expect(reports.map((name) => name.slice(name.lastIndexOf("."))).sort()).toEqual([".docx", ".html", ".md", ".xlsx"]);
    for (const name of reports) expect(contentsOf(join(folder, name)), name).toEqual(contentsOf(join(out, name)));
  });

  it("is what its manifest says", () => {
    const { status, stdout, stderr } = runProgram(root, ["verify", "samples/finished/report", "--lang", "en"]);
    expect([status, stdout + stderr]).toEqual([0, "4 as recorded, 0 not\n"]);
  });
});
