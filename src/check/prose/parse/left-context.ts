import type { Bodies } from "../lexicon/lexicon.ts";
import type { Role } from "../lexicon/roles.ts";
import { baseName, namesUnit, sharesName } from "../lexicon/unit-lexicon.ts";
import { isCompared } from "./period.ts";
import type { SentenceNode, WordToken } from "./sentence.ts";

/** Who is speaking, and for whom. */
export interface Speaker {
  readonly unit: string;
  /** The report adds up all units of an area. */
  readonly area: boolean;
  readonly year: number;
  /** How other bodies' names end: a figure behind one of these is theirs. */
  readonly bodies: Bodies;
}

/** What stands between a figure and the one before it in its clause. */
export interface LeftContext {
  /** Words that mean something, item by item as 、 and 和 separate them. */
  readonly groups: readonly Group[];
  readonly roles: ReadonlySet<Role>;
  /** The last word that says how the figure is meant. */
  readonly manner: Role | undefined;
  /** The word for it also says what was added in the year, beside nothing else: 新增信息41条. */
  readonly adds: boolean;
  /** The groups that stand before 占. */
  readonly beforeShare: number;
  /** The last word was 为, 数, or a colon: a bare number may follow. */
  readonly announced: boolean;
  readonly unknown: boolean;
  /** Several things are added up: 行政复议、行政诉讼共5件; not 共收到和办理5件. */
  readonly totalled: boolean;
  /** 总计, 合计: of all that was said before, by whatever way. */
  readonly summed: boolean;
  /** Joined to the figure before by 、. */
  readonly joined: boolean;
  /** The unit itself is named; or another body is. */
  readonly subject: "own" | "other" | undefined;
  /** Disclosure is named: 因政府信息公开, 政府信息公开申请. */
  readonly disclosed: boolean;
}

export interface Group {
  readonly words: readonly WordToken[];
  readonly unknown: boolean;
  /** Something narrows it to a part of what its words name. */
  readonly limited: boolean;
  readonly text: string;
}

const manners: ReadonlySet<Role> = new Set(["up", "down", "level", "compare", "share", "chain"] as const);
const announcing: ReadonlySet<string> = new Set([
  "为",
  "是",
  "数",
  "数量",
  "均为",
  "分别为",
  "总数",
  "总量",
  "共",
  "共计",
]);

interface UnknownWords {
  readonly kind: "unknown";
  readonly text: string;
  /** Another body stands in it. */
  readonly foreign: boolean;
}

/** One item of a list, word by word, before it is known what its unknown words do. */
interface OpenGroup {
  readonly items: (WordToken | UnknownWords)[];
  limited: boolean;
  stopped: boolean;
  text: string;
}

