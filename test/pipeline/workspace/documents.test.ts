import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentsAt } from "../../../src/pipeline/workspace/walk.ts";
import { temporaryFolder } from "../../support/folder.ts";

describe("the reports in a folder", () => {
  it("are its documents at any depth, once each, without what an open program or a person has hidden", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "乡镇"));
    mkdirSync(join(folder, ".git"));
    for (const name of ["乙.docx", "乡镇/甲.html", "~$乙.docx", ".乙.docx", ".git/丙.html", "说明.css", "填报.yaml"]) {
      writeFileSync(join(folder, name), "");
    }
    const reports = ["乙.docx", "乡镇/甲.html"].map((name) => join(folder, name)).sort();
    expect(documentsAt([".", "乙.docx"], folder)).toEqual(reports);
    expect(documentsAt(["."], folder, true)).toEqual([...reports, join(folder, "填报.yaml")].sort());
  });
});
