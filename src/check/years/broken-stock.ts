import type { Related } from "../../core/diagnostic.ts";
import type { Stock, StockTerm } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CheckInput, Finding, Rule, Subject } from "../../core/rule.ts";
import { cellSpan, cellWords, writtenParts } from "../cells.ts";

/** What is in force is what was in force a year ago, plus what was issued, less what was repealed. */
export const brokenStock: Rule = {
  code: "GR403",
  name: "broken-stock",
  severity: "warning",
  summary: { zh: "现行有效件数与上年接不上", en: "the documents in force do not follow from last year's" },
  why: {
    zh: "现行有效是年末存量，本年制发使它增加，本年废止使它减少。文件到期自动失效、集中清理、机构改革都会使它对不上，所以只作提醒。",
    en: "The stock grows by what is issued and shrinks by what is repealed. Documents that lapse by themselves, clean-ups and reorganisations break this for good reason.",
  },
  basis: { title: "年度报告格式附表“本年制发”“本年废止”“现行有效”三栏" },
  example: {
    wrong: "normativeDocuments: { issued: 4, repealed: 0, inForce: 30 }  # 上年 inForce: 28",
    right: "normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }",
  },
  *check(input) {
    const { previous } = input;
    if (!previous) return;
    for (const stock of input.edition.stocks) {
      for (const row of stock.rows) yield* compare(input, previous, stock, row);
    }
  },
};

interface Valued {
  readonly term: StockTerm;
  readonly value: number;
  readonly subject: Subject;
  readonly path: string;
}

function* compare(input: CheckInput, previous: Subject, stock: Stock, row: string): Iterable<Finding> {
  const at = join(row, stock.column);
  const spec = input.edition.cellAt.get(at);
  const value = input.figures.value(at);
  const terms = stock.terms.flatMap((term): readonly Valued[] => {
    const subject = term.last ? previous : input;
    const path = join(row, term.column);
    // A row that last year's form did not have is no fault; nor is a blank, which has been reported.
    const found = subject.edition.cellAt.has(path) ? subject.figures.value(path) : undefined;
    return found === undefined ? [] : [{ term, value: found, subject, path }];
  });
  if (!spec || value === undefined || terms.length < stock.terms.length) return;
  const expected = terms.reduce((sum, { term, value: v }) => sum + term.sign * v, 0);
  if (value === expected) return;
  const words = cellWords(spec);
  const span = cellSpan(input.tally, input.edition, at);
  yield {
    message: {
      zh: `${words.zh}填了 ${value}，按上年推算应为 ${inWords(terms, "zh")} = ${expected}`,
      en: `${words.en} is ${value}; from last year's it would be ${inWords(terms, "en")} = ${expected}`,
    },
    ...(span && { span }),
    at,
    help: {
      zh: `${stock.says}，请核对；因到期失效、集中清理、机构改革等原因对不上的，可以保留，写入豁免并说明理由`,
      en: "check these cells; where something lapsed, was cleaned up or moved to another unit, keep it and waive it with the reason",
    },
    related: terms.flatMap(asRelated),
  };
}

function inWords(terms: readonly Valued[], lang: "zh" | "en"): string {
  return terms
    .map(({ term, value, subject, path }, i) => {
      const sign = term.sign < 0 ? (i === 0 ? "-" : " - ") : i === 0 ? "" : " + ";
      const label = subject.edition.cellAt.get(path)?.columnLabel ?? term.column;
      return lang === "zh"
        ? `${sign}${term.last ? lastYears(label) : label} ${size(value)}`
        : `${sign}${term.last ? "last year's " : ""}${term.column} ${size(value)}`;
    })
    .join("");
}

/** 上年现行有效件数; but 上一年项目数量 of last year is that of another year again. */
function lastYears(label: string): string {
  return /^[上本]/.test(label) ? `上年报告的“${label}”` : `上年${label}`;
}

/** A decrease beside a sign of its own. */
function size(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}

function asRelated({ subject, path, value }: Valued): readonly Related[] {
  const spec = subject.edition.cellAt.get(path);
  const { year } = subject.tally;
  return writtenParts(subject, path, value).map(({ span, value: part }) => {
    const label = spec?.columnLabel ?? path;
    return { span, message: { zh: `${year}年“${label}”：${part}`, en: `${year} ${path}: ${part}` } };
  });
}
