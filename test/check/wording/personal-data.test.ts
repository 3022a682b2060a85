import { describe, expect, it } from "vitest";
import { personalData } from "../../../src/check/wording/personal-data.ts";
import { isIdentity, luhn } from "../../../src/check/wording/personal-numbers.ts";
import { found, pointed } from "../../support/text-findings.ts";

describe("GR349 personal-data", () => {
  // 11010519491231002X is the example of GB 11643; the card number is made up, with its right last digit.
  it.each<readonly [string, ...string[]]>([
    ["身份证号11010519491231002X已登记。", "11010519491231002X"],
    ["身份证号１１０１０５１９４９１２３１００２Ｘ已登记。", "１１０１０５１９４９１２３１００２Ｘ"],
    ["手机13800138000。", "13800138000"],
    ["手机138 0013 8000、138-0013-8000。", "138 0013 8000", "138-0013-8000"],
    ["卡号6200000000001234566。", "6200000000001234566"],
    ["卡号6200 0000 0000 1234 566。", "6200 0000 0000 1234 566"],
    // Masked, wrong check digits, landlines, codes, numbers of papers, long runs, amounts.
    ["手机138****8000，身份证号110105********002X，卡号6200***********4566。"],
    ["身份证号110105194912310021已登记。"],
    ["身份证号110105194913310029。"],
    ["卡号6200000000001234567。"],
    ["电话0512-58000000，0451-84545823，67221199。"],
    ["统一社会信用代码91320582MA1XXXXX2X，统一社会信用代码11010519491231002X。"],
    ["索引号13800138000，文号：13800138000。"],
    ["编号2025138001380001。"],
    ["金额13800138000元，面积13800138000.55平方米。"],
    ["索引号113205820142184XX-13800138000/2025。"],
    ["网址http://a.gov.cn/t20250113800138000_1.html"],
  ])("%s", (sentence, ...numbers) => {
    expect(pointed(personalData, sentence)).toEqual(numbers);
  });

  it("the number itself goes into no message", () => {
    const [finding] = found(personalData, { overview: "手机13800138000。" });
    expect(finding?.message.zh).toBe("未遮盖的手机号：138****8000");
    expect(JSON.stringify([finding?.message, finding?.help])).not.toContain("13800138000");
  });
});

describe("check digits", () => {
  it("an identity number has a date and a check digit", () => {
    expect(isIdentity("11010519491231002X")).toBe(true);
    expect(isIdentity("11010519491231002x")).toBe(true);
    expect(isIdentity("110105194912310029")).toBe(false);
    expect(isIdentity("11010519490231002X")).toBe(false);
  });

  it("a card number ends in its Luhn digit", () => {
    expect(luhn("4111111111111111")).toBe(true);
    expect(luhn("4111111111111112")).toBe(false);
  });
});
