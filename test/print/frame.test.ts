import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { pretty } from "../../src/print/pretty.ts";
import { styler } from "../../src/print/style.ts";
import { columns, visible } from "../../src/print/width.ts";

const file = "units/甲镇.yaml";

function show(text: string, marked: string, extra: Partial<Diagnostic> = {}, lang: "zh" | "en" = "zh"): string[] {
  const start = text.indexOf(marked);
  const diagnostic: Diagnostic = {
    code: "GR999",
    severity: "error",
    message: { zh: "有误", en: "wrong" },
    file,
    span: { file, start, end: start + marked.length },
    related: [],
    ...extra,
  };
  return pretty(diagnostic, { lang, style: styler(false), source: () => ({ file, text }) }).split("\n");
}

/** Terminal columns at which a mark stands. */
function markColumns(line: string, mark: string): [number, number] {
  return [columns(line.slice(0, line.indexOf(mark))), columns(line.slice(0, line.lastIndexOf(mark) + 1))];
}

describe("the lines under a message", () => {
  it("puts the mark under the right characters beside Chinese text", () => {
    const lines = show("a: 1\n正文: 我局收到申请125件。\n", "125件");
    expect(lines).toEqual([
      "错误[GR999]：有误",
      "   ╭▸ units/甲镇.yaml:2:11",
      "   │",
      " 2 │ 正文: 我局收到申请125件。",
      "   │                   ━━━━━",
    ]);
    const [source = "", marks = ""] = lines.slice(3);
    expect(markColumns(marks, "━")[0]).toBe(columns(source.slice(0, source.indexOf("125"))));
    expect(markColumns(marks, "━")[1]).toBe(columns(source.slice(0, source.indexOf("件") + 1)));
  });

  it("shows the other places with their words, in order of lines, with a gap between distant ones", () => {
    const text = "received: 13\nx: 0\ny: 0\ncarried: 2\n";
    const at = text.indexOf("2");
    const lines = show(text, "13", {
      related: [{ span: { file, start: at, end: at + 1 }, message: { zh: "结转：2", en: "carried: 2" } }],
      help: { zh: "改", en: "fix" },
    });
    expect(lines.slice(2)).toEqual([
      "   │",
      " 1 │ received: 13",
      "   │           ━━",
      "   ┆",
      " 4 │ carried: 2",
      "   │          ─ 结转：2",
      "   ╰ 建议：改",
    ]);
  });

  it("shows a window of an endless line", () => {
    const lines = show(`${"好".repeat(50_000)}错${"好".repeat(50_000)}`, "错");
    const source = lines.find((line) => line.includes("错") && line.includes("好")) ?? "";
    expect(columns(source)).toBeLessThan(110);
    const marks = lines.at(-1) ?? "";
    expect(markColumns(marks, "━")[0]).toBe(columns(source.slice(0, source.indexOf("错"))));
  });

  it("counts the places it does not show", () => {
    const text = Array.from({ length: 30 }, (_, i) => `r${i}: 1`).join("\n");
    const related = Array.from({ length: 29 }, (_, i) => {
      const start = text.indexOf(`r${i + 1}:`);
      return { span: { file, start, end: start + 2 }, message: { zh: "1", en: "1" } };
    });
    const lines = show(text, "r0", { related }, "en");
    expect(lines.some((line) => line.includes("and 23 more"))).toBe(true);
    expect(lines.length).toBeLessThan(30);
  });

  it("an empty span still has a mark, also at the end of the file", () => {
    const text = "a: 1\n";
    const lines = show(text, "", { span: { file, start: text.length, end: text.length } });
    expect(lines.some((line) => line.includes("━"))).toBe(true);
  });

  it("never lets a file drive the terminal", () => {
    const lines = show("a: \u001b[2J\u202e\u0007x\n", "x", { message: { zh: "单位\u001b[31m", en: "x" } });
    expect(lines.join("\n")).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(lines[0]).toContain("\\u{1B}[31m");
  });
});

describe("width", () => {
  it("counts a Chinese character as two columns and a digit as one", () => {
    expect(columns("汉字ab１")).toBe(8);
  });

  it("makes format characters visible", () => {
    expect(visible("a\u200bb\tc")).toBe("a\\u{200B}b c");
  });
});
