import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { choose } from "../../../src/pipeline/area/parts.ts";
import { explainCell } from "../../../src/pipeline/area/trace.ts";
import { planNames } from "../../../src/pipeline/workspace/names.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { example } from "../../support/example-tally.ts";
import { temporaryFolder } from "../../support/folder.ts";

const named = (name: string) => example.replace("凤凰镇人民政府", name);

describe("the parts of a sum", () => {
  it("are not an earlier sum of the unit itself, though its file is named among them", () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const units = ["甲镇人民政府", "乙镇人民政府"].map((name, n) => write(`${n}.yaml`, named(name)));
    const sum = write(
      "sum.yaml",
      named("云溪县人民政府").replace("kind: township", "kind: county").replace("scope: own", "scope: area"),
    );
    const request = { unit: { name: "云溪县人民政府", kind: "county" }, scope: "area", keys: "zh", out: "" } as const;
    const job = { workspace: undefined, files: [...units, sum], previous: [] };
    const { files, earlierSums } = choose(planNames(job.files, editions()), [job], request);
    expect([[...files], earlierSums]).toEqual([units, [sum]]);
  });

  it("end where a trace names the sum itself as its part", () => {
    const file = join(temporaryFolder(), "sum.yaml");
    writeFileSync(file, example);
    const path = edition2021().cells.find((cell) => cell.path.startsWith("proactive.licences"))?.path ?? "";
    const trace = {
      ...{ version: 1, unit: "凤凰镇人民政府", year: 2025, edition: "2021", sha256: "", missing: [] },
      parts: [["sum.yaml", "凤凰镇人民政府"]],
      cells: { [path]: [["sum.yaml", "凤凰镇人民政府", 12]] },
    };
    writeFileSync(`${file}.parts.json`, JSON.stringify(trace));
    const { origin } = explainCell(file, "proactive.licences", editions());
    expect(origin).toMatchObject({ now: 12, sum: 12, parts: [{ file, now: 12, parts: [] }] });
  });
});
