import { describe, expect, it } from "vitest";
import type { Measure } from "../../../src/core/form/table.ts";
import { readNumber } from "../../../src/tally/numbers/number.ts";
import { chineseNumber } from "../../../src/tally/numbers/number-slips.ts";

const statutory = (text: string, measure: Measure = "count") => readNumber(text, false, measure, false);
const figure = (text: string, measure: Measure = "items") => readNumber(text, false, measure, true);

describe("an amount in a cell that names no unit", () => {
  it.each([
    ["29.0506万元", 290_506],
    ["251000元", 251_000],
    ["0.38元", 0.38],
    ["1.2亿元", 120_000_000],
    ["32.55万元", 325_500],
  ])("%s is kept in 元 and as it was written", (text, value) => {
    expect(statutory(text, "money")).toEqual({ value, text });
  });

  it.each(["0", "0元", "0.00万元"])("%s is nothing", (text) => {
    expect(statutory(text, "money")).toEqual({ value: 0 });
  });

  it.each([
    ["8040", "GR144", undefined],
    ["29.0506", "GR144", undefined],
    ["1,234", "GR144", undefined],
    ["3万", "GR144", undefined],
    ["1,234元", "GR132", "1234元"],
    ["２５元", "GR131", "25元"],
    ["“25元”", "GR135", undefined],
    ["3.5余万元", "GR142", undefined],
    ["近30万元", "GR142", undefined],
    ["-4元", "GR137", undefined],
    ["0.123元", "GR141", undefined],
    ["0.0000001万元", "GR141", undefined],
    ["99999999999999元", undefined, undefined],
    ["999999999999999999元", "GR140", undefined],
    ["若干", "GR139", undefined],
    ["12件", "GR139", undefined],
  ])("%s: %s %s", (text, code, plain) => {
    const read = statutory(text, "money");
    expect("code" in read ? read.code : undefined).toBe(code);
    expect("code" in read ? read.plain : undefined).toBe(plain);
  });
});

describe("a change of the catalogue", () => {
  it.each([
    ["减4", "-4"],
    ["减少4", "-4"],
    ["增3", "3"],
    ["增加 3", "3"],
    ["−4", "-4"],
    ["—4", "-4"],
    ["减0", "0"],
    ["+0", "0"],
  ])("%s is offered as %s", (text, plain) => {
    expect(statutory(text, "change")).toMatchObject({ code: "GR137", plain, safe: true });
  });
});

