import type { Edition } from "../../core/form/edition.ts";
import { once } from "../../core/once.ts";
import type { CheckInput, Rule } from "../../core/rule.ts";
import { cellWords, ownPlace, related, type Side, sideOf } from "../cells.ts";
import { withRepair } from "./repair.ts";

/** A total that is written down is a checksum: it must be what its parts add up to. */
export const wrongTotal: Rule = {
  code: "GR202",
  name: "wrong-total",
  severity: "error",
  summary: { zh: "写出的总计与各项之和不符", en: "a written total is not the sum of its parts" },
  why: {
    zh: "总计由程序计算，不必填写；填写了就按校验数对待。两数不符，不是总计错，就是某一项错，程序不替人决定。",
    en: "Totals are computed. One that is written down says what its author counted; when it differs, one of the parts or the total is wrong, and only he knows which.",
  },
  basis: { title: "年度报告格式附表“总计”行、列" },
  example: {
    wrong: "received: { naturalPerson: 13, business: 2, total: 16 }",
    right: "received: { naturalPerson: 13, business: 2, total: 15 }",
  },
  *check(input) {
    const { tally, edition, figures } = input;
    for (const spec of totalsOf(edition)) {
      const cell = tally.cells.get(spec.path);
      const sum = cell && figures.value(spec.path);
      if (cell?.value === undefined || sum === undefined || cell.value === sum) continue;
      const { value, span } = cell;
      const words = cellWords(spec);
      const specs = spec.terms?.flatMap((term) => edition.cellAt.get(term) ?? []) ?? [];
      const parts = sideOf(specs, input);
      yield {
        message: {
          zh: `${words.zh}写的是 ${value}，各项之和是 ${sum}`,
          en: `${words.en} says ${value}, its parts add up to ${sum}`,
        },
        span,
        at: spec.path,
        ...withRepair(
          {
            help: {
              zh: `相差 ${Math.abs(value - sum)}：改正某一项，或把总计改为 ${sum}，也可以删去总计由程序计算`,
              en: `they differ by ${Math.abs(value - sum)}: correct a part, write ${sum}, or leave the total out`,
            },
            span,
            related: related({ ...parts, terms: worthShowing(input, parts) }),
          },
          input,
          spec.table,
        ),
        fix: { span, text: String(sum), safe: false },
      };
    }
  },
};

const totalsOf = once(({ cells }: Edition) => cells.filter(({ terms }) => terms));

/** The parts that are not 0, then those whose 0 somebody wrote for this very cell. */
function worthShowing({ tally, edition }: CheckInput, { terms }: Side): Side["terms"] {
  const zeros = terms.filter(({ spec, value }) => value === 0 && !spec.terms && ownPlace(tally, edition, spec));
  return [...terms.filter(({ value }) => value !== 0), ...zeros];
}
