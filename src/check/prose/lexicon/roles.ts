/** What a word does in a clause; the words of each stand in `templates/words.yaml`. */
export const roles = [
  "plain", // says nothing about a figure
  "turn", // opens a further statement behind a figure: 均已答复
  "each", // the figure holds for every item before it
  "respectively",
  "and",
  "total", // several items together
  "part", // opens parts of the figure before
  "rest", // what the parts before have left
  "others", // all that is not named beside it: 其他各项均为0
  "none", // nothing of what is named
  "compare", // with the year before
  "chain", // with the month or quarter before
  "up",
  "added", // an increase, or what came in in the year: 新增
  "down",
  "level", // a change that ends at the figure: 增加到
  "flat",
  "from",
  "share",
  "whole",
  "past", // last year's figure
  "now",
  "partial", // less than the year
  "average", // of a month or a head, in its own clause alone
  "future", // what is to be done
  "own", // the unit itself
  "area", // all units of an area
  "stop", // another thing altogether
  "through", // opens the way or the rule by which something was done: 通过…方式, 按照…规定
  "way", // closes a way
  "several", // says that the ways or reasons named are all: 等方式, 各类渠道
  "norm", // closes a rule that was followed
  "cause", // opens a cause: 因…引发
  "effect", // closes a cause
  "reason", // closes a reason: 等原因
  "being", // opens the kinds a row is made of: 属于重复申请等情形
  "about", // opens what something is about, up to 的
  "person", // people who may stand before a noun and change nothing
  "limit", // narrows what follows to a part of it
  "carry", // cases that go from year to year: 结转, 顺延
  "to", // 至, 到
  "next", // the year after
  "tail", // what may follow 结转下年度: 继续办理
  "apart", // counted elsewhere, and not in the figure before: 不计入
  "attribute", // a noun that may also be said of a document
  "scope", // the sentence names a scope of its own
  "channel", // one way among several by which requests come in
] as const;

export type Role = (typeof roles)[number];
