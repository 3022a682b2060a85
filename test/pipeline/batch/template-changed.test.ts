import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAll } from "../../../src/pipeline/batch/build-all.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { templatesFolder } from "../../support/editions.ts";
import { filesBelow } from "../../support/folder.ts";
import { program } from "../../support/program.ts";
import { counted, run, unitFile, workspaceOf } from "../../support/town-workspace.ts";

/** Builds with templates of one's own; `during` is called when the first report is there. */
async function built(folder: string, during: (template: string) => void): Promise<boolean> {
  const own = join(folder, "own");
  const template = join(own, "2021", "report.md.hbs");
  cpSync(templatesFolder, own, { recursive: true });
  const files = [0, 1, 2].map((n) => unitFile(folder, n));
  const asked = { templates: own, formats: ["md"], out: join(folder, "out"), jobs: 1, base: folder } as const;
  const config = resolveRun({ files, previous: [], workspace: undefined }, asked);
  let told = false;
  let first = true;
  for await (const result of buildAll(config, {
    onTemplatesChanged: () => {
      told = true;
    },
  })) {
    expect(result.status).toBe("written");
    if (first) during(template);
    first = false;
  }
  return told;
}

const inputsOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8")).units.map(({ inputs }: { inputs: object }) =>
    Object.keys(inputs),
  );

describe("a template that is changed while reports are made from it", () => {
  it("is told, and no report passes for one of the new template or of the old", async () => {
    const folder = workspaceOf(3);
    const told = await built(folder, (template) => writeFileSync(template, `${readFileSync(template)}\n附注\n`));
    expect(told).toBe(true);
    expect(inputsOf(folder)).toEqual([["tally"], ["tally"], ["tally"]]);
    const options = ["--templates", "own", "--to", "md"];
    expect(counted(run(folder, "build", ...options))).toBe("3 built, 0 unchanged, 0 not built");
    expect(counted(run(folder, "build", ...options))).toBe("0 built, 3 unchanged, 0 not built");
  });

  it("ends the command with the status of a file that could not be relied on", async () => {
    const folder = workspaceOf(150);
    run(folder, "template", "copy", "own");
    const template = join(folder, "own", "2021", "report.md.hbs");
    const args = [program, "build", "--templates", "own", "-j", "1", "--lang", "en"];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    const timer = setInterval(() => {
      if (!existsSync(join(folder, "out")) || filesBelow(join(folder, "out")).length < 10) return;
      clearInterval(timer);
      appendFileSync(template, "\n附注\n");
    }, 1);
    const status = await new Promise((done) => child.on("close", done));
    clearInterval(timer);
    expect(status, stderr).toBe(3);
    expect(stderr).toContain("a template was changed during the run");
    expect(run(folder, "verify").status).toBe(0);
    const rest = run(folder, "build", "--templates", "own");
    expect(counted(rest)).toBe("150 built, 0 unchanged, 0 not built");
  });

  it("left alone, nothing is said", async () => {
    const folder = workspaceOf(3);
    expect(await built(folder, () => undefined)).toBe(false);
    expect(inputsOf(folder)[0]).toEqual(["tally", "all"]);
  });
});
