import { describe, expect, it } from "vitest";
import { layoutTable } from "../../src/core/form/layout.ts";
import type { Table } from "../../src/core/form/table.ts";
import { editions } from "../support/editions.ts";

const edition = editions().get("2019");
const newer = editions().get("2021");
if (!edition || !newer) throw new Error("an edition is missing");
const table = (id: string, of = edition): Table => {
  const found = of.tables.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
/** A printed line: its fixed texts with the columns they cover, 数 for a figure. */
const printed = (id: string): readonly string[] =>
  layoutTable(table(id)).rows.map(({ cells }) =>
    cells.map(({ text, path, colSpan }) => `${path ? "数" : text}${colSpan > 1 ? `×${colSpan}` : ""}`).join(" "),
  );

describe("the trial form, as published reports print it", () => {
  it("has Table A in 4 columns and 18 rows", () => {
    expect(printed("proactive")).toEqual([
      "第二十条第（一）项×4",
      "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
      "规章 数 数 数",
      "规范性文件 数 数 数",
      "第二十条第（五）项×4",
      "信息内容 上一年项目数量 本年增/减 处理决定数量",
      "行政许可 数 数 数",
      "其他对外管理服务事项 数 数 数",
      "第二十条第（六）项×4",
      "信息内容 上一年项目数量 本年增/减 处理决定数量",
      "行政处罚 数 数 数",
      "行政强制 数 数 数",
      "第二十条第（八）项×4",
      "信息内容 上一年项目数量 本年增/减×2",
      "行政事业性收费 数 数×2",
      "第二十条第（九）项×4",
      "信息内容 采购项目数量 采购总金额×2",
      "政府集中采购 数 数×2",
    ]);
  });

  it("has Table B in 10 columns and 26 rows, with one row for （六）其他处理", () => {
    const { rows, columns } = layoutTable(table("requests"));
    expect([columns, rows.length]).toEqual([10, 26]);
    const cell = (text: string) => rows.flatMap(({ cells }) => cells).find((one) => one.text === text);
    expect(cell("三、本年度办理结果")?.rowSpan).toBe(20);
    expect(cell("（六）其他处理")).toMatchObject({ colSpan: 2, rowSpan: 1 });
    const labels = (of: typeof edition) =>
      of.cells.filter(({ table: id }) => id === "requests").map((one) => one.rowLabel);
    const gone = new Set(labels(newer).filter((label) => !labels(edition).includes(label)));
    expect([...gone]).toEqual([
      "（六）其他处理 · 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
      "（六）其他处理 · 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
      "（六）其他处理 · 3.其他",
    ]);
  });

  it("has Table C and the headings of its successor", () => {
    expect(layoutTable(table("disputes"))).toEqual(layoutTable(table("disputes", newer)));
    expect(edition.sections).toEqual(newer.sections);
  });

  it("keeps in its data which rules were derived and not read", () => {
    const derived = [...edition.carries, ...edition.stocks, ...edition.relations].map(({ basis }) => basis.mark);
    expect(new Set(derived)).toEqual(new Set(["derived"]));
    expect(edition.identities.map(({ basis }) => basis.mark)).toEqual([undefined]);
  });

  it("names a text of its own for every section of prose, none of which speaks of the fee charged from 2021 on", () => {
    const prose = edition.sections.filter((section) => section.prose).map(({ id }) => id);
    expect([...edition.partials.keys()]).toEqual([...prose, "companion"]);
    for (const [id, text] of edition.partials) expect(text, id).not.toContain("processingFee");
  });
});
