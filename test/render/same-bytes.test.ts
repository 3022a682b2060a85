import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";
import { inline, sheetFile } from "../support/sheet-files.ts";
import { paragraph, wordFile, wordParts } from "../support/word-files.ts";
import { report, stampOf } from "../support/word-stamps.ts";
import { zipOf } from "../support/zip-files.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
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

  it("in every time zone", async () => {
    const zones = ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati", "UTC"];
    const folder = mkdtempSync(join(tmpdir(), "gov-report-"));
    try {
      const input = { pack: "src/render/office/pack.ts", codec: "src/pipeline/unit/node-codec.ts" };
      const bundle = await rolldown({ cwd: root, input, platform: "node" });
      await bundle.write({ dir: folder, entryFileNames: "[name].mjs" });
      const from = (name: string) => JSON.stringify(pathToFileURL(join(folder, name)).href);
      const child = `import { deflated, pack } from ${from("pack.mjs")};
        import { nodeCodec } from ${from("codec.mjs")};
        const part = deflated("a.xml", Buffer.from("正文"), nodeCodec);
        process.stdout.write(Buffer.from(pack([part])).toString("hex"));`;
      const args = ["--input-type=module", "-e", child];
      const built = zones.map((TZ) =>
        execFileSync(process.execPath, args, { env: { ...process.env, TZ }, encoding: "utf8" }),
      );
      expect(built[0]).toMatch(/^504b0304/);
      expect(new Set(built).size).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
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
