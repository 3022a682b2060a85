import { printNumber } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Ceiling } from "../../core/form/form-rules.ts";
import type { CellSpec, UnitKind } from "../../core/form/table.ts";
import { kindNames } from "../../core/form/words.ts";
import { once } from "../../core/once.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { cellSpan, cellsBelow, cellWords, inputsOf } from "../cells.ts";

/** Fees of 3800 万元 in a township: a figure that units of its kind do not reach. */
export const implausibleFigure: Rule = {
  code: "GR321",
  name: "implausible-figure",
  severity: "warning",
  summary: { zh: "数字大得不像本类单位的", en: "a figure larger than units of this kind have" },
  why: {
    zh: "没有上年数据时，单位填错（元填成万元）、把全县的数填进一个乡镇、多打一位数字，只能从数的大小看出来。界限取自已公布的报告，属实的不必改。",
    en: "Without last year's figures a wrong measure, a county's figure in a township or a digit too many show only in the size. The bounds come from published reports; a true figure may stay.",
  },
  example: { wrong: "unit: { …, kind: township }  fees: 3800", right: "unit: { …, kind: township }  fees: 0.38" },
  *check(input) {
    const { tally, edition, figures } = input;
    for (const { spec, ceiling } of boundsOf(edition).get(tally.unit.kind) ?? []) {
      const value = figures.value(spec.path);
      if (value === undefined || value <= ceiling.most) continue;
      // A total says what its parts say, where one of them is as large.
      const parts = spec.terms?.some((path) => (figures.value(path) ?? 0) > ceiling.most);
      if (!parts) yield finding(input, spec, value, ceiling);
    }
  },
};

interface Bound {
  readonly spec: CellSpec;
  readonly ceiling: Ceiling;
}

/** The bounds of an edition by kind of unit, each cell once: what an area adds stands behind what the form says, and goes before it. */
const boundsOf = once((edition: Edition): ReadonlyMap<UnitKind, readonly Bound[]> => {
  const bounds = new Map<UnitKind, Map<string, Bound>>();
  for (const ceiling of edition.ceilings.toReversed()) {
    for (const kind of ceiling.kinds) {
      const known = bounds.get(kind) ?? new Map<string, Bound>();
      bounds.set(kind, known);
      const covered = new Set(ceiling.rows.flatMap((row) => cellsBelow(edition, row)));
      for (const spec of edition.cells) {
        if (covered.has(spec) && !known.has(spec.path)) known.set(spec.path, { spec, ceiling });
      }
    }
  }
  return new Map([...bounds].map(([kind, known]) => [kind, [...known.values()]]));
});

function finding({ tally, edition }: CheckInput, spec: CellSpec, value: number, { most }: Ceiling): Finding {
  const words = cellWords(spec);
  const span = cellSpan(tally, edition, spec.path);
  const wanYuan = spec.measure === "wanYuan";
  const measure = wanYuan ? "万元" : "件";
  return {
    message: {
      zh: `${words.zh}填了 ${printNumber(value)} ${measure}，${kindNames[tally.unit.kind]}单位一般不超过 ${printNumber(most)} ${measure}`,
      en: `${words.en} is ${printNumber(value)}${wanYuan ? " 万元" : ""}; units of kind ${tally.unit.kind} seldom exceed ${printNumber(most)}`,
    },
    ...(span && { span }),
    at: spec.path,
    values: inputsOf(edition, spec.path).flatMap((path) => tally.cells.get(path)?.value ?? []),
    help: wanYuan ? inYuan(value) : ofAnother(tally.unit.kind),
  };
}

function inYuan(value: number): NonNullable<Finding["help"]> {
  const plain = printNumber(Math.round((value / 10_000) * 1e8) / 1e8);
  return {
    zh: `是元还是万元？如果是 ${printNumber(value)} 元，填 ${plain}；确实是 ${printNumber(value)} 万元的，不必改`,
    en: `元 or 万元? If it is ${printNumber(value)} 元, write ${plain}; if it is 万元, leave it`,
  };
}

function ofAnother(kind: UnitKind): NonNullable<Finding["help"]> {
  const above =
    kind === "county" ? { zh: "全市", en: "the whole city's" } : { zh: "全县（市、区）", en: "the whole county's" };
  return {
    zh: `是不是填了${above.zh}的数，或者多打了一位数字？情况属实的，不必改`,
    en: `is it ${above.en} figure, or has it a digit too many? If it is true, leave it`,
  };
}
