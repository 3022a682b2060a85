import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trendsOf } from "../../../src/pipeline/area/trends.ts";
import { threadPoolExecutor } from "../../../src/pipeline/batch/executor.ts";
import type { TrendTask } from "../../../src/pipeline/batch/trend-work.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import type { UnitResult } from "../../../src/pipeline/unit/unit-result.ts";
import { town, unitFile, workspaceOf } from "../../support/town-workspace.ts";

const session = openSession({});

describe("the trends of a run", () => {
  it("are the same from threads; a tally that cannot be read has none, and says why", async () => {
    const folder = workspaceOf(3);
    mkdirSync(join(folder, "previous"));
    const before = join(folder, "previous", "0000.yaml");
    writeFileSync(before, town(0).replace("year: 2025", "year: 2024"));
    writeFileSync(unitFile(folder, 2), "year: [2025\n");
    const files = [0, 1, 2].map((n) => unitFile(folder, n));
    const own: UnitResult[] = [];
    const executor = threadPoolExecutor<TrendTask>({ kind: "trend", config: { templates: undefined } }, 2);
    const tasks = files.map((file, n) => ({ file, earlier: n === 0 ? [before] : [] }));
    for await (const one of executor.work(tasks, async () => [])) own.push(one);
    await executor.close();
    const alone = [];
    for await (const one of trendsOf(session, { workspace: undefined, files, previous: [before] })) alone.push(one);
    expect(alone.map(({ trend }) => trend?.years)).toEqual([[2024, 2025], undefined, undefined]);
    expect(own.map(({ trend }) => trend)).toEqual(alone.map(({ trend }) => trend));
    expect(own.map(({ diagnostics }) => diagnostics)).toEqual(alone.map(({ diagnostics }) => diagnostics));
    expect(alone.map(({ unit }) => unit)).toEqual(["第0镇人民政府", "第1镇人民政府", ""]);
    expect(alone.map(({ diagnostics }) => diagnostics.length > 0)).toEqual([false, false, true]);
    expect(own.map(({ status }) => status)).toEqual(["valid", "valid", "failed"]);
  });
});
