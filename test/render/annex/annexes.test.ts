import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Annex, AnnexCell, AnnexRow } from "../../../src/core/form/annex.ts";
import { markdownRenderer } from "../../../src/render/markdown/markdown.ts";
import { templatesFolder } from "../../support/editions.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";
import { wordFile } from "../../support/word-files.ts";
import { edition, faultsIn, linesOf, report, stampOf } from "../../support/word-stamps.ts";
import { unzipped, zipOf } from "../../support/zip-files.ts";

const shipped = (name: string) => readFileSync(join(templatesFolder, "2021", name));
const word = stampOf(shipped("report.docx"));
const sheets = stampOf(shipped("report.xlsx"), "xlsx");

const cell = (kind: AnnexCell["kind"], text: string, column: number, more: Partial<AnnexCell> = {}): AnnexCell => ({
  ...{ kind, text, column, colSpan: 1, rowSpan: 1 },
  ...more,
});
const line = (...cells: readonly AnnexCell[]): AnnexRow => ({ header: cells[0]?.kind === "corner", cells });

const network: Annex = {
  ...{ id: "network", mark: "附件1", title: "政务服务网络建设情况表", above: ["填报单位：凤凰镇人民政府"] },
  below: ["注：=1+1"],
  table: {
    ...{ table: "network", columns: 5, labelColumns: 2 },
    rows: [
      line(
        cell("corner", "类别", 0, { colSpan: 2 }),
        cell("header", "应建（个）", 2),
        cell("header", "已建（个）", 3),
        cell("header", "建成率", 4),
      ),
      line(
        cell("label", "站点", 0, { rowSpan: 2 }),
        cell("label", "=县级 & <中心>", 1),
        cell("figure", "12", 2, { value: 12, format: "whole" }),
        cell("figure", "1", 3, { value: 1, format: "whole" }),
        cell("figure", "8.33%", 4, { value: 0.0833, format: "rate" }),
      ),
      line(cell("label", "村级", 1), cell("figure", "近30", 2), cell("figure", "—", 3), cell("figure", "—", 4)),
    ],
  },
};
const amounts: Annex = {
  ...{ id: "amounts", mark: "附件2", title: "经费表", above: [], below: [] },
  table: {
    ...{ table: "amounts", columns: 2, labelColumns: 1 },
    rows: [
      line(cell("corner", "项目", 0), cell("header", "金额（万元）", 1)),
      line(cell("label", "设备购置", 0), cell("figure", "2.5", 1, { value: 2.5, format: "decimal" })),
    ],
  },
};
const annexes = [network, amounts];

