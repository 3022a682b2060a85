import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Edition } from "../../../src/core/form/edition.ts";
import { nodeCodec } from "../../../src/pipeline/unit/node-codec.ts";
import { compileOffice } from "../../../src/render/office/compile.ts";
import { editions, templatesFolder } from "../../support/editions.ts";
import { reportOf } from "../../support/report-models.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";
import { unzipped } from "../../support/zip-files.ts";

function stamp(edition: Edition, report: ReturnType<typeof reportOf>): Uint8Array {
  const bytes = readFileSync(`${templatesFolder}/${edition.id}/report.xlsx`);
  const { value, diagnostics } = compileOffice("xlsx", { name: "report.xlsx", bytes }, edition, nodeCodec);
  if (!value) throw new Error(diagnostics.map(({ message }) => message.zh).join("\n"));
  return value.stamp.stamp(report);
}

/** The cells of the cover that show cells of other sheets, with their values. */
function shown(bytes: Uint8Array): readonly (readonly [type: string, value: string])[] {
  const cover = unzipped(bytes)["xl/worksheets/sheet1.xml"] ?? "";
  return [...cover.matchAll(/<c r="C\d+" s="\d+"([^>]*)><f>IF\(.*?<\/f><v>(.*?)<\/v>/g)].map(
    ([, type = "", value = ""]) => [type.trim(), value],
  );
}

for (const edition of editions().all) {
  describe(`the cover of the workbook, edition ${edition.id}`, () => {
    it("shows what stands on the sheets: numbers as numbers, words as words, and a blank as nothing", () => {
      const ones = shown(stamp(edition, reportOf(edition)));
      expect(ones.length).toBeGreaterThan(8);
      for (const [type, value] of ones) expect([type, Number(value) > 0], value).toEqual(["", true]);
      // A table that may be left out is there once one of its figures is.
      const [first] = edition.cells.filter(({ terms }) => !terms);
      const figure = (path: string) => (path === first?.path ? 0 : undefined);
      const blank = shown(stamp(edition, reportOf(edition, { figure })));
      // The total of blanks is what Excel adds up to: nothing filled in is 0 there, as on its sheet.
      for (const [type, value] of blank) expect([`t="str":`, ":0"]).toContain(`${type}:${value}`);
      expect(blank.some(([type]) => type !== "")).toBe(true);
    });

    const optional = edition.tables.find((table) => table.optional);
    if (!optional) return;
    it("has no figures, and no heading over them, where the unit has left the table out", async () => {
      const report = reportOf(edition);
      const { [optional.id]: _, ...figures } = report.figures;
      const bytes = stamp(edition, { ...report, figures });
      const cover = unzipped(bytes)["xl/worksheets/sheet1.xml"] ?? "";
      expect(shown(bytes)).toEqual([]);
      expect([...cover.matchAll(/<row r="(\d+)"/g)].map(([, row]) => row).at(-1)).toBe("8");
      expect(cover).not.toContain("A10:B10");
      expect(checkStructure(bytes, "xlsx")).toEqual([]);
      expect(await officeFindings(bytes, `cover-${edition.id}.xlsx`)).toEqual([]);
    });
  });
}

it("the row under a table shows how far the two sides of its equation are apart", () => {
  const edition = editions().get("2021") as Edition;
  const differences = (figure: (path: string) => number) => {
    const sheet = unzipped(stamp(edition, reportOf(edition, { figure })))["xl/worksheets/sheet3.xml"] ?? "";
    return [...sheet.matchAll(/<f>[A-Z]\d+\+[A-Z]\d+-[A-Z]\d+-[A-Z]\d+<\/f><v>(.*?)<\/v>/g)].map(([, value]) => value);
  };
  expect(differences(() => 0)).toEqual(Array(7).fill("0"));
  const one = differences((path) => (path === "requests.received.business" ? 2 : 0));
  expect(one).toEqual(["0", "2", "0", "0", "0", "0", "2"]);
});
