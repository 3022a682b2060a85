import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow } from "../../support/folder.ts";
import { program } from "../../support/program.ts";
import { counted, run, town, unitFile, workspaceOf } from "../../support/town-workspace.ts";

/** A tally of a unit with any name, as YAML would have it. */
const named = (name: string) => town(0).replace("第0镇人民政府", JSON.stringify(name));

const hostile = [
  "../../逃逸镇人民政府",
  "/etc/绝对镇人民政府",
  "..",
  'a\\b:c*d?"e<f>g|h',
  "🏮🐉镇人民政府",
  "CON",
  "nul.txt",
  "LPT1",
  `${"很".repeat(84)}长`,
];

describe("names that are no file names", () => {
  it("each becomes a plain report inside the output folder, and nothing is written elsewhere", () => {
    const folder = workspaceOf(1);
    hostile.forEach((name, n) => {
      writeFileSync(unitFile(folder, n + 1), named(name));
    });
    const { stderr, status } = run(folder, "build", "--to", "md", "--draft");
    expect(stderr).not.toContain("a fault in gov-report");
    expect(status).not.toBe(70);
    expect(readdirSync(folder).sort()).toEqual(["gov-report.yaml", "out", "units"]);
    const reports = readdirSync(join(folder, "out"), { withFileTypes: true });
    expect(reports.every((entry) => entry.isFile())).toBe(true);
    for (const { name } of reports) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).not.toMatch(/[/\\:*?"<>|]|^(?:con|nul|lpt1)\b/i);
    }
    expect(counted({ stdout: "", status, stderr })).toMatch(/^10 built/);
  });

  it("two units of one name: neither is built, each names the other, the rest is", () => {
    const folder = workspaceOf(3);
    writeFileSync(unitFile(folder, 7), town(1));
    const { status, stderr } = run(folder, "build");
    expect(status).toBe(1);
    expect(
      stderr.match(/GR501\]: more than one tally of 第1镇人民政府 for 2025: also units\/000[17]\.yaml/g),
    ).toHaveLength(2);
    expect(counted({ stdout: "", status, stderr })).toBe("2 built, 0 unchanged, 2 not built");
  });
});

describe("files that cannot be read", () => {
  it("a link in a circle and a folder called like a tally are each told; the others are built", () => {
    const folder = workspaceOf(2);
    symlinkSync("loop.yaml", join(folder, "units", "loop.yaml"));
    mkdirSync(join(folder, "units", "folder.yaml"));
    const { status, stderr } = run(folder, "build", "units/0000.yaml", "units/0001.yaml", "units/loop.yaml");
    expect(status).toBe(3);
    expect(stderr).toContain("error[GR100]: the links lead in a circle");
    expect(counted({ stdout: "", status, stderr })).toMatch(/^2 built/);
    // Found by the workspace's own pattern, it is told all the same.
    const whole = run(folder, "build");
    expect(whole.stderr).toContain("error[GR100]: the links lead in a circle");
    expect(counted(whole)).toBe("0 built, 2 unchanged, 1 not built");
  });

  it("a linked folder is told, and a link within the workspace is read", () => {
    const folder = workspaceOf(1);
    const elsewhere = workspaceOf(1);
    symlinkSync(join(elsewhere, "units"), join(folder, "units", "more"));
    writeFileSync(join(folder, "in.txt"), town(3));
    symlinkSync("../in.txt", unitFile(folder, 3));
    const { status, stderr } = run(folder, "build");
    expect(status).toBe(3);
    expect(stderr).toContain("this folder is a link, and what is in it was not read");
    expect(counted({ stdout: "", status, stderr })).toBe("2 built, 0 unchanged, 0 not built");
  });

  it("a folder without permission is told, and is not taken for an empty one", (context) => {
    const folder = workspaceOf(2);
    const locked = join(folder, "units", "locked");
    mkdirSync(locked);
    chmodSync(folder, 0o755);
    chmodSync(locked, 0);
    // Root may read everything: somebody else looks.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const args = [program, "validate", "--lang", "en"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", ...nobody });
    chmodSync(locked, 0o755);
    if (status === null || /Cannot find module/.test(stderr)) {
      console.log("skipped: nobody else may run the program here");
      context.skip();
    }
    expect(status, stderr).toBe(3);
    expect(stdout + stderr).toContain("this folder cannot be opened");
  });
});

describe("places that cannot be written", () => {
  it("a file stands where the output folder should be: said once a unit, nothing is lost", () => {
    const folder = workspaceOf(2);
    writeFileSync(join(folder, "out"), "mine");
    const { status, stderr } = run(folder, "build");
    expect(status).toBe(3);
    expect(stderr).toContain("a file stands where the output folder should be");
    expect(readFileSync(join(folder, "out"), "utf8")).toBe("mine");
  });

  it("a link out of the workspace where a report should be is not followed", () => {
    const folder = workspaceOf(2);
    const victim = join(folder, "victim");
    writeFileSync(victim, "mine");
    mkdirSync(join(folder, "out"));
    symlinkSync(victim, join(folder, "out", "第1镇人民政府2025年政府信息公开工作年度报告.md"));
    const { status, stderr } = run(folder, "build");
    expect(status).toBe(3);
    expect(stderr).toContain("the target is a symbolic link");
    expect(readFileSync(victim, "utf8")).toBe("mine");
    // A unit's reports come together or not at all.
    expect(filesBelow(join(folder, "out")).filter((name) => name.startsWith("第"))).toHaveLength(2);
    expect(counted({ stdout: "", status, stderr })).toBe("1 built, 0 unchanged, 1 not built");
  });

  it("a tally that is a link out of the workspace is not read, and not passed over in silence", () => {
    const folder = workspaceOf(1);
    const elsewhere = workspaceOf(0);
    writeFileSync(join(elsewhere, "far.yaml"), town(5));
    symlinkSync(join(elsewhere, "far.yaml"), unitFile(folder, 5));
    const linked = run(folder, "build");
    expect(linked.status).toBe(3);
    expect(linked.stderr).toContain("this is a link that leads out of the folder, and was not read");
    expect(linked.stderr).toContain("units/0005.yaml");
    expect(counted(linked)).toBe("1 built, 0 unchanged, 0 not built");
    // Named by its owner, it is his to read.
    expect(counted(run(folder, "build", unitFile(folder, 5)))).toBe("1 built, 0 unchanged, 0 not built");
    expect(filesBelow(elsewhere)).toEqual(["far.yaml", "gov-report.yaml"]);
  });
});
