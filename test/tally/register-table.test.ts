import { describe, expect, it } from "vitest";
import { mostRegistered, readRegisterTable } from "../../src/tally/register-table.ts";

const read = (text: string) => readRegisterTable({ file: "units.csv", text });
const units = (text: string) =>
  read(text).value?.map(({ span: _, due, ...unit }) => ({ ...unit, ...(due && { due: due.by }) }));
/** Code, message and the text it points at. */
const found = (text: string) =>
  read(text).diagnostics.map(({ code, message, span }) => [code, message.zh, text.slice(span?.start, span?.end)]);

describe("a register as a table", () => {
  it("has its columns in any order, by Chinese or English name, with others beside them", () => {
    const chinese =
      "序号,单位名称,代码,类型,上级单位,截止,联系人\n1,凤凰镇人民政府,990123101,乡镇,云溪县人民政府,01-20,张三\n";
    const all = { name: "凤凰镇人民政府", code: "990123101", kind: "township", within: "云溪县人民政府", due: "01-20" };
    expect(units(chinese)).toEqual([all]);
    expect(
      units("Name\tKind\tCode\tWithin\tDue\n凤凰镇人民政府\ttownship\t990123101\t云溪县人民政府\t1月20日"),
    ).toEqual([all]);
    expect(units("名称\n凤凰镇人民政府\n")).toEqual([{ name: "凤凰镇人民政府" }]);
  });

  it("is read as Excel writes it: CRLF, quotes, blank lines, codes kept as text, empty fields", () => {
    const text =
      '名称,代码,类型\r\n"凤凰镇人民政府",="0990",乡镇\r\n,,\r\n\r\n 教育局 ,\'0991,\r\n"甲""乙""局",,部门\r\n';
    expect(units(text)).toEqual([
      { name: "凤凰镇人民政府", code: "0990", kind: "township" },
      { name: "教育局", code: "0991" },
      { name: '甲"乙"局', kind: "department" },
    ]);
    expect(units(text.replaceAll("\r\n", "\r"))).toEqual(units(text));
  });

  it("points at the field", () => {
    const text = '名称,类型,代码,截止\n"凤凰镇人民政府",乡镇,990,01-20\n教育局,"局",99 0,13-40\n,部门,,\n';
    expect(found(text)).toEqual([
      ["GR155", "名单 · 截止：“13-40”不是月和日", "13-40"],
      ["GR154", "名单 · 类型：没有“局”这个选项", "局"],
      ["GR157", "名单 · 代码：“99 0”不是代码", "99 0"],
      ["GR156", "名单 · 名称：没有填写", ""],
    ]);
    expect(read(text).diagnostics.every(({ span }) => span?.file === "units.csv")).toBe(true);
  });

  it("has a unit once, however it is spelt", () => {
    expect(found("名称\n凤凰鎮人民政府\n凤凰镇　人民政府\n")).toEqual([
      ["GR120", "名单上“凤凰镇　人民政府”和“凤凰鎮人民政府”是同一个单位的两种写法", "凤凰镇　人民政府"],
    ]);
  });

  it("without names of columns, or with half a quotation mark, is not guessed at", () => {
    expect(found("单位名,类型\n凤凰镇人民政府,乡镇\n")).toEqual([["GR514", "第一行里没有“名称”这一列", "单位名,类型"]]);
    expect(found("凤凰镇人民政府,乡镇\n")).toEqual([["GR514", "第一行里没有“名称”这一列", "凤凰镇人民政府,乡镇"]]);
    expect(found("名称,单位名称\n甲,乙\n")).toEqual([["GR514", "“单位名称”这一列写了两次", "单位名称"]]);
    expect(found('名称,类型\n"凤凰镇人民政府,乡镇\n教育局,部门\n')).toEqual([
      ["GR514", "引号没有成对，从这里起分不清各列", '"'],
    ]);
    expect(found("")).toEqual([["GR514", "第一行里没有“名称”这一列", ""]]);
  });

  it("has a hundred thousand lines and no more", () => {
    const lines = (count: number) => `名称\n${Array.from({ length: count }, (_, n) => `第${n}镇`).join("\n")}`;
    expect(read(lines(mostRegistered)).value).toHaveLength(mostRegistered);
    expect(read(lines(mostRegistered + 1)).diagnostics.map(({ code }) => code)).toEqual(["GR515"]);
  });
});
