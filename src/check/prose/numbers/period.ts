import type { Lexicon } from "./lexicon.ts";
import type { SentenceNode } from "./sentence.ts";
import type { Period } from "./statement.ts";

const comparing: ReadonlySet<string> = new Set(["比", "较", "与", "同", "和", "相较", "相比", "相比较"]);

/** Which year a clause speaks of. Less than a year, or more than one, is none that the form has a figure for. */
export function periodOf(nodes: readonly SentenceNode[], year: number, sofar: Period): Period {
  let period = sofar;
  let other = false;
  let part = false;
  let full = false;
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
      if (node.word.roles.has("partial")) part = true;
      if (node.word.roles.has("past") && !node.word.roles.has("compare")) period = "past";
      if (node.word.roles.has("now") && period === "past") period = "now";
    }
  });
  if (other || (part && !full)) return "other";
  const said = nodes.some((node) => node.kind === "year" && node.year === year);
  return period === "other" && said && !part ? "now" : period;
}

/** 较2024年, 与2024年相比. */
export function isCompared(nodes: readonly SentenceNode[], at: number): boolean {
  const after = nodes[at + 1];
  const text = (node: SentenceNode | undefined): string =>
    node?.kind === "word" || node?.kind === "unknown" ? node.text : "";
  return comparing.has(text(nodes[at - 1])) || comparing.has(text(after)) || text(after) === "同期相比";
}

/** 结转至2026年 is 结转下年度, 2024年结转 is 上年结转. */
export function namedYears(
  nodes: readonly SentenceNode[],
  year: number,
  lexicons: readonly Lexicon[],
): readonly SentenceNode[] {
  if (!nodes.some((node) => node.kind === "word" && node.text === "结转")) return nodes;
  const named: SentenceNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    const word = node.kind === "word" && node.text === "结转" ? node : undefined;
    const behind = yearNode(nodes[at + 1]) ?? (isTo(nodes[at + 1]) ? yearNode(nodes[at + 2]) : undefined);
    const before = yearNode(named.at(-1));
    if (word && behind?.year === year + 1) {
      named.push(wordNode(lexicons, "结转下年度", word.start, behind.end) ?? node);
      at = nodes.indexOf(behind, at);
      while (isHandled(nodes[at + 1])) at++;
    } else if (word && before?.year === year - 1) {
      named.pop();
      named.push(wordNode(lexicons, "上年结转", before.start, word.end) ?? node);
    } else named.push(node);
  }
  return named;
}

function yearNode(node: SentenceNode | undefined): Extract<SentenceNode, { kind: "year" }> | undefined {
  return node?.kind === "year" ? node : undefined;
}

function isTo(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && (node.text === "至" || node.text === "到");
}

function isHandled(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && (node.text === "继续" || node.text === "办理");
}

function wordNode(lexicons: readonly Lexicon[], text: string, start: number, end: number): SentenceNode | undefined {
  for (const lexicon of lexicons) {
    const found = lexicon.find(text, 0);
    if (found?.end === text.length) return { kind: "word", start, end, word: found.value, text };
  }
  return undefined;
}
