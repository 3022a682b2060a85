import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { example } from "./support/example-tally.ts";
import { temporaryFolder } from "./support/folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The package as npm would publish it, unpacked where nothing else of the project is; only what it depends on is at hand. */
function installed(folder: string): string {
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: root });
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  execFileSync("tar", ["-xzf", tarball], { cwd: folder });
  const home = join(folder, "package");
  const { dependencies } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(home, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  return join(home, "bin/gov-report.js");
}

/** The lines of the README that begin with the program's name, without what is said of them. */
function commands(): readonly (readonly string[])[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const lines = [...readme.matchAll(/^ {4}gov-report (.*)$/gm)].map(([, line = ""]) => line);
  return lines.map((line) => line.replace(/\s+#.*$/, "").split(" "));
}

it("the packed program does in an empty folder what the README says, command by command", () => {
  const folder = temporaryFolder();
  const program = installed(folder);
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
});
