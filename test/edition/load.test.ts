import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { loadEditions, readAhead } from "../../src/edition/load.ts";
import { readFormFiles } from "../../src/pipeline/workspace/form-files.ts";
import { editionsOf, templatesFolder } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";

function changed(change: (text: string) => string): string {
  const folder = temporaryFolder();
  cpSync(templatesFolder, folder, { recursive: true });
  const path = join(folder, "2021", "edition.yaml");
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error("nothing was changed");
  writeFileSync(path, after);
  return folder;
}

describe("loading editions", () => {
  it("chooses the edition by the report's year", () => {
    const editions = editionsOf(templatesFolder);
    expect(editions.forYear(2025)?.id).toBe("2021");
    expect([2021, 2020, 2019].map((year) => editions.forYear(year)?.id)).toEqual(["2021", "2019", "2019"]);
    expect(editions.forYear(1999)).toBeUndefined();
  });

  it("a folder of one's own replaces single files of the shipped one", () => {
    const own = changed((text) => text.replace("name: 2021年格式", "name: 本地格式"));
    expect(editionsOf(templatesFolder, own).get("2021")?.name).toBe("本地格式");
  });

  it.each([
    ["a word no edition has", (text: string) => `${text}\nsurprise: 1\n`, "surprise"],
    [
      "an equation over no row",
      (text: string) => text.replace("outcomes.total +", "outcomes.sum +"),
      "no such row: outcomes.sum",
    ],
    ["an equation that is none", (text: string) => text.replace("= outcomes", "and outcomes"), "no such row"],
    [
      "a section over no table",
      (text: string) => text.replace("tables: [disputes]", "tables: [cases]"),
      "no such table: cases",
    ],
    ["a table whose name templates know", (text: string) => text.replaceAll("proactive", "title"), "title"],
    ["a table whose name tallies know", (text: string) => text.replaceAll("proactive", "waivers"), "waivers"],
    ["another id than its folder's", (text: string) => text.replace('id: "2021"', 'id: "2031"'), "2031"],
    [
      "a move from nowhere",
      (text: string) => text.replace("from: [proactive.otherServices]", "from: [proactive.others]"),
      "no such path in 2019: proactive.others",
    ],
    [
      "a move to nowhere",
      (text: string) => text.replace("to: proactive.fees\n", "to: proactive.fee\n"),
      "no such path: proactive.fee",
    ],
    [
      "a predecessor that is not there",
      (text: string) => text.replace('predecessor: "2019"', 'predecessor: "2018"'),
      "no such edition: 2018",
    ],
    ["no YAML", (text: string) => `${text}\n  - [`, "Flow sequence"],
  ])("refuses %s, with the file and the reason", (_, change, reason) => {
    const folder = changed(change);
    expect(() => editionsOf(folder)).toThrow(FileError);
    expect(() => editionsOf(folder)).toThrow(reason);
  });

  it("what was read ahead gives the same edition, and only for the same text", () => {
    const ahead = readAhead(readFormFiles([templatesFolder]));
    expect(ahead.length).toBeGreaterThanOrEqual(2);
    // As it is kept between two runs.
    const kept = new Map<string, unknown>(JSON.parse(JSON.stringify(ahead)));
    const known = (text: string): unknown => kept.get(text);
    const read = editionsOf(templatesFolder).get("2021");
    expect(loadEditions(readFormFiles([templatesFolder]), known).get("2021")).toEqual(read);
    const own = changed((text) => text.replace("name: 2021年格式", "name: 本地格式"));
    expect(loadEditions(readFormFiles([own]), known).get("2021")?.name).toBe("本地格式");
  });
});
