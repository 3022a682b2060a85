import { describe, expect, it } from "vitest";
import { contradictedWords } from "../../../src/check/wording/contradicted-words.ts";
import { feeContradicted } from "../../../src/check/wording/fee-contradicted.ts";
import { feeUnstated } from "../../../src/check/wording/fee-unstated.ts";
import { fullWidthDigit } from "../../../src/check/wording/full-width-digit.ts";
import { halfWidthPunctuation } from "../../../src/check/wording/half-width-punctuation.ts";
import { nothingCounted } from "../../../src/check/wording/nothing-counted.ts";
import { overviewWithoutFigures } from "../../../src/check/wording/overview-without-figures.ts";
import { repeatedWord } from "../../../src/check/wording/repeated-word.ts";
import { thinProblems } from "../../../src/check/wording/thin-problems.ts";
import { unpairedBracket } from "../../../src/check/wording/unpaired-bracket.ts";
import type { Rule } from "../../../src/core/rule.ts";
import { editions } from "../../support/editions.ts";
import type { Written } from "../../support/make-tally.ts";
import { found, pointed } from "../../support/text-findings.ts";

type Cells = { readonly [key: string]: Written };

describe("GR340 contradicted-words", () => {
  const carried: Cells = { "requests.carriedForward.naturalPerson": 1 };
  const reviews: Cells = { "disputes.review": { upheld: 2, corrected: 0, other: 0, pending: 1 } };
  const corrected: Cells = { "disputes.review.corrected": 1 };
  const suits: Cells = { "disputes.litigation.direct.upheld": 1, "disputes.litigation.afterReview.other": 1 };

  it.each<[Cells, string, string?]>([
    [carried, "收到政府信息公开申请5件，已全部办结。", "已全部办结"],
    [carried, "本年新收申请5件，均已答复。", "均已答复"],
    [carried, "政府信息公开申请办结率为100%。", "办结率为100%"],
    [{}, "收到政府信息公开申请5件，已全部办结。"],
    [carried, "热线工单全部办结，网上留言均已答复。"],
    [carried, "上年结转的申请2件全部办结。"],
    [carried, "除1件外，其余申请全部办结。"],
    [carried, "收到申请5件，均在法定期限内答复，按时办结率100%。"],
    [carried, "办理申请5件，均按期答复，尚有1件正在办理。"],
    [carried, "受理投诉举报12件，全部办结。"],
    [reviews, "行政复议3件，均获维持。", "均获维持"],
    [reviews, "行政复议3件，已审结2件，均获维持。"],
    [corrected, "行政复议1件，已审结，全部维持。", "全部维持"],
    [corrected, "行政复议案件无一被纠正。", "无一被纠正"],
    [reviews, "行政复议案件无一被纠正。"],
    [suits, "行政诉讼2件，均被驳回。", "均被驳回"],
    [reviews, "行政诉讼2件，均获维持；行政复议3件，维持2件，尚未审结1件。"],
    [{ ...reviews, ...suits }, "被申请行政复议、提起行政诉讼的案件均获维持。", "均获维持"],
    // That a number is 0 is looked at with the numbers.
    [reviews, "本年度没有发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。"],
    [{ "requests.carriedForward.naturalPerson": undefined }, "收到政府信息公开申请5件，已全部办结。"],
  ])("%o: %s", (cells, sentence, words) => {
    expect(pointed(contradictedWords, sentence, { cells })).toEqual(words === undefined ? [] : [words]);
  });

  it("says which figure, and how much", () => {
    const [finding] = found(contradictedWords, { overview: "收到申请5件，全部办结。" }, { cells: carried });
    expect(finding?.message.zh).toBe("写的是“全部办结”，但数据中“结转下年度继续办理”为1件");
  });
});

