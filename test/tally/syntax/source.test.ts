import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decodeSource, largestFile, readSource } from "../../../src/tally/syntax/source.ts";
import { example } from "../../support/example-tally.ts";
import { read } from "../../support/read-example.ts";

const folder = mkdtempSync(join(tmpdir(), "gov-report-source-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes: Uint8Array | string = "") => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

describe("a file that cannot be read is GR100 and says why", () => {
  const refused = (path: string, words: string) => {
    const { value, diagnostics } = readSource(path);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "GR100", severity: "error", file: path }]);
    expect(diagnostics[0]?.message.zh).toContain(words);
  };

  it("missing", () => refused(join(folder, "none.yaml"), "找不到"));
  it("below a file", () => refused(join(file("plain"), "x.yaml"), "不是文件夹"));
  it("a folder", () => {
    mkdirSync(join(folder, "sub"));
    refused(join(folder, "sub"), "文件夹");
  });
  it("links in a circle", () => {
    symlinkSync(join(folder, "loop"), join(folder, "loop"));
    refused(join(folder, "loop"), "链接");
  });
  it.skipIf(process.platform === "win32")("a device", () => refused("/dev/zero", "普通文件"));
  it.skipIf(process.platform === "win32")("a pipe that nobody writes to", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    refused(join(folder, "pipe"), "普通文件");
  });
  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)("without permission", () => {
    const path = file("secret.yaml");
    chmodSync(path, 0);
    refused(path, "权限");
  });
});

describe("a file's size", () => {
  it("is looked at before it is read: four gigabytes are refused at once", () => {
    const path = file("huge.yaml");
    truncateSync(path, 4 * 1024 ** 3);
    expect(readSource(path).diagnostics).toMatchObject([{ code: "GR101" }]);
    rmSync(path);
  });

  it("may be 1 MiB and not a byte more", () => {
    expect(decodeSource("t", new Uint8Array(largestFile).fill(32)).value?.text).toHaveLength(largestFile);
    expect(decodeSource("t", new Uint8Array(largestFile + 1).fill(32)).diagnostics).toMatchObject([{ code: "GR101" }]);
  });

  it("may be 0, which is an empty text", () => {
    expect(readSource(file("zero.yaml"))).toEqual({
      value: { file: join(folder, "zero.yaml"), text: "" },
      diagnostics: [],
    });
  });
});

/** 凤凰镇人民政府 as a Windows machine saves it. */
const gbk = Uint8Array.from([0xb7, 0xef, 0xbb, 0xcb, 0xd5, 0xf2, 0xc8, 0xcb, 0xc3, 0xf1, 0xd5, 0xfe, 0xb8, 0xae]);
const utf8 = new TextEncoder();

function utf16(text: string, big: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
}

describe("encodings", () => {
  it("UTF-8, with and without a byte order mark, gives the same text", () => {
    const text = "单位: 𠮷㑇镇\r\n";
    expect(decodeSource("t", utf8.encode(text)).value).toEqual({ file: "t", text });
    expect(decodeSource("t", utf8.encode(`\ufeff${text}`)).value).toEqual({ file: "t", text });
    expect(readSource(file("bom.yaml", `\ufeff${example}`)).value?.text).toBe(example);
  });

  it.each([
    ["GBK", gbk, "GR102"],
    ["GB18030 with four bytes", Uint8Array.from([...gbk, ...gbk, 0x81, 0x30, 0x81, 0x34]), "GR102"],
    ["UTF-16LE", utf16("单位", false), "GR103"],
    ["UTF-16BE", utf16("单位", true), "GR103"],
    ["UTF-8 cut in the middle of a character", utf8.encode("单位: 某镇").slice(0, -1), "GR104"],
    ["UTF-8 with a stray byte", Uint8Array.from([...utf8.encode("year: 2025\n# 年"), 0xff, 0x0a]), "GR104"],
  ])("%s", (_, bytes, code) => {
    const { value, diagnostics } = decodeSource("t.yaml", bytes);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code }]);
    expect(diagnostics[0]?.message.zh ?? "").not.toBe("");
  });

  it("says what to do about GBK", () => {
    expect(decodeSource("t", gbk).diagnostics[0]?.message.zh).toContain("此文件是 GBK/GB18030 编码，请另存为 UTF-8");
  });

  it("tells the line and the byte of a broken character", () => {
    const bytes = Uint8Array.from([...utf8.encode("year: 2025\n# 年"), 0xff, 0x0a]);
    const message = decodeSource("t", bytes).diagnostics[0]?.message;
    expect(message?.zh).toContain("第 2 行");
    expect(message?.en).toContain("after byte 16");
  });

  it("never decodes Big5 to garbage in silence", () => {
    // 單位 in Big5.
    const { value } = decodeSource("t", Uint8Array.from([0xb3, 0xe6, 0xa6, 0xec]));
    expect(value).toBeUndefined();
  });

  it("rare characters survive, and so do all line endings", () => {
    for (const ending of ["\n", "\r\n", "\r"]) {
      const text = example.replace("凤凰镇", "𠮷㑇𫚉镇").replaceAll("\n", ending);
      const { value, diagnostics } = read(text);
      expect(diagnostics).toEqual([]);
      expect(value?.unit.name).toBe("𠮷㑇𫚉镇人民政府");
      const span = value?.cells.get("proactive.fees")?.span;
      expect(span && text.slice(span.start, span.end)).toBe("0.38");
    }
  });
});