export function parseLeftContext(nodes: readonly SentenceNode[], speaker: Speaker): LeftContext {
  const open = (): OpenGroup => ({ items: [], limited: false, stopped: false, text: "" });
  const groups: OpenGroup[] = [open()];
  const roles = new Set<Role>();
  let manner: Role | undefined;
  let adds = false;
  let beforeShare = -1;
  let announced = false;
  let subject: LeftContext["subject"];
  let told = false;
  let totalled = false;
  let disclosed = false;
  for (const [at, node] of nodes.entries()) {
    const group = groups.at(-1);
    if (!group || node.kind === "aside") continue;
    announced = false;
    disclosed ||= node.kind === "disclosed" || ("text" in node && node.text.includes("公开"));
    if (node.kind === "year" && node.year === speaker.year - 1) {
      roles.add("past");
      if (isCompared(nodes, at)) manner = "compare";
    } else if (joinsVerbs(nodes, at) || joinsLine(nodes, at, speaker)) {
      group.text += "text" in node ? node.text : "";
    } else if (node.kind === "mark") {
      groups.push(open());
    } else if (node.kind === "limit") {
      group.limited = true;
      group.text += node.text;
      if (!told && speaker.bodies.within.test(node.text)) subject ??= "other";
    } else if (node.kind === "unknown" || node.kind === "quoted") {
      const whole = ownName(nodes[at + 1]);
      if (namesUnit(node.text + whole, speaker.unit) || isOwnKind(node.text, nodes, at, speaker))
        subject ??= speaker.area ? "other" : "own";
      else if (isSharedPrefix(nodes, at)) group.text += node.text;
      else if (
        !isOwnPrefix(nodes, at, speaker) &&
        !isSitePrefix(nodes, at, speaker) &&
        !isOwnLine(nodes, at, speaker)
      ) {
        const others = withoutOwnKind(node.text, speaker);
        const foreign = namesBody(others, speaker);
        // What stands right before its figure is counted, as 家长委员会4次.
        const acts = foreign && at + 1 < nodes.length && namesBody(others.replace(speaker.bodies.place, ""), speaker);
        const object = nodes.slice(0, at).some((each) => isPreposition(each) || isPublishingVerb(each));
        if (!told && acts && !object) subject ??= "other";
        else group.items.push({ kind: "unknown", text: node.text, foreign });
      }
      group.text += node.text;
    } else if (node.kind === "word") {
      for (const role of node.word.roles) {
        roles.add(role);
        if (manners.has(role)) manner = role;
      }
      if (node.word.roles.has("up")) adds = node.word.roles.has("added") && measuredBehind(nodes, at);
      totalled = told && (totalled || node.word.roles.has("total"));
      announced = announcing.has(node.text);
      if (node.word.roles.has("share")) {
        groups.push(open());
        beforeShare = groups.length - 1;
      } else if (node.word.roles.has("and")) groups.push(open());
      else if (isOtherNoun(nodes[at - 1], node) && !nodes.slice(0, at).some(isCause))
        groups.push({ ...open(), items: [node], text: node.text });
      else if (node.word.roles.has("stop")) group.stopped = true;
      else if (node.word.roles.has("own") && isPartOfName(nodes, at, speaker)) continue;
      else if (speaker.area && isChannel(nodes[at + 1])) continue;
      else if (node.word.roles.has("own")) subject = speaker.area ? "other" : "own";
      else if (node.word.roles.has("area") && nodes.slice(0, at).some(isPreposition)) continue;
      else if (node.word.roles.has("area")) subject = speaker.area ? "own" : "other";
      else if (node.word.senses.length > 0) {
        group.items.push(node);
        told ||= node.word.senses.some((sense) => sense.kind !== "verb");
      }
      group.text += node.text;
    }
  }
  const said = groups
    .map((group, i) => ({ ...settle(group), at: i }))
    .filter((group) => group.words.length > 0 || group.unknown);
  return {
    groups: said,
    roles,
    manner,
    adds,
    beforeShare: beforeShare < 0 ? -1 : said.filter((group) => group.at < beforeShare).length,
    announced,
    unknown: said.some((group) => group.unknown),
    totalled,
    summed:
      nodes.some((node) => node.kind === "word" && /^(?:总计|合计|总共)/.test(node.text)) && !nodes.some(isChannel),
    joined: nodes[0]?.kind === "mark",
    subject,
    disclosed,
  };
}

/** 民政各类信息 of a 民政局, 文化和旅游信息: what it publishes is of its own line. */
function isOwnLine(nodes: readonly SentenceNode[], at: number, speaker: Speaker): boolean {
  const [node, next] = [nodes[at], nodes[at + 1]];
  if (node?.kind !== "unknown" || node.text.length < 2 || !speaker.unit.includes(node.text)) return false;
  return isPublished(next) || (next !== undefined && hasAnd(next) && isOwnLine(nodes, at + 2, speaker));
}

function isPublished(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.word.senses.some(({ frame, kind }) => frame.byRow && kind === "weak");
}

function hasAnd(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.roles.has("and");
}

/** 文化和旅游信息: one line. */
function joinsLine(nodes: readonly SentenceNode[], at: number, speaker: Speaker): boolean {
  const node = nodes[at];
  return node !== undefined && hasAnd(node) && isOwnLine(nodes, at - 1, speaker);
}

/** 推送或转发, 受理、答复: two verbs of one noun. */
function joinsVerbs(nodes: readonly SentenceNode[], at: number): boolean {
  const node = nodes[at];
  const joins = node?.kind === "mark" || (node?.kind === "word" && node.word.roles.has("and"));
  return joins && isVerbOnly(nodes[at - 1]) && isVerbOnly(nodes[at + 1]) && nodes[at + 2]?.kind !== "figure";
}

function isVerbOnly(node: SentenceNode | undefined): boolean {
  if (node?.kind !== "word" || node.word.senses.length === 0) return false;
  return node.word.senses.every(({ kind, row }) => kind === "verb" || (row && (row.generic || row.path === undefined)));
}

/** 复议诉讼: two things without a mark between them. */
function isOtherNoun(before: SentenceNode | undefined, { word }: WordToken): boolean {
  if (before?.kind !== "word" || word.marks.nouns.length === 0 || before.word.marks.nouns.length === 0) return false;
  return before.word.marks.nouns.every(
    (frame) => !word.marks.nouns.some((other) => other === frame || frame.causeOf.has(other.id)),
  );
}

