import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAll } from "../../../src/pipeline/batch/build-all.ts";
import { validateAll } from "../../../src/pipeline/batch/validate-all.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import type { UnitResult } from "../../../src/pipeline/unit/unit-result.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { temporaryFolder } from "../../support/folder.ts";

interface Unit {
  readonly name: string;
  readonly year?: number;
  readonly within?: string;
  readonly area?: boolean;
  readonly licences?: number | string;
}

function tally({ name, year = 2025, within, area = false, licences = 10 }: Unit): string {
  const upper = within === undefined ? "" : `, within: ${within}`;
  return `year: ${year}
unit: { name: ${name}, kind: county${upper} }
scope: ${area ? "area" : "own"}
proactive:
  regulations: 0
  normativeDocuments: 0
  licences: ${licences}
  penalties: 0
  coerciveMeasures: 0
  fees: 0
requests: { received: 0, broughtForward: 0, outcomes: 0, carriedForward: 0 }
disputes: { review: 0, litigation: 0 }
`;
}

/** A workspace of units a, b, c … with its findings of GR5, by file. */
function workspace(settings: string, units: readonly (Unit | string)[]): string {
  const root = temporaryFolder();
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  write("gov-report.yaml", settings);
  units.forEach((unit, i) => {
    write(`units/${String.fromCharCode(97 + i)}.yaml`, typeof unit === "string" ? unit : tally(unit));
  });
  return root;
}

async function validate(root: string, names: readonly string[] = [""]): Promise<readonly UnitResult[]> {
  const session = openSession({ formats: [], markdownTables: "pipe" });
  const results: UnitResult[] = [];
  for (const job of findInputs(
    names.map((name) => join(root, name)),
    { cwd: process.cwd() },
  ).jobs) {
    for await (const result of validateAll(session, resolveRun(job))) results.push(result);
  }
  return results;
}

const said = (results: readonly UnitResult[]) =>
  results.flatMap(({ ofRun, diagnostics }) =>
    [...(ofRun?.diagnostics ?? []), ...diagnostics]
      .filter(({ code }) => /^GR5/.test(code))
      .map((d) => `${d.code} ${d.message.en}`),
  );

describe("the register", () => {
  const register = "register: [甲县人民政府, 乙县人民政府, 丙县人民政府]\n";

  it("names everybody who has handed in nothing, at the entry, once, with the first tally", async () => {
    const results = await validate(workspace(register, [{ name: "甲县人民政府" }, { name: "丙县人民政府" }]));
    expect(results.map((result) => said([result]))).toEqual([["GR503 there is no tally of 乙县人民政府 for 2025"], []]);
    expect(results.map(({ status }) => status)).toEqual(["valid", "valid"]);
    const [missing] = results[0]?.ofRun?.diagnostics ?? [];
    const source = results[0]?.ofRun?.sources.find(({ file }) => file === missing?.span?.file);
    expect(source?.text.slice(missing?.span?.start, missing?.span?.end)).toBe("乙县人民政府");
  });

  it("misses nobody where only some tallies were asked for", async () => {
    const root = workspace(register, [{ name: "甲县人民政府" }, { name: "丁县人民政府" }]);
    expect(said(await validate(root, ["units/a.yaml"]))).toEqual([]);
    expect(said(await validate(root, ["units/b.yaml"]))).toEqual([
      "GR504 丁县人民政府 is not on the register of units",
    ]);
  });

  it("may be lowered to a warning while tallies are coming in, or switched off", async () => {
    for (const [level, expected] of [
      ["warning", ["warning", "warning"]],
      ["off", []],
    ] as const) {
      const root = workspace(`${register}rules: { GR503: ${level} }\n`, [{ name: "甲县人民政府" }]);
      const found = (await validate(root))
        .flatMap(({ ofRun }) => ofRun?.diagnostics ?? [])
        .filter(({ code }) => code === "GR503");
      expect(found.map(({ severity }) => severity)).toEqual(expected);
    }
  });

  it("takes a name without its county for the entry that ends in it, unless two do", async () => {
    const one = workspace("register: [乙市乙县人民政府]\n", [{ name: "乙县人民政府" }]);
    expect(said(await validate(one))).toEqual([
      "GR505 the unit's name is 乙县人民政府, on the register 乙市乙县人民政府",
    ]);
    const two = workspace("register: [丙市乙县人民政府, 乙市乙县人民政府]\n", [{ name: "乙县人民政府" }]);
    expect(said(await validate(two)).map((message) => message.slice(0, 5))).toEqual(["GR503", "GR503", "GR504"]);
  });

  it("goes by the newest year where a folder holds several", async () => {
    const root = workspace("register: [甲县人民政府]\n", [
      { name: "甲县人民政府", year: 2024 },
      { name: "甲县人民政府", year: 2025 },
    ]);
    expect(said(await validate(root))).toEqual([]);
  });

  it("has a unit whose only tally is of another year for missing", async () => {
    const root = workspace("register: [甲县人民政府, 乙县人民政府]\n", [
      { name: "甲县人民政府", year: 2024 },
      { name: "乙县人民政府", year: 2025 },
    ]);
    expect(said(await validate(root))).toEqual(["GR503 there is no tally of 甲县人民政府 for 2025"]);
  });
});

