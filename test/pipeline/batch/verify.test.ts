import { appendFileSync, cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contents, run, unitFile, workspaceOf } from "../../support/town-workspace.ts";

const report = (n: number, format = "md") => `第${n}镇人民政府2025年政府信息公开工作年度报告.${format}`;

describe("gov-report verify", () => {
  it("is silent on an untouched folder, and names what is missing, changed and unknown", () => {
    const folder = workspaceOf(4);
    run(folder, "build");
    expect(run(folder, "verify", "out")).toEqual({ status: 0, stdout: "", stderr: "8 as recorded, 0 not\n" });
    rmSync(join(folder, "out", report(1)));
    appendFileSync(join(folder, "out", report(2)), "x");
    writeFileSync(join(folder, "out/mine.txt"), "");
    const { status, stdout, stderr } = run(folder, "verify");
    expect(status).toBe(1);
    expect(stdout.trim().split("\n").sort()).toEqual(
      [`missing     ${report(1)}`, `changed     ${report(2)}`, "unknown     mine.txt"].sort(),
    );
    expect(stderr).toBe("6 as recorded, 3 not\n");
  });

  it("sees a change that keeps the size", () => {
    const folder = workspaceOf(1);
    run(folder, "build", "--to", "md");
    writeFileSync(
      join(folder, "out", report(0)),
      "x".repeat(Buffer.from(contents(join(folder, "out")).get(report(0)) ?? "", "base64").length),
    );
    expect(run(folder, "verify").stdout).toBe(`changed     ${report(0)}\n`);
  });

  it("refuses a folder that is no output folder, and a manifest that is none", () => {
    const folder = workspaceOf(1);
    expect(run(folder, "verify", "nowhere").status).toBe(2);
    expect(run(folder, "verify", "units").stderr).toContain("no manifest.json");
    writeFileSync(join(folder, "units/manifest.json"), "{}");
    expect(run(folder, "verify", "units").status).toBe(3);
  });
});

describe("--shard", () => {
  it("every tally belongs to one part, and the parts together are what one run makes", () => {
    const folder = workspaceOf(12);
    for (let n = 0; n < 12; n++) {
      // Texts are compared within a part; here there are none of the unit's own.
      writeFileSync(
        unitFile(folder, n),
        `year: 2025\nunit: { name: 第${n}镇人民政府, kind: township }\nproactive: 0\nrequests: 0\ndisputes: 0\nactivity: { processingFee: 0 }\n`,
      );
    }
    run(folder, "build", "-o", "whole");
    for (const part of ["1/3", "2/3", "3/3"])
      expect(run(folder, "build", "-o", `part${part[0]}`, "--shard", part).status).toBe(0);
    expect(run(folder, "merge-manifests", "part1").status).toBe(2);
    for (const n of [1, 2, 3]) cpSync(join(folder, `part${n}`), join(folder, "joined"), { recursive: true });
    expect(run(folder, "merge-manifests", "joined")).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^joined: 12 units\nroot hash sha256:[0-9a-f]{64}\n$/),
    });
    expect(run(folder, "verify", "joined").status).toBe(0);
    for (const n of [1, 2, 3]) rmSync(join(folder, "joined", `manifest.${n}-of-3.json`));
    expect(contents(join(folder, "joined"))).toEqual(contents(join(folder, "whole")));
  });

  it("refuses a part that does not exist", () => {
    const folder = workspaceOf(1);
    expect(run(folder, "build", "--shard", "4/3").status).toBe(2);
  });
});