describe("annexes in Word", () => {
  it("stand each on a new page after the signature: mark, empty line, title, lines, table", () => {
    const document = unzipped(word.stamp(report({ annexes })))["word/document.xml"] ?? "";
    const from = document.indexOf('<w:p><w:pPr><w:pStyle w:val="AnnexMark"/><w:pageBreakBefore/>');
    expect(document.slice(0, from)).toContain("2026年1月16日");
    expect(linesOf(document.slice(from, document.indexOf("<w:sectPr")))).toEqual([
      ...["附件1", "", "政务服务网络建设情况表", "填报单位：凤凰镇人民政府"],
      ...["类别", "应建（个）", "已建（个）", "建成率"],
      ...["站点", "=县级 &amp; &lt;中心&gt;", "12", "1", "8.33%"],
      ...["", "村级", "近30", "—", "—"],
      ...["注：=1+1", "附件2", "", "经费表", "项目", "金额（万元）", "设备购置", "2.5", ""],
    ]);
  });

  it("repeat their head, keep rows whole, and take the template's width and styles", () => {
    const document = unzipped(word.stamp(report({ annexes: [network] })))["word/document.xml"] ?? "";
    const table = document.slice(document.lastIndexOf("<w:tbl>"), document.lastIndexOf("</w:tbl>"));
    expect(table).toContain('<w:tblStyle w:val="ReportTable"/><w:tblW w:w="8845" w:type="dxa"/>');
    expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(3);
    const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8845);
    expect(table).toContain('<w:vMerge w:val="restart"/>');
  });

  it("are listed under the text (附件说明)", () => {
    const lines = linesOf(unzipped(word.stamp(report({ annexes })))["word/document.xml"] ?? "");
    expect(lines).toContain("附件：1.政务服务网络建设情况表");
    expect(lines).toContain("　　　2.经费表");
    expect(linesOf(unzipped(word.stamp(report({ annexes: [amounts] })))["word/document.xml"] ?? "")).toContain(
      "附件：经费表",
    );
  });

  it("leave nothing behind where there are none", () => {
    const parts = unzipped(shipped("report.docx"));
    const paragraph = (text: string) =>
      `<w:p><w:pPr><w:pStyle w:val="Tag"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const document = parts["word/document.xml"] ?? "";
    const list = document.indexOf(paragraph("{{#if annexList}}"));
    const without =
      document.slice(0, list) +
      document.slice(document.indexOf(paragraph("{{/if}}"), list) + paragraph("{{/if}}").length);
    const bare = stampOf(
      zipOf({ ...parts, "word/document.xml": without.replace(/<w:p>(?:(?!<w:p>).)*\{\{annexes\}\}.*?<\/w:p>/, "") }),
    );
    const plain = unzipped(word.stamp(report()))["word/document.xml"];
    expect(unzipped(bare.stamp(report()))["word/document.xml"]).toBe(plain);
    expect(bare.places.annexes).toBe(false);
    expect(word.places.annexes).toBe(true);
  });

  it("need their styles, and one message says which", () => {
    const faults = faultsIn(wordFile("<w:p><w:r><w:t>{{annexes}}</w:t></w:r></w:p>"));
    expect(faults.map(({ code }) => code)).toEqual(["GR732"]);
    expect(faults[0]?.message.zh).toContain("AnnexMark、AnnexTitle");
  });

  it.each([
    [
      "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{annexes}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
      "GR720",
    ],
    [
      "<w:p><w:r><w:t>{{#each findings}}</w:t></w:r></w:p><w:p><w:r><w:t>{{annexes}}</w:t></w:r></w:p><w:p><w:r><w:t>{{/each}}</w:t></w:r></w:p>",
      "GR720",
    ],
    ["<w:p><w:r><w:t>见{{annexes}}</w:t></w:r></w:p>", "GR720"],
  ])("are refused where they cannot stand (%#)", (body, code) => {
    expect(faultsIn(wordFile(body)).map((fault) => fault.code)).toContain(code);
  });
});

describe("annexes in a workbook", () => {
  const load = async (bytes: Uint8Array) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    return book;
  };

  it("have a sheet of their own, with numbers as numbers and all else as text", async () => {
    const sheet = (await load(sheets.stamp(report({ annexes })))).getWorksheet("附表");
    const rows: string[] = [];
    sheet?.eachRow((row) => {
      const texts: string[] = [];
      row.eachCell((one) => {
        if (one.master === one)
          texts.push(typeof one.value === "number" ? `${one.value} (${one.numFmt ?? "General"})` : String(one.value));
      });
      rows.push(texts.join(" | "));
    });
    expect(rows).toEqual([
      ...["附件1", "政务服务网络建设情况表", "填报单位：凤凰镇人民政府", "类别 | 应建（个） | 已建（个） | 建成率"],
      "站点 | =县级 & <中心> | 12 (0) | 1 (0) | 0.0833 (0.00%)",
      ...["村级 | 近30 | — | —", "注：=1+1"],
      ...["附件2", "经费表", "项目 | 金额（万元）", "设备购置 | 2.5 (General)"],
    ]);
    expect(sheet?.getCell("A5").border.left?.style).toBe("thin");
    expect(sheet?.getCell("A5").isMerged).toBe(true);
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: "portrait", fitToWidth: 1, fitToHeight: 0 });
  });

  it("have no sheet where there are none: as if the template had never had it", async () => {
    const parts = unzipped(sheets.stamp(report()));
    expect(Object.keys(parts).filter((name) => name.includes("worksheets/"))).toHaveLength(4);
    for (const name of ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]) {
      expect(parts[name], name).not.toMatch(/附表|sheet5/);
    }
    expect((await load(sheets.stamp(report()))).worksheets.map(({ name }) => name)).not.toContain("附表");
  });

  it("begin a new page where the next one would not fit on the last", () => {
    const long: Annex = {
      ...amounts,
      table: {
        ...network.table,
        table: "",
        columns: 1,
        labelColumns: 1,
        rows: Array.from({ length: 25 }, () => line(cell("label", "行", 0))),
      },
    };
    const sheet = unzipped(sheets.stamp(report({ annexes: [amounts, long] })))["xl/worksheets/sheet5.xml"] ?? "";
    expect(sheet).toContain('<rowBreaks count="1" manualBreakCount="1"><brk id="4" max="16383" man="1"/></rowBreaks>');
  });
});

describe("annexes in Markdown", () => {
  it("are tables as all others", () => {
    const bytes = shipped("report.md.hbs");
    const { value } = markdownRenderer({ tables: "pipe" }).compile({ name: "report.md.hbs", bytes }, edition);
    const text = new TextDecoder().decode(value?.stamp(report({ annexes: [network] })));
    expect(
      text
        .slice(text.indexOf("附件："))
        .split("\n")
        .filter((one) => one !== ""),
    ).toEqual([
      ...["附件：政务服务网络建设情况表", "---", "附件1", "## 政务服务网络建设情况表", "填报单位：凤凰镇人民政府"],
      "| 类别 | 应建（个） | 已建（个） | 建成率 |",
      "| --- | ---: | ---: | ---: |",
      "| 站点 · =县级 & \\<中心\\> | 12 | 1 | 8.33% |",
      "| 站点 · 村级 | 近30 | — | — |",
      "注：=1+1",
    ]);
    const plain = new TextDecoder().decode(value?.stamp(report()));
    expect(plain).not.toContain("附件");
  });
});

describe("files with annexes", () => {
  it("are ones that Word and Excel open", async () => {
    for (const [name, options] of Object.entries({
      some: { annexes },
      draft: { annexes, draft: true, findings: ["一"] },
      none: {},
    })) {
      const [document, book] = [word.stamp(report(options)), sheets.stamp(report(options))];
      expect(checkStructure(document, "docx"), name).toEqual([]);
      expect(checkStructure(book, "xlsx"), name).toEqual([]);
      expect(await officeFindings(document, `${name}.docx`), name).toEqual([]);
      expect(await officeFindings(book, `${name}.xlsx`), name).toEqual([]);
    }
  });

  it("are the same bytes twice, whatever was stamped between", () => {
    for (const stamp of [word, sheets]) {
      const first = stamp.stamp(report({ annexes }));
      stamp.stamp(report());
      expect(Buffer.from(stamp.stamp(report({ annexes }))).equals(Buffer.from(first))).toBe(true);
    }
  });

  it("are sound for any texts and any shape of table", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const table = fc
      .tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 40 }))
      .chain(([columns, rows]) =>
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, table), { minLength: 1, maxLength: 4 }), fc.nat(3), (list, labels) => {
        const made = list.map(([title, rows], i): Annex => {
          const columns = rows[0]?.length ?? 1;
          const labelColumns = Math.min(labels, columns);
          const kind = (column: number) => (column < labelColumns ? "label" : "figure");
          const filled = rows.map((texts) => line(...texts.map((one, column) => cell(kind(column), one, column))));
          return { ...network, mark: `附件${i}`, title, table: { table: "", columns, labelColumns, rows: filled } };
        });
        expect(checkStructure(word.stamp(report({ annexes: made })), "docx")).toEqual([]);
        expect(checkStructure(sheets.stamp(report({ annexes: made })), "xlsx")).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
