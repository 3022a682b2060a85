import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Findings } from "../../src/import/findings.ts";
import type { ImportedFile } from "../../src/import/import-file.ts";
import { importFiles } from "../../src/pipeline/unit/import-tables.ts";
import { editions } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";
import { inline, sheetFile, sheetParts } from "../support/sheet-files.ts";
import { paragraph, wordFile, wordParts } from "../support/word-files.ts";
import { zipOf } from "../support/zip-files.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const word = () => wordFile(paragraph("年度报告"));
const ole = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(stream, "utf16le"),
  ]);
const head = (...codes: number[]): Uint8Array => Buffer.concat([Buffer.from(codes), Buffer.alloc(64, 1)]);
/** A part that is nothing but one character, again and again: a thousandth of its size in the archive. */
const swollen = (mebibytes: number) => new Uint8Array(mebibytes * 1_048_576).fill(32);
const without = (bytes: Uint8Array, from: number, count: number): Uint8Array =>
  Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + count)]);
/** The flag that says a part is encrypted, in the table of contents. */
function locked(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("PK\u0001\u0002"); at >= 0; at = copy.indexOf("PK\u0001\u0002", at + 4)) copy[at + 8] = 1;
  return copy;
}

const nothing: ImportedFile = { file: "", diagnostics: [] };

const doctype = '<!DOCTYPE w [<!ENTITY a "b">]><w:document xmlns:w="w"><w:body/></w:document>';

/** Name, bytes, the code it is answered with, and words of the answer. */
const files: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
  ["空.docx", new Uint8Array(), "GR801", /空的/],
  ["零.xlsx", new Uint8Array(500), "GR801", /空的/],
  ["去年.doc", ole("WordDocument"), "GR801", /旧版 Word/],
  ["改了扩展名.docx", ole("WordDocument"), "GR801", /旧版 Word/],
  ["去年.xls", ole("Workbook"), "GR801", /旧版 Excel/],
  ["去年.wps", ole("WpsCustomData"), "GR801", /旧版 Office 或 WPS/],
  ["有密码.docx", ole("EncryptedPackage"), "GR801", /密码/],
  ["年报.pdf", bytesOf("%PDF-1.7\n%…"), "GR801", /PDF/],
  ["年报.docx", bytesOf("%PDF-1.4\n"), "GR801", /PDF/],
  ["扫描.png", head(0x89, 0x50, 0x4e, 0x47), "GR801", /图片/],
  ["扫描.jpg", head(0xff, 0xd8, 0xff, 0xe0), "GR801", /图片/],
  ["扫描.docx", head(0x49, 0x49, 0x2a, 0x00), "GR801", /图片/],
  ["年报.rtf", bytesOf("{\\rtf1\\ansi 1}"), "GR801", /RTF/],
  ["年报.rar", bytesOf("Rar!\u001a\u0007\u0000\u0000"), "GR801", /压缩包/],
  ["年报.7z", head(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), "GR801", /压缩包/],
  ["年报.zip", zipOf({ "年报/一.txt": "一" }), "GR801", /压缩包/],
  ["年报.odt", zipOf({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<a/>" }), "GR801", /ODF/],
  ["年报.ofd", zipOf({ "OFD.xml": "<a/>" }), "GR801", /OFD/],
  ["年报.mht", bytesOf("MIME-Version: 1.0\nContent-Type: multipart/related\n"), "GR801", /mht/],
  ["年报.xml", bytesOf('<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<a/>'), "GR801", /2003/],
  ["乱码.txt", head(0xff, 0x00, 0x81, 0xfe, 0x01), "GR801", /认不出/],
  ["半份.docx", word().subarray(0, 700), "GR801", /压缩包|损坏/],
  ["缺一段.docx", without(word(), 300, 40), "GR801", /损坏/],
  ["没有正文.docx", zipOf({ ...wordParts(""), "word/document.xml": "<a/>" }), "GR801", /没有 Word 正文/],
  ["没有工作簿.xlsx", zipOf({ ...sheetParts([]), "xl/workbook.xml": "<a/>" }), "GR801", /没有 Excel 工作簿/],
  ["坏的XML.docx", zipOf({ ...wordParts(""), "word/document.xml": "<w:document><w:body>" }), "GR801", /损坏/],
  ["加密.docx", locked(word()), "GR802", /加密/],
  ["DOCTYPE.docx", zipOf({ ...wordParts(""), "word/document.xml": doctype }), "GR802", /DOCTYPE/],
  [
    "炸弹.xlsx",
    zipOf({ ...sheetParts([{ name: "一", rows: "" }]), "xl/worksheets/sheet1.xml": swollen(300) }),
    "GR802",
    /过大/,
  ],
  ["炸弹.docx", zipOf({ ...wordParts(""), "word/document.xml": swollen(60) }), "GR802", /过大/],
  ["重名.docx", zipOf({ ...wordParts(""), "WORD/document.xml": "<a/>" }), "GR802", /部件名/],
  ["爬出去.docx", zipOf({ ...wordParts(""), "../word/a.xml": "<a/>" }), "GR802", /部件名/],
  [
    "太多部件.docx",
    zipOf({ ...wordParts(""), ...Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`word/${i}.bin`, ""])) }),
    "GR802",
    /部件太多/,
  ],
  ["太深.html", bytesOf(`<html>${"<div>".repeat(3_000)}年度报告`), "GR802", /嵌套/],
  ["通知.docx", wordFile(paragraph("关于召开会议的通知") + paragraph("请准时参加。")), "GR804", /没有认出/],
  [
    "名册.xlsx",
    sheetFile([{ name: "一", rows: `<row r="1">${inline("A1", "姓名")}${inline("B1", "12")}</row>` }]),
    "GR804",
    /没有认出/,
  ],
  ["名单.csv", bytesOf("名称,类型\n甲镇,乡镇\n"), "GR820", /列名/],
  ["空.csv", new Uint8Array(), "GR820", /列名/],
  ["别的.json", bytesOf('{"unit": "甲镇"}'), "GR820", /列名/],
  ["坏的.json", bytesOf("[{"), "GR820", /列名/],
  ["很长.txt", swollen(9), "GR802", /超过 8 MB/],
  ["空网页.html", bytesOf("<html><body></body></html>"), "GR804", /没有认出/],
];

describe("a file that is no report is answered, with what it is and what to do", () => {
  it.each(files)("%s", (name, bytes, code, words) => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const [{ tally, diagnostics } = nothing] = importFiles(file, editions(), { keys: "zh" });
    expect(tally).toBeUndefined();
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
    expect(diagnostics[0]?.message.zh).toMatch(words);
    expect(diagnostics[0]?.message.en).not.toMatch(/[\u4e00-\u9fff]/);
    if (code === "GR801") expect(diagnostics[0]?.help?.zh ?? "").not.toBe("");
  });

  it("a path that is no file", () => {
    const [{ diagnostics } = nothing] = importFiles(join(temporaryFolder(), "没有.docx"), editions(), { keys: "zh" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR100"]);
  });
});

it("of many findings of one kind thirty are told, and the last says that there are more", () => {
  const findings = new Findings("年报.docx");
  for (let n = 1; n <= 31; n++) findings.add("GR807", { zh: `第${n}行`, en: `row ${n}` });
  findings.add("GR808", { zh: "别的", en: "another" });
  const told = findings.found.map(({ message }) => message.en);
  expect([told.length, told[28], told[29], told[30]]).toEqual([
    31,
    "row 29",
    "row 30; more of the kind are not listed",
    "another",
  ]);
});
