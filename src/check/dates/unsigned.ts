import type { Rule } from "../../core/rule.ts";
import { steps } from "../../core/tally.ts";
import { stepWords } from "./due.ts";

/** A report for publication has been prepared, verified and approved by somebody. */
export const unsigned: Rule = {
  code: "GR601",
  name: "unsigned",
  severity: "error",
  summary: { zh: "正式发布缺少签批", en: "sign-off is missing for publication" },
  why: {
    zh: "发布前应当有人拟稿、审核、批准并留下日期。只在加了 --final 时检查，平时生成和草稿都不要求。",
    en: "Before publication somebody prepares, verifies and approves the report. Asked for with --final only.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开条例》第十七条",
    says: "建立健全政府信息公开审查机制，明确审查的程序和责任",
  },
  example: {
    wrong: "（没有 signoff）",
    right:
      "signoff:\n  prepared: { by: 办公室, on: 2026-01-08 }\n  verified: { by: 党政办, on: 2026-01-12 }\n  approved: { by: 分管领导, on: 2026-01-15 }",
  },
  *check({ tally, final }) {
    const missing = steps.filter((step) => !tally.signoff[step]);
    if (!final || missing.length === 0) return;
    yield {
      message: {
        zh: `缺少签批：${missing.map((step) => stepWords[step]).join("、")}`,
        en: `sign-off is missing: ${missing.join(", ")}`,
      },
      span: tally.unitSpan,
      help: {
        zh: "在填报中写明 signoff（签批）的人和日期，或去掉 --final",
        en: "add signoff with who and when, or leave --final out",
      },
    };
  },
};
