import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures, printNumber } from "../../../src/core/figures.ts";
import { layoutTable } from "../../../src/core/form/layout.ts";
import { tableWriter } from "../../../src/render/markdown/markdown-table.ts";
import { city } from "../../support/city-tally.ts";
import { edition2021, editions } from "../../support/editions.ts";
import type { Cells } from "../../support/expand-text.ts";
import { makeReport, stampMarkdown } from "../../support/make-report.ts";
import { makeTally } from "../../support/make-tally.ts";
import { readMarkdown } from "../../support/read-markdown.ts";

const edition = edition2021();
const layouts = edition.tables.map(layoutTable);
const inputs = edition.cells.filter((cell) => !cell.terms);

describe("figures", () => {
  const amount = fc.oneof(fc.constant(0), fc.nat(99_999_999), fc.constant(Number.MAX_SAFE_INTEGER / 1000));
  const random = fc.array(amount, { minLength: inputs.length, maxLength: inputs.length });

  it.each(["pipe", "html"] as const)("every one is read back from %s tables where it belongs", (style) => {
    fc.assert(
      fc.property(random, (values) => {
        const cells: Cells = Object.fromEntries(inputs.map((cell, i) => [cell.path, Math.floor(values[i]!)]));
        const { markdown } = stampMarkdown(edition, makeReport(edition, cells), style);
        const printed = readMarkdown(markdown, layouts, style);
        const figures = computeFigures(makeTally(edition, cells), edition);
        expect(printed.size).toBe(edition.cells.length);
        for (const { path } of edition.cells) expect(printed.get(path), path).toBe(printNumber(figures.value(path)!));
      }),
      { numRuns: 30 },
    );
  });

  it.each(["pipe", "html"] as const)(
    "0 is printed, a decimal keeps its digits, a blank stays blank in %s tables",
    (style) => {
      const cells: Cells = { "proactive.fees": 9.63211, "proactive.licences": undefined };
      const { markdown } = stampMarkdown(edition, makeReport(edition, cells), style);
      const printed = readMarkdown(markdown, layouts, style);
      expect(printed.get("proactive.fees")).toBe("9.63211");
      expect(printed.get("proactive.licences")).toBe("");
      const rest = edition.cells.filter(({ path }) => path !== "proactive.fees" && path !== "proactive.licences");
      expect(rest.every(({ path }) => printed.get(path) === "0")).toBe(true);
    },
  );
});

describe("pipe tables", () => {
  const { markdown } = stampMarkdown(edition, makeReport(edition, city));

  it("have as many cells in every line", () => {
    for (const block of markdown.split("\n\n").filter((part) => part.startsWith("|"))) {
      const counts = new Set(
        block
          .trim()
          .split("\n")
          .map((line) => line.split("|").length),
      );
      expect(counts.size, block.slice(0, 40)).toBe(1);
    }
  });

  it("say in each line which cell it is", () => {
    for (const line of [
      "| 第二十条第（一）项 |  |  |  |",
      "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
      "| 行政规范性文件 | 564 | 984 | 4185 |",
      "| 行政事业性收费 | 316441 |  |  |",
      "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） · 申请人情况 | 自然人 | 法人或其他组织 · 商业企业 | 法人或其他组织 · 科研机构 | 法人或其他组织 · 社会公益组织 | 法人或其他组织 · 法律服务机构 | 法人或其他组织 · 其他 | 总计 |",
      "| 一、本年新收政府信息公开申请数量 | 13612 | 252 | 0 | 45 | 128 | 32 | 14069 |",
      "| 三、本年度办理结果 · （三）不予公开 · 8.属于行政查询事项 | 147 | 0 | 0 | 0 | 1 | 2 | 150 |",
      "| 三、本年度办理结果 · （七）总计 | 13364 | 252 | 0 | 44 | 121 | 29 | 13810 |",
      "| 四、结转下年度继续办理 | 783 | 6 | 0 | 2 | 25 | 3 | 819 |",
      "|  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
      "| 行政复议 | 376 | 97 | 196 | 121 | 790 |",
      "| 行政诉讼 · 未经复议直接起诉 | 16 | 1 | 12 | 27 | 56 |",
      "| 行政诉讼 · 复议后起诉 | 74 | 1 | 30 | 51 | 156 |",
    ]) {
      expect(markdown.split("\n")).toContain(line);
    }
  });

  it("a table without labels whose groups differ has a line for every column", () => {
    const leaf = (id: string) => ({ id, name: id, label: id });
    const layout = layoutTable({
      id: "t",
      name: "t",
      grids: [
        {
          rows: [],
          columns: [
            { ...leaf("甲"), children: [leaf("一"), leaf("二")] },
            { ...leaf("乙"), children: [leaf("一")] },
          ],
        },
      ],
    });
    expect(tableWriter("pipe")(layout, { figures: { t: { 甲: { 一: 1, 二: 2 }, 乙: { 一: 3 } } } })).toBe(
      ["|  |  |", "| --- | ---: |", "| 甲 · 一 | 1 |", "| 甲 · 二 | 2 |", "| 乙 · 一 | 3 |"].join("\n"),
    );
  });
});

describe("html tables", () => {
  it("cover each column of the form exactly once, and have no blank line inside", () => {
    const { markdown } = stampMarkdown(edition, makeReport(edition, city), "html");
    const tables = [...markdown.matchAll(/<table>\n[\s\S]*?<\/table>/g)].map(([table]) => table);
    expect(tables).toHaveLength(3);
    tables.forEach((table, i) => {
      expect(table).not.toContain("\n\n");
      const layout = layouts[i]!;
      const area = [...table.matchAll(/<t[hd]((?: \w+="\d+")*)>/g)].reduce((sum, [, spans = ""]) => {
        const span = (name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(spans)?.[1] ?? 1);
        return sum + span("colspan") * span("rowspan");
      }, 0);
      expect(area).toBe(layout.columns * layout.rows.length);
    });
  });

  it("keep a hostile label inside its cell", () => {
    const label = "</th><script>x</script>&amp;\n\n# x";
    const layout = layoutTable({
      id: "t",
      name: "t",
      grids: [{ rows: [{ id: "r", name: "r", label }], columns: [{ id: "c", name: "c", label: "|" }] }],
    });
    const html = tableWriter("html")(layout, { figures: { t: { r: "<b>近30</b>" } } });
    expect(html).toContain("<th>&lt;/th&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp; # x</th>");
    expect(html).toContain("<td>&lt;b&gt;近30&lt;/b&gt;</td>");
    expect(tableWriter("pipe")(layout, { figures: { t: { r: "近|30" } } })).toContain("| 近\\|30 |");
  });
});

it("tables of every edition can be printed both ways and read back", () => {
  for (const other of editions().all) {
    const cells: Cells = Object.fromEntries(other.cells.filter((cell) => !cell.terms).map((cell, i) => [cell.path, i]));
    const figures = computeFigures(makeTally(other, cells), other);
    for (const style of ["pipe", "html"] as const) {
      const write = tableWriter(style);
      const all = other.tables.map(layoutTable);
      const text = all.map((layout) => write(layout, { figures: figures.tree })).join("\n\n");
      const printed = readMarkdown(text, all, style);
      for (const { path } of other.cells)
        expect(printed.get(path), `${other.id} ${style} ${path}`).toBe(figures.print(path));
    }
  }
});
