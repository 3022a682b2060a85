import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockFolder } from "../../../src/write/lock.ts";
import { program } from "../../support/program.ts";
import { counted, run, workspaceOf } from "../../support/town-workspace.ts";

const lock = ".manifest.json.lock";
const names = (folder: string) => readdirSync(join(folder, "out"));

/** Half of the units built in a process of its own. */
function half(folder: string, pattern: string): Promise<{ readonly status: number | null; readonly stderr: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, "build", pattern, "-o", "out", "--lang", "en"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdout.resume();
    child.on("close", (status) => done({ status, stderr }));
  });
}

function tallies(folder: string): readonly string[] {
  const { units } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"));
  return units.map(({ tally }: { readonly tally: string }) => tally);
}

describe("two runs in one output folder", () => {
  it("end with every report in the manifest, or the second is refused with status 3", async () => {
    const folder = workspaceOf(20);
    const both = await Promise.all([half(folder, "units/000*.yaml"), half(folder, "units/001*.yaml")]);
    for (const { status, stderr } of both) {
      expect(status, stderr).toBeOneOf([0, 3]);
      if (status === 3) expect(stderr).toMatch(/another run \(process \d+ on .+\) is writing into this folder/);
    }
    const done = both.filter(({ status }) => status === 0);
    expect(done.length).toBeGreaterThan(0);
    expect(tallies(folder)).toHaveLength(10 * done.length);
    expect(names(folder)).toHaveLength(20 * done.length + 1);
  });

  it("the second writes nothing while the first goes on", () => {
    const folder = workspaceOf(2);
    mkdirSync(join(folder, "out"));
    const release = lockFolder(join(folder, "out"), "manifest.json");
    const refused = run(folder, "build");
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain(`another run (process ${process.pid} on ${hostname()})`);
    expect(names(folder)).toEqual([lock]);
    expect(run(folder, "build", "--shard", "1/2").status, "a part has a manifest of its own").toBe(0);
    release();
    expect(run(folder, "build").status).toBe(0);
    expect(names(folder)).not.toContain(lock);
  });

  it("a run that was killed stands in nobody's way, and its lock is no unknown file", () => {
    const folder = workspaceOf(2);
    run(folder, "build");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(join(folder, "out", lock), `${pid} ${hostname()}\n`);
    expect(run(folder, "verify", "out").status).toBe(0);
    expect(counted(run(folder, "build"))).toBe("0 built, 2 unchanged, 0 not built");
    expect(names(folder)).not.toContain(lock);
  });

  it("where nothing is built, no folder is left", () => {
    const folder = workspaceOf(1);
    writeFileSync(join(folder, "units/0000.yaml"), "unit: [");
    expect(run(folder, "build").status).toBe(1);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

describe("a file of that name that is no manifest of ours", () => {
  it.each([
    ["another program's", '{"name":"our app","start_url":"/"}'],
    ["a list", "[]"],
    ["no JSON", "our own list\n"],
  ])("is never overwritten, and no report is written beside it: %s", (_name, text) => {
    const folder = workspaceOf(1);
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out/manifest.json"), text);
    const { status, stderr } = run(folder, "build");
    expect(status).toBe(3);
    expect(stderr).toContain("not a manifest of this program and is not overwritten");
    expect(names(folder)).toEqual(["manifest.json"]);
    expect(readFileSync(join(folder, "out/manifest.json"), "utf8")).toBe(text);
  });

  it("is not replaced by joining the parts of a batch either", () => {
    const folder = workspaceOf(1);
    run(folder, "build", "--shard", "1/1");
    writeFileSync(join(folder, "out/manifest.json"), "{}");
    expect(run(folder, "merge-manifests", "out").status).toBe(3);
    expect(readFileSync(join(folder, "out/manifest.json"), "utf8")).toBe("{}");
  });
});
