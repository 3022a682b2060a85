import type { Text } from "../../core/diagnostic.ts";
import { findKey } from "../../core/form/keys.ts";
import type { Measure } from "../../core/form/table.ts";
import { pathWords } from "../../core/form/words.ts";
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
    const { words } = first;
    const span = cellSpan(tally, input.edition, first.path);
    const count = parts.units.length;
    const more = others.length > 0;
    yield {
      message: {
        zh: `${words.zh}填了 ${figureWords(first.written, first.measure)}，所属 ${count} 个单位合计 ${figureWords(first.sum, first.measure)}${more ? `；这样对不上的共 ${differing.length} 格` : ""}`,
        en: `${words.en} is ${figureWords(first.written, first.measure)}, its ${count} units add up to ${figureWords(first.sum, first.measure)}${more ? `; ${differing.length} cells differ in all` : ""}`,
      },
      ...(span && { span }),
      at: first.path,
      values: differing.flatMap(({ written, sum }) => [written, sum]),
      help: {
        zh: `计入的单位：${listed(parts.units, "、", "等")}。${parts.listed ? "核对汇总数和各单位的数" : "只计入了填报中写明上级的单位，先核对有没有遗漏，再核对各数"}`,
        en: `counted: ${listed(parts.units, ", ", " and others")}; ${parts.listed ? "check the area's figures and theirs" : "only units that name this one as theirs are counted, so look for others first"}`,
      },
      related: others.flatMap(({ path, words: { zh, en }, measure, written, sum }) => {
        const place = cellSpan(tally, input.edition, path);
        const message = {
          zh: `${zh}：填 ${figureWords(written, measure)}，合计 ${figureWords(sum, measure)}`,
          en: `${en}: ${figureWords(written, measure)}, units ${figureWords(sum, measure)}`,
        };
        return place ? [{ span: place, message }] : [];
      }),
    };
  },
};

interface Unequal {
  readonly path: string;
  readonly words: Text;
  readonly measure: Measure;
  readonly written: number;
  readonly sum: number;
}

/** Cells of the form, and activity figures of which an annex has a line a unit. */
function unequalCells({ edition, figures }: CheckInput, sums: ReadonlyMap<string, number>): readonly Unequal[] {
  const cells = edition.cells.filter(({ terms }) => !terms).map((spec) => ({ ...spec, words: cellWords(spec) }));
  const others = [...sums.keys()].flatMap((path) => {
    const node = edition.cellAt.has(path) ? undefined : findKey(edition.keys, path.split("."));
    const words = pathWords(edition, path);
    return node ? [{ path, words: { ...words, zh: `“${words.zh}”` }, measure: node.measure ?? "count" } as const] : [];
  });
  return [...cells, ...others].flatMap(({ path, words, measure }): readonly Unequal[] => {
    const [written, sum] = [figures.value(path), sums.get(path)];
    // Money is added up with its decimals, and 0.1 + 0.2 is 0.3.
    if (written === undefined || sum === undefined || Math.abs(written - sum) < 1e-6) return [];
    return [{ path, words, measure, written, sum: Math.round(sum * 1e8) / 1e8 }];
  });
}

const mostNames = 8;

function listed(names: readonly string[], comma: string, more: string): string {
  return names.slice(0, mostNames).join(comma) + (names.length > mostNames ? more : "");
}
