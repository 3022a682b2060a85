import { describe, expect, it } from "vitest";
import { apart, applyEdits } from "../../../src/core/text/edits.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { editions } from "../../support/editions.ts";

const good = `year: 2025
unit: { name: 凤凰镇人民政府, kind: township }
proactive:
  regulations: 0
  normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }
  行政许可: 12
  penalties: 30
  coerciveMeasures: 0
  fees: 0.38
requests:
  received: { naturalPerson: 13, business: 2 }
  broughtForward: 0
  outcomes:
    granted: { naturalPerson: 13, business: 2 }
  carriedForward: 0
disputes: 0
narrative:
  总体情况: 全年收到政府信息公开申请15件。
  problems: |
    （一）存在的主要问题。政策解读形式单一。
    （二）改进情况。下一步配发问答。
  other: 本年度收取信息处理费0元。
`;

const read = (text: string) => readTally({ file: "tally.yaml", text }, editions());
const slipped = (from: string, to: string): string => {
  expect(good.split(from).length).toBe(2);
  return good.replace(from, () => to);
};
const codesOf = (text: string) => read(text).diagnostics.map(({ code }) => code);

/** As `--fix` would leave it: once more where the first repair brought another to light. */
function mended(text: string): string {
  const edits = read(text).diagnostics.flatMap(({ fix }) => (fix?.safe ? [{ ...fix.span, text: fix.text }] : []));
  return edits.length === 0 ? text : mended(applyEdits(text, apart(edits)));
}

const figures = (text: string) => [...(read(text).value?.cells ?? [])].map(([path, { value }]) => [path, value]);
const texts = (text: string) =>
  [...(read(text).value?.prose ?? [])].map(([id, passage]) => [id, passage.text.trim()] as const);

const received = "received: { naturalPerson: 13, business: 2 }";
const licences = "  行政许可: 12\n";

describe("the commonest slips in a figure, each with its own word, are mended into what was meant", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["no space after a colon", licences, "  行政许可:12\n", ["GR110"]],
    ["a full-width colon", licences, "  行政许可：12\n", ["GR108"]],
    ["a full-width colon and a space", licences, "  行政许可： 12\n", ["GR108"]],
    ["no colon", licences, "  行政许可 12\n", ["GR173"]],
    ["an equals sign", licences, "  行政许可=12\n", ["GR173"]],
    ["a semicolon for a colon", licences, "  行政许可； 12\n", ["GR173"]],
    ["a tab", licences, "\t行政许可: 12\n", ["GR107"]],
    ["a full-width space before the name", licences, "　行政许可: 12\n", ["GR109"]],
    ["a full-width mark before a remark", licences, "  行政许可: 12 ＃本年\n", ["GR108"]],
    ["full-width digits", licences, "  行政许可: １２\n", ["GR131"]],
    ["a measure word", licences, "  行政许可: 12件\n", ["GR133"]],
    ["two on one line", `${licences}  penalties: 30\n`, "  行政许可: 12 penalties: 30\n", ["GR172"]],
    ["two on one line with a comma", `${licences}  penalties: 30\n`, "  行政许可: 12，行政处罚：30\n", ["GR172"]],
    ["no braces", received, "received: naturalPerson: 13, business: 2", ["GR171"]],
    ["no braces, in Chinese", received, "received: 自然人：13，商业企业：2", ["GR171"]],
    ["no braces, no colons", received, "received: 自然人13、商业企业2", ["GR171"]],
    ["no closing brace", received, "received: { naturalPerson: 13, business: 2", ["GR171"]],
    ["no opening brace", received, "received: naturalPerson: 13, business: 2 }", ["GR171"]],
    ["parentheses", received, "received: （自然人: 13，商业企业: 2）", ["GR171"]],
    ["square brackets", received, "received: [ naturalPerson: 13, business: 2 ]", ["GR171"]],
    ["below one another on one line", received, "received:\n    naturalPerson: 13, business: 2", ["GR172"]],
    ["a full-width comma", received, "received: { naturalPerson: 13，business: 2 }", ["GR108"]],
    ["a pause mark", received, "received: { naturalPerson: 13、business: 2 }", ["GR108"]],
    ["a semicolon", received, "received: { naturalPerson: 13; business: 2 }", ["GR172"]],
    ["nothing between two", received, "received: { naturalPerson: 13 business: 2 }", ["GR172"]],
    ["no spaces at all", received, "received: {naturalPerson:13,business:2}", ["GR110", "GR110"]],
    ["all in full width", received, "received：｛自然人：13，商业企业：2｝", Array(6).fill("GR108")],
    [
      "a unit without braces",
      "unit: { name: 凤凰镇人民政府, kind: township }",
      "unit: name: 凤凰镇人民政府, kind: township",
      ["GR171"],
    ],
  ])("%s", (_, from, to, codes) => {
    const text = slipped(from, to);
    expect(codesOf(text)).toEqual(codes);
    const repaired = mended(text);
    expect(codesOf(repaired)).toEqual([]);
    expect(figures(repaired)).toEqual(figures(good));
    expect(texts(repaired)).toEqual(texts(good));
  });
});

