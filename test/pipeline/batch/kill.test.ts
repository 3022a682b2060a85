import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { filesBelow, temporaryFolder } from "../../support/folder.ts";
import { checkStructure } from "../../support/structure.ts";

const program = fileURLToPath(new URL("../../../bin/gov-report.js", import.meta.url));
const sample = readFileSync(new URL("../../../samples/county/units/songbei-zhen.yaml", import.meta.url), "utf8");
const units = 30;

function workspace(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  for (let i = 0; i < units; i++) {
    writeFileSync(join(folder, "units", `${i}.yaml`), sample.replace("云溪县松陂镇人民政府", `第${i}镇人民政府`));
  }
  return folder;
}

const build = (folder: string) => [program, "build", join(folder, "units"), "--out", join(folder, "out"), "--quiet"];

/** Kills the run as soon as the output folder holds so many files, of which some are still temporary. */
function killedAt(folder: string, files: number): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, build(folder), { stdio: "ignore" });
    const timer = setInterval(() => {
      if (filesBelow(join(folder, "out")).length >= files) child.kill("SIGKILL");
    }, 1);
    child.on("close", () => {
      clearInterval(timer);
      done();
    });
  });
}

describe("a run that is killed", () => {
  it("leaves no torn report, and the next run completes what an undisturbed one would have written", async () => {
    const undisturbed = workspace();
    spawnSync(process.execPath, build(undisturbed));
    const wanted = filesBelow(join(undisturbed, "out"));
    expect(wanted).toHaveLength(units * 3 + 1); // and the manifest
    const bytes = (folder: string, name: string) => readFileSync(join(folder, "out", name));

    const folder = workspace();
    mkdirSync(join(folder, "out"));
    for (const files of [1, 4, 10, 19, 27, 38, 48, 59, 70, 81]) {
      await killedAt(folder, files);
      for (const name of filesBelow(join(folder, "out"))) {
        if (/\.(?:tmp|lock)$/.test(name)) continue;
        expect(bytes(folder, name).equals(bytes(undisturbed, name)), name).toBe(true);
        if (/(?:docx|xlsx)$/.test(name))
          expect(checkStructure(bytes(folder, name), name.endsWith("docx") ? "docx" : "xlsx")).toEqual([]);
      }
    }
    expect(spawnSync(process.execPath, build(folder)).status).toBe(0);
    expect(filesBelow(join(folder, "out"))).toEqual(wanted);
  });
});
