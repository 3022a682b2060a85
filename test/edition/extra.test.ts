import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { scaffold } from "../../src/tally/scaffold.ts";
import { editionsOf, templatesFolder } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";

const sample = readFileSync("samples/extra/templates/tables/windowCases.yaml", "utf8");

const known = editionsOf(templatesFolder)
  .all.map(({ id }) => id)
  .join(", ");

/** The editions of a workspace whose template folder has this file among its tables. */
function withTable(text: string | Uint8Array, name = "windowCases.yaml") {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tables"));
  writeFileSync(join(folder, "tables", name), text);
  return editionsOf(templatesFolder, folder);
}

function faultOf(text: string | Uint8Array, name?: string): string {
  try {
    withTable(text, name);
  } catch (error) {
    if (error instanceof FileError) return error.text.en.replace("this table file cannot be used: ", "");
    throw error;
  }
  return "";
}

describe("a table that an area has added", () => {
  it("is a table of the editions it names, with its keys, its cells and its rules", () => {
    const editions = withTable(sample);
    const edition = editions.get("2021");
    expect(edition?.keys.child.get("政务服务办件")?.child.get("受理")?.child.get("合计")?.total).toBe(true);
    expect(edition?.cellAt.get("windowCases.equipment")?.measure).toBe("wanYuan");
    expect(edition?.identities.at(-1)?.left).toEqual(["received", "carriedIn"]);
    expect(edition?.relations.at(-1)).toMatchObject({ over: ["windowCases.closed"], strength: "soft" });
    expect(edition?.tables.at(-1)).toMatchObject({ optional: true, extra: { title: "政务服务办件情况表" } });
    expect(editions.get("2019")?.keys.child.has("windowCases")).toBe(false);
  });

  it("belongs to every edition where it names none, and may be required", () => {
    const editions = withTable(sample.replace(/^editions.*$/m, "").replace("required: false", "required: true"));
    for (const edition of editions.all) expect(edition.keys.child.has("windowCases"), edition.id).toBe(true);
    expect(editions.get("2021")?.tables.at(-1)?.optional).toBeUndefined();
  });

  it("stands in the tally that init writes: to be filled in, or as a comment", () => {
    const edition = (text: string) => withTable(text).get("2021");
    const written = (text: string) => {
      const of = edition(text);
      return of ? scaffold(of, { lang: "zh", year: 2025 }) : "";
    };
    expect(written(sample)).toContain("\n#政务服务办件:\n");
    expect(written(sample.replace("required: false", "required: true"))).toContain("\n政务服务办件:\n");
  });

  it.each([
    [
      sample.replace("id: windowCases", "id: other"),
      "line 2: id must be the file's name: the file is windowCases, this says other",
    ],
    [
      sample.replace("id: online", "id: Online"),
      "line 16: grids.0.columns.0.children.1.id: an id has English letters and digits and begins with a small letter",
    ],
    [sample.replace("name: 网上", "name: 窗口"), "line 16: there are two “窗口” beside each other: rename one"],
    [
      sample.replace("{ id: online, name", "{ name"),
      "line 16: “网上” has no id by which a tally could name it: add one, such as id: visits",
    ],
    [
      sample.replace("name: 政务服务办件\n", "name: 主动公开\n"),
      "line 3: “主动公开” has another meaning in tallies or templates: choose another name",
    ],
    [sample.replace('"2021"', '"2031"'), `line 6: there is no edition 2031; known: ${known} (in quotes)`],
    [sample.replace("grids:", "grid:"), "unknown: grid"],
    [
      sample.replace("measure: wanYuan", "measure: yen"),
      "line 33: grids.1.columns.0.measure: one of count, change, yuan, wanYuan, money, items, times, attendances, persons, pieces, places",
    ],
    [
      sample.replace("equation: received", "equation: recieved"),
      "line 37: identities: windowCases: no such row: recieved",
    ],
    [
      sample.replace("relation: late.total", "relation: late.all"),
      "line 42: relations: no such cell: windowCases.closed.late.all",
    ],
    ["id: x\nname: [\n", "line 3: Flow sequence in block collection must be sufficiently indented and end with a ]"],
    [new Uint8Array([0xd6, 0xd0, 0xce, 0xc4]), "it is not UTF-8: save it as UTF-8"],
  ])("says what is wrong with its file, and where (%#)", (text, said) => {
    expect(faultOf(text)).toBe(said);
  });
});
