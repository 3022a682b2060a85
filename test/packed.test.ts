import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { example } from "./support/example-tally.ts";
import { temporaryFolder } from "./support/folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where npm puts the package as it is published, with no network and an empty home. */
function install(folder: string): string {
  writeFileSync(join(folder, "package.json"), "{}");
  const args = ["install", "--offline", "--engine-strict", "--no-audit", "--no-fund", packed];
  const env = { PATH: process.env["PATH"], HOME: temporaryFolder() };
  execFileSync("npm", args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  return join(folder, "node_modules/gov-report");
}

const folderOfAll = mkdtempSync(join(tmpdir(), "gov-report-packed-"));
/** The tarball that `npm run package` makes and checks. */
let packed = "";
beforeAll(() => {
  packed = packInto(folderOfAll);
});
afterAll(() => rmSync(folderOfAll, { recursive: true, force: true }));

function packInto(folder: string): string {
  return execFileSync(process.execPath, [join(root, ".build/pack.mjs"), folder], { encoding: "utf8" }).trim();
}

/** The lines of the README that begin with the program's name, without what is said of them. */
function commands(): readonly (readonly string[])[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const lines = [...readme.matchAll(/^ {4}gov-report (.*)$/gm)].map(([, line = ""]) => line);
  return lines.map((line) => line.replace(/\s+#.*$/, "").split(" "));
}

it("the packed program does in an empty folder what the README says, command by command", () => {
  const folder = temporaryFolder();
  const home = install(folder);
  const program = join(home, "bin/gov-report.js");
  expect(readdirSync(dirname(home)).filter((name) => !name.startsWith("."))).toEqual(["gov-report"]);
  expect(statSync(packed).size).toBeLessThan(2_000_000);
  const cwd = join(folder, "空 文件夹");
  mkdirSync(cwd);
  const run = (args: readonly string[]) =>
    spawnSync(process.execPath, [program, ...args, "--lang", "en"], { cwd, encoding: "utf8", timeout: 120_000 });
  const all = commands();
  const order = ["page", "form", "init", "build", "publish", "export", "site"];
  expect([...new Set(all.map(([name]) => name))].toSorted()).toEqual(order.toSorted());
  // The figures come between: a clerk fills in what init has begun, and export needs something to tell.
  const told = new Map<string, string>();
  for (const name of order) {
    for (const args of all.filter(([first]) => first === name)) {
      const { status, stdout, stderr } = run(args);
      expect(stderr).not.toContain("Warning:"); // Node's own, of what is bundled
      // A form that nobody has filled in has findings, as has a report that nobody has approved; nothing is a wrong command
      // line or a fault of ours.
      expect([0, 1], `${args.join(" ")}\n${stdout}${stderr}`).toContain(status);
      if (!told.has(name)) told.set(name, stdout + stderr);
    }
    if (name === "init") writeFileSync(join(cwd, "年报/units/凤凰镇人民政府.yaml"), example);
  }
  expect(existsSync(join(cwd, "填报.html"))).toBe(true);
  expect(existsSync(join(cwd, "填报表.xlsx"))).toBe(true);
  expect(told.get("build")).toContain("1 built, 0 unchanged, 0 not built");
  const reports = readdirSync(join(cwd, "年报/out")).map((name) => name.replace(/^.*\./, "."));
  expect(reports).toEqual(expect.arrayContaining([".docx", ".xlsx", ".md", ".html"]));
  expect(existsSync(join(cwd, "site/index.html"))).toBe(true);
  expect(readdirSync(join(cwd, "数据")).some((name) => name.endsWith(".csv"))).toBe(true);
  expect(run(["--version"]).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  // What draws: each loads a package that nothing else needs.
  for (const args of [
    ["summary", "年报", "-o", "汇总.xlsx"],
    ["template", "draw", "模板", "--edition", "2021"],
  ]) {
    const { status, stderr } = run(args);
    expect(status, stderr).toBe(0);
    expect(stderr).not.toContain("Warning:");
  }
  expect(readdirSync(join(cwd, "模板/2021"))).toEqual(expect.arrayContaining(["report.docx", "report.xlsx"]));
});

it("declares nothing to be installed with it, and brings the licences of what it holds", () => {
  const folder = temporaryFolder();
  execFileSync("tar", ["-xzf", packed], { cwd: folder });
  const home = join(folder, "package");
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const { dependencies, engines, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(manifest).toMatchObject({ name: "gov-report", version, engines });
  expect(readFileSync(join(home, manifest.man), "utf8")).toMatch(/^\.TH GOV\\-REPORT 1 "" [\s\S]*^\.SH "EXIT STATUS"/m);
  const undeclared = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies", "scripts"];
  expect(Object.keys(manifest).filter((key) => undeclared.includes(key))).toEqual([]);

  const notices = readFileSync(join(home, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  const named = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(/gm)].map(([, name]) => name);
  // Those that it names, and those that come with them.
  expect(named).toEqual(expect.arrayContaining([...Object.keys(dependencies), "archiver", "jszip", "entities"]));
  // The page is passed on by itself.
  const [inPage = ""] = readFileSync(join(home, "dist/page.js"), "utf8").split("*/");
  for (const words of [/^\/\*!\n/, /^yaml \d/m, /^zod \d/m, /^fflate \d/m, /permission notice/])
    expect(inPage).toMatch(words);

  const files = readdirSync(home, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  expect(files.filter((name) => /^src\/|node_modules|(?<!\.d)\.ts$/.test(name))).toEqual([]);
});

it("`npm pack` leaves the same package, and package.json as it is", () => {
  const before = readFileSync(join(root, "package.json"), "utf8");
  const folder = temporaryFolder();
  const { version } = JSON.parse(before);
  const tarball = join(folder, `gov-report-${version}.tgz`);
  writeFileSync(tarball, "as npm has packed it, with all that package.json declares");
  execFileSync(process.execPath, [join(root, ".build/pack.mjs"), "--replace"], {
    env: { PATH: process.env["PATH"], npm_config_pack_destination: folder },
  });
  expect(readFileSync(tarball)).toEqual(readFileSync(packed));
  expect(readFileSync(join(root, "package.json"), "utf8")).toBe(before);
});