describe("a cell of a statutory table", () => {
  it.each(["0", "7", "12", "1186", "9007199254740991"])("takes %s as it is", (text) => {
    expect(statutory(text)).toEqual({ value: Number(text) });
  });

  it.each(["0", "0.38", "9.63211", "120"])("takes %s 万元 with its decimals", (text) => {
    expect(statutory(text, "wanYuan")).toEqual({ value: Number(text) });
  });

  it.each([
    ["0", 0],
    ["4", 4],
    ["-4", -4],
    ["+3", 3],
  ])("takes %s for a change", (text, value) => {
    expect(statutory(text, "change")).toEqual({ value });
  });

  it.each([
    ["１２", "GR131", "12", true],
    ["1,234", "GR132", "1234", true],
    ["1，234，567", "GR132", "1234567", true],
    ["1_000", "GR132", "1000", true],
    ["1 234", "GR132", "1234", true],
    ["12件", "GR133", "12", true],
    ["12 件次", "GR133", "12", true],
    ["十二", "GR134", "12", true],
    ["一百零五", "GR134", "105", true],
    ["3万", "GR134", "30000", false],
    ["“12”", "GR135", "12", true],
    ["012", "GR136", "12", true],
    ["+5", "GR136", "5", true],
    ["1.0", "GR136", "1", true],
    ["1e3", "GR136", "1000", false],
    ["0x10", "GR136", "16", false],
    ["0o14", "GR136", "12", false],
    ["-0", "GR137", "0", true],
    ["O", "GR138", "0", true],
    ["1O", "GR138", "10", true],
    ["１，２３４件", "GR131", "1234", true],
  ] as const)("offers the plain form of %s", (text, code, plain, safe) => {
    expect(statutory(text)).toMatchObject({ code, plain, safe });
  });

  it.each([
    ["-3", "GR137"],
    ["减4", "GR137"],
    ["1,2", "GR132"],
    ["12，", "GR132"],
    ["3.5", "GR141"],
    ["近30", "GR142"],
    ["约30", "GR142"],
    ["30余", "GR142"],
    ["30余件", "GR142"],
    ["33万余", "GR142"],
    ["100多", "GR142"],
    ["100以上", "GR142"],
    ["99999999999999999999", "GR140"],
    ["9007199254740993", "GR140"],
    [".nan", "GR139"],
    [".inf", "GR139"],
    ["true", "GR139"],
    ["no", "GR139"],
    ["三五", "GR139"],
    ["若干", "GR139"],
    ["12%", "GR139"],
  ])("does not guess what %s means", (text, code) => {
    const read = statutory(text);
    expect(read).toMatchObject({ code });
    expect(read).not.toHaveProperty("plain");
  });

  it("keeps 元 and 万元 apart", () => {
    expect(statutory("0.38万元", "wanYuan")).toMatchObject({ code: "GR133", plain: "0.38", safe: true });
    expect(statutory("3800元", "wanYuan")).toMatchObject({ code: "GR133", safe: false });
    expect(statutory("3800元", "wanYuan")).not.toHaveProperty("plain");
  });

  it("reads 减4 and 增4 where a change is asked for", () => {
    expect(statutory("减4", "change")).toMatchObject({ code: "GR137", plain: "-4", safe: true });
    expect(statutory("增4", "change")).toMatchObject({ code: "GR137", plain: "4", safe: true });
  });

  it("takes a quoted number for a slip", () => {
    expect(readNumber("12", true, "count", false)).toMatchObject({ code: "GR135", plain: "12", safe: true });
  });
});

describe("an activity figure", () => {
  it.each([
    ["近30", 30],
    ["约5000", 5000],
    ["160余", 160],
    ["33万余", 330_000],
    ["32.55万余", 325_500],
    ["超过100", 100],
    ["100多", 100],
    ["100以上", 100],
    ["1.2亿余", 120_000_000],
  ])("may be approximate: %s", (text, value) => {
    expect(figure(text)).toEqual({ value, text, approximate: true });
  });

  it("keeps 3.5万 as written without calling it approximate", () => {
    expect(figure("3.5万")).toEqual({ value: 35_000, text: "3.5万" });
  });

  it("is exact where nothing says otherwise", () => {
    expect(figure("305")).toEqual({ value: 305 });
  });

  it("is in 元 with two decimals at most", () => {
    expect(figure("380.50", "yuan")).toEqual({ value: 380.5 });
    expect(figure("380.505", "yuan")).toMatchObject({ code: "GR141" });
  });

  it("carries no unit: the sentence adds its own", () => {
    expect(figure("160余人次", "attendances")).toMatchObject({ code: "GR133", plain: "160余", safe: true });
  });

  it.each(["3.55555万", "3.5", "约", "万余", "近近30", "近030"])("refuses %s", (text) => {
    expect(figure(text)).toHaveProperty("code");
  });
});

it.each([
  ["零", 0],
  ["十", 10],
  ["十二", 12],
  ["二十", 20],
  ["两百零五", 205],
  ["三千", 3000],
  ["一万二千", 12_000],
  ["一亿", 100_000_000],
])("%s is a Chinese numeral", (text, value) => {
  expect(chineseNumber(text)).toBe(value);
});

it.each(["", "三五", "十二件", "甲"])("%s is none", (text) => {
  expect(chineseNumber(text)).toBeUndefined();
});
