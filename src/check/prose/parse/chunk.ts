import type { Lexicon } from "../lexicon/lexicon.ts";
import type { LexiconWord, Sense } from "../lexicon/meaning.ts";
import type { Role } from "../lexicon/roles.ts";
import { sharesName } from "../lexicon/unit-lexicon.ts";
import type { SentenceNode, WordToken } from "./sentence.ts";

/** Whose text it is, and which words carry cases from year to year. */
export interface ChunkContext {
  readonly unit: string;
  readonly year: number;
  readonly lexicons: readonly Lexicon[];
}

/**
 * Chunks of a clause: adverbials that change nothing are dropped, those that narrow a figure to a part become a `limit`,
 * a noun and what is attached to it (申请 + 件) become one, and cases carried from year to year are one word however said.
 */
export function chunk(nodes: readonly SentenceNode[], context: ChunkContext): readonly SentenceNode[] {
  const named = ownSites(nodes, context);
  if (!named.some((node) => node.kind === "quoted" || (node.kind === "word" && node.word.marks.chunked))) return named;
  return attachments(adjuncts(carried(named, context), context));
}

/** 通过松陂民政网发布: its own site by its name. */
function ownSites(nodes: readonly SentenceNode[], { unit, lexicons }: ChunkContext): readonly SentenceNode[] {
  if (!nodes.some(isSiteName)) return nodes;
  const site = wordIn(lexicons, "政府信息公开平台");
  return nodes.map((node): SentenceNode => {
    if (!site || !isSiteName(node) || !sharesName(node.text.slice(0, -1), unit)) return node;
    return { kind: "word", start: node.start, end: node.end, word: site, text: site.text };
  });
}

function isSiteName(node: SentenceNode): node is Extract<SentenceNode, { kind: "unknown" }> {
  return node.kind === "unknown" && node.text.length >= 3 && node.text.endsWith("网");
}

// --- adverbials -----------------------------------------------------------------------------------------------------

interface Adjunct {
  /** The node behind it. */
  readonly end: number;
  /** What stands for it: nothing, a limit, or that the cases are about disclosure. */
  readonly as: "nothing" | "limit" | "disclosed";
}

const longestAdjunct = 18;

function adjuncts(nodes: readonly SentenceNode[], context: ChunkContext): readonly SentenceNode[] {
  const kept: SentenceNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    const listed = enumerationAt(nodes, at, kept);
    if (listed) {
      kept.length = listed.from;
      if (listed.ofAll) kept.push(node);
      const noun = listed.named ? undefined : wordIn(context.lexicons, "信息");
      if (noun && "start" in node && "end" in node)
        kept.push({ kind: "word", start: node.start, end: node.end, word: noun, text: noun.text });
      continue;
    }
    const adjunct = adjunctAt(nodes, at, context);
    if (!adjunct) {
      kept.push(node);
      continue;
    }
    const start = "start" in node ? node.start : 0;
    const text = nodes.slice(at, adjunct.end).map(wordsOf).join("");
    if (adjunct.as !== "nothing")
      kept.push({
        kind: adjunct.as,
        start,
        end: start,
        text,
        ...((hasRole(node, "channel") || hasRole(node, "limit")) && { way: true }),
      });
    at = adjunct.end - 1;
  }
  return kept;
}

function adjunctAt(nodes: readonly SentenceNode[], at: number, context: ChunkContext): Adjunct | undefined {
  const node = nodes[at];
  if (node?.kind === "quoted") return quotedAt(nodes, at, context);
  if (node?.kind !== "word") return undefined;
  const { roles } = node.word;
  if (roles.has("through")) return wayAt(nodes, at);
  if (roles.has("cause")) return causeAt(nodes, at);
  if (node.text === "对" || node.text === "对于")
    return objectionAt(nodes, at) ?? (roles.has("about") ? aboutAt(nodes, at) : undefined);
  if (roles.has("being")) return kindsAt(nodes, at);
  if (roles.has("about")) return aboutAt(nodes, at);
  if (roles.has("person")) return personAt(nodes, at);
  if (roles.has("limit") || roles.has("channel")) return { end: at + 1, as: "limit" };
  return undefined;
}

/** 通过邮寄、窗口等方式, 严格按照规定: every way there is, or the rule that was followed. One way alone is a part of all. */
function wayAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const close = find(nodes, at + 1, (node) => hasRole(node, "way") || isNorm(node));
  if (close < 0) return undefined;
  const region = nodes.slice(at + 1, close);
  const closing = nodes[close];
  // 依托门户网站发布A、B等信息: it is what was published that is listed.
  if (textOf(closing).startsWith("等") && region.some(isPublishingVerb)) return undefined;
  if (isNorm(closing)) return { end: close + 1, as: "nothing" };
  const several =
    region.some((node) => isLink(node) || textOf(node) === "任何" || hasRole(node, "several")) ||
    hasRole(closing, "several");
  // 利用公开栏、大喇叭等形式发布信息77条: ways of publishing that nobody knows are not all of them.
  // With the site and another channel among them they are.
  const known = new Set(region.filter(isChannelWord).map(textOf)).size;
  const publishing = nodes.some(isPublishing) && known < 2 && region.some((node) => node.kind === "unknown");
  if (several) return { end: close + 1, as: publishing ? "limit" : "nothing" };
  return region.some(isChannelWord) ? undefined : { end: close + 1, as: "limit" };
}

