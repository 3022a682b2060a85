import { describe, expect, it } from "vitest";
import { manyFiles, readNames } from "../../../src/pipeline/batch/read-names.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { nameAll, namesAmong, planNames } from "../../../src/pipeline/workspace/names.ts";
import type { HeaderPeek } from "../../../src/tally/shape/peek.ts";
import { unitFile, workspaceOf } from "../../support/town-workspace.ts";

const session = openSession({});

describe("who the tallies of a run are of", () => {
  it("is the same looked at on threads and one after another", async () => {
    const folder = workspaceOf(3);
    const [one = "", ...others] = [
      unitFile(folder, 0),
      unitFile(folder, 1),
      unitFile(folder, 2),
      `${folder}/none.yaml`,
    ];
    const files = [one, ...others, ...Array<string>(manyFiles).fill(one)];
    const [names, plain] = [await readNames(session, files, 2), planNames(files, session.editions)];
    expect(names.who).toEqual(plain.who);
    expect(names.who.size).toBe(3);
    for (const file of [one, ...others]) {
      expect(names.of(file)).toBe(plain.of(file));
      expect(names.conflicts(file).length).toBe(plain.conflicts(file).length);
    }
  });

  it("is said of thousands that bear one name without naming them all to each", () => {
    const claims = Array.from({ length: 30_000 }, (_, n): [string, HeaderPeek] => [
      `${n}.yaml`,
      { unit: "某局", year: 2025 },
    ]);
    const names = nameAll(claims, session.editions);
    const [{ code, message } = { code: "", message: { zh: "", en: "" } }] = names.conflicts("2.yaml");
    expect(code).toBe("GR501");
    expect(message.zh).toBe(
      "某局 2025 年的填报不止一份：还有 0.yaml、1.yaml、10.yaml、100.yaml、1000.yaml 等 29999 份",
    );
    expect(message.en).toContain("1000.yaml and 29994 more");
    const six = nameAll(claims.slice(0, 6), session.editions);
    expect(six.conflicts("5.yaml")[0]?.message.zh).toMatch(/还有 0.yaml、1.yaml、2.yaml、3.yaml、4.yaml$/);
  });

  it("is settled anew among some of them", () => {
    const folder = workspaceOf(2);
    const [one, other] = [unitFile(folder, 0), unitFile(folder, 1)];
    const among = namesAmong(planNames([one, other], session.editions), [other, "nowhere.yaml"], session.editions);
    expect([...among.who.keys()]).toEqual([other]);
    expect(among.of(one)).toBeUndefined();
    expect(among.of(other)).toContain("第1镇");
  });
});
