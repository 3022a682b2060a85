import type { Rule } from "../../core/rule.ts";
import { contentHash } from "../../core/seal.ts";

/** What was approved is not what the report says now. */
export const changedAfterApproval: Rule = {
  code: "GR625",
  name: "changed-after-approval",
  // With --final it is an error.
  severity: "warning",
  summary: { zh: "批准以后内容有改动", en: "the content has changed since it was approved" },
  why: {
    zh: "批准的是当时的数字和文字。批准时用 gov-report seal 记下内容的摘要，以后哪怕改了一个数，也要重新批准；正式发布（--final）时是错误。",
    en: "What was approved are the figures and texts as they stood. gov-report seal notes a hash of them, and after any change the report has to be approved again; with --final this is an error.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开条例》第十七条",
    says: "建立健全政府信息公开审查机制，明确审查的程序和责任",
  },
  example: {
    wrong: "approved: { by: 分管领导, on: 2026-01-15, of: sha256:… }   # 之后改了一个数",
    right: "approved: { by: 分管领导, on: 2026-01-16, of: sha256:… }   # 重新批准并运行 gov-report seal",
  },
  *check(input) {
    const { tally, prose, final } = input;
    const { approved } = tally.signoff;
    if (!approved?.of || !prose || approved.of === contentHash(input, prose)) return;
    yield {
      ...(final && { severity: "error" as const }),
      message: {
        zh: `“${approved.by}”${approved.on} 批准以后，数字或文字有改动`,
        en: `figures or texts have changed since ${approved.by} approved them on ${approved.on}`,
      },
      span: approved.span,
      at: "signoff.approved",
      help: {
        zh: "不该改的改回来；确要改的，送批准人重新批准，改日期后运行 gov-report seal",
        en: "undo the change, or have it approved again: write the new day and run gov-report seal",
      },
    };
  },
};