/** 因政府信息公开引发的; 因行政处罚被提起 is about something else; 因…等原因 is every reason there is. */
function causeAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const close = find(nodes, at + 1, (node) => hasRole(node, "effect") || hasRole(node, "reason") || isPassive(node));
  if (close < 0) return undefined;
  const closing = nodes[close];
  // 因答复而引起的: one cause.
  const twice = hasRole(nodes[close + 1], "effect");
  const end = isPassive(closing) && !hasRole(closing, "effect") ? close : close + (twice ? 2 : 1);
  if (hasRole(closing, "reason") && nodes.slice(at + 1, close).every(saysDisclosure)) return { end, as: "disclosed" };
  if (hasRole(closing, "reason")) return { end, as: hasRole(closing, "several") ? "nothing" : "limit" };
  const region = nodes.slice(at + 1, close);
  // 由于本机关不掌握而无法提供: the reason is a row of the form, and stays.
  if (closing && textOf(closing) === "而" && !twice && region.some(isRowWord)) return { end: at + 1, as: "nothing" };
  // 因申请公开征地信息引发: some of the disputes about disclosure. 工作不当, 对答复不服 are said of all.
  const narrowed = region.some(
    (each) => each.kind === "unknown" && !/[不服满违]|公开|答复|工作|行为|纠纷|问题/.test(each.text),
  );
  if (region.some(saysDisclosure)) return { end, as: narrowed ? "limit" : "disclosed" };
  return region.length === 0 ? undefined : { end, as: "limit" };
}

/** 对答复不服, 对我局的答复提起行政复议: what is objected to is an answer to a request. */
function objectionAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const end = find(
    nodes,
    at + 1,
    (node) => node?.kind === "word" && (node.text === "不服" || node.word.marks.nouns.length > 0),
  );
  if (end < 0) return undefined;
  const region = nodes.slice(at + 1, end);
  const answered = region.some(
    (node) => node.kind === "word" && node.word.senses.some(({ frame, row }) => row?.generic && frame.causeOf.size > 0),
  );
  if (!answered && !region.some(saysDisclosure)) return undefined;
  return { end: textOf(nodes[end]) === "不服" ? end + 1 : end, as: "disclosed" };
}

/** 属于信访投诉、重复申请等情形不予处理: all the kinds there are. */
function kindsAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const close = find(nodes, at + 1, (node) => hasRole(node, "reason") && hasRole(node, "several"));
  return close < 0 ? undefined : { end: close + 1, as: "nothing" };
}

/** 涉及政府信息公开的, 关于征地的: up to 的. */
function aboutAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const close = find(nodes, at + 1, (node) => node?.kind === "word" && node.text.endsWith("的"));
  if (close < 0 || close === at + 1) return undefined;
  const region = nodes.slice(at + 1, close);
  if (region.some(saysDisclosure)) return { end: close + 1, as: "disclosed" };
  return region.every((node) => node.kind === "word") ? undefined : { end: close + 1, as: "limit" };
}

/** “松陂发布”微信公众号: an account of the unit's own is the channel; another name is nobody knows what. */
function quotedAt(nodes: readonly SentenceNode[], at: number, { unit }: ChunkContext): Adjunct | undefined {
  const node = nodes[at];
  if (node?.kind !== "quoted") return undefined;
  // “12345”“12366”: a number that is called.
  if (/^\d+$/.test(node.text)) return { end: at + 1, as: "nothing" };
  // 微信公众号“松陂发布”: the account named behind the channel.
  if (isChannelWord(nodes[at - 1])) return { end: at + 1, as: "nothing" };
  if (!isChannelWord(nodes[at + 1])) return undefined;
  return { end: at + 1, as: sharesName(node.text, unit) ? "nothing" : "limit" };
}

/** 群众, 线上、线下 before a noun or a verb; 群众 alone may be what is counted. */
function personAt(nodes: readonly SentenceNode[], at: number): Adjunct | undefined {
  const next = nodes[at + 1];
  if (next && isLink(next) && hasRole(nodes[at + 2], "person")) return { end: at + 2, as: "nothing" };
  const stands =
    next?.kind === "word" &&
    (next.word.senses.length > 0 ||
      next.word.roles.has("person") ||
      next.word.roles.has("through") ||
      next.text === "对" ||
      next.text === "的");
  return stands ? { end: at + 1, as: "nothing" } : undefined;
}