/** 乡没有收到: one character for the office itself, at the beginning. */
function isOwnKind(text: string, nodes: readonly SentenceNode[], at: number, { unit }: Speaker): boolean {
  if (text.length > 2 || !baseName(unit).endsWith(text)) return false;
  return nodes
    .slice(0, at)
    .every(
      (node) => node.kind === "year" || node.kind === "date" || (node.kind === "word" && node.word.senses.length === 0),
    );
}

/** 医院门诊大厅 in the report of a hospital: its own. */
function withoutOwnKind(text: string, { unit }: Speaker): string {
  const kind = baseName(unit).slice(-2);
  return text.startsWith(kind) ? text.slice(kind.length) : text;
}

/** Whether another body stands in it; a place alone, as 办事大厅, acts for nobody. */
function namesBody(text: string, { bodies }: Speaker): boolean {
  return bodies.ending.test(text) || bodies.within.test(text);
}

function isCause(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.roles.has("cause");
}

/** 发布省政府文件: whose it is, and nobody who acts. */
function isPublishingVerb(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.some(({ frame, kind }) => frame.byRow && kind === "verb");
}

/** 通过, 在: what follows is no subject. */
function isPreposition(node: SentenceNode): boolean {
  return node.kind === "word" && (node.word.roles.has("through") || node.word.roles.has("about") || node.text === "在");
}

/** 市委、市政府门户网站: the site of both. */
function isSharedPrefix(nodes: readonly SentenceNode[], at: number): boolean {
  const [node, mark] = [nodes[at], nodes[at + 1]];
  return (
    node?.kind === "unknown" &&
    /^[省市州县区旗]委$/.test(node.text) &&
    mark?.kind === "mark" &&
    isChannel(nodes[at + 2])
  );
}

/** 梅园街政府网站, 云溪县人民政府网站: a place before the site of its government. */
function isSitePrefix(nodes: readonly SentenceNode[], at: number, { unit }: Speaker): boolean {
  const [node, next] = [nodes[at], nodes[at + 1]];
  if (node?.kind !== "unknown" || next?.kind !== "word") return false;
  if (!isChannel(next) || isHigherSite(node.text, unit)) return false;
  return /(?:[省市州县区旗乡镇街]|街道|人民|新媒体|平台)$/.test(node.text) || sharesName(node.text, unit);
}

/** 市网站 in the report of a township, 省市县网站: the site of a place above, or of several. */
function isHigherSite(text: string, unit: string): boolean {
  if (/[省市县区]{2}$/.test(text)) return true;
  if (/^省/.test(text)) return /[市州县区旗]/.test(unit);
  return /^市(?!场|监|民)/.test(text) && /[县区旗]/.test(unit);
}

function isChannel(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && node.word.senses.some((sense) => sense.frame.byRow && sense.kind === "row");
}

/** 新增主动公开信息41条: what was added is named behind it. */
function measuredBehind(nodes: readonly SentenceNode[], at: number): boolean {
  return nodes.slice(at + 1).some((node) => node.kind === "word" && node.word.senses.length > 0);
}

/** A name of the unit right behind other words: with them it may be the unit's, or another's. */
function ownName(node: SentenceNode | undefined): string {
  return node?.kind === "word" && node.word.roles.has("own") && node.word.roles.size === 1 ? node.text : "";
}

/** 市教育局 before 办公室 is another body's office. */
function isPartOfName(nodes: readonly SentenceNode[], at: number, speaker: Speaker): boolean {
  const [before, node] = [nodes[at - 1], nodes[at]];
  if (before?.kind !== "unknown" || before.text.length < 2) return false;
  return speaker.bodies.ending.test(before.text) && !namesUnit(before.text + ownName(node), speaker.unit);
}

/** 局网站, 县民政局: one character for the office or its place before a channel or the unit's own name. */
function isOwnPrefix(nodes: readonly SentenceNode[], at: number, { unit }: Speaker): boolean {
  const [node, next] = [nodes[at], nodes[at + 1]];
  if (node?.kind !== "unknown" || node.text.length !== 1 || next?.kind !== "word") return false;
  if (isHigherSite(node.text, unit)) return false;
  if (next.word.roles.has("own")) return true;
  return next.word.senses.some((sense) => sense.frame.byRow && sense.kind === "row");
}

/**
 * What the unknown words of an item do. Before a verb of the form they say how it was done, before a noun they narrow it,
 * and where they come last they are what is counted, whatever that is.
 */
