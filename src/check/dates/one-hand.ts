import type { Rule } from "../../core/rule.ts";
import { steps } from "../../core/tally.ts";
import { stepWords } from "./due.ts";

/** One person prepared, verified and approved: nobody else has seen the report. */
export const oneHand: Rule = {
  code: "GR606",
  name: "one-hand",
  // With --final it is a warning, which has to be put right or waived before publication.
  severity: "info",
  summary: { zh: "拟稿、审核、批准是同一人", en: "one person in all three roles" },
  why: {
    zh: "审核、批准是为了换一双眼睛看。三步都是一个人，等于没有审核；加了 --final 时作为警告。",
    en: "Verifying and approving are there for a second pair of eyes. With --final this is a warning.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开条例》第十七条",
    says: "建立健全政府信息公开审查机制，明确审查的程序和责任",
  },
  example: {
    wrong: "signoff:\n  prepared: { by: 办公室, … }\n  verified: { by: 办公室, … }\n  approved: { by: 办公室, … }",
    right: "signoff:\n  prepared: { by: 办公室, … }\n  verified: { by: 党政办, … }\n  approved: { by: 分管领导, … }",
  },
  *check({ tally, final }) {
    const { prepared, verified, approved } = tally.signoff;
    if (!prepared || !verified || !approved || prepared.by !== verified.by || verified.by !== approved.by) return;
    yield {
      ...(final && { severity: "warning" as const }),
      message: {
        zh: `${steps.map((step) => stepWords[step]).join("、")}都是“${prepared.by}”`,
        en: `${steps.join(", ")}: all by ${prepared.by}`,
      },
      span: approved.span,
      at: "signoff.approved",
      help: { zh: "由不同的人审核、批准，并写明是谁", en: "have somebody else verify and approve, and say who" },
      related: [
        { span: prepared.span, message: { zh: stepWords.prepared, en: "prepared" } },
        { span: verified.span, message: { zh: stepWords.verified, en: "verified" } },
      ],
    };
  },
};
