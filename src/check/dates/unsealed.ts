import type { Rule } from "../../core/rule.ts";

/** An approval that does not say of what. */
export const unsealed: Rule = {
  code: "GR626",
  name: "unsealed",
  // An error where a policy asks for it.
  severity: "warning",
  summary: { zh: "批准没有与内容对应", en: "an approval that is not bound to what it approved" },
  why: {
    zh: "没有记下内容的摘要，批准以后改了数字，谁也看不出来。正式发布（--final）时是警告，要先封存或者豁免；检查方针写了“须封存: 是”的，是错误。",
    en: "Without a hash of the content nobody sees that a figure was changed after approval. With --final it is a warning, so that the report is sealed or the finding waived; where a policy has sealed: true it is an error.",
  },
  example: {
    wrong: "approved: { by: 分管领导, on: 2026-01-15 }",
    right: "approved: { by: 分管领导, on: 2026-01-15, of: sha256:… }",
  },
  *check({ tally, final, sealed }) {
    const { approved } = tally.signoff;
    if (!final || !approved || approved.of !== undefined) return;
    yield {
      ...(sealed && { severity: "error" as const }),
      message: { zh: "批准没有写明是哪些内容", en: "the approval does not say what it is of" },
      span: approved.span,
      at: "signoff.approved",
      help: {
        zh: "内容定稿后运行 gov-report seal，把内容的摘要写进“批准”",
        en: "once the content is final run gov-report seal, which writes its hash into the approval",
      },
    };
  },
};
