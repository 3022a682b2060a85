import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { nodeCodec } from "../../../src/pipeline/unit/node-codec.ts";
import { precompiledAt } from "../../../src/pipeline/unit/session.ts";
import { sha256 } from "../../../src/pipeline/workspace/sha256.ts";
import { fromPrecompiled, precompileTemplate } from "../../../src/render/index.ts";
import { inline, sheetFile } from "../../support/sheet-files.ts";
import { paragraph, wordFile } from "../../support/word-files.ts";
import { edition, report, stampOf } from "../../support/word-stamps.ts";

const folder = mkdtempSync(join(tmpdir(), "gov-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const word = wordFile(paragraph("{{title}}{{#each findings}}，{{this}}{{/each}}{{requests.received.total}}\u2028"));
const sheet = sheetFile([
  { name: "表", rows: `<row r="1">${inline("A1", "{{year}}")}<c r="B1"><f>A1+1</f></c></row>` },
]);

describe("a template compiled ahead of time", () => {
  for (const [name, bytes] of [
    ["report.docx", word],
    ["report.xlsx", sheet],
  ] as const) {
    it(`${name} stamps the same bytes as one compiled now`, async () => {
      const format = name.endsWith("docx") ? "docx" : "xlsx";
      const { value = "" } = await precompileTemplate({ name, bytes }, edition, {
        codec: nodeCodec,
        hash: sha256(bytes),
      });
      const path = join(folder, `${name}.mjs`);
      writeFileSync(path, value);
      const compiled = precompiledAt(path, bytes);
      const stamp = compiled && fromPrecompiled(compiled, bytes, nodeCodec);
      const subject = report({ findings: ["甲", "乙<"] });
      expect(Buffer.from(stamp?.stamp(subject) ?? [])).toEqual(Buffer.from(stampOf(bytes, format).stamp(subject)));
    });
  }

  it("is not used for another template, nor where there is no module", async () => {
    const changed = wordFile(paragraph("{{title}}改"));
    expect(precompiledAt(join(folder, "report.docx.mjs"), word)).toBeDefined();
    expect(precompiledAt(join(folder, "report.docx.mjs"), changed)).toBeUndefined();
    expect(precompiledAt(join(folder, "none.mjs"), word)).toBeUndefined();
  });

  it("is not made of a template with faults", async () => {
    const { value, diagnostics } = await precompileTemplate(
      { name: "report.docx", bytes: wordFile(paragraph("{{foo}}")) },
      edition,
      { codec: nodeCodec, hash: "" },
    );
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR702"]);
  });
});
