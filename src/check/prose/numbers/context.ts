import { isCompared } from "./period.ts";
import type { WordToken } from "./resolve.ts";
import type { Role } from "./roles.ts";
import type { SentenceNode } from "./sentence.ts";
import { namesUnit } from "./units.ts";

/** Who is speaking, and for whom. */
export interface Speaker {
  readonly unit: string;
  /** The report adds up all units of an area. */
  readonly area: boolean;
  readonly year: number;
  /** How other bodies' names end: a figure behind one of these is theirs. */
  readonly bodies: RegExp;
}

/** What stands between a figure and the one before it in its clause. */
export interface LeftContext {
  /** Words that mean something, item by item as 、 and 和 separate them. */
  readonly groups: readonly Group[];
  readonly roles: ReadonlySet<Role>;
  /** The last word that says how the figure is meant. */
  readonly manner: Role | undefined;
  /** The groups that stand before 占. */
  readonly beforeShare: number;
  /** The last word was 为, 数, or a colon: a bare number may follow. */
  readonly announced: boolean;
  readonly unknown: boolean;
  /** Several things are added up: 行政复议、行政诉讼共5件; not 共收到和办理5件. */
  readonly totalled: boolean;
  /** Joined to the figure before by 、. */
  readonly joined: boolean;
  /** The unit itself is named; or another body is. */
  readonly subject: "own" | "other" | undefined;
}

export interface Group {
  readonly words: readonly WordToken[];
  readonly unknown: boolean;
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

export function parseLeftContext(nodes: readonly SentenceNode[], speaker: Speaker): LeftContext {
  const groups: { words: WordToken[]; unknown: boolean; text: string }[] = [{ words: [], unknown: false, text: "" }];
  const roles = new Set<Role>();
  let manner: Role | undefined;
  let beforeShare = -1;
  let announced = false;
  let subject: LeftContext["subject"];
  let told = false;
  let totalled = false;
  for (const [at, node] of nodes.entries()) {
    const group = groups.at(-1);
    if (!group || node.kind === "aside") continue;
    announced = false;
    if (node.kind === "year" && node.year === speaker.year - 1) {
      roles.add("past");
      if (isCompared(nodes, at)) manner = "compare";
    } else if (node.kind === "mark") {
      groups.push({ words: [], unknown: false, text: "" });
    } else if (node.kind === "unknown") {
      if (namesUnit(node.text, speaker.unit)) subject ??= speaker.area ? "other" : "own";
      else {
        group.unknown = true;
        if (!told && speaker.bodies.test(node.text)) subject ??= "other";
      }
      group.text += node.text;
    } else if (node.kind === "word") {
      for (const role of node.word.roles) {
        roles.add(role);
        if (manners.has(role)) manner = role;
      }
      totalled = told && (totalled || node.word.roles.has("total"));
      announced = announcing.has(node.text);
      if (node.word.roles.has("share")) {
        groups.push({ words: [], unknown: false, text: "" });
        beforeShare = groups.length - 1;
      } else if (node.word.roles.has("and")) groups.push({ words: [], unknown: false, text: "" });
      else if (node.word.roles.has("stop")) group.unknown = true;
      else if (node.word.roles.has("own")) subject = speaker.area ? "other" : "own";
      else if (node.word.roles.has("area")) subject = speaker.area ? "own" : "other";
      else if (node.word.senses.length > 0) {
        group.words.push(node);
        told ||= node.word.senses.some((sense) => sense.kind !== "verb");
      }
      group.text += node.text;
    }
  }
  const said = groups
    .map((group, i) => ({ ...group, at: i }))
    .filter((group) => group.words.length > 0 || group.unknown);
  return {
    groups: said,
    roles,
    manner,
    beforeShare: beforeShare < 0 ? -1 : said.filter((group) => group.at < beforeShare).length,
    announced,
    unknown: said.some((group) => group.unknown),
    totalled,
    joined: nodes[0]?.kind === "mark",
    subject,
  };
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
    if (node.kind !== "word" || node.word.roles.has("stop")) return { ...here, clean: false, shared: false };
    if (node.word.roles.has("and"))
      return { ...here, clean: words.length === 0 || !listGoesOn(nodes, at + 1), shared: false };
    if (endsRun(node)) return { ...here, clean: true, shared: false };
    if (node.word.senses.length > 0) words.push(node);
  }
  return { words, length: Math.min(12, nodes.length - from), clean: true, shared: false };
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
