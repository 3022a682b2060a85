import type { Rule } from "../../core/rule.ts";
import { firstFew, publishedTexts, type TextExcerpt } from "../leftovers/own-texts.ts";

const openers = "（〔《【“「〈";
const closers = "）〕》】”」〉";

/** A bracket or quotation mark without its other half. */
export const unpairedBracket: Rule = {
  code: "GR343",
  name: "unpaired-bracket",
  severity: "warning",
  summary: { zh: "括号、书名号或引号不成对", en: "a bracket or quotation mark without its other half" },
  why: {
    zh: "缺少一半的括号、书名号、引号多半是删改时留下的，旁边常有漏字。",
    en: "A lone half was left by an edit, and often a word is missing beside it.",
  },
  example: {
    wrong: "overview: 根据《政府信息公开条例编制本报告。",
    right: "overview: 根据《政府信息公开条例》编制本报告。",
  },
  *check(input) {
    for (const own of publishedTexts(input)) {
      yield* firstFew(unpaired(own.text), ({ start, text }) => ({
        message: { zh: `“${text}”没有与它成对的另一半`, en: `${text} has no other half` },
        span: own.at(start, start + 1),
        help: { zh: "补上另一半，或者删去这一半", en: "add the other half, or take this one out" },
      }));
    }
  },
};

interface Open {
  readonly start: number;
  readonly kind: number;
}

/** A half-width bracket counts as a full-width one; a list number (1） and 一）) has no opening half. */
function unpaired(text: string): readonly TextExcerpt[] {
  const open: Open[] = [];
  const waiting = openers.split("").map(() => 0);
  const alone: number[] = [];
  const drop = () => {
    const top = open.pop();
    if (top) waiting[top.kind] = (waiting[top.kind] ?? 0) - 1;
    return top;
  };
  for (const { index: start, 0: mark } of text.matchAll(/[（〔《【“「〈）〕》】”」〉()]/g)) {
    const full = mark === "(" ? "（" : mark === ")" ? "）" : mark;
    const opening = openers.indexOf(full);
    if (opening >= 0) {
      open.push({ start, kind: opening });
      waiting[opening] = (waiting[opening] ?? 0) + 1;
      continue;
    }
    const kind = closers.indexOf(full);
    if ((waiting[kind] ?? 0) === 0) {
      if (!isListNumber(text, start, full)) alone.push(start);
      continue;
    }
    for (let top = drop(); top && top.kind !== kind; top = drop()) alone.push(top.start);
  }
  for (const { start } of open) alone.push(start);
  return alone.sort((a, b) => a - b).map((start) => ({ start, text: text[start] ?? "" }));
}

function isListNumber(text: string, at: number, mark: string): boolean {
  return (
    mark === "）" &&
    /(?:^|[\n。；：，、\s])[0-9０-９一二三四五六七八九十]{1,2}$/.test(text.slice(Math.max(0, at - 3), at))
  );
}
