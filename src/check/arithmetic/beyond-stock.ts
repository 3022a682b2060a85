import type { Stock } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { cellSpan, cellWords } from "../cells.ts";

/** What was issued and not repealed in the year is still in force at its end. */
export const beyondStock: Rule = {
  code: "GR205",
  name: "beyond-stock",
  severity: "warning",
  summary: { zh: "本年制发的多于现行有效的", en: "more issued in the year than in force at its end" },
  why: {
    zh: "本年制发而没有废止的文件，年末仍然有效，所以现行有效件数不少于本年制发减本年废止。有上年数据时按上年核对（见 GR403），这里不再重复。",
    en: "What was issued and not repealed is in force at the year's end. With last year's tally the stock itself is checked (GR403).",
  },
  example: {
    wrong: "normativeDocuments: { issued: 4, repealed: 0, inForce: 3 }",
    right: "normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }",
  },
  *check(input) {
    for (const stock of input.edition.stocks) {
      for (const row of stock.rows) {
        if (input.previous?.figures.value(join(row, stock.column)) === undefined) yield* compare(input, stock, row);
      }
    }
  },
};

function* compare({ tally, edition, figures }: CheckInput, stock: Stock, row: string): Iterable<Finding> {
  const at = join(row, stock.column);
  const kept = figures.value(at);
  const own = stock.terms.filter(({ last }) => !last);
  let least = 0;
  const cells: { spec: CellSpec; value: number }[] = [];
  for (const { column, sign } of own) {
    const spec = edition.cellAt.get(join(row, column));
    const value = spec && figures.value(spec.path);
    if (!spec || value === undefined) return;
    least += sign * value;
    cells.push({ spec, value });
  }
  const spec = edition.cellAt.get(at);
  if (!spec || kept === undefined || own.length === 0 || kept >= least) return;
  const words = cellWords(spec);
  const sum = own
    .map(({ sign }, i) => `${i > 0 || sign < 0 ? (sign < 0 ? " - " : " + ") : ""}${cells[i]?.value}`)
    .join("");
  const span = cellSpan(tally, edition, at);
  yield {
    message: {
      zh: `${words.zh}填了 ${kept}，少于本年净增的 ${sum} = ${least}`,
      en: `${words.en} is ${kept}, less than what the year added: ${sum} = ${least}`,
    },
    ...(span && { span }),
    at,
    help: {
      zh: "现行有效是年末存量，包括以前年度制发、仍然有效的文件；请核对这几格",
      en: "what is in force is the stock at the year's end, documents of earlier years included; check these cells",
    },
    related: cells.flatMap(({ spec, value }) => {
      const place = cellSpan(tally, edition, spec.path);
      const { zh, en } = cellWords(spec);
      return place ? [{ span: place, message: { zh: `${zh}：${value}`, en: `${en}: ${value}` } }] : [];
    }),
  };
}
