import type { RuleDoc } from "../core/rule.ts";

const severity = "error";

/** What `gov-report explain` says of faults in texts and their tags. */
export const textDocs: readonly RuleDoc[] = [
  {
    code: "GR701",
    severity,
    name: "unreadable-tag",
    summary: { zh: "引用数据的标记写法有误", en: "a tag in a text cannot be read" },
    why: {
      zh: "文字中的数据用 {{名称}} 引用。括号不成对、用了全角括号，程序就无法知道引用的是什么，原样印出又会成为公开的差错。",
      en: "Figures are named in a text as {{name}}. With a brace missing or full-width nobody can tell what is meant, and printed as it stands it would be published.",
    },
    example: {
      wrong: "overview: 全年收到申请｛｛requests.received｝｝件。",
      right: "overview: 全年收到申请{{requests.received}}件。",
    },
  },
  {
    code: "GR702",
    severity,
    name: "unknown-name",
    summary: { zh: "引用的名称不存在", en: "a tag names no figure" },
    why: {
      zh: "名称须与填报数据一致，中文名、英文名均可。引用不存在的名称不能当作空白或0。",
      en: "A name must be one the tally has, in Chinese or English. An unknown one is neither blank nor 0.",
    },
    example: {
      wrong: "overview: 新收申请{{依申请公开.新收}}件。",
      right: "overview: 新收申请{{依申请公开.本年新收}}件。",
    },
  },
  {
    code: "GR703",
    severity,
    name: "forbidden-tag",
    summary: { zh: "使用了文字中不允许的标记", en: "a kind of tag that a text may not use" },
    why: {
      zh: "填报数据来自众多单位，文字只能引用数据和使用规定的少数函数，不能执行其他内容。",
      en: "Tallies come from many hands. A text may name figures and call a few helpers, and do nothing else.",
    },
    example: {
      wrong: "overview: 全年收到申请{{{requests.received}}}件。",
      right: "overview: 全年收到申请{{requests.received}}件。",
    },
  },
  {
    code: "GR704",
    severity,
    name: "wrong-call",
    summary: { zh: "函数不存在或参数不对", en: "an unknown helper, or one with wrong arguments" },
    why: {
      zh: "函数只有 has、pos、eq、not、and、or、sum、rest、percent、change，各有固定的参数个数。",
      en: "The helpers are has, pos, eq, not, and, or, sum, rest, percent and change; each takes a fixed number of arguments.",
    },
    example: {
      wrong: "overview: 办结率{{percent hotline.closed}}。",
      right: "overview: 办结率{{percent hotline.closed hotline.received}}。",
    },
  },
  {
    code: "GR705",
    severity,
    name: "number-as-condition",
    summary: { zh: "直接用数作条件", en: "a number is used as a condition" },
    why: {
      zh: "0 是如实填报的数，不等于没有填报。{{#if 数}} 会把 0 当作没有，使“0件”从文中消失。",
      en: "0 is a figure and not the lack of one. {{#if number}} would take it for nothing, and the 0 would vanish from the text.",
    },
    example: {
      wrong: "overview: '{{#if hotline.received}}受理工单{{hotline.received}}件。{{/if}}'",
      right: "overview: '{{#if (has hotline.received)}}受理工单{{hotline.received}}件。{{/if}}'",
    },
  },
  {
    code: "GR706",
    severity,
    name: "figure-not-given",
    summary: { zh: "文字引用了没有填报的数", en: "the text speaks of a figure that is not given" },
    why: {
      zh: "没有填报的数不能当作0印出，也不能印成空白。",
      en: "A figure that is not given is neither printed as 0 nor as a gap.",
    },
    example: {
      wrong: "activity: { hotline: { received: 392 } }\nnarrative: { overview: '办结{{hotline.closed}}件。' }",
      right:
        "activity: { hotline: { received: 392, closed: 388 } }\nnarrative: { overview: '办结{{hotline.closed}}件。' }",
    },
  },
  {
    code: "GR707",
    severity,
    name: "no-last-year",
    summary: { zh: "要算同比而没有上年的数", en: "a comparison without last year's figure" },
    why: {
      zh: "同比只能由上年的填报数据算出。没有上年数据时，程序不推算。",
      en: "A change is computed from last year's tally. Without one nothing is guessed.",
    },
    example: {
      wrong: "overview: 新收申请同比{{change requests.received}}。",
      right: "overview: 新收申请{{requests.received}}件。",
    },
  },
  {
    code: "GR708",
    severity,
    name: "text-too-large",
    summary: { zh: "文字过长或嵌套过深", en: "a text is too long or nested too deeply" },
    why: {
      zh: "一份年度报告的文字通常不过数千字。过长的文字多半是误粘贴，也会拖慢成批处理。",
      en: "The prose of a report seldom exceeds a few thousand characters. A far longer one was pasted by mistake, and would slow a batch down.",
    },
  },
  {
    code: "GR709",
    severity,
    name: "no-result",
    summary: { zh: "比率、差额等算不出结果", en: "a rate or difference cannot be computed" },
    why: {
      zh: "约数算不出准确的比率，分母为0没有比率。程序不编造比率。",
      en: "No exact rate follows from an approximate figure, and none from 0 cases. None is made up.",
    },
    example: {
      wrong:
        "activity: { services: { accepted: 33万余, closed: 32.55万余 } }\nnarrative: { overview: '办结率{{percent services.closed services.accepted}}。' }",
      right:
        "activity: { services: { accepted: 33万余, closed: 32.55万余 } }\nnarrative: { overview: '受理{{services.accepted}}件，办结{{services.closed}}件。' }",
    },
  },
];
