import type { Edition } from "../../core/form/edition.ts";
import type { Finding } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { copiedSections, type Words } from "./copied.ts";

/** GR361: the sections of two units of one run that are one text; the pipeline compares them all. */
export function sameText(tally: Tally, other: Tally, edition: Edition): Iterable<Finding> {
  const words: Words = {
    message: (heading, percent, quote) => ({
      zh: `“${heading}”与${other.unit.name}有 ${percent}% 相同：“${quote}”`,
      en: `"${heading}" is ${percent}% the same as that of ${other.unit.name}: "${quote}"`,
    }),
    help: {
      zh: "两份报告至少有一份要按本单位的实际情况重写",
      en: "at least one of the two has to be written anew",
    },
    there: { zh: `${other.unit.name}也是这样写的`, en: `the same words in ${other.unit.name}` },
  };
  return copiedSections(tally, other, edition, words);
}
