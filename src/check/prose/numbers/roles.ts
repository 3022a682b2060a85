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
  "none", // nothing of what is named
  "compare", // with the year before
  "chain", // with the month or quarter before
  "up",
  "down",
  "level", // a change that ends at the figure: 增加到
  "flat",
  "from",
  "share",
  "whole",
  "past", // last year's figure
  "now",
  "partial", // less than the year
  "future", // what is to be done
  "own", // the unit itself
  "area", // all units of an area
  "stop", // another thing altogether
] as const;

export type Role = (typeof roles)[number];
