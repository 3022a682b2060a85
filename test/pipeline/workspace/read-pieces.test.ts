import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../../src/core/errors.ts";
import { readPieces } from "../../../src/pipeline/workspace/read-source.ts";
import { temporaryFolder } from "../../support/folder.ts";

/** More than is read whole. */
const rows = 1_500_000;
const line = "甲镇人民政府,2025,3\r\n";

describe("a long table, piece by piece", () => {
  it("is what it is, and what is not UTF-8 is said and not guessed", () => {
    const file = join(temporaryFolder(), "a.csv");
    writeFileSync(file, line.repeat(rows));
    const { value = [], diagnostics } = readPieces(file);
    expect(diagnostics).toEqual([]);
    let [length, count] = [0, 0];
    for (const piece of value) {
      length += piece.length;
      count++;
    }
    expect(length).toBe(line.length * rows);
    expect(count).toBeGreaterThan(5);
    // 甲 in GBK
    writeFileSync(file, Buffer.concat([Buffer.from(line.repeat(rows)), Buffer.from([0xbc, 0xd7, 0x0a])]));
    expect(() => [...(readPieces(file).value ?? [])]).toThrow(FileError);
  });

  it("a short one may be GBK, as a spreadsheet saves it", () => {
    const file = join(temporaryFolder(), "a.csv");
    writeFileSync(file, Buffer.from([0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xc4, 0xea, 0xb6, 0xc8, 0x0a]));
    expect([...(readPieces(file).value ?? [])].join("")).toBe("单位,年度\n");
  });

  it("one that is not there is told", () => {
    expect(readPieces(join(temporaryFolder(), "没有.csv")).diagnostics.map(({ code }) => code)).toEqual(["GR100"]);
  });
});
