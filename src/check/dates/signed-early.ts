import type { Rule } from "../../core/rule.ts";
import { steps } from "../../core/tally.ts";
import { dayInWords, stepWords } from "./due.ts";

/** A step of sign-off before the year was over: the figures were not the whole year's then. */
export const signedEarly: Rule = {
  code: "GR605",
  name: "signed-early",
  severity: "info",
  summary: { zh: "签批日期在年度结束之前", en: "signed off before the year was over" },
  why: {
    zh: "年度报告的数据统计到12月31日，之前拟好、签过的稿子用的还不是全年的数字。",
    en: "The figures run to 31 December; a text signed before that did not have the whole year's.",
  },
  example: {
    wrong: "signoff:\n  prepared: { by: 办公室, on: 2025-12-25 }",
    right: "signoff:\n  prepared: { by: 办公室, on: 2026-01-08 }",
  },
  *check({ tally }) {
    const early = steps.flatMap((id) => {
      const step = tally.signoff[id];
      return step && step.on <= `${tally.year}-12-31` ? [{ id, step }] : [];
    });
    const [first, ...others] = early;
    if (!first) return;
    yield {
      message: {
        zh: `${early.map(({ id, step }) => `${stepWords[id]}（${dayInWords(step.on)}）`).join("、")}在${tally.year}年结束之前`,
        en: `${early.map(({ id, step }) => `${id} on ${step.on}`).join(", ")}: ${tally.year} was not over`,
      },
      span: first.step.span,
      at: `signoff.${first.id}`,
      help: {
        zh: "核对日期；确在年底前办理的，请确认数据已补到12月31日并重新签批",
        en: "check the day; if it is right, bring the figures up to 31 December and sign again",
      },
      related: others.map(({ id, step }) => ({
        span: step.span,
        message: { zh: `${stepWords[id]}：${step.on}`, en: `${id}: ${step.on}` },
      })),
    };
  },
};
