import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { readDocx } from "../../src/import/docx.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { wordText } from "../../src/render/office/escape.ts";
import { inline, sheetFile } from "../support/sheet-files.ts";
import { paragraph, wordFile } from "../support/word-files.ts";
import { report, stampOf } from "../support/word-stamps.ts";
import { unzipped } from "../support/zip-files.ts";

/** Any UTF-16 code units, also those that are no text, with many of the troublesome ones. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(
    0,
    1,
    2,
    9,
    10,
    13,
    38,
    60,
    62,
    0x5f,
    0x78,
    0x7b,
    0x7d,
    0x85,
    0x100,
    0x101,
    0x2028,
    0xd842,
    0xdfb7,
    0xe000,
    0xfeff,
    0xfffe,
  ),
);
const anyText = fc.array(unit, { maxLength: 60 }).map((units) => String.fromCharCode(...units));

/** What may be left of a text: line ends as LF, and nothing that XML forbids. */
function expected(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\p{Cs}/gu, "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** The text that a parser of XML finds, a break for each w:br and a tab for each w:tab. */
function readBack(xml: string, name: string): string {
  let text = "";
  let inside = false;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    if (tag.name === name) inside = true;
    if (tag.name === "w:br") text += "\n";
    if (tag.name === "w:tab") text += "\t";
  });
  parser.on("closetag", (tag) => {
    if (tag.name === name) inside = false;
  });
  parser.on("text", (found) => {
    if (inside) text += found;
  });
  parser.write(xml).close();
  return text;
}

describe("any text at all", () => {
  const loop = "{{#each findings}}{{this}}{{/each}}";
  const word = stampOf(wordFile(paragraph(`{{title}}${loop}`)));
  const sheet = stampOf(sheetFile([{ name: "表", rows: `<row r="1">${inline("A1", "{{title}}")}</row>` }]), "xlsx");

  it("makes well-formed XML in Word that reads back as the text without what XML forbids", () => {
    fc.assert(
      fc.property(anyText, anyText, (title, finding) => {
        const file = unzipped(word.stamp(report({ title, findings: [finding] })));
        expect(readBack(file["word/document.xml"] ?? "", "w:t")).toBe(expected(title) + expected(finding));
        expect(readBack(file["docProps/core.xml"] ?? "", "dc:title")).toBe(expected(title));
      }),
      { numRuns: 300 },
    );
  });

  it("and in a workbook, where Excel's own escapes are escaped", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const file = unzipped(sheet.stamp(report({ title })));
        const text = readBack(file["xl/worksheets/sheet1.xml"] ?? "", "t");
        expect(text.replace(/_x005F_(?=x[0-9A-Fa-f]{4}_)/g, "_")).toBe(expected(title));
      }),
      { numRuns: 300 },
    );
  });

  it("takes CR and LF for one line end only where they stand together", () => {
    for (const [title, lines] of [
      ["甲\r\n乙", "甲\n乙"],
      ["甲\r\ud842\n乙", "甲\n\n乙"],
    ] as const) {
      const file = unzipped(word.stamp(report({ title })));
      expect(readBack(file["word/document.xml"] ?? "", "w:t")).toBe(lines);
    }
  });

  it("keeps what is rare but a character: astral, private use, invisible", () => {
    const title = "𠮷㑇𫚉\ue000\uf8ff\u{f0000}\u200b\u202e\u0085";
    const file = unzipped(word.stamp(report({ title })));
    expect(readBack(file["word/document.xml"] ?? "", "w:t")).toBe(title);
  });
});

describe("a telephone number in Word", () => {
  const broken = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">';

  it.each([
    ["联系电话：0871-65550123。", "联系电话：0871|65550123。"],
    ["电话010-65550123-801", "电话010|65550123|801"],
    ["热线400-810-0123", "热线400|810|0123"],
    ["<0871-65550123>", "&lt;0871|65550123&gt;"],
  ])("%s stays on one line", (text, expected) => {
    expect(wordText(text)).toBe(expected.replaceAll("|", broken));
  });

  it.each(["2021-2025年", "2026-01-16", "云政发〔2025〕0871-1号", "身份证尾号0871-655501234567", "A-0871-65550123"])(
    "%s is none",
    (text) => {
      expect(wordText(text)).toBe(text);
    },
  );

  it("is read back from the report as it was", () => {
    const bytes = wordFile(paragraph("{{title}}"));
    const stamped = stampOf(bytes).stamp(report({ title: "0871-65550123" }));
    const { blocks } = readDocx(stamped, nodeCodec);
    expect(JSON.stringify(blocks)).toContain('"0871-65550123"');
  });
});

it("no value can forge a mark: neither of a stretch nor of a figure, in a tag or in a loop", () => {
  const body =
    paragraph("前{{title}}中") + paragraph("{{#each findings}}[{{this}}]{{/each}}后{{requests.received.total}}");
  const stamp = stampOf(wordFile(body));
  for (const start of ["\u0001", "\u0002", "{{title}}", "\u0001\u0001", "\u0001\u0002"]) {
    for (let index = 0; index < 12; index++) {
      const forged = `甲${start}${String.fromCharCode(0x100 + index)}乙`;
      const xml = unzipped(stamp.stamp(report({ title: forged, findings: [forged] })))["word/document.xml"] ?? "";
      const plain = forged.replace(/[\u0001\u0002]/g, "");
      expect(readBack(xml, "w:t")).toBe(`前${plain}中[${plain}]后6`);
    }
  }
});
