import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ImportedReport, importDocument } from "../../src/import/import-document.ts";
import { openDocument } from "../../src/import/open-document.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { edition2021, editions } from "../support/editions.ts";

const folder = new URL("../fixtures/pages/", import.meta.url);
const edition = edition2021();
const inputs = edition.cells.filter(({ terms }) => !terms);

/** In these pages each cell holds its own number within its table, so that none can be taken for another. */
const numbers = new Map(
  edition.tables.flatMap(({ id }) => inputs.filter(({ table }) => table === id).map(({ path }, i) => [path, i + 1])),
);

function read(name: string) {
  const document = openDocument(name, readFileSync(new URL(name, folder)), nodeCodec);
  const { report, diagnostics } = importDocument(name, document, editions(), {});
  if (!report) throw new Error(`${name} was not read`);
  return { report, said: diagnostics.map(({ code, message }) => `${code} ${message.zh}`) };
}

/** Every figure of the tables; those that are left out here are blank. */
function figures({ cells }: ImportedReport) {
  return Object.fromEntries(inputs.map(({ path }) => [path, cells.get(path)?.value]));
}

function numbersBut(others: Readonly<Record<string, number | undefined>> = {}) {
  return { ...Object.fromEntries(numbers), ...others };
}

const texts = {
  overview: "2024年，乙镇认真贯彻《中华人民共和国政府信息公开条例》。",
  problems: "存在的主要问题是公开内容不够丰富，下一步加强培训。",
  other: "本年度未收取信息处理费。",
};

describe("a page as a site prints it", () => {
  it.each([
    ["gbk-font-tags.html"],
    ["split-labels.html"],
    ["nested-layout.html"],
    ["other-wording.html"],
    ["word-paragraphs.html"],
    ["wrong-spans.html"],
    ["headings-in-tables.html"],
  ])("%s: unit, year, every figure, every text", (name) => {
    const { report } = read(name);
    expect([report.unit, report.year, report.edition.id]).toEqual(["甲县乙镇人民政府", 2024, edition.id]);
    expect(figures(report)).toEqual(numbersBut());
    expect(Object.fromEntries(report.texts)).toEqual(texts);
  });

  it.each([
    ["in a line above it", "<p>索 引 号：11330000-2026-00012　　发布机构：甲县乙镇人民政府</p>"],
    [
      "in a table above it",
      "<table><tr><th>索引号</th><td>11330000-2026-00012</td><th>主题分类</th><td>年报</td></tr></table>",
    ],
    ["beside it", "<aside><dl><dt>索引号</dt><dd>11330000-2026-00012</dd></dl></aside>"],
  ])("with its index number %s", (_, around) => {
    const page = readFileSync(new URL("split-labels.html", folder), "utf8");
    const numbered = page.replace(/<body[^>]*>/, (body) => body + around);
    expect(numbered).not.toBe(page);
    const document = openDocument("page.html", new TextEncoder().encode(numbered), nodeCodec);
    const { report } = importDocument("page.html", document, editions(), {});
    expect(report?.indexNumber).toBe("11330000-2026-00012");
    expect(report && figures(report)).toEqual(numbersBut());
  });

  it("without an index number, or with an empty one, has none", () => {
    const page = readFileSync(new URL("split-labels.html", folder), "utf8");
    const document = openDocument(
      "page.html",
      new TextEncoder().encode(page.replace(/<body[^>]*>/, (body) => `${body}<p>索引号： 发布机构：甲县</p>`)),
      nodeCodec,
    );
    expect(importDocument("page.html", document, editions(), {}).report?.indexNumber).toBeUndefined();
    expect(read("gbk-font-tags.html").report.indexNumber).toBeUndefined();
  });

  it("without the heads of its columns: by position, which is said", () => {
    const { report, said } = read("missing-headers.html");
    expect(figures(report)).toEqual(numbersBut());
    expect(said.filter((line) => line.startsWith("GR809"))).toHaveLength(1);
  });

  it("with 其他处理 as one row: what is below it is blank, and 0 only where the row says 0", () => {
    const { report, said } = read("one-row-for-other.html");
    const below = inputs.filter(({ path }) => path.startsWith("requests.outcomes.otherwiseClosed."));
    const open = below.map(({ path, column }) => {
      const none = ["business", "researchInstitute", "publicWelfare", "legalService"].includes(column);
      return [path, none ? 0 : undefined] as const;
    });
    expect(figures(report)).toEqual(numbersBut(Object.fromEntries(open)));
    expect(said.filter((line) => line.startsWith("GR810"))).not.toEqual([]);
  });

  it("with strokes, dashes and nothing at all in its cells: these are blanks, never 0", () => {
    const { report } = read("blanks-and-strokes.html");
    const blank = inputs.filter((_, i) => i % 5 === 2).map(({ path }) => [path, undefined] as const);
    expect(figures(report)).toEqual(numbersBut(Object.fromEntries(blank)));
  });

  it("with figures as people write them, a remark and a note", () => {
    const { report } = read("written-by-people.html");
    expect(figures(report)).toEqual(numbersBut());
    expect(report.cells.get("proactive.normativeDocuments.inForce")?.remark?.text).toBe("含自然失效2件");
    expect(Object.fromEntries(report.notes)).toEqual({ requests: ["以上数据含上年结转。"] });
  });

  it("with a contact, a list and a table in its text, and a signature", () => {
    const { report } = read("contact-and-signature.html");
    expect(figures(report)).toEqual(numbersBut());
    expect(report.contact).toEqual({
      office: "乙镇党政办公室",
      address: "乙镇某路1号",
      postcode: "215600",
      telephone: "0512-58000000",
    });
    expect(report.published).toBe("2025-01-16");
    expect(report.issuers).toBeUndefined();
    expect(Object.fromEntries(report.texts)).toEqual({
      ...texts,
      overview: `${texts.overview}\n- 公开网站信息120条\n- 公开微信信息80条\n| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 120 |`,
    });
  });
});
