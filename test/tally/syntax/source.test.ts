import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSource } from "../../../src/pipeline/workspace/read-source.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { decodeSource, largestFile } from "../../../src/tally/syntax/source.ts";
import { editions } from "../../support/editions.ts";
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
    ["UTF-8 cut in the middle of a character", utf8.encode("单位: 某镇").slice(0, -1), "GR104"],
    ["UTF-8 with a stray byte", Uint8Array.from([...utf8.encode("year: 2025\n# 年"), 0xff, 0x0a]), "GR104"],
  ])("%s", (_, bytes, code) => {
    const { value, diagnostics } = decodeSource("t.yaml", bytes);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code }]);
    expect(diagnostics[0]?.message.zh ?? "").not.toBe("");
  });

  it.each([
    ["GBK", gbk, "凤凰镇人民政府", "GBK"],
    [
      "GB18030 with four bytes",
      Uint8Array.from([...gbk, ...gbk, 0x81, 0x39, 0xee, 0x39]),
      "凤凰镇人民政府凤凰镇人民政府㐀",
      "GBK",
    ],
    ["UTF-16LE", utf16("单位", false), "单位", "UTF-16"],
    ["UTF-16BE", utf16("单位", true), "单位", "UTF-16"],
    [
      "UTF-16LE without its mark",
      utf16("year: 2025\nunit: 凤凰镇", false).slice(2),
      "year: 2025\nunit: 凤凰镇",
      "UTF-16",
    ],
    [
      "UTF-16BE without its mark",
      utf16("year: 2025\nunit: 凤凰镇", true).slice(2),
      "year: 2025\nunit: 凤凰镇",
      "UTF-16",
    ],
  ])("%s leaves no doubt and is read", (_, bytes, text, encoding) => {
    expect(decodeSource("t.yaml", bytes)).toEqual({ value: { file: "t.yaml", text, encoding }, diagnostics: [] });
  });

  it.each(["GBK", "UTF-16"] as const)("a tally in %s is read like any other, which is said once", (encoding) => {
    const plain = read(example);
    const other = readTally({ file: "units/tally.yaml", text: example, encoding }, editions());
    expect(other.value).toEqual(plain.value);
    const [first, ...others] = other.diagnostics;
    expect(first).toMatchObject({ severity: "info", fix: { text: "", safe: true } });
    expect(first?.message.zh).toContain(encoding);
    expect(others).toEqual(plain.diagnostics);
  });

  it("tells the line and the byte of a broken character", () => {
    const bytes = Uint8Array.from([...utf8.encode("year: 2025\n# 年"), 0xff, 0x0a]);
    const message = decodeSource("t", bytes).diagnostics[0]?.message;
    expect(message?.zh).toContain("第 2 行");
    expect(message?.en).toContain("after byte 16");
  });

  it("never decodes Big5 to garbage in silence", () => {
    // 單位 in Big5.
    expect(decodeSource("t", Uint8Array.from([0xb3, 0xe6, 0xa6, 0xec])).value).toBeUndefined();
    // 單位: { 名稱: 鳳凰鎮人民政府, 類型: 鄉鎮 }, 年度: 2025, 主動公開: 0, likewise.
    const whole = Buffer.from(
      "b3e6a6ec3a207b20a657bad93a20bbf1b0c4c2eda448a5c1ac46a9b22c20c3feabac3a20b66dc2ed207d0aa67eabd73a20323032350aa544b0caa4bdb67d3a20300a",
      "hex",
    );
    expect(decodeSource("t", whole).value).toBeUndefined();
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