/** 发布工作动态、住房保障等信息, 刊发通知、公告等44篇: what is listed is all kinds there are. Where the list begins, behind its verb. */
function enumerationAt(
  nodes: readonly SentenceNode[],
  at: number,
  kept: readonly SentenceNode[],
): { readonly from: number; readonly named: boolean; readonly ofAll: boolean } | undefined {
  const node = nodes[at];
  if (node?.kind !== "word") return undefined;
  // 发布工作动态及各类政务信息
  const before = kept.at(-1);
  const ofAll = before !== undefined && isLink(before) && node.text.startsWith("各类") && isPublished(node);
  if (!ofAll && (node.text[0] !== "等" || !/^等(?:各[类项种])?(?:内容)?$/.test(node.text))) return undefined;
  const noun = ofAll ? node : nodes.slice(at + 1, at + 4).find((each) => !hasRole(each, "plain"));
  const named =
    noun?.kind === "word" &&
    noun.word.senses.some(
      ({ kind, frame }) => (frame.byRow && kind !== "row") || (kind === "noun" && !frame.statutory),
    );
  const counted = nodes.slice(at + 1, at + 4).find((each) => !hasRole(each, "plain"));
  if (!named && counted?.kind !== "figure") return undefined;
  let pauses = 0;
  for (let from = kept.length - 1; from >= 0 && from > kept.length - longestList; from--) {
    const each = kept[from];
    if (each?.kind === "mark" || hasRole(each, "and")) pauses++;
    else if (each?.kind === "figure" || each?.kind === "aside") return undefined;
    else if (isPublishingVerb(each)) return pauses > 0 ? { from: from + 1, named, ofAll } : undefined;
  }
  return undefined;
}

const longestList = 40;

function isPublishingVerb(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.word.senses.some(publishes);
}

function publishes({ frame, kind }: Sense): boolean {
  return frame.byRow && kind === "verb";
}

function isChannel({ frame, kind }: Sense): boolean {
  return frame.byRow && kind === "row";
}

function find(
  nodes: readonly SentenceNode[],
  from: number,
  wanted: (node: SentenceNode | undefined) => boolean,
): number {
  for (let at = from; at < nodes.length && at < from + longestAdjunct; at++) {
    const node = nodes[at];
    if (node?.kind === "figure" || (node?.kind === "mark" && node.mark !== "pause")) return -1;
    if (wanted(node)) return at;
  }
  return -1;
}

/** 规定, or the title of a rule. */
function isNorm(node: SentenceNode | undefined): boolean {
  return hasRole(node, "norm") || (node?.kind === "unknown" && node.text.includes("》"));
}

function wordsOf(node: SentenceNode): string {
  return "text" in node ? node.text : "";
}

function isRowWord(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.some(({ kind, row }) => kind === "column" || (row && !row.generic));
}

function isPassive(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.text.startsWith("被");
}

function saysDisclosure(node: SentenceNode): boolean {
  if (node.kind === "word" && node.word.senses.some(({ kind, frame }) => kind === "noun" && frame.causeOf.size > 0))
    return true;
  return (node.kind === "word" || node.kind === "unknown") && /公开|政府信息/.test(node.text);
}

function isLink(node: SentenceNode): boolean {
  return node.kind === "mark" || hasRole(node, "and");
}

function isPublished(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.some(({ frame, kind }) => frame.byRow && /noun|weak/.test(kind));
}

function isPublishing(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.some((sense) => sense.frame.byRow && sense.kind === "noun");
}

function isChannelWord(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.word.senses.some(isChannel);
}

// --- nouns and what is attached to them -----------------------------------------------------------------------------

function attachments(nodes: readonly SentenceNode[]): readonly SentenceNode[] {
  const kept: SentenceNode[] = [];
  for (const node of nodes) {
    const suffix = node.kind === "word" && node.word.suffixOf.length > 0 ? node : undefined;
    if (suffix && attaches(kept, suffix)) continue;
    const bare = suffix && suffix.word.senses.length === 0 && suffix.word.roles.size === 0;
    kept.push(bare ? { kind: "unknown", start: suffix.start, end: suffix.end, text: suffix.text } : node);
  }
  return kept;
}

