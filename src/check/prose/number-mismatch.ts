import type { Text } from "../../core/diagnostic.ts";
import { printNumber } from "../../core/figures.ts";
import { findKey } from "../../core/form/keys.ts";
import type { CheckInput, Finding, Rule, Subject } from "../../core/rule.ts";
import { type Contradiction, faultsIn, type Valued } from "./compare/analyse.ts";
import { fits, sumOf } from "./compare/values.ts";
import {
  capped,
  figureSpan,
  labelOf,
  quoted,
  rangeInWords,
  readingsInWords,
  relatedCells,
  termName,
} from "./report/wording.ts";
import type { LevelStatement } from "./resolve/statement.ts";

type LevelFault = Contradiction<LevelStatement>;

const example = {
  wrong: "本年新收政府信息公开申请5件  # 表中“本年新收”总计为 4",
  right: "本年新收政府信息公开申请{{requests.received}}件",
};

/** A row named in the form's own words with another number than the form has. */
export const numberMismatch: Rule = {
  code: "GR310",
  name: "number-mismatch",
  severity: "error",
  summary: { zh: "正文中的数与表格不符", en: "a number in the text differs from the form" },
  why: {
    zh: "正文用表格本身的名称说出的数，必须与该格一致。两处不一致，读者无从知道哪个是真的。",
    en: "A number said in the form's own words must be the form's. Where they differ nobody can tell which is true.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开工作年度报告格式》印发通知",
    says: "发布内容不准确不全面并造成不良后果的，追究负有责任的领导人员和直接责任人责任",
  },
  example,
  check: (input) => findings(input, (fault) => certain(fault, input)),
};

/** A number whose words have several readings, none of which fits. */
export const doubtfulNumber: Rule = {
  code: "GR311",
  name: "doubtful-number",
  severity: "warning",
  summary: { zh: "正文中的数与表格、工作数据对不上", en: "a number in the text fits no reading of the form" },
  why: {
    zh: "“收到”“办结”等说法可以有几种口径。程序把各种口径都算过，都对不上时才提示；如果正文说的是另一件事，可以不改。",
    en: "收到 or 办结 can be counted in several ways. This speaks only when none of them gives the number.",
  },
  example: {
    wrong: "全年收到政府信息公开申请10件  # 本年新收 8；本年新收 + 上年结转 = 9",
    right: "全年收到政府信息公开申请9件（含上年结转1件）",
  },
  check: (input) => findings(input, (fault) => !certain(fault, input)),
};

function certain({ statement }: LevelFault, input: CheckInput): boolean {
  // Beside the table of an area the text may speak of the office's own cases; last year's figures may have been corrected since.
  return statement.own && input.tally.scope === "own" && statement.period === "now";
}

function* findings(input: CheckInput, wanted: (fault: LevelFault) => boolean): Iterable<Finding> {
  const faults = faultsIn(input).filter((fault): fault is LevelFault => fault.statement.kind === "level");
  const { shown, left } = capped(faults.filter(wanted));
  for (const fault of shown) {
    yield {
      message: message(fault),
      ...figureSpan(input, fault),
      help: help(fault, input),
      related: relatedCells(
        fault.readings.map((reading) => reading.sum),
        fault.subject,
      ),
    };
  }
  if (left > 0) {
    yield {
      message: {
        zh: `正文中还有 ${left} 处数与表格不符，没有逐一列出`,
        en: `${left} more numbers of the text differ from the form`,
      },
    };
  }
}

/** A statement in words is told with no more readings than these. */
const mostOfWords = 2;

function message(fault: LevelFault): Text {
  const { statement, readings, subject } = fault;
  const said = quoted(fault);
  const year = statement.period === "past" ? { zh: "上年", en: "last year's " } : { zh: "", en: "" };
  const [only, ...others] = readings;
  const [term] = only?.sum ?? [];
  const inWords = statement.none || statement.each !== undefined;
  const words = readingsInWords(readings, subject, inWords ? mostOfWords : undefined);
  if (statement.each) {
    const all = printNumber(statement.each.value);
    return {
      zh: `正文说“${said}”（共 ${all}），${year.zh}填报的是：${words.zh}`,
      en: `the text says it of all ${all} ("${said}"), ${year.en}form: ${words.en}`,
    };
  }
  if (statement.none) {
    return {
      zh: `正文说“${said}”，${year.zh}填报的是：${words.zh}`,
      en: `the text says there is none ("${said}"), ${year.en}form: ${words.en}`,
    };
  }
  if (only && term && others.length === 0 && only.sum.length === 1) {
    const label = labelOf(term, subject.edition);
    return {
      zh: `正文写的是 ${said}，${year.zh}${isActivity(term.path, subject) ? "填报的" : "表中"}${label}是 ${inMeasure(only, fault)}`,
      en: `the text says ${said}, ${year.en}${term.path} is ${inMeasure(only, fault)}`,
    };
  }
  return {
    zh: `正文写的是 ${said}，与${year.zh}填报数据的各种口径都不符：${words.zh}`,
    en: `the text says ${said}, which fits no reading of ${year.en || "the "}figures: ${words.en}`,
  };
}

function isActivity(path: string, { edition }: Subject): boolean {
  return findKey(edition.keys, path.split("."))?.activity ?? true;
}

/** The figure is what the same cells had the year before: a text that was written over last year's. */
function isLastYears({ statement, readings }: LevelFault, { previous }: CheckInput): boolean {
  if (!previous || statement.period !== "now" || statement.none) return false;
  return readings.some(({ sum }) => {
    const before = sumOf(sum, previous);
    return before !== undefined && before.high !== 0 && fits(statement.figure, before);
  });
}

function help(fault: LevelFault, input: CheckInput): Text {
  const words = advice(fault);
  if (!isLastYears(fault, input)) return words;
  return {
    zh: `这正是上年填报的数，多半是沿用了上年的文字；${words.zh}`,
    en: `this is last year's figure, so the text may be last year's too; ${words.en}`,
  };
}

function advice(fault: LevelFault): Text {
  const { readings, subject, statement } = fault;
  const values = [...new Set(readings.slice(0, 2).map((reading) => inMeasure(reading, fault)))];
  const names = [
    ...new Set(readings.slice(0, 2).flatMap(({ sum }) => sum.map((term) => termName(term, subject.edition)))),
  ];
  const cells = names.slice(0, 3).join("、");
  const place = statement.period === "past" ? "上年填报的" : "填报的";
  const paths = [...new Set(readings.slice(0, 2).flatMap(({ sum }) => sum.map((term) => term.path)))].slice(0, 3);
  if (statement.each) {
    return {
      zh: `按填报的数改写这句话，或核对${place}${cells}`,
      en: `say what the figures say, or check ${paths.join(", ")}`,
    };
  }
  return {
    zh: `改为 ${values.join(" 或 ")}，或核对${place}${cells}；正文的数可以用 {{…}} 从填报数据中引用，不必再填一遍`,
    en: `write ${values.join(" or ")}, or check ${paths.join(", ")}; a tag in braces would take the number from the tally`,
  };
}

/** With the measure word the text has; money in 元 or 万元 as it was said. */
function inMeasure({ value }: Valued, fault: LevelFault): string {
  const said = quoted(fault);
  const { measure } = fault.statement.figure;
  if (measure === "元" && said.includes("万") && value.low === value.high)
    return `${printNumber(value.low / 10_000)}万元`;
  const unit = measure === "" && fault.statement.none ? "" : measure;
  return `${rangeInWords(value)}${unit === "" ? "" : ` ${unit}`}`;
}
