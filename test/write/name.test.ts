import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameKey, safeName } from "../../src/write/name.ts";

describe("file names from unit names", () => {
  it("keeps Chinese names as they are, rare characters too", () => {
    expect(safeName("凤凰镇人民政府2025年政府信息公开工作年度报告")).toBe(
      "凤凰镇人民政府2025年政府信息公开工作年度报告",
    );
    expect(safeName("𠮷林村㑇乡")).toBe("𠮷林村㑇乡");
  });

  it.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    ["/abs", "_abs"],
    ["C:\\temp", "C__temp"],
    ["某镇（开发区）", "某镇（开发区）"],
    ['某镇*?"<>|', "某镇______"],
    ["CON", "_CON"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ["  .某镇. ", "某镇"],
    ["-rf", "rf"],
    ["", "_"],
    ["..", "_"],
    ["\u202e镇某\u200b", "镇某"],
    ["某\u0000镇\u001b[2J", "某镇[2J"],
  ])("%j becomes %j", (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it("cuts a name too long for a file system on a whole character, and keeps two long names apart", () => {
    const long = `${"某".repeat(90)}人民政府`;
    const cut = safeName(long);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(200);
    expect(cut).toMatch(/^某+-[0-9a-f]{8}$/);
    expect(safeName(`${long}办公室`)).not.toBe(cut);
  });

  it("is a plain, legal name for any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const name = safeName(text);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^[. -]|[. ]$/u);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(name.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("tells apart what a file system tells apart, and nothing more", () => {
    expect(nameKey("A镇")).toBe(nameKey("Ａ镇"));
    expect(nameKey("a镇")).toBe(nameKey("A镇"));
    expect(nameKey("甲镇")).not.toBe(nameKey("乙镇"));
  });
});