/** Whether a noun stands before that the word may be attached to; 类 between them changes nothing. */
function attaches(before: readonly SentenceNode[], { word }: WordToken): boolean {
  // 依申请信息公开件, 依申请公开类事项: what says no more than the noun may stand between.
  const noun = before.slice(-mostBetween).findLast((node) => !isVerbWord(node) && !saysNoMore(node));
  const verb = before.findLast((node) => !hasRole(node, "plain"));
  // 推送稿件, 发布各类工作信息, “双微”平台: what was published, whatever it is called; and where.
  if (
    verb?.kind === "word" &&
    verb.word.senses.some((sense) => (publishes(sense) || isChannel(sense)) && word.suffixOf.includes(sense.frame.id))
  )
    return true;
  // 已答复件数: of what was answered.
  if (/^件数?$/.test(word.text) && verb?.kind === "word" && verb.word.senses.some(({ row }) => row?.generic))
    return true;
  return (
    noun?.kind === "word" &&
    noun.word.senses.some(
      (sense) => (sense.kind === "noun" || (sense.row && sense.clear)) && word.suffixOf.includes(sense.frame.id),
    )
  );
}

const mostBetween = 4;

/** 类, 的, 信息公开: no more than the noun itself says. */
function saysNoMore(node: SentenceNode): boolean {
  return node.kind === "word" && /^[类的]$|公开/.test(node.text) && !isNounWord(node);
}

/** 信箱收到信件: a verb between a noun and what is attached to it. */
function isVerbWord(node: SentenceNode): boolean {
  return (
    node.kind === "word" &&
    isNounWord(node) &&
    node.word.senses.every(({ kind, row }) => kind === "verb" || (kind === "row" && row?.carry === false)) &&
    node.word.senses.some(({ kind, row }) => kind === "verb" || row?.generic)
  );
}

function isNounWord(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.length > 0;
}

// --- cases carried over ---------------------------------------------------------------------------------------------

/** 结转上年度, 2024年结转 come in; 顺延至下一年度答复, 结转2026年 go on. */
function carried(nodes: readonly SentenceNode[], { year, lexicons }: ChunkContext): readonly SentenceNode[] {
  if (!nodes.some((node) => hasRole(node, "carry") || isCarried(node))) return nodes;
  const named: SentenceNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.kind !== "word" || !node.word.roles.has("carry")) {
      if (node) named.push(node);
      if (isCarried(node)) at = skip(nodes, at + 1, isHandling) - 1;
      continue;
    }
    const before = named.at(-1)?.kind === "word" && textOf(named.at(-1)) === "的" ? 2 : 1;
    const from = named.at(-before);
    const behind = skip(nodes, at + 1, isTo);
    const target = nodes[behind];
    if (from && isYear(from, year - 1, "past")) {
      named.splice(-before);
      named.push(wordFor(lexicons, "carriedIn", from, node) ?? node);
      // 2024年转入2025年办结
      const thisYear = target && isYear(target, year, "now") ? behind + 1 : at + 1;
      at = skip(nodes, thisYear, isHandling) - 1;
    } else if (from && isYear(from, year + 1, "next")) {
      named.splice(-before);
      named.push(wordFor(lexicons, "carriedOut", from, node) ?? node);
    } else if (target && isYear(target, year - 1, "past")) {
      named.push(wordFor(lexicons, "carriedIn", node, target) ?? node);
      at = skip(nodes, behind + 1, isHandling) - 1;
    } else if (target && isYear(target, year + 1, "next")) {
      named.push(wordFor(lexicons, "carriedOut", node, target) ?? node);
      at = skip(nodes, behind + 1, isHandling) - 1;
    } else named.push(node);
  }
  return named;
}

/** By the form's own label: 结转下年度. */
function isCarried(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.word.senses.some((sense) => sense.row?.carry);
}

function isYear(node: SentenceNode, year: number, role: Role): boolean {
  return node.kind === "year" ? node.year === year : hasRole(node, role);
}

function isTo(node: SentenceNode | undefined): boolean {
  return hasRole(node, "to");
}

function isHandling(node: SentenceNode | undefined): boolean {
  return hasRole(node, "tail");
}

function skip(nodes: readonly SentenceNode[], from: number, over: (node: SentenceNode | undefined) => boolean): number {
  let at = from;
  while (at < nodes.length && at < from + 4 && over(nodes[at])) at++;
  return at;
}

function textOf(node: SentenceNode | undefined): string {
  return node?.kind === "word" ? node.text : "";
}

function wordFor(
  lexicons: readonly Lexicon[],
  which: "carriedIn" | "carriedOut",
  first: SentenceNode,
  last: SentenceNode,
): SentenceNode | undefined {
  const word: LexiconWord | undefined = lexicons.map((lexicon) => lexicon[which]).find((found) => found !== undefined);
  if (!word || !("start" in first) || !("end" in last)) return undefined;
  return { kind: "word", start: first.start, end: last.end, word, text: word.text };
}

function wordIn(lexicons: readonly Lexicon[], text: string): LexiconWord | undefined {
  return lexicons.map((lexicon) => lexicon.find(text, 0)?.value).find((word) => word?.text === text);
}

function hasRole(node: SentenceNode | undefined, role: Role): boolean {
  return node?.kind === "word" && node.word.roles.has(role);
}
