import { describe, expect, it } from "vitest";
import { readFigure } from "../../../src/check/prose/tokenize/figure.ts";

/** Value, and what is left open below and above it, rounded for reading. */
function read(text: string): readonly [value: number, low: number, high: number, measure: string] | undefined {
  const figure = readFigure(text, 0);
  if (!figure) return undefined;
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return [round(figure.value), round(figure.low), round(figure.high), figure.measure];
}

const exactly = (value: number, measure: string) => [value, value, value, measure];

describe("a figure as it is written", () => {
  it.each([
    ["124件", 124, "件"],
    ["１２４件", 124, "件"],
    ["0件", 0, "件"],
    ["28,614件", 28614, "件"],
    ["3 件", 3, "件"],
    ["三件", 3, "件"],
    ["两件", 2, "件"],
    ["十件", 10, "件"],
    ["十二件", 12, "件"],
    ["二十件", 20, "件"],
    ["一百二十三件", 123, "件"],
    ["一百零三件", 103, "件"],
    ["两千零五件", 2005, "件"],
    ["一万二千三百件", 12300, "件"],
    ["二〇二五件", 2025, "件"],
    ["零件", 0, "件"],
    ["58人次", 58, "人次"],
    ["2场次", 2, "场次"],
    ["3800元", 3800, "元"],
  ])("%s is exactly that", (text, value, measure) => {
    expect(read(text)).toEqual(exactly(value, measure));
    expect(readFigure(text, 0)?.exact).toBe(true);
  });

  it.each([
    // Shortened by 万 and 亿: rounded, or cut off.
    ["3.5万件", [35000, 34500, 36000, "件"]],
    ["157.3万件", [1573000, 1572500, 1574000, "件"]],
    ["33万件", [330000, 325000, 340000, "件"]],
    ["7.27亿元", [727000000, 726500000, 728000000, "元"]],
    ["0.38万元", [3800, 3750, 3900, "元"]],
    // A rate holds within its last place.
    ["98.6%", [98.6, 98.55, 98.7, "%"]],
    ["９９％", [99, 98.5, 100, "%"]],
    ["百分之九十", [90, 89.5, 91, "%"]],
    ["百分之九十八点六", [98.6, 98.55, 98.7, "%"]],
    ["九成", [90, 85, 95, "%"]],
    ["九成以上", [90, 90, Number.POSITIVE_INFINITY, "%"]],
    // More than what is written, by less than its last digit that is not 0.
    ["160余件", [160, 160, 170, "件"]],
    ["三十多件", [30, 30, 40, "件"]],
    ["1200余条", [1200, 1200, 1300, "条"]],
    ["33万余件", [330000, 330000, 340000, "件"]],
    ["30余万件", [300000, 300000, 400000, "件"]],
    ["32.55万余件", [325500, 325500, 325600, "件"]],
    // Bounds.
    ["近30件", [30, 24, 30, "件"]],
    ["约100件", [100, 80, 120, "件"]],
    ["100件左右", [100, 80, 120, "件"]],
    ["超过200条", [200, 200, Number.POSITIVE_INFINITY, "条"]],
    ["200条以上", [200, 200, Number.POSITIVE_INFINITY, "条"]],
    ["不足30件", [30, 0, 30, "件"]],
    ["3至5件", [3, 3, 5, "件"]],
    ["3—5件", [3, 3, 5, "件"]],
  ])("%s leaves %j open", (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(readFigure(text, 0)?.exact).toBe(false);
  });

  it.each([
    "2025年",
    "12月",
    "30号",
    "20个工作日",
    "5日",
    "三个月",
    "586平方米",
    "第3名",
    "三",
    "百",
    "件",
    "近",
    "1234567890123456件",
  ])("%s counts nothing", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("ends behind its measure word, and begins with the word that bounds it", () => {
    const figure = readFigure("收到近30件申请", 2);
    expect([figure?.start, figure?.end]).toEqual([2, 6]);
  });
});