const tables: readonly (readonly [Rule, readonly (readonly [sentence: string, ...words: string[]])[]])[] = [
  [
    repeatedWord,
    [
      ["主动公开政府政府情况。", "政府政府"],
      ["答复率、答复率均达到100%。", "答复率、答复率"],
      ["申请答复率和答复率均达到100%。", "答复率和答复率"],
      ["加强加强队伍建设。", "加强加强"],
      ["公开了了一批信息，群众的的意见。", "了了", "的的"],
      ["做好工作，，及时公开。。", "，，", "。。"],
      ["凤凰镇人民政府政府信息公开指南。"],
      ["更新信息公开公开栏、信息公开公开目录。"],
      ["人人参与、层层落实、常常更新、稳稳推进、一一回应、处处公开、家家户户知晓。"],
      ["一个一个核对，一件一件办理，一项一项清理。"],
      ["认真研究研究，公众了解了解。"],
      ["二〇二〇年、二零二零年的文件。"],
      ["达到主动公开的目的的，予以公开；开展了了解需求的调查。"],
      ["政务公开、信息公开、主动公开、公开栏。"],
      ["县政府、政府网站同步发布。"],
      ["行政复议、行政诉讼均为0件。"],
      ["政府信息信息化水平、信息员培训。"],
      ["市场监督管理管理所负责。"],
    ],
  ],
  [
    halfWidthPunctuation,
    [
      ["本年度未收取信息处理费,无其他事项。", ","],
      ["一是完善制度;二是加强培训。", ";"],
      ["(一)主动公开。", "("],
      ['设立"政务公开"专区。', '"'],
      ["公开信息3.5万条,办结率98.6%。", ","],
      ["公开信息96条，办结率98.6%，网址http://a.gov.cn/?x=1，时间8:30。"],
      ["Word, Excel等格式。"],
    ],
  ],
  [fullWidthDigit, [["全年公开信息９６条，办结１２件。", "９６"], ["全年公开信息96条。"]]],
  [
    unpairedBracket,
    [
      ["根据《政府信息公开条例编制本报告。", "《"],
      ["公开信息96条（其中政策解读5条。", "（"],
      ["落实“先审后发制度。", "“"],
      ["国办公开办函〔2021）30号", "〔", "）"],
      ["政策解读5条）。", "）"],
      ["（一）主动公开（含政策解读）。《关于〈条例〉的解读》“三审三校”"],
      ["1）主动公开；2）依申请公开。\n一）组织领导"],
      ["(含政策解读）已公开。"],
    ],
  ],
  [
    overviewWithoutFigures,
    [
      ["2025年，认真贯彻落实《条例》，各项工作扎实推进。", "2025年，认真贯彻落实《条例》，各项工"],
      ["（一）主动公开。根据国办公开办函〔2021〕30号，3月20日召开会议。", "（一）主动公开。根据国办公开办函〔202"],
      ["全年公开信息96条。"],
      ["全年公开信息近百条，培训三次。"],
      ["本年未收到政府信息公开申请。"],
      ["全年公开信息{{activity.itemsPublished.totl}}条。"],
    ],
  ],
];

describe.each(tables)("$code $name", (rule, sentences) => {
  it.each(sentences)("%s", (sentence, ...words) => {
    expect(pointed(rule, sentence)).toEqual(words);
  });
});

describe("GR320 nothing-counted", () => {
  const requests: Cells = { "requests.received.naturalPerson": 1, "requests.outcomes.granted.naturalPerson": 1 };
  const reviews: Cells = { "disputes.review.upheld": 1 };

  it.each<[Cells, string, string?]>([
    [{}, "认真办理政府信息公开申请，收到的申请均在法定期限内答复，全年公开信息12条。", "均在法定期限内答复"],
    [{}, "2025年收到的政府信息公开申请全部按期办结。", "全部按期办结"],
    [{}, "因政府信息公开被申请行政复议的案件均获维持。", "均获维持"],
    [{}, "行政处罚结果均在7个工作日内公示。", "均在7个工作日内公示"],
    [{}, "制发的行政规范性文件一律公开。", "一律公开"],
    // What was counted is compared by its number.
    [{}, "收到政府信息公开申请15件，均按期答复。"],
    [{}, "全年办理政府信息公开申请三件，全部办结。"],
    // Somebody counted some.
    [requests, "收到的政府信息公开申请均在法定期限内答复。"],
    [reviews, "行政复议案件均获维持。"],
    // One cell is enough.
    [{ "requests.carriedForward.business": 1 }, "收到的政府信息公开申请均在法定期限内答复。"],
    // Blank is not nothing.
    [{ "requests.received.business": undefined }, "收到的政府信息公开申请均在法定期限内答复。"],
    // Nothing was there, and the text says so.
    [{}, "全年未收到政府信息公开申请，均无需答复。"],
    [{}, "政府信息公开申请为零，行政复议、行政诉讼均未发生。"],
    [{}, "没有发生行政复议，无维持、纠正的案件。"],
    // Of another year, of others, of what is to come, of how it is done.
    [{}, "2023年收到的政府信息公开申请均已答复。"],
    [{}, "上年收到的政府信息公开申请均已答复。"],
    [{}, "各村收到的政府信息公开申请均已答复。"],
    [{}, "全区政府信息公开申请均已答复。"],
    [{}, "要求政府信息公开申请一律按期答复。"],
    [{}, "下一步，对政府信息公开申请逐件答复。"],
    [{}, "公开指南载明政府信息公开申请的办理程序。"],
    [{}, "群众留言和投诉均已答复。"],
  ])("%j: %s", (cells, text, words) => {
    expect(pointed(nothingCounted, text, { cells })).toEqual(words === undefined ? [] : [words]);
  });

  it("goes by the data of every form, and leaves the section on problems alone", () => {
    expect(pointed(nothingCounted, "收到的政府信息公开申请均已答复，但时效不高。", {}, "problems")).toEqual([]);
    for (const form of editions().all) expect(form.claims.happened.length).toBeGreaterThan(1);
  });
});

