import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { threadPoolExecutor } from "../../../src/pipeline/batch/executor.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import type { UnitResult } from "../../../src/pipeline/unit/unit-result.ts";
import { planNames } from "../../../src/pipeline/workspace/names.ts";
import { contents, run, unitFile, workspaceOf } from "../../support/town-workspace.ts";

describe("several threads", () => {
  it("give the same files and say the same, findings, copied texts and failures included", () => {
    const folder = workspaceOf(130);
    writeFileSync(unitFile(folder, 7), "unit: [");
    writeFileSync(unitFile(folder, 60), "year: 2025\nunit: { name: 甲镇人民政府, kind: township }\nproactive: 0\n");
    const one = run(folder, "build", "-j", "1");
    const first = contents(join(folder, "out"));
    expect(one.status).toBe(1);
    expect(one.stderr).toContain("GR361");
    const two = run(folder, "build", "-j", "3", "-o", "out2");
    expect(two.stdout.replaceAll("out2/", "out/")).toBe(one.stdout);
    expect(two.stderr.replaceAll("out2", "out")).toBe(one.stderr);
    expect(contents(join(folder, "out2"))).toEqual(first);
  });
});

describe("a thread that dies", () => {
  const built = async (how: string): Promise<readonly UnitResult[]> => {
    const folder = workspaceOf(12);
    const out = join(folder, "out");
    mkdirSync(out);
    writeFileSync(`${out}.how`, how);
    const session = openSession({ formats: ["md"], markdownTables: "pipe" });
    const files = Array.from({ length: 12 }, (_, n) => unitFile(folder, n));
    const names = planNames(files, session.editions);
    const setup = {
      out,
      draft: false,
      final: false,
      severities: {},
      previousGiven: false,
      deadlines: undefined,
      trend: undefined,
      annexes: [],
    };
    const worker = fileURLToPath(new URL("../../fixtures/batch/dying-worker.mjs", import.meta.url));
    const crew = await threadPoolExecutor(session, setup, 2, worker);
    const units = files.map((file) => ({
      ...{ file, base: names.of(file), conflicts: [], older: [], earlier: [] },
      ...{ registration: undefined, below: undefined, previous: undefined },
    }));
    const outcomes: UnitResult[] = [];
    for await (const outcome of crew.build(units, async (texts) => texts.map(() => undefined))) outcomes.push(outcome);
    await crew.close();
    return outcomes;
  };

  it.each(["once 0", "once 1", "once 4", "exit 4"])(
    "is followed by another, and nothing is missing: %s",
    async (how) => {
      const outcomes = await built(how);
      expect(outcomes.map(({ fault }) => fault?.message)).toEqual(outcomes.map(() => undefined));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(
        outcomes.map(() => expect.stringMatching("written|unch")),
      );
      expect(outcomes).toHaveLength(12);
    },
  );

  it("twice over the same units is a fault of ours, told with each that is unfinished", async () => {
    const outcomes = await built("always 4");
    const lost = outcomes.filter(({ fault }) => fault);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.map(({ fault }) => fault?.message)).toEqual(lost.map(() => expect.stringContaining("stopped")));
    expect(outcomes[0]?.status).toBe("written");
    expect(outcomes).toHaveLength(12);
  });
});
