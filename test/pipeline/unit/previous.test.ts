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
  return previousFinder(files, editions())(now)?.tally.unit.name;
}

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
