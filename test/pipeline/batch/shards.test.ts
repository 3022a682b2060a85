import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { contents, counted, run, town, unitFile, workspaceOf } from "../../support/town-workspace.ts";

const recipes = readFileSync(new URL("../../../.github/CI.md", import.meta.url), "utf8");
const workflow = /^```yaml\n(# \.github\/workflows\/reports\.yml[\s\S]*?)^```$/m.exec(recipes)?.[1] ?? "";
const { jobs } = parse(workflow);

/** The commands of a job of the workflow in .github/CI.md, as one part of the matrix runs them; the test chooses the language. */
function commandsOf(job: string, part = 0): readonly string[][] {
  const steps: readonly { readonly run?: string }[] = jobs[job].steps;
  const lines = steps.flatMap(({ run: line }) => (line?.startsWith("npx --no gov-report ") ? [line] : []));
  return lines.map((line) => {
    const words = line.replace(/\$\{\{ matrix\.part \}\}/, String(part)).replace(" --lang zh", "");
    return words.split(" ").slice(3);
  });
}

/** Tallies of which some fail, some have copied their texts from another, far apart, and most have texts of their own. */
function workspace(count: number): string {
  const folder = workspaceOf(0);
  for (let n = 0; n < count; n++) {
    const own =
      `第${n}镇全年公开的信息共计三批，逐批核对，其中第${n * 7}号文件单独印发，另见第${n * 13}期公报。`.repeat(3);
    const text = n % 9 === 0 ? town(n) : town(n).replaceAll(/^ {4}（.*$/gm, `    ${own}`);
    writeFileSync(unitFile(folder, n), text);
  }
  writeFileSync(unitFile(folder, 17), "unit: [");
  appendFileSync(unitFile(folder, 40), "surprise: 1\n");
  writeFileSync(unitFile(folder, 90), town(91));
  return folder;
}

describe("a batch over several machines", () => {
  it("as the recipe has it: four parts joined are what one run writes, byte for byte, and so is the manifest", () => {
    const folder = workspace(240);
    const parts: readonly number[] = jobs.build.strategy.matrix.part;
    expect(parts).toEqual([1, 2, 3, 4]);
    const machine = (part: number) => join(folder, `machine${part}`);
    const built = parts.map((part) => {
      for (const name of ["units", "gov-report.yaml"])
        cpSync(join(folder, name), join(machine(part), name), { recursive: true });
      const ran = commandsOf("build", part).map((args) => run(machine(part), ...args));
      expect(ran.map(({ status }) => status)).toEqual([expect.toBeOneOf([0, 1])]);
      cpSync(join(machine(part), "out"), join(folder, "joined", "out"), { recursive: true });
      return Number(/^(\d+) built/.exec(counted(ran[0] ?? { status: 0, stdout: "", stderr: "" }))?.[1]);
    });
    expect(Math.min(...built), built.join()).toBeGreaterThan(30);
    mkdirSync(join(folder, "joined"), { recursive: true });
    const [merge = [], verify = []] = commandsOf("join");
    expect(run(join(folder, "joined"), ...merge).status).toBe(0);
    for (const part of parts) rmSync(join(folder, "joined", "out", `manifest.${part}-of-4.json`));
    expect(run(join(folder, "joined"), ...verify).status).toBe(0);

    const whole = run(folder, "build", "-o", "out");
    expect(whole.status).toBe(1);
    expect(whole.stderr).toContain("GR361");
    const { units } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"));
    expect(units.filter(({ like }: { like?: string }) => like !== undefined).length).toBeGreaterThan(10);
    const [joined, one] = [contents(join(folder, "joined", "out")), contents(join(folder, "out"))];
    expect([...joined.keys()]).toEqual([...one.keys()]);
    for (const [name, bytes] of one) expect(joined.get(name) === bytes, name).toBe(true);

    // A part that is run again finds nothing to do.
    const [again] = commandsOf("build", 2).map((args) => run(machine(2), ...args));
    expect(again && counted(again)).toMatch(/^0 built/);
  });
});