function settle({ items, limited, stopped, text }: OpenGroup): Group {
  const words = items.filter((item) => item.kind === "word");
  if (words.length === items.length) return { words, unknown: stopped || limited, text, limited };
  const strong = words.some(isStrong) || (isSaid(words, "weak") && isSaid(words, "verb"));
  let unknown = stopped;
  let narrowed = limited;
  items.forEach((item, at) => {
    if (item.kind === "word") return;
    const next = words[items.slice(0, at).filter(({ kind }) => kind === "word").length];
    if (!next) unknown = true;
    else if (item.foreign || denying.test(item.text)) narrowed = true;
    else if (strong && isVerb(next)) return;
    else if (isStrong(next) && isNamed(next)) narrowed = true;
    else if (isOutcome(next) && !narrowing.test(item.text)) return;
    else unknown = true;
  });
  return { words, unknown: unknown || narrowed, text, limited: narrowed };
}

/** 未依法处理的, 不按时答复的. */
const denying = /[未不非无]$|[未不]能|[未不]按/;
const narrowing = /涉|关于|属|类|信息|因|部分|其他/;

/** 及时准确发布信息: what was published, with a verb of publishing. */
function isSaid(words: readonly WordToken[], wanted: "weak" | "verb"): boolean {
  return words.some(({ word }) => word.senses.some(({ kind, frame }) => kind === wanted && frame.byRow));
}

function isStrong({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "noun" || sense.clear);
}

function isNamed({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "noun");
}

function isVerb({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "verb" || sense.row?.generic);
}

/** A row without rows below it: 经审查予以公开. */
function isOutcome({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.kind === "row" && sense.clear && !sense.row?.divided);
}

/** The words right behind a figure that may be its noun: 15件政府信息公开申请, 3件予以公开. */
export interface RightContext {
  readonly words: readonly WordToken[];
  /** How many nodes they take. */
  readonly length: number;
  /** Nothing unknown follows that the figure might belong to. */
  readonly clean: boolean;
  /** Another figure follows without a mark: the words may be its. */
  readonly shared: boolean;
}

const ends: ReadonlySet<Role> = new Set([
  ...([
    "turn",
    "each",
    "none",
    "compare",
    "chain",
    "part",
    "up",
    "down",
    "share",
    "past",
    "flat",
    "respectively",
  ] as const),
  ...(["level", "rest", "partial"] as const),
]);

export function parseRightContext(nodes: readonly SentenceNode[], from: number): RightContext {
  const words: WordToken[] = [];
  for (let at = from; at < nodes.length && at < from + 12; at++) {
    const node = nodes[at];
    const here = { words, length: at - from };
    if (!node || node.kind === "aside") return { ...here, clean: true, shared: false };
    if (node.kind === "mark")
      return { ...here, clean: words.length === 0 || !listGoesOn(nodes, at + 1), shared: false };
    if (node.kind === "figure") return { ...here, clean: true, shared: true };
    if (node.kind !== "word" || node.word.roles.has("stop")) return { ...here, ...upToVerb(words, here.length) };
    if (node.word.roles.has("and"))
      return { ...here, clean: words.length === 0 || !listGoesOn(nodes, at + 1), shared: false };
    if (endsRun(node)) return { ...here, clean: true, shared: false };
    if (node.word.senses.length > 0) words.push(node);
  }
  return { words, length: Math.min(12, nodes.length - from), clean: true, shared: false };
}

/** 2名专职人员负责日常工作: what they do is no part of what is counted. */
function upToVerb(
  words: readonly WordToken[],
  length: number,
): Omit<RightContext, "length"> & { readonly length: number } {
  const verb = words.findIndex((word, i) => i > 0 && isStrong(words[i - 1] ?? word) && isVerbOnly(word));
  return verb < 0
    ? { words, length, clean: false, shared: false }
    : { words: words.slice(0, verb), length, clean: true, shared: false };
}

function endsRun({ word }: WordToken): boolean {
  for (const role of word.roles) if (ends.has(role)) return true;
  return false;
}

/** 15件行政复议、行政诉讼: the item behind the mark has no figure of its own, so it shares this one. */
function listGoesOn(nodes: readonly SentenceNode[], from: number): boolean {
  for (let at = from; at < nodes.length && at < from + 8; at++) {
    const node = nodes[at];
    if (node?.kind === "figure") return false;
    if (node?.kind === "mark") return at > from;
  }
  return from < nodes.length;
}
