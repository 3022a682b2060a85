import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import { describe, expect, it } from "vitest";
import { placeIn } from "../../../src/core/tally.ts";
import { placeNameAt } from "../../../src/core/text/source.ts";
import { readTallyFile, tallyHash } from "../../../src/pipeline/workspace/read-tally-file.ts";
import { entryOf, entryText } from "../../../src/tally/entry.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { temporaryFolder } from "../../support/folder.ts";

const head = "年度: 2025\n单位: { 名称: 甲镇人民政府, 类型: 乡镇 }\n主动公开: 0\n依申请公开: 0\n复议诉讼: 0\n";

function tallyNaming(file: string, folder: string = temporaryFolder()) {
  const path = join(folder, "甲.yaml");
  writeFileSync(path, `${head}正文:\n  总体情况: { 文件: ${file} }\n`);
  return { folder, path };
}

function read(path: string) {
  const source = readTallyFile(path, editions()).value;
  if (!source) throw new Error("no source");
  return { source, ...readTally(source, editions()) };
}

const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });

const document = new Document({
  numbering: {
    config: [
      {
        reference: "一",
        levels: [
          { level: 0, format: LevelFormat.CHINESE_COUNTING, text: "（%1）", alignment: AlignmentType.LEFT },
          { level: 1, format: LevelFormat.DECIMAL, text: "%2.", alignment: AlignmentType.LEFT },
        ],
      },
      { reference: "点", levels: [{ level: 0, format: LevelFormat.BULLET, text: "●", alignment: AlignmentType.LEFT }] },
    ],
  },
  sections: [
    {
      children: [
        new Paragraph("2025年工作情况如下。"),
        new Paragraph({ text: "主动公开", numbering: { reference: "一", level: 0 } }),
        new Paragraph({ text: "依申请公开", numbering: { reference: "一", level: 0 } }),
        new Paragraph({ text: "收到申请", numbering: { reference: "一", level: 1 } }),
        new Paragraph({ text: "网站", numbering: { reference: "点", level: 0 } }),
        new Paragraph(""),
        new Table({
          rows: [
            new TableRow({ children: [cell("渠道"), cell("条数")] }),
            new TableRow({ children: [cell("网站|微信"), cell("263")] }),
          ],
        }),
        new Paragraph("完。"),
      ],
    },
  ],
});

describe("a text in a Word file beside the tally", () => {
  it("is its paragraphs, with the numbers that Word puts before them, its lists and tables; its places are paragraphs", async () => {
    const { folder, path } = tallyNaming("文/一.docx");
    mkdirSync(join(folder, "文"));
    writeFileSync(join(folder, "文", "一.docx"), await Packer.toBuffer(document));
    const { source, value: tally, diagnostics } = read(path);
    expect(diagnostics).toEqual([]);
    const passage = tally?.prose.get("overview");
    expect(passage?.text.split("\n")).toEqual([
      "2025年工作情况如下。",
      "（一）主动公开",
      "（二）依申请公开",
      "1. 收到申请",
      "- 网站",
      "| 渠道 | 条数 |",
      "| --- | --- |",
      "| 网站\\|微信 | 263 |",
      "完。",
    ]);
    const text = source.texts?.get("文/一.docx")?.value;
    const nameOf = (words: string) => {
      const at = passage?.text.indexOf(words) ?? -1;
      const span = passage && placeIn(passage, at, at + words.length);
      expect(span?.file).toBe(join(folder, "文/一.docx"));
      return span && text && placeNameAt(text, span.start)?.zh;
    };
    expect([nameOf("收到申请"), nameOf("263"), nameOf("完")]).toEqual(["第4段", "第1张表", "第7段"]);
  });

  it("changes the hash of its tally, and a file that nobody names does not", () => {
    const { folder, path } = tallyNaming("一.txt");
    const bytes = new TextEncoder().encode(`${head}正文:\n  总体情况: { 文件: 一.txt }\n`);
    const hashes = ["甲。", "乙。"].map((text) => {
      writeFileSync(join(folder, "一.txt"), text);
      return tallyHash(path, bytes);
    });
    expect(new Set(hashes).size).toBe(2);
    writeFileSync(join(folder, "二.txt"), "丙。");
    expect(tallyHash(path, bytes)).toBe(hashes[1]);
  });

  it("stays where it is when the tally is entered anew", () => {
    const { folder, path } = tallyNaming("一.txt");
    writeFileSync(join(folder, "一.txt"), "甲。");
    const { source, value: tally } = read(path);
    const edition = edition2021();
    const entry = tally && entryOf(tally, edition, source);
    expect(entry?.texts.size).toBe(0);
    expect(entry && entryText(entry, edition).text).toContain('正文:\n  总体情况: { 文件: "一.txt" }\n');
  });

  it.each([
    ["../一.txt", /不在填报所在的文件夹里/],
    ["/etc/一.txt", /不在填报所在的文件夹里/],
    ["C:/一.txt", /不在填报所在的文件夹里/],
    ["文\\一.txt", /不在填报所在的文件夹里/],
    ["外.txt", /不在填报所在的文件夹里/],
    ["没有.docx", /找不到这个文件/],
    ["一.doc", /只读 \.docx、\.txt 和 \.md/],
    ["一", /只读 \.docx、\.txt 和 \.md/],
    ["坏.docx", /用不了/],
    ["空.txt", /里面没有文字/],
    ["文.txt", /文件夹/],
    ["大.txt", /1 MiB/],
  ])("is refused by name where it is %s, and nothing is composed in its place", (name, said) => {
    const folder = temporaryFolder();
    const outside = join(temporaryFolder(), "外.txt");
    writeFileSync(outside, "外面。");
    symlinkSync(outside, join(folder, "外.txt"));
    writeFileSync(join(folder, "坏.docx"), "PK坏");
    writeFileSync(join(folder, "空.txt"), " \n");
    mkdirSync(join(folder, "文.txt"));
    writeFileSync(join(folder, "大.txt"), "大".repeat(400_000));
    const { diagnostics } = read(tallyNaming(name, folder).path);
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR161"]);
    expect(diagnostics[0]?.message.zh).toMatch(said);
    expect(diagnostics[0]?.help).toBeDefined();
  });
});
