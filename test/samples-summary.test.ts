import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);

interface Summary {
  summaryOf(outputs: readonly string[], findings: object): readonly string[];
}

it("npm run samples ends in one summary: where to look first, where the reports are, findings by rule with an example", async () => {
  expect(JSON.parse(readFileSync(new URL("package.json", root), "utf8")).scripts.samples).toMatch(
    /node \.build\/samples\.mjs$/,
  );
  const { summaryOf }: Summary = await import(new URL(".build/samples.mjs", root).href);
  const found = (code: string, file: string) => ({
    code,
    file,
    message: { zh: `${file}有误`, en: `${file} is wrong` },
  });
  const lines = summaryOf(["samples/a/out/甲.docx", "samples/a/out/甲.md", "samples/b/out/乙.docx"], {
    units: 3,
    failed: 1,
    diagnostics: [
      found("GR301", "a.yaml"),
      { ...found("GR201", "b.yaml"), place: { file: "b.yaml", start: { line: 3, column: 5 } } },
      found("GR201", "c.yaml"),
    ],
  });
  expect(lines.slice(0, 12)).toEqual([
    "先看这几个 · look at these first:",
    "  samples/a/out/甲.docx",
    "  samples/a/out/甲.md",
    "",
    "生成 2 份报告，3 个文件；1 份有误 · 2 reports in 3 files; 1 not built",
    "     2  samples/a/out",
    "     1  samples/b/out",
    "",
    "核对发现 3 条，按规则 · 3 findings, by rule:",
    "     2  GR201 b.yaml有误 · b.yaml is wrong",
    "        b.yaml:3:5",
    "     1  GR301 a.yaml有误 · a.yaml is wrong",
  ]);
});
