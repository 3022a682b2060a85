import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportTitle, titleLines } from "../../src/model/title.ts";

const kind = "政府信息公开工作年度报告";
const rest = `2025年${kind}`;
const lines = (unit: string): readonly string[] => titleLines(unit, 2025, kind);

describe("title", () => {
  it("is the organ, the year and the kind", () => {
    expect(reportTitle("凤凰镇人民政府", 2025, kind)).toBe("凤凰镇人民政府2025年政府信息公开工作年度报告");
  });

  it.each([
    ["杭州市", ["杭州市2025年政府信息公开工作年度报告"]],
    ["凤凰镇人民政府", ["凤凰镇人民政府", rest]],
    ["湘西土家族苗族自治州住房和城乡建设局", ["湘西土家族苗族自治州住房和城乡建设局", rest]],
    [
      "新疆维吾尔自治区塔什库尔干塔吉克自治县塔什库尔干镇人民政府",
      ["新疆维吾尔自治区塔什库尔干塔吉克自治县", "塔什库尔干镇人民政府", rest],
    ],
    [
      "国家税务总局内蒙古自治区呼和浩特市新城区税务局第一税务分局",
      ["国家税务总局内蒙古自治区呼和浩特市", "新城区税务局第一税务分局", rest],
    ],
    [
      "某某自治县人民政府办公室（挂政务服务管理局牌子）",
      ["某某自治县人民政府办公室", "（挂政务服务管理局牌子）", rest],
    ],
    [
      "某某市某某区人民政府某某街道办事处综合行政执法队",
      ["某某市某某区人民政府", "某某街道办事处综合行政执法队", rest],
    ],
    [
      "某某省某某市市场监督管理局某某高新区市场监督管理所",
      ["某某省某某市市场监督管理局", "某某高新区市场监督管理所", rest],
    ],
    ["县某某某某某某某某某某某某某某某某某某某某", ["县某某某某某某某某某某", "某某某某某某某某某某", rest]],
    ["甲县某某某某某某某某某某某某某某某某某某某", ["甲县", "某某某某某某某某某某某某某某某某某某某", rest]],
  ])("%s", (unit, expected) => {
    expect(lines(unit)).toEqual(expected);
  });

  it("is said whole on lines of twenty characters at most, none of them a lone one", () => {
    const name = fc.array(fc.constantFrom(..."甲乙县市局区镇人民政府委员会（）年12𠮷"), {
      minLength: 1,
      maxLength: 70,
    });
    const width = (line: string) => [...line].reduce((sum, one) => sum + (one <= "~" ? 0.5 : 1), 0);
    fc.assert(
      fc.property(name, (characters) => {
        const unit = characters.join("");
        const broken = lines(unit);
        expect(broken.join("")).toBe(unit + rest);
        for (const line of broken) expect(width(line)).toBeLessThanOrEqual(20);
        if (broken.length > 2) for (const line of broken) expect(width(line)).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
