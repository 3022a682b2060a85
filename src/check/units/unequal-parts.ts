import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Rule } from "../../core/rule.ts";
import { figureWords } from "../../core/text/money.ts";
import { cellSpan, cellWords } from "../cells.ts";

/** An area's report is the sum of its units' tallies. */
export const unequalParts: Rule = {
  code: "GR506",
  name: "unequal-parts",
  severity: "warning",
  summary: { zh: "本地区的数不等于所属各单位之和", en: "an area's figures are not the sum of its units'" },
  why: {
    zh: "范围是“本地区”的报告由所属各单位相加得出。对不上，要么有单位没有计入，要么汇总时算错或者某单位事后改过数。",
    en: "The report of an area adds its units up. Where it differs, a unit was left out, the sum is wrong, or a unit changed a figure afterwards.",
  },
  example: {
    wrong: "scope: area\nproactive: { licences: 118 … }  # 所属单位：73 + 46 = 119",
    right: "scope: area\nproactive: { licences: 119 … }",
  },
  *check(input) {
    const { tally, parts } = input;
    if (!parts || parts.lacking.length > 0) return;
    const differing = unequalCells(input, parts.sums);
    const [first, ...others] = differing;
    if (!first) return;
    const words = cellWords(first.spec);
    const span = cellSpan(tally, input.edition, first.spec.path);
    const count = parts.units.length;
    const more = others.length > 0;
    yield {
      message: {
        zh: `${words.zh}填了 ${figureWords(first.written, first.spec.measure)}，所属 ${count} 个单位合计 ${figureWords(first.sum, first.spec.measure)}${more ? `；这样对不上的共 ${differing.length} 格` : ""}`,
        en: `${words.en} is ${figureWords(first.written, first.spec.measure)}, its ${count} units add up to ${figureWords(first.sum, first.spec.measure)}${more ? `; ${differing.length} cells differ in all` : ""}`,
      },
      ...(span && { span }),
      at: first.spec.path,
      values: differing.flatMap(({ written, sum }) => [written, sum]),
      help: {
        zh: `计入的单位：${listed(parts.units, "、", "等")}。${parts.listed ? "核对汇总数和各单位的数" : "只计入了填报中写明上级的单位，先核对有没有遗漏，再核对各数"}`,
        en: `counted: ${listed(parts.units, ", ", " and others")}; ${parts.listed ? "check the area's figures and theirs" : "only units that name this one as theirs are counted, so look for others first"}`,
      },
      related: others.flatMap(({ spec, written, sum }) => {
        const place = cellSpan(tally, input.edition, spec.path);
        const { zh, en } = cellWords(spec);
        const message = {
          zh: `${zh}：填 ${figureWords(written, spec.measure)}，合计 ${figureWords(sum, spec.measure)}`,
          en: `${en}: ${figureWords(written, spec.measure)}, units ${figureWords(sum, spec.measure)}`,
        };
        return place ? [{ span: place, message }] : [];
      }),
    };
  },
};

interface Unequal {
  readonly spec: CellSpec;
  readonly written: number;
  readonly sum: number;
}

function unequalCells({ edition, figures }: CheckInput, sums: ReadonlyMap<string, number>): readonly Unequal[] {
  return edition.cells.flatMap((spec): readonly Unequal[] => {
    const [written, sum] = [figures.value(spec.path), sums.get(spec.path)];
    // Money is added up with its decimals, and 0.1 + 0.2 is 0.3.
    if (spec.terms || written === undefined || sum === undefined || Math.abs(written - sum) < 1e-6) return [];
    return [{ spec, written, sum: Math.round(sum * 1e8) / 1e8 }];
  });
}

const mostNames = 8;

function listed(names: readonly string[], comma: string, more: string): string {
  return names.slice(0, mostNames).join(comma) + (names.length > mostNames ? more : "");
}
