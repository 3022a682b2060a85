import type { Rule } from "../../core/rule.ts";
import { type StepName, steps } from "../../core/tally.ts";
import { dayInWords, stepWords } from "./due.ts";

/** Prepared, then verified, then approved, then published. */
export const outOfOrder: Rule = {
  code: "GR604",
  name: "out-of-order",
  severity: "warning",
  summary: { zh: "签批日期先后颠倒", en: "sign-off or publication in the wrong order" },
  why: {
    zh: "先拟稿，再审核，再批准，然后公布；同一天办理的可以相同。次序颠倒，不是日期写错，就是没有按程序办理。更正已公布的报告，签批在公布之后，不算颠倒。",
    en: "A report is prepared, verified, approved and then published, perhaps all on one day. In another order either a day is wrong or a step was left out. What corrects a published report is signed after it.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开条例》第十七条",
    says: "建立健全政府信息公开审查机制，明确审查的程序和责任",
  },
  example: {
    wrong: "signoff:\n  prepared: { by: 办公室, on: 2026-01-12 }\n  verified: { by: 党政办, on: 2026-01-08 }",
    right: "signoff:\n  prepared: { by: 办公室, on: 2026-01-08 }\n  verified: { by: 党政办, on: 2026-01-12 }",
  },
  *check({ tally, isOut }) {
    const dated = steps.flatMap((id) => {
      const step = tally.signoff[id];
      return step ? [{ name: { zh: stepWords[id], en: id as StepName | "published" }, ...step }] : [];
    });
    const { published } = tally;
    // A correction is signed after the report was published.
    const all =
      published && !isOut
        ? [...dated, { name: { zh: "公布", en: "published" as const }, on: published.on, span: published.span }]
        : dated;
    for (const [i, later] of all.entries()) {
      const earlier = all[i - 1];
      if (!earlier || earlier.on <= later.on) continue;
      yield {
        message: {
          zh: `${later.name.zh}（${dayInWords(later.on)}）早于${earlier.name.zh}（${dayInWords(earlier.on)}）`,
          en: `${later.name.en} on ${later.on}, before ${earlier.name.en} on ${earlier.on}`,
        },
        span: later.span,
        at: later.name.en === "published" ? "published" : `signoff.${later.name.en}`,
        help: { zh: "核对这两个日期", en: "check both days" },
        related: [
          {
            span: earlier.span,
            message: { zh: `${earlier.name.zh}：${earlier.on}`, en: `${earlier.name.en}: ${earlier.on}` },
          },
        ],
      };
    }
  },
};
