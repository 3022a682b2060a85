import type { Rule } from "../../core/rule.ts";
import { brokenRelations } from "./relations.ts";

/** Relations between cells that the labels of a form imply and nothing can excuse. */
export const brokenRelation: Rule = {
  code: "GR206",
  name: "broken-relation",
  severity: "error",
  summary: { zh: "表中数据自相矛盾", en: "figures of a table contradict one another" },
  why: {
    zh: "“其中”项不能多于它所属的项，减少的不能比原有的还多。这些关系表上没有印出来，从各栏的名称就能看出，不会有例外。",
    en: "A part is no more than its whole, and no more can go than was there. The form does not print these relations; its labels leave no other reading.",
  },
  example: {
    wrong: "主动公开政府信息数 40，其中主动公开规范性文件数 45",
    right: "主动公开政府信息数 45，其中主动公开规范性文件数 40",
  },
  check: (input) => brokenRelations(input, "hard"),
};
