import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyPublished } from "../../../src/pipeline/publication/verify-published.ts";
import { filesBelow } from "../../support/folder.ts";
import { program } from "../../support/program.ts";
import { signedTown, signedWorkspace } from "../../support/signed-workspace.ts";
import { run } from "../../support/town-workspace.ts";

const publish = (folder: string) => [program, "publish", folder, "--quiet"];

/** Kills a run as soon as so many files lie below the folder of what is published, half-done ones among them. */
function killedAt(folder: string, files: number): Promise<void> {
  const root = join(folder, "published");
  return new Promise((done) => {
    const child = spawn(process.execPath, publish(folder), { stdio: "ignore" });
    const timer = setInterval(() => {
      try {
        if (existsSync(root) && readdirSync(root, { recursive: true }).length >= files) child.kill("SIGKILL");
      } catch {
        // A folder that was there a moment ago has been put in its place.
      }
    }, 1);
    child.on("close", () => {
      clearInterval(timer);
      done();
    });
  });
}

describe("publishing that is killed", () => {
  it("leaves each version whole or absent, and nothing that stops the next run", async () => {
    const folder = signedWorkspace(12);
    expect(run(folder, "seal", "-q").status).toBe(0);
    for (const files of [1, 3, 6, 9, 14, 23, 31, 48]) {
      await killedAt(folder, files);
      const root = join(folder, "published");
      if (!existsSync(join(root, "published.json"))) continue;
      expect(verifyPublished(root).differences, `killed at ${files}`).toEqual([]);
    }
    expect(spawnSync(process.execPath, publish(folder)).status).toBe(0);
    const { same, differences } = verifyPublished(join(folder, "published"));
    expect({ same, differences }).toEqual({ same: 12 * 3 + 1, differences: [] });
    expect(filesBelow(join(folder, "published")).filter((name) => name.includes(".tmp"))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["gov-report.yaml", "out", "published", "units"]);
  });
});

describe("publishing by two at once", () => {
  it("gives each report one version, and says to the one that came second that it was second", async () => {
    const folder = signedWorkspace(6);
    run(folder, "seal", "-q");
    const once = () =>
      new Promise<number | null>((done) => {
        spawn(process.execPath, publish(folder), { stdio: "ignore" }).on("close", done);
      });
    const statuses = await Promise.all([once(), once()]);
    expect(statuses.every((status) => status === 0 || status === 3)).toBe(true);
    expect(statuses).toContain(0);
    const units = readdirSync(join(folder, "published")).filter((name) => name !== "published.json");
    expect(units).toHaveLength(6);
    for (const unit of units) expect(readdirSync(join(folder, "published", unit, "2025"))).toEqual(["v1"]);
    expect(verifyPublished(join(folder, "published")).differences).toEqual([]);
  });
});

describe("names and places that mean harm", () => {
  it.each(["../../逃出去", "甲/乙镇", "CON", "..", "a\u202etxt", "/etc/cron.d/x"])(
    "the report of a unit called %j stays in one folder of its own",
    (name) => {
      const folder = signedWorkspace(0);
      const text = signedTown(0).replace("name: 第0镇人民政府", `name: ${JSON.stringify(name)}`);
      writeFileSync(join(folder, "units", "0.yaml"), text);
      run(folder, "seal", "-q");
      const { status } = run(folder, "publish", "-q");
      const root = join(folder, "published");
      expect(readdirSync(folder).sort()).toEqual(
        ["gov-report.yaml", "units", ...(status === 0 ? ["out", "published"] : [])].sort(),
      );
      if (status !== 0) return;
      expect(readdirSync(root)).toHaveLength(2);
      expect(filesBelow(root).filter((file) => /^[^/]+\/2025\/v1\/record\.json$/.test(file))).toHaveLength(1);
      expect(verifyPublished(root).differences).toEqual([]);
    },
  );

  it("a workspace cannot have them written elsewhere, neither by its word nor by a link", () => {
    const [folder, elsewhere] = [signedWorkspace(1), signedWorkspace(0)];
    run(folder, "seal", "-q");
    symlinkSync(join(elsewhere, "units"), join(folder, "published"));
    expect(run(folder, "publish")).toMatchObject({ status: 2, stderr: expect.stringContaining("lies outside") });
    writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\nformats: [md]\npublished: ../x\n");
    expect(run(folder, "publish")).toMatchObject({ status: 2, stderr: expect.stringContaining("lies outside") });
    expect(readdirSync(join(elsewhere, "units"))).toEqual([]);
  });
});
