import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";
import { commandsFor } from "../../src/cli/commands/index.ts";
import { completionScript, shells } from "../../src/cli/completion-scripts.ts";
import { manPage } from "../../src/cli/man-page.ts";
import { outputFormats } from "../../src/core/formats.ts";

const table = commandTable(await commandsFor([]));
const folder = mkdtempSync(join(tmpdir(), "gov-report-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const shell of shells) {
  for (const lang of ["zh", "en"] as const) {
    writeFileSync(join(folder, `${shell}.${lang}`), completionScript(shell, table, lang));
  }
}
writeFileSync(join(folder, "a b.yaml"), "");

const has = (name: string): boolean => spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
const run = (program: string, args: readonly string[]) => {
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
};

describe("the table of commands", () => {
  it("has every command with its options, and the values of those that can be listed", () => {
    expect(table.commands.map(({ name }) => name)).toContain("build");
    const build = table.commands.find(({ name }) => name === "build");
    const valuesOf = (long: string) => build?.options.find((option) => option.long === long)?.values;
    expect(valuesOf("--to")).toEqual([...outputFormats]);
    expect(valuesOf("--format")).toContain("gitlab");
    expect(build?.options.find(({ long }) => long === "--out")).toMatchObject({ short: "-o", paths: "folders" });
    expect(table.options.map(({ long }) => long)).toContain("--cwd");
  });
});

describe("completion", () => {
  /** The words typed last are to be completed. */
  const bash = (...typed: readonly string[]) => {
    const words = ["gov-report", ...typed].map((word) => `'${word}'`).join(" ");
    const script = `source bash.zh; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _gov_report; printf '%s\n' "\${COMPREPLY[@]}"`;
    return run("bash", ["-c", script]).split("\n");
  };

  it("in bash, where it is sourced", () => {
    expect(bash("b")).toEqual(["build"]);
    expect(bash("--lang", "")).toEqual(["zh", "en"]);
    expect(bash("--lang", "en", "--cwd", "x", "merge")).toEqual(["merge-manifests"]);
    expect(bash("build", "--dr")).toEqual(["--draft"]);
    expect(bash("build", "x", "--to", "ht")).toEqual(["html"]);
    expect(bash("template", "")).toEqual(["list", "draw", "copy", "check"]);
    expect(bash("completion", "p")).toEqual(["powershell"]);
    expect(bash("validate", "a")).toEqual(["a b.yaml"]);
    expect(bash("validate", "--config", "a")).toEqual(["a b.yaml"]);
    expect(bash("build", "--trend", "")).toContain("a b.yaml");
  });

  it.skipIf(!has("zsh"))("in zsh, where it is sourced", () => {
    for (const lang of ["zh", "en"]) {
      const script = `compdef() { print "$1 for $2" }; source ./zsh.${lang} && whence -w _gov-report`;
      expect(run("zsh", ["-f", "-c", script])).toBe("_gov-report for gov-report\n_gov-report: function");
    }
  });

  it.skipIf(!has("fish"))("in fish, where it is sourced", () => {
    const fish = (line: string) =>
      run("fish", ["--no-config", "-c", `source fish.en; complete -C '${line}'`])
        .split("\n")
        .map((found) => found.split("\t")[0]);
    expect(fish("gov-report b")).toEqual(["build"]);
    expect(fish("gov-report build --dr")).toEqual(["--draft"]);
    expect(fish("gov-report build --to h")).toEqual(["html"]);
    expect(fish("gov-report template ")).toEqual(expect.arrayContaining(["check", "copy", "draw", "list"]));
  });

  it.skipIf(!has("pwsh"))("in PowerShell, where it is loaded", () => {
    const script = `Get-Content -Raw powershell.en | Invoke-Expression; (TabExpansion2 'gov-report build --to h' 23).CompletionMatches.CompletionText`;
    expect(run("pwsh", ["-NoProfile", "-Command", script])).toBe("html");
  });

  it("for PowerShell leaves no quotation mark open", () => {
    for (const lang of ["zh", "en"] as const) {
      const script = completionScript("powershell", table, lang);
      for (const line of script.split("\n").slice(1)) expect((line.match(/'/g) ?? []).length % 2, line).toBe(0);
      expect(script).toContain(`'--to'='${outputFormats.join(" ")}'`);
    }
  });
});

describe("the manual page", () => {
  const made = { version: "1.2.3", day: "2026-01-31" };
  const pages = (["zh", "en"] as const).map((lang) => {
    const file = join(folder, `gov-report.${lang}.1`);
    writeFileSync(file, manPage(table, { ...made, lang }));
    return file;
  });

  it("has every command and every option", () => {
    const page = manPage(table, { ...made, lang: "en" });
    for (const { name, options } of table.commands) {
      expect(page).toContain(`.SS "gov\\-report ${name.replaceAll("-", "\\-")}`);
      for (const { long } of options) expect(page).toContain(`\\fB${long.replaceAll("-", "\\-")}\\fR`);
    }
  });

  it.skipIf(!has("man"))("is shown by man", () => {
    const [, english = ""] = pages;
    const shown = run("man", ["-l", english]);
    expect(shown).toMatch(/GOV-REPORT\(1\)/);
    expect(shown).toMatch(/^ +-o, --out dir$/m);
  });

  it.skipIf(spawnSync("mandoc", ["-T", "lint"], { input: "" }).error !== undefined)("is faultless to mandoc", () => {
    for (const page of pages) expect(run("mandoc", ["-T", "lint", "-W", "warning", page])).toBe("");
  });
});
