import type { Rule } from "../../core/rule.ts";
import { brokenRelations } from "./relations.ts";

/** Relations between cells that nearly always hold; where one does not, there is a reason to know. */
export const doubtfulRelation: Rule = {
  code: "GR207",
  name: "doubtful-relation",
  severity: "warning",
  summary: { zh: "表中数据之间的关系可疑", en: "figures of a table that seldom stand so" },
  why: {
    zh: "有些数一般有固定的大小关系，如各渠道公开的条数加起来不少于去重后的总数。不符合的多半是填错；确有原因的，在 waivers 中说明。",
    en: "Some figures nearly always stand in a fixed order, as the items of all channels are no fewer than the items themselves. Most exceptions are slips; a true one can be waived.",
  },
  example: {
    wrong: "公开信息 300 条；网站 120 条、微信 80 条、其他 0 条",
    right: "公开信息 300 条；网站 290 条、微信 80 条、其他 0 条",
  },
  check: (input) => brokenRelations(input, "soft"),
};