describe("GR345 thin-problems", () => {
  const inProblems = (text: string) => found(thinProblems, { problems: text }).map(({ message }) => message.zh);
  const heading = "“五、存在的主要问题及改进情况”";

  it.each([
    ["无", `${heading}只写了“无”`],
    ["暂无。", `${heading}只写了“暂无。”`],
    ["没有问题。", `${heading}只写了“没有问题。”`],
    ["继续做好政府信息公开工作。", `${heading}只有一句话，没有写存在的问题`],
    ["政策解读形式单一。", `${heading}只有一句话，没有写改进情况`],
  ])("%s", (text, message) => expect(inProblems(text)).toEqual([message]));

  it.each([
    "政策解读形式单一，下一步将配发问答。",
    "（一）存在的主要问题。政策解读形式单一。（二）改进情况。配发问答。",
    "公开活动以现场咨询为主，会后反馈的方式还不固定。下一步将逐项登记。",
  ])("%s is enough", (text) => expect(inProblems(text)).toEqual([]));

  it("speaks of section 五 only", () => expect(found(thinProblems, { other: "无" })).toEqual([]));
});

describe("the processing fee", () => {
  const other = (rule: Rule, text: string, fee?: number) =>
    found(rule, { other: text }, { cells: fee === undefined ? {} : { "activity.processingFee": fee } }).length;

  it.each<readonly [string, number]>([
    ["无其他需要报告的事项。", 1],
    ["按照《政府信息公开信息处理费管理办法》执行。", 1],
    ["按照《政府信息公开信息处理费管理办法》执行，未收取其他费用。", 1],
    ["本年度未收取信息处理费。", 0],
    ["收取信息处理费情况：本年度收取信息处理费0元。", 0],
    ["依据《政府信息公开信息处理费管理办法》，本年度没有产生信息处理费。", 0],
    ["收取信息处理费共计400元，已全额上缴国库。", 0],
    ["信息处理费情况：无。", 0],
    ["本年度收取信息处理费{{activity.processingFee}}元。", 0],
  ])("GR347 %s", (text, count) => expect(other(feeUnstated, text, 400)).toBe(count));

  it("GR347 is silent where another section states it", () => {
    expect(found(feeUnstated, { overview: "本年度未收取信息处理费。", other: "无其他需要报告的事项。" })).toEqual([]);
  });

  it("GR347 is silent where section 六 is composed", () => expect(found(feeUnstated, {})).toEqual([]));

  it.each<readonly [string, number | undefined, number]>([
    ["本年度未收取信息处理费。", 400, 1],
    ["本年度收取信息处理费300元。", 400, 1],
    ["本年度收取信息处理费0.04万元。", 400, 0],
    ["收取信息处理费2件，分别为380元、20元。", 400, 0],
    ["本年度收取信息处理费４００元。", 400, 0],
    ["本年度收取信息处理费{{activity.processingFee}}元。", 400, 0],
    ["本年度未收取信息处理费。", 0, 0],
    ["本年度收取信息处理费400元。", 0, 1],
    ["本年度收取信息处理费400元。", undefined, 0],
    ["其他收入400元。", 0, 0],
  ])("GR348 %s beside %s元", (text, fee, count) => expect(other(feeContradicted, text, fee)).toBe(count));
});