describe("an area and its units", () => {
  const above = "云溪市人民政府";

  it("adds up everything below it, each unit once, whoever reports for an area of his own", async () => {
    const root = workspace("", [
      { name: above, area: true, licences: 37 },
      { name: "甲县人民政府", within: above, area: true, licences: 12 },
      { name: "乙县人民政府", within: above, licences: 20 },
      { name: "甲县水利局", within: "甲县人民政府", licences: 12 },
      { name: "乙县水利局", within: "乙县人民政府", licences: 5 },
    ]);
    expect(said(await validate(root))).toEqual([]);
  });

  it("ends where units stand above one another in a circle, which is told once, and of no unit", async () => {
    const root = workspace("", [
      { name: above, area: true, within: "乙县人民政府", licences: 20 },
      { name: "甲县人民政府", within: above },
      { name: "乙县人民政府", within: above },
    ]);
    expect(said(await validate(root))).toEqual([
      `GR509 units are within one another in a circle: ${above} → 乙县人民政府 → ${above}`,
    ]);
  });

  it("is not compared with units of another year", async () => {
    const root = workspace("", [
      { name: above, area: true, licences: 3 },
      { name: "甲县人民政府", within: above, year: 2024 },
    ]);
    expect(said(await validate(root))).toEqual([]);
  });

  it("is not compared while one of its units cannot be read; the unit is named", async () => {
    const root = workspace("", [
      { name: above, area: true, licences: 3 },
      { name: "甲县人民政府", within: above },
      "year: 2025\nunit: { name: 乙县人民政府, kind: county, within: 云溪市人民政府 }\nproactive: [\n",
    ]);
    expect(said(await validate(root))).toEqual([
      "GR507 云溪市人民政府 was not compared with its units: unreadable: 乙县人民政府",
    ]);
  });

  it("is not compared where only some tallies were asked for", async () => {
    const root = workspace("", [
      { name: above, area: true, licences: 3 },
      { name: "甲县人民政府", within: above },
    ]);
    expect(said(await validate(root, ["units/a.yaml"]))).toEqual([]);
    expect(said(await validate(root, ["units/a.yaml", "units/b.yaml"]))).toEqual([]);
    expect(said(await validate(root))).toEqual(["GR506 proactive.licences is 3, its 1 units add up to 10"]);
  });

  it("is not built for publication with sums that do not hold, wherever it stands among the files", async () => {
    const root = workspace("", [
      { name: above, area: true, licences: 3 },
      { name: "甲县人民政府", within: above },
    ]);
    const files = ["a", "b"].map((name) => join(root, "units", `${name}.yaml`));
    const asked = { severities: { GR601: "off" }, formats: ["md"], out: join(root, "out") } as const;
    const statuses = new Map<boolean, string | undefined>();
    for (const final of [false, true]) {
      const config = resolveRun({ files, previous: [], workspace: undefined }, { ...asked, final });
      for await (const { file, status } of buildAll(config)) {
        if (file === files[0]) statuses.set(final, status);
      }
    }
    expect(statuses).toEqual(
      new Map([
        [false, "written"],
        [true, "failed"],
      ]),
    );
  });
});
