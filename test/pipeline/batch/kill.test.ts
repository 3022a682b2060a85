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

/** Kills a build in two threads as soon as so many reports are not the old ones any more. */
function killedInThreads(folder: string, old: ReadonlyMap<string, Buffer>, changed: number): Promise<void> {
  const out = join(folder, "out");
  return new Promise((done) => {
    const child = spawn(process.execPath, [...build(folder), "--jobs", "2"], { stdio: "ignore" });
    const timer = setInterval(() => {
      const fresh = [...old].filter(([name, bytes]) => !readFileSync(join(out, name)).equals(bytes));
      if (fresh.length >= changed) child.kill("SIGKILL");
    }, 1);
    child.on("close", () => {
      clearInterval(timer);
      done();
    });
  });
}

describe("a run in threads that is killed", () => {
  it("leaves of every report the old one or the new one, and the next run completes it", async () => {
    const folder = workspace();
    const bytesOf = (names: readonly string[]) =>
      new Map(names.map((name) => [name, readFileSync(join(folder, "out", name))]));
    spawnSync(process.execPath, build(folder));
    const names = filesBelow(join(folder, "out"));
    const old = bytesOf(names);
    for (let i = 0; i < units; i++) {
      const file = join(folder, "units", `${i}.yaml`);
      writeFileSync(file, readFileSync(file, "utf8").replace("licences: ", "licences: 1"));
    }
    await killedInThreads(folder, old, 20);
    const torn = bytesOf(names);
    expect(spawnSync(process.execPath, [...build(folder), "--jobs", "2"]).status).toBe(0);
    const now = bytesOf(names);
    const reports = names.filter((name) => name !== "manifest.json");
    expect(reports.some((name) => !now.get(name)?.equals(old.get(name) ?? Buffer.of()))).toBe(true);
    for (const name of reports) {
      const left = torn.get(name) ?? Buffer.of();
      expect(left.equals(old.get(name) ?? left) || left.equals(now.get(name) ?? left), name).toBe(true);
    }
    expect(filesBelow(join(folder, "out"))).toEqual(names);
  });
});

describe("two runs into one folder at once", () => {
  it("do not mix: one waits its turn or is refused, and the folder is as its manifest says", async () => {
    const folder = workspace();
    const run = () =>
      new Promise<number | null>((done) => {
        spawn(process.execPath, build(folder), { stdio: "ignore" }).on("close", done);
      });
    const statuses = (await Promise.all([run(), run()])).toSorted();
    expect(statuses[0]).toBe(0);
    expect([0, 3]).toContain(statuses[1]);
    const verified = spawnSync(process.execPath, [program, "verify", join(folder, "out")]);
    expect(verified.status).toBe(0);
    expect(filesBelow(join(folder, "out"))).toHaveLength(units * 3 + 1);
  });
});
