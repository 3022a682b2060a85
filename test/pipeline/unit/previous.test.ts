import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { previousFinder } from "../../../src/pipeline/unit/previous.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { editions } from "../../support/editions.ts";
import { temporaryFolder } from "../../support/folder.ts";

const code = "113205820145678901";
const tally = (year: number, unit: string) => `year: ${year}
unit: { ${unit} }
proactive: 0
requests: 0
disputes: 0
`;
/** The file of last year's tally that is found for one of 2025, by name. */
function found(unit: string, ...last: readonly (readonly [file: string, unit: string, year?: number])[]) {
  const folder = temporaryFolder();
  const files = last.map(([name, who, year = 2024]) => {
    writeFileSync(join(folder, name), tally(year, who));
    return join(folder, name);
  });
  const now = readTally({ file: join(folder, "now.yaml"), text: tally(2025, unit) }, editions()).value;
  if (!now) throw new Error("the tally is not readable");
  return previousFinder(files, editions())(now)?.previous?.tally.unit.name;
}

const sheet = (year: number, unit: string, [brought, carried, inForce]: readonly number[]) => `year: ${year}
unit: { ${unit} }
proactive: { regulations: 0, normativeDocuments: { issued: 0, repealed: 0, inForce: ${inForce} }, licences: 0, penalties: 0, coerciveMeasures: 0, fees: 0.1 }
requests: { received: { business: 9 }, broughtForward: { business: ${brought} }, outcomes: { granted: { business: 9 } }, carriedForward: { business: ${carried} } }
disputes: 0
`;

/** What is known of the last year of the first of some units of 2025. */
function lastYear(units: readonly string[], ...last: readonly (readonly [unit: string, figures: readonly number[]])[]) {
  const folder = temporaryFolder();
  const files = last.map(([unit, figures], n) => {
    writeFileSync(join(folder, `${n}.yaml`), sheet(2024, unit, figures));
    return join(folder, `${n}.yaml`);
  });
  const read = units.map((unit, n) =>
    readTally({ file: `now${n}.yaml`, text: sheet(2025, unit, [0, 0, 0]) }, editions()),
  );
  const tallies = read.flatMap(({ value }) => value ?? []);
  const [first] = tallies;
  if (!first) throw new Error("the tally is not readable");
  const today = tallies.map(({ unit, year }) => ({
    ...{ unit: unit.name, year },
    ...(unit.code !== undefined && { code: unit.code }),
    ...(unit.formerly && { formerly: unit.formerly }),
  }));
  return previousFinder(files, editions(), today)(first) ?? {};
}

describe("last year's figures of an office made of others", () => {
  const a = ["name: 甲局, kind: department", [1, 2, 3]] as const;
  const b = [`name: 乙局, kind: department, code: "${code}"`, [10, 20, 30]] as const;

  it("are the sum of those it names, by name or code, as a list or in one line", () => {
    for (const formerly of ["formerly: 甲局、乙局", `formerly: [甲局, "${code}"]`, "formerly: [ 乙局, 甲 局 ]"]) {
      const { previous, missing } = lastYear([`name: 甲乙局, kind: department, ${formerly}`], a, b);
      expect(missing).toBeUndefined();
      expect(previous?.figures.value("requests.carriedForward.business")).toBe(22);
      expect(previous?.figures.value("proactive.normativeDocuments.inForce")).toBe(33);
      expect(previous?.figures.value("proactive.fees")).toBe(0.2);
      expect(previous?.tally.prose.size).toBe(0);
      expect(previous?.sources.length).toBe(2);
    }
  });

  it("hold its own as well, where it goes on under its name", () => {
    const { previous } = lastYear(["name: 甲局, kind: department, formerly: 乙局"], a, b);
    expect(previous?.figures.value("requests.carriedForward.total")).toBe(22);
  });

  it("are counted once where an office is named that its code finds anyhow", () => {
    const now = `name: 新局, kind: department, code: "${code}", formerly: 乙局`;
    expect(lastYear([now], a, b).previous?.figures.value("requests.carriedForward.total")).toBe(20);
  });

  it("are nothing while one of them has no tally, and it is named", () => {
    expect(lastYear(["name: 甲丙局, kind: department, formerly: 甲局、丙局"], a, b)).toEqual({ missing: ["丙局"] });
  });

  it("are a bound where another unit names the office too, or it is still there", () => {
    const one = "name: 丁局, kind: department, formerly: 甲局";
    expect(lastYear([one], a).previous).toBeDefined();
    for (const other of ["name: 戊局, kind: department, formerly: 甲局", "name: 甲局, kind: department"]) {
      const { previous, shared } = lastYear([one, other], a);
      expect(previous).toBeUndefined();
      expect(shared?.figures.value("requests.carriedForward.business")).toBe(2);
    }
  });
});

describe("last year's tally", () => {
  it("is that of the same name, whatever its code", () => {
    expect(
      found(
        "name: 甲局, kind: department",
        ["a.yaml", "name: 乙局, kind: department"],
        ["b.yaml", "name: 甲局, kind: department"],
      ),
    ).toBe("甲局");
  });

  it("of an office that was renamed is found by its code", () => {
    const now = `name: 数据局, kind: department, code: "${code}"`;
    expect(found(now, ["a.yaml", `name: 大数据局, kind: department, code: "${code}"`])).toBe("大数据局");
    expect(found(now, ["a.yaml", `name: 大数据局, kind: department, code: "${code}"`, 2023])).toBeUndefined();
    expect(found(now, ["a.yaml", 'name: 大数据局, kind: department, code: "113205820145678902"'])).toBeUndefined();
  });

  it("is not found by a code that departments borrow from their place, or that two tallies bear", () => {
    const place = 'code: "320582104"';
    expect(
      found(`name: 甲局, kind: department, ${place}`, ["a.yaml", `name: 乙局, kind: department, ${place}`]),
    ).toBeUndefined();
    const now = `name: 数据局, kind: department, code: "${code}"`;
    const twice = [1, 2].map((n) => [`${n}.yaml`, `name: 局${n}, kind: department, code: "${code}"`] as const);
    expect(found(now, ...twice)).toBeUndefined();
  });
});