describe("the commonest slips in a text", () => {
  const overview = "  总体情况: 全年收到政府信息公开申请15件。\n";
  const inOverview = (text: string) => new Map(texts(text)).get("overview");

  it.each<[string, string, readonly string[], string]>([
    [
      "a paragraph pasted behind it",
      `${overview}主动公开：信息810条，网站700条。\n\n　　按时办结。\n`,
      ["GR170"],
      "全年收到政府信息公开申请15件。\n主动公开：信息810条，网站700条。\n\n按时办结。",
    ],
    [
      "a paragraph pasted below a bar",
      "  总体情况: |\n一、总体情况：\n公开信息810条。\n",
      ["GR170"],
      "一、总体情况：\n公开信息810条。",
    ],
    [
      "a line of it pasted",
      "  总体情况: |\n    一、总体情况\n公开信息810条。\n    完。\n",
      ["GR170"],
      "一、总体情况\n公开信息810条。\n完。",
    ],
    [
      "a paragraph pasted below nothing",
      "  总体情况:\n一、总体情况\n公开信息810条。\n",
      ["GR170"],
      "一、总体情况\n公开信息810条。",
    ],
    ["a plain colon", "  总体情况: 情况如下: 公开810条。\n", ["GR174"], "情况如下: 公开810条。"],
    ["a plain colon further down", "  总体情况: 情况如下。\n    渠道: 网站。\n", ["GR174"], "情况如下。\n渠道: 网站。"],
    ["a tag at the beginning", "  总体情况: {{unit.name}}公开810条。\n", ["GR174"], "{{unit.name}}公开810条。"],
    ["a star at the beginning", "  总体情况: *公开810条。\n", ["GR174"], "*公开810条。"],
    ["an at sign at the beginning", "  总体情况: @公开810条。\n", ["GR174"], "@公开810条。"],
    ["a percent sign at the beginning", "  总体情况: %公开810条。\n", ["GR174"], "%公开810条。"],
    ["text on the line of the bar", "  总体情况: | 公开810条。\n    完。\n", ["GR174"], "公开810条。\n完。"],
  ])("%s: is set below a bar, and says what was written", (_, to, codes, expected) => {
    const text = slipped(overview, to);
    expect(codesOf(text)).toEqual(codes);
    const repaired = mended(text);
    expect(codesOf(repaired)).toEqual([]);
    expect(inOverview(repaired)).toBe(expected);
    expect(figures(repaired)).toEqual(figures(good));
  });

  it("a text without a bar keeps its paragraphs, each character in its place; a line that goes on has no space in it", () => {
    const text = slipped(overview, "  总体情况: 公开信息\n    810条。\n    收到申请\n\n    15件，word\n    ends。\n");
    expect(codesOf(text)).toEqual([]);
    expect(inOverview(text)).toBe("公开信息810条。\n收到申请15件，word ends。");
    const passage = read(text).value?.prose.get("overview");
    for (const word of ["公开", "810条", "收到", "15件", "ends"]) {
      const [at, source] = passage?.places.findLast(([from]) => from <= passage.text.indexOf(word)) ?? [0, 0];
      expect(text.startsWith(word, source + (passage?.text.indexOf(word) ?? 0) - at)).toBe(true);
    }
  });

  it("what a # would take away is told; a remark is not", () => {
    const cut = slipped(overview, "  总体情况: 举办 #政务公开日# 活动。\n");
    expect(codesOf(cut)).toEqual(["GR174"]);
    expect(codesOf(slipped(overview, "  总体情况: 公开810条。 # 待核\n"))).toEqual([]);
    expect(codesOf(slipped(overview, "  总体情况: 举办#政务公开日#活动。\n"))).toEqual([]);
    expect(codesOf(slipped(overview, "  总体情况: |\n    举办 #政务公开日# 活动。\n"))).toEqual([]);
  });

  it("a slip elsewhere makes none of what is right", () => {
    const right = slipped(
      "  other: 本年度收取信息处理费0元。\n",
      "  other: |\n    一、行政许可：12件，行政处罚 30\n    自然人: 13, 商业企业: 2\n    （二）渠道\n",
    );
    expect(codesOf(right)).toEqual([]);
    expect(codesOf(right.replace("fees: 0.38", "fees：0.38"))).toEqual(["GR108"]);
    expect(
      codesOf(
        right
          .replace("carriedForward: 0\n", "carriedForward: { naturalPerson: 0,\n    business: 0 }\n")
          .replace("fees: 0.38", "fees：0.38"),
      ),
    ).toEqual(["GR108"]);
  });
});

describe("what is no slip of typing is told as it is, and nothing is mended", () => {
  it.each<[string, string, string, string, string]>([
    [
      "a line too far in",
      "  penalties: 30",
      "    penalties: 30",
      "GR106",
      "缩进不对：这一行前面空 4 格，上一行空 2 格",
    ],
    [
      "a line not far enough in",
      "  penalties: 30",
      " penalties: 30",
      "GR106",
      "缩进不对：这一行前面空 1 格，上一行空 2 格",
    ],
    ["a dash", "  penalties: 30", "  - penalties: 30", "GR106", "这一行前面多了“-”"],
    [
      "a paragraph that is nobody's",
      "disputes: 0\n",
      "disputes: 0\n以上数据均已核对。\n",
      "GR106",
      "这一行没有“名称: 内容”的冒号，与下一行连在了一起",
    ],
    [
      "a bracket of several lines",
      "    granted: { naturalPerson: 13, business: 2 }",
      "    granted: { naturalPerson: { a: 13, business: 2",
      "GR106",
      "上一行的括号没有合上",
    ],
    [
      "a remark at a figure",
      "  penalties: 30",
      "  penalties: 30#全年",
      "GR139",
      "主动公开 · 行政处罚：“30#全年”把说明和数字连在了一起",
    ],
  ])("%s", (_, from, to, code, message) => {
    const { diagnostics } = read(slipped(from, to));
    expect(diagnostics.map((each) => [each.code, each.message.zh])).toEqual([[code, message]]);
    expect(diagnostics.filter(({ fix }) => fix?.safe)).toEqual([]);
  });
});
