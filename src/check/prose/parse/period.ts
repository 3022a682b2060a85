import type { Period } from "../resolve/statement.ts";
import type { SentenceNode } from "./sentence.ts";

const comparing: ReadonlySet<string> = new Set(["比", "较", "与", "同", "和", "相较", "相比", "相比较"]);

/** Which year a clause speaks of. Less than a year, or more than one, is none that the form has a figure for. */
export function periodOf(nodes: readonly SentenceNode[], year: number, sofar: Period): Period {
  let period = sofar;
  let other = false;
  let part = false;
  let full = false;
  const last = nodes.findLastIndex(({ kind }) => kind === "figure");
  nodes.forEach((node, i) => {
    if (node.kind === "years") other = true;
    else if (node.kind === "date") {
      if (node.months[0] === 1 && node.months[1] === 12) full = true;
      else if (!node.whole) part = true;
    } else if (node.kind === "year") {
      if (node.year === year) period = period === "other" ? "other" : "now";
      else if (node.year === year - 1) period = isCompared(nodes, i) ? period : "past";
      else other = true;
    } else if (node.kind === "word") {
      // 2025年以来, in the report on 2025: from its beginning.
      const before = nodes[i - 1];
      const whole = node.text === "以来" && before?.kind === "year" && before.year === year;
      // 上年结转的3件已于年初办结: the count is of the whole year.
      const later = last >= 0 && i > last && node.text.startsWith("年");
      // 规划计划类信息: a kind of information, and nothing to come.
      const kind = node.text === "计划" && before?.kind === "unknown";
      if (
        (node.word.roles.has("partial") && !whole && !later && !kind && !isMade(nodes, i)) ||
        node.word.roles.has("average")
      )
        part = true;
      if (node.word.roles.has("next")) other = true;
      if (node.word.roles.has("past") && !node.word.roles.has("compare")) period = "past";
      if (node.word.roles.has("now") && period === "past") period = "now";
    }
  });
  if (other || (part && !full)) return "other";
  const said = nodes.some((node) => node.kind === "year" && node.year === year);
  return period === "other" && said && !part ? "now" : period;
}

/** 将政府信息公开纳入考核: done, and nothing to come. */
function isMade(nodes: readonly SentenceNode[], at: number): boolean {
  const node = nodes[at];
  if (node?.kind !== "word" || node.text !== "将") return false;
  return nodes.slice(at + 1).some((each) => "text" in each && /纳入?|列入?|作为|融入|贯穿|列为/.test(each.text));
}

/** 较2024年, 与2024年相比. */
export function isCompared(nodes: readonly SentenceNode[], at: number): boolean {
  const after = nodes[at + 1];
  const text = (node: SentenceNode | undefined): string =>
    node?.kind === "word" || node?.kind === "unknown" ? node.text : "";
  return comparing.has(text(nodes[at - 1])) || comparing.has(text(after)) || text(after) === "同期相比";
}
