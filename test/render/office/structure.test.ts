import { describe, expect, it } from "vitest";
import { inline, sheetFile, sheetParts } from "../../support/sheet-files.ts";
import { checkStructure } from "../../support/structure.ts";
import { cell, paragraph, row, table, wordFile, wordParts } from "../../support/word-files.ts";
import { zipOf } from "../../support/zip-files.ts";

const word = (body: string) => checkStructure(wordFile(body), "docx").map(({ en }) => en);
const sheet = (rows: string, after = "") =>
  checkStructure(sheetFile([{ name: "表", rows, after }]), "xlsx").map(({ en }) => en);
const merged = (format: string) => `<w:tc><w:tcPr>${format}</w:tcPr><w:p/></w:tc>`;

it("a sound file is silent", () => {
  expect(word(paragraph("甲") + table(2, row("甲", "乙")))).toEqual([]);
  expect(sheet(`<row r="1">${inline("A1", "甲")}</row>`)).toEqual([]);
});

describe("Word would refuse", () => {
  it("a cell without a paragraph at its end", () => {
    expect(word(table(1, "<w:tr><w:tc><w:tcPr/></w:tc></w:tr>"))).toEqual([
      "word/document.xml: a table cell does not end with a paragraph",
    ]);
    expect(word(table(1, row(cell(paragraph("甲"), table(1, row("乙"))))))).toHaveLength(1);
  });

  it("rows wider or narrower than the grid", () => {
    expect(word(table(2, row("甲")))).toEqual(["word/document.xml: a row fills 1 of 2 columns"]);
    expect(word(table(2, `<w:tr>${merged('<w:gridSpan w:val="3"/>')}</w:tr>`))).toHaveLength(1);
    expect(
      word(table(3, `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${merged('<w:gridSpan w:val="2"/>')}</w:tr>`)),
    ).toEqual([]);
  });

  it("a merge that begins nowhere", () => {
    const begin = merged('<w:vMerge w:val="restart"/>');
    const goesOn = merged("<w:vMerge/>");
    expect(word(table(1, `<w:tr>${begin}</w:tr>`, `<w:tr>${goesOn}</w:tr>`, `<w:tr>${goesOn}</w:tr>`))).toEqual([]);
    expect(word(table(1, row("甲"), `<w:tr>${goesOn}</w:tr>`))).toEqual([
      "word/document.xml: a cell merged upwards has no cell to merge with",
    ]);
  });

  it("styles, numberings, relationships and types that are not there", () => {
    expect(word('<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr></w:p>')).toEqual([]);
    expect(word('<w:p><w:pPr><w:pStyle w:val="None"/></w:pPr></w:p>')).toEqual(["word/document.xml: no style None"]);
    expect(word('<w:p><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:p>')).toEqual([
      "word/document.xml: no numbering 4",
    ]);
    expect(word('<w:p><w:hyperlink r:id="rId77"/></w:p>')).toEqual(["word/document.xml: no relationship rId77"]);
    const { "word/styles.xml": _, ...lost } = wordParts("");
    expect(checkStructure(zipOf(lost), "docx").map(({ en }) => en)).toEqual(
      ["word/_rels/document.xml.rels: no part word/styles.xml (rId1)"].map((text) =>
        text.replace("word/_rels/document.xml.rels", "word/document.xml"),
      ),
    );
    expect(checkStructure(zipOf({ ...wordParts(""), "word/a.png": "x" }), "docx").map(({ en }) => en)).toEqual([
      "the part word/a.png has no content type",
    ]);
  });

  it("a text box or page head without a paragraph, a table without rows, a bookmark twice", () => {
    expect(word(paragraph("<w:r><w:pict><w:txbxContent/></w:pict></w:r>"))).toHaveLength(1);
    expect(word(table(1))).toEqual(["word/document.xml: a table has no row"]);
    const mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>';
    expect(word(paragraph(mark) + paragraph(mark))).toHaveLength(1);
  });
});

describe("Excel would repair", () => {
  it("cells and rows out of order", () => {
    expect(sheet(`<row r="2"/><row r="1"/>`)).toEqual(["xl/worksheets/sheet1.xml: row 1 is out of order"]);
    expect(sheet(`<row r="1">${inline("B1", "")}${inline("B1", "")}</row>`)).toHaveLength(1);
    expect(sheet(`<row r="1">${inline("1A", "")}</row>`)).toHaveLength(1);
    expect(sheet(`<row r="1">${inline("A2", "")}</row>`)).toHaveLength(1);
  });

  it("numbers that are none, texts too long, merges that overlap", () => {
    expect(sheet('<row r="1"><c r="A1"><v>NaN</v></c></row>')).toEqual([
      "xl/worksheets/sheet1.xml: cell A1: NaN is no number",
    ]);
    expect(sheet('<row r="1"><c r="A1"><v>-1.5E-7</v></c></row>')).toEqual([]);
    expect(sheet(`<row r="1">${inline("A1", "长".repeat(32_768))}</row>`)).toHaveLength(1);
    const merges = (...refs: string[]) =>
      `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
    expect(sheet("", merges("A1:B2", "C1:C9"))).toEqual([]);
    expect(sheet("", merges("A1:B2", "B2:C3"))).toEqual(["xl/worksheets/sheet1.xml: merged areas overlap"]);
  });

  it("sheet names that are too long, equal but for case, or hold forbidden characters", () => {
    const names = (...list: string[]) =>
      checkStructure(zipOf(sheetParts(list.map((name) => ({ name, rows: "" })))), "xlsx").length;
    expect(names("表一", "表二")).toBe(0);
    expect(names("A", "a")).toBe(1);
    expect(names("表".repeat(32))).toBe(1);
    expect(names("a/b")).toBe(1);
  });
});
