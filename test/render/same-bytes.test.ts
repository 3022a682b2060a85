import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { inline, sheetFile } from "../support/sheet-files.ts";
import { paragraph, wordFile, wordParts } from "../support/word-files.ts";
import { report, stampOf } from "../support/word-stamps.ts";
import { zipOf } from "../support/zip-files.ts";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const word = wordFile(paragraph("{{title}}共{{requests.received.total}}件"));
const sheet = sheetFile([{ name: "表", rows: `<row r="1">${inline("A1", "{{title}}")}</row>` }]);

describe("the same report gives the same bytes", () => {
  it("from one stamp, from another, and after other reports", () => {
    for (const [bytes, format] of [
      [word, "docx"],
      [sheet, "xlsx"],
    ] as const) {
      const stamp = stampOf(bytes, format);
      const first = hash(stamp.stamp(report()));
      stamp.stamp(report({ title: "另一份".repeat(90_000 / 3).slice(0, 30_000) }));
      expect(hash(stamp.stamp(report()))).toBe(first);
      expect(hash(stampOf(bytes, format).stamp(report()))).toBe(first);
      expect(hash(stamp.stamp(report({ title: "又一份" })))).not.toBe(first);
    }
  });

  it("in every time zone", () => {
    const child = `
      const { Zip } = await import("fflate");
      const chunks = [];
      const zip = new Zip((_, chunk) => chunks.push(chunk));
      const file = { filename: "a", compression: 0, crc: 0, size: 0, mtime: new Date(1980, 0, 1) };
      zip.add(file); file.ondata(null, new Uint8Array(0), true); zip.end();
      process.stdout.write(Buffer.concat(chunks).toString("hex"));`;
    const dates = ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati", "UTC"].map((TZ) =>
      execFileSync(process.execPath, ["--input-type=module", "-e", child], {
        env: { ...process.env, TZ },
        encoding: "utf8",
      }),
    );
    expect(new Set(dates).size).toBe(1);
    const { TZ } = process.env;
    try {
      const hashes = ["America/Los_Angeles", "Asia/Shanghai"].map((zone) => {
        process.env["TZ"] = zone;
        return hash(stampOf(word).stamp(report()));
      });
      expect(hashes[0]).toBe(hashes[1]);
    } finally {
      if (TZ === undefined) delete process.env["TZ"];
      else process.env["TZ"] = TZ;
    }
  });

  it("with the content types first, then the template's own order, and parts without tags byte for byte", () => {
    const { "[Content_Types].xml": types = "", ...rest } = wordParts(paragraph("{{year}}"), { "word/z.xml": "<z/>" });
    const template = zipOf({ ...rest, "[Content_Types].xml": types });
    const built = unzipSync(stampOf(template).stamp(report()));
    expect(Object.keys(built)).toEqual(["[Content_Types].xml", ...Object.keys(rest)]);
    expect(Buffer.from(built["word/styles.xml"] ?? "").toString()).toBe(rest["word/styles.xml"]);
  });
});
