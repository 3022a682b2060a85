import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { paragraph, wordFile, wordParts } from "../../support/word-files.ts";
import { faultsIn } from "../../support/word-stamps.ts";
import { zipOf } from "../../support/zip-files.ts";

const said = (bytes: Uint8Array, format: "docx" | "xlsx" = "docx") =>
  faultsIn(bytes, format).map(({ code, message }) => `${code} ${message.zh}`);
const sound = () => Buffer.from(wordFile(paragraph("{{year}}")));

/** Puts bytes in place of others of the same length. */
function patched(bytes: Buffer, from: string | Buffer, to: string | Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const wanted = Buffer.from(from);
  for (let at = copy.indexOf(wanted); at >= 0; at = copy.indexOf(wanted, at + 1)) Buffer.from(to).copy(copy, at);
  return copy;
}

/** Changes a field of the first entry's line in the table of contents. */
function directoryField(
  bytes: Buffer,
  entry: string,
  offset: number,
  write: (copy: Buffer, at: number) => void,
): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("PK\u0001\u0002"); at >= 0; at = copy.indexOf("PK\u0001\u0002", at + 4)) {
    const length = copy.readUInt16LE(at + 28);
    if (copy.toString("utf8", at + 46, at + 46 + length) === entry) write(copy, at + offset);
  }
  return copy;
}

it("a sound template is read", () => {
  expect(said(sound())).toEqual([]);
});

describe("files of another kind are named", () => {
  it("old and encrypted ones", () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    expect(said(ole)).toEqual(["GR710 模板 report.docx：这是旧版或加密文件，请另存为 .docx"]);
    expect(said(ole, "xlsx")).toEqual(["GR710 模板 report.xlsx：这是旧版或加密文件，请另存为 .xlsx"]);
  });

  it("no archive at all, half of one, one of something else, and Word for Excel", () => {
    for (const bytes of [
      Buffer.from(""),
      Buffer.from("{{title}}"),
      sound().subarray(0, 900),
      zipOf({ "a.txt": "a" }),
    ]) {
      expect(said(bytes)).toHaveLength(1);
      expect(said(bytes)[0]).toMatch(/^GR710/);
    }
    expect(said(sound(), "xlsx")[0]).toBe("GR710 模板 report.xlsx：这不是 .xlsx 文件：缺少 xl/workbook.xml");
    const { "[Content_Types].xml": _, ...untyped } = wordParts("");
    expect(said(zipOf(untyped))[0]).toContain("缺少 [Content_Types].xml");
  });

  it("ones with macros", () => {
    const bytes = zipOf({ ...wordParts(""), "word/vbaProject.bin": "x" });
    expect(said(bytes)).toEqual(["GR712 模板 report.docx：模板带有宏，请另存为不带宏的 .docx"]);
  });
});

describe("archives that no Office program writes are refused", () => {
  for (const name of [
    "../evil.xml",
    "/abs.xml",
    "word/../../evil.xml",
    "C:\\evil.xml",
    "word\\document.xml",
    "a//b.xml",
    "./a.xml",
    "nul\u0000.xml",
    "Word/Document.xml",
  ]) {
    it(`a part called ${JSON.stringify(name)}`, () => {
      expect(said(zipOf({ ...wordParts(""), [name]: "x" }))[0]).toMatch(/^GR711 .*部件名不合规或重复/);
    });
  }

  it("two parts of one name", () => {
    const bytes = zipOf({ ...wordParts(""), "word/documenT.xmX": "x" });
    expect(said(patched(Buffer.from(bytes), "word/documenT.xmX", "word/document.xml"))[0]).toMatch(/^GR711/);
  });

  it("encrypted parts", () => {
    const bytes = directoryField(sound(), "word/document.xml", 8, (copy, at) => copy.writeUInt16LE(1, at));
    expect(said(bytes)).toEqual(["GR711 模板 report.docx：文件已加密，请去掉密码后再用"]);
  });

  it("a part that unpacks to far more than it weighs, whatever size it declares", () => {
    const bomb = Buffer.from(zipOf({ ...wordParts(""), "word/bomb.xml": new Uint8Array(60_000_000) }));
    expect(bomb.length).toBeLessThan(100_000);
    expect(said(bomb)).toEqual(["GR711 模板 report.docx：部件 word/bomb.xml 已损坏或过大"]);
    const lying = directoryField(bomb, "word/bomb.xml", 24, (copy, at) => copy.writeUInt32LE(100, at));
    expect(said(lying)).toEqual(["GR711 模板 report.docx：部件 word/bomb.xml 已损坏或过大"]);
  });

  it("many parts that are large together", () => {
    const noise = Buffer.alloc(1_000_000, "<a>正文</a>123456");
    const parts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`word/p${i}.xml`, noise]));
    expect(said(zipOf({ ...wordParts(""), ...parts }))[0]).toMatch(/^GR711 .*过大/);
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`word/q${i}.xml`, ""]));
    expect(said(zipOf({ ...wordParts(""), ...many }))[0]).toBe("GR711 模板 report.docx：文件里的部件太多");
  });

  it("parts that are damaged, lie over one another, or lie outside the file", () => {
    const crc = directoryField(sound(), "word/document.xml", 16, (copy, at) => copy.writeUInt32LE(1, at));
    expect(said(crc)[0]).toMatch(/^GR711 .*word\/document\.xml 已损坏/);
    const size = directoryField(sound(), "word/styles.xml", 24, (copy, at) => copy.writeUInt32LE(7, at));
    expect(said(size)[0]).toMatch(/^GR711 .*word\/styles\.xml 已损坏/);
    const first = directoryField(sound(), "word/styles.xml", 42, (copy, at) => copy.writeUInt32LE(0, at));
    expect(said(first)[0]).toMatch(/^GR710/);
    const outside = directoryField(sound(), "word/styles.xml", 42, (copy, at) => copy.writeUInt32LE(0xfffffff0, at));
    expect(said(outside)[0]).toMatch(/^GR710/);
  });

  it("an archive in the template is never opened", () => {
    const inner = Buffer.from(zipOf({ "../evil.xml": "{{{x}}}" }));
    expect(said(zipOf({ ...wordParts(""), "word/embeddings/a.xml.zip": inner }))[0]).toMatch(/^GR727 .*没有内容类型/);
  });

  it("any bytes at all: a fault is said, nothing is thrown", () => {
    const bytes = sound();
    for (let at = 0; at < bytes.length; at += 7) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 0x55;
      expect(() => faultsIn(copy)).not.toThrow();
    }
    expect(() => faultsIn(deflateRawSync(bytes))).not.toThrow();
  });
});
