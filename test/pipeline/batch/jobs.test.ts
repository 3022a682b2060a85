import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { threadPoolExecutor } from "../../../src/pipeline/batch/executor.ts";
import { type Glimpse, glimpseAt } from "../../../src/pipeline/batch/glimpse.ts";
import { validateAll } from "../../../src/pipeline/batch/validate-all.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import type { UnitResult } from "../../../src/pipeline/unit/unit-result.ts";
import { planNames } from "../../../src/pipeline/workspace/names.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { contents, run, unitFile, workspaceOf } from "../../support/town-workspace.ts";

describe("several threads", () => {
  it("give the same files and say the same, findings, copied texts and failures included", () => {
    const folder = workspaceOf(130);
    writeFileSync(unitFile(folder, 7), "unit: [");
    writeFileSync(unitFile(folder, 60), "year: 2025\nunit: { name: 甲镇人民政府, kind: township }\nproactive: 0\n");
    const one = run(folder, "build", "-j", "1");
    const first = contents(join(folder, "out"));
    expect(one.status).toBe(1);
    expect(one.stderr).toContain("GR361");
    const two = run(folder, "build", "-j", "3", "-o", "out2");
    expect(two.stdout.replaceAll("out2/", "out/")).toBe(one.stdout);
    expect(two.stderr.replaceAll("out2", "out")).toBe(one.stderr);
    expect(contents(join(folder, "out2"))).toEqual(first);
  });
});

describe("checking on several threads", () => {
  it("says the same of the same units, in the same order", async () => {
    const folder = workspaceOf(45);
    writeFileSync(unitFile(folder, 7), "unit: [");
    writeFileSync(unitFile(folder, 20), "year: 2025\nunit: { name: 甲镇人民政府, kind: township }\nproactive: 0\n");
    const files = Array.from({ length: 45 }, (_, n) => unitFile(folder, n));
    const job = { files, previous: [], workspace: undefined };
    const session = openSession({});
    const checked = async (jobs: number) => {
      const found = [];
      for await (const { file, status, diagnostics, who, explained } of validateAll(session, {
        ...resolveRun(job, { jobs }),
        explainText: true,
      })) {
        found.push({ file, status, diagnostics, who, explained });
      }
      return found;
    };
    const one = await checked(1);
    expect(one.map(({ file }) => file)).toEqual(job.files);
    expect(one.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toContain("GR361");
    expect(one.some(({ explained = [] }) => explained.length > 0)).toBe(true);
    expect(await checked(3)).toEqual(one);
  });
});

describe("looking at tallies on several threads", () => {
  it("sees what one thread sees: whose each is, and its hash, or the hash alone", async () => {
    const folder = workspaceOf(30);
    writeFileSync(unitFile(folder, 7), "unit: [");
    const files = [...Array.from({ length: 30 }, (_, n) => unitFile(folder, n)), join(folder, "missing.yaml")];
    const { editions } = openSession({});
    const config = resolveRun({ files, previous: [], workspace: undefined }, { formats: ["md"] });
    const pool = threadPoolExecutor({ kind: "build", config }, 2);
    const seen = async (hashOnly: boolean) => {
      const found = new Map<string, Glimpse>();
      await pool.glimpseAll(files, hashOnly, (file, glimpse) => found.set(file, glimpse));
      return found;
    };
    try {
      for (const hashOnly of [false, true]) {
        const expected = new Map(files.map((file) => [file, glimpseAt(file, editions, { hashOnly })]));
        expect(await seen(hashOnly)).toEqual(expected);
      }
    } finally {
      await pool.close();
    }
  });
});

describe("a thread that dies", () => {
  const built = async (how: string): Promise<readonly UnitResult[]> => {
    const folder = workspaceOf(12);
    const out = join(folder, "out");
    mkdirSync(out);
    writeFileSync(`${out}.how`, how);
    const session = openSession({ formats: ["md"], markdownTables: "pipe" });
    const files = Array.from({ length: 12 }, (_, n) => unitFile(folder, n));
    const names = planNames(files, session.editions);
    const config = resolveRun({ files, previous: [], workspace: undefined }, { out, formats: ["md"] });
    const worker = fileURLToPath(new URL("../../fixtures/batch/dying-worker.mjs", import.meta.url));
    const executor = threadPoolExecutor({ kind: "build", config }, 2, { filename: worker });
    const units = files.map((file) => ({
      ...{ file, base: names.of(file), conflicts: [], older: [], earlier: [] },
      ...{ registration: undefined, below: undefined, previous: undefined, published: undefined, facts: {} },
    }));
    const results: UnitResult[] = [];
    for await (const result of executor.work(units, async (texts) => texts.map(() => undefined))) results.push(result);
    await executor.close();
    return results;
  };

  it.each(["once 0", "once 1", "once 4", "exit 4"])(
    "is followed by another, and nothing is missing: %s",
    async (how) => {
      const results = await built(how);
      expect(results.map(({ fault }) => fault?.message)).toEqual(results.map(() => undefined));
      expect(results.map(({ status }) => status).sort()).toEqual(
        results.map(() => expect.stringMatching("written|unch")),
      );
      expect(results).toHaveLength(12);
    },
  );

  it("twice over the same units is a fault of ours, told with each that is unfinished", async () => {
    const results = await built("always 4");
    const lost = results.filter(({ fault }) => fault);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.map(({ fault }) => fault?.message)).toEqual(lost.map(() => expect.stringContaining("stopped")));
    expect(results[0]?.status).toBe("written");
    expect(results).toHaveLength(12);
  });
});

describe("a thread that cannot start", () => {
  /** The program as it stands, in a folder of its own, without the file that a thread is started from. */
  function incompleteProgram(): string {
    const [root, copy] = [fileURLToPath(new URL("../../..", import.meta.url)), temporaryFolder()];
    const without = join(root, "dist", "worker.js");
    for (const name of ["bin", "dist", "templates", "package.json"]) {
      cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => path !== without });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    return join(copy, "bin", "gov-report.js");
  }

  it("ends the run with status 70 and says what to do", () => {
    const folder = workspaceOf(90);
    const program = incompleteProgram();
    const build = (...args: readonly string[]) =>
      // A run that waits for ever has no status.
      spawnSync(process.execPath, [program, "build", ...args], { cwd: folder, encoding: "utf8", timeout: 60_000 });
    const zh = build("--jobs", "2", "--lang", "zh");
    expect(zh.stderr).toMatch(
      /^gov-report: 工作线程 .*worker\.js 无法启动（.*worker\.js.*）；程序可能没有装完整，请重新安装/,
    );
    expect(zh.stderr).not.toContain("    at ");
    expect([zh.status, zh.stdout]).toEqual([70, ""]);
    const en = build("--jobs", "2", "--lang", "en");
    expect(en.stderr).toMatch(/^gov-report: the worker thread .*worker\.js cannot start .*add --jobs 1 to do without/);
    expect(en.status).toBe(70);
    const alone = build("--jobs", "1", "--to", "md");
    expect(alone.status, alone.stderr).not.toBe(70);
    expect(contents(join(folder, "out")).size).toBe(91);
  });
});
