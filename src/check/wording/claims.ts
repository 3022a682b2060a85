import type { Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import { findKey, type KeyNode } from "../../core/form/keys.ts";
import type { ClosedClaim, DecidedClaim, HappenedClaim } from "../../core/form/vocabulary.ts";
import { once } from "../../core/once.ts";
import { withoutNumber } from "../../core/text/nearest.ts";

/** Words that say of some figures that they are nothing. */
export interface Claim {
  readonly start: number;
  readonly words: string;
  /** Paths that must add up to 0. */
  readonly none: readonly string[];
  /** What those are. */
  readonly figure: Text;
}

const all = "(?:已?经?全部|均已?|都已?|皆已?|悉数|无一遗漏地)";
const closed = new RegExp(
  `${all}(?:依法|依规|按要求|按规定|予以|得到|作出|按[时期](?=办结))*(?:办结|办理完毕|答复完毕|办复|答复|回复)|(?<!按[时期])(?:办结率|答复率)(?:均|都)?(?:达到?|为|是)?(?:了)?100[%％]`,
  "g",
);
/** Other things that are closed or answered, and words that leave room for what was carried forward. */
const notRequests =
  /热线|工单|留言|建议|提案|议案|信访|投诉|咨询|诉求|来信|来电|电话|事项|许可|服务|问题|关切|意见|问政|举报|案件|复议|诉讼|调解/;
const room = /结转|除|其余|余下|尚|仍在|正在|到期|期满|应[办答]|按[时期](?!办结)|及时|期限|时限|规定时间/;

const upheld =
  /(?:均|全部|都|皆)(?:已|被|获|获得|予以|依法|判决|决定|裁定)*(?:维持|驳回)|维持率(?:均|达到?|为)*100[%％]/g;
const unreversed = /无一(?:件|起|例|宗)?(?:被)?(?:纠正|败诉|撤销)|(?:零|没有一[件起例])(?:被)?(?:纠正|败诉)/g;
const decided = /审结|已结|结案|已决|已作出/;

const notUpheld: Text = { zh: "维持以外的结果", en: "what was decided and not upheld" };
const open: Text = { zh: "维持以外的结果和尚未审结", en: "what was not upheld or is pending" };

/** What one of the claims below begins with, to pass over sentences without any. */
export const claiming: RegExp = new RegExp(`${closed.source}|${upheld.source}|${unreversed.source}`, "g");

/** 没有发生, 未收到 and the like say that a number is 0, and are looked at with the numbers. */
export function* claimsIn(sentence: string, { claims, keys }: Pick<Edition, "claims" | "keys">): Iterable<Claim> {
  for (const claim of claims.closed) yield* ofClosed(sentence, claim, keys);
  yield* ofDecided(sentence, claims.decided, keys);
}

/** All are closed: nothing is carried forward. */
function* ofClosed(sentence: string, { words, none }: ClosedClaim, keys: KeyNode): Iterable<Claim> {
  const names = (text: string): boolean => words.some((word) => text.includes(word));
  if (!names(sentence)) return;
  for (const match of sentence.matchAll(closed)) {
    const context = sentence.slice(Math.max(0, match.index - 60), match.index + match[0].length + 10);
    if (!names(context) || notRequests.test(context) || room.test(sentence)) continue;
    const figure = { zh: labelsOf(none, keys), en: none.join(" + ") };
    yield { start: match.index, words: match[0], none, figure };
  }
}

function* ofDecided(sentence: string, claims: readonly DecidedClaim[], keys: KeyNode): Iterable<Claim> {
  if (mentioned(sentence, claims).length === 0) return;
  for (const match of sentence.matchAll(upheld)) {
    const context = sentence.slice(Math.max(0, match.index - 60), match.index);
    const isDecided = decided.test(context);
    const none = resultsOf(mentioned(context, claims), ({ corrected, other, pending }) =>
      isDecided || pending === undefined ? [corrected, other] : [corrected, other, pending],
    );
    const figure = isDecided ? notUpheld : open;
    if (none.length > 0) yield { start: match.index, words: match[0], none, figure };
  }
  for (const match of sentence.matchAll(unreversed)) {
    const context = sentence.slice(Math.max(0, match.index - 60), match.index);
    const none = resultsOf(mentioned(context, claims), ({ corrected }) => [corrected]);
    const figure = { zh: labelsOf(none, keys), en: "what was corrected" };
    if (none.length > 0) yield { start: match.index, words: match[0], none, figure };
  }
}

/** Words that say that something was there: 收到的申请均已答复, of which the figures of `some` cannot all be nothing. */
export interface Happening {
  readonly start: number;
  readonly words: string;
  readonly some: readonly string[];
}

const whole = "均|都|皆|全部|一律|逐件|逐一|已";
/** A number is compared where numbers are. */
const counted = /[\d一二三四五六七八九十百两]+[余多]?\s?(?:[件宗起条份次例项]|个(?!工作日|月))/;
/** What is denied, planned, of another year or of others is no claim of this kind. */
const elsewhere =
  /未|没有|无(?!法)|零|不存在|若|如[果有]|凡|应[当予]|要求|规定|确保|保证|力争|将|下一步|今后|继续|制度|机制|流程|上年|去年|往年|历年|近年|以来|各(?:级|部门|单位|镇|乡|村|街道|科室)|其他|兄弟|下属|所属|协助|指导|督促|我[市县区州省]|全[市县区州省]/;

/** 均已答复: what is said to have been done with all of something. */
export const happening: (claims: readonly HappenedClaim[]) => RegExp = once((claims) => {
  const done = [...new Set(claims.flatMap(({ done }) => done))].join("|");
  return new RegExp(`(?:${whole})(?:[^，。；、：]{0,12}?)(?:${done})`, "g");
});

export function* happeningsIn(sentence: string, claims: readonly HappenedClaim[], year: number): Iterable<Happening> {
  if (mentioned(sentence, claims).length === 0 || elsewhere.test(sentence)) return;
  if ([...sentence.matchAll(/((?:19|20)\d\d)年/g)].some(([, named]) => Number(named) !== year)) return;
  for (const match of sentence.matchAll(happening(claims))) {
    const before = sentence.slice(Math.max(0, match.index - 60), match.index);
    if (counted.test(before + match[0])) continue;
    for (const claim of mentioned(before, claims)) {
      const said = claim.done.some((word) => match[0].endsWith(word));
      if (said) yield { start: match.index, words: match[0], some: claim.some };
    }
  }
}

function resultsOf(
  claims: readonly DecidedClaim[],
  results: (claim: DecidedClaim) => readonly string[],
): readonly string[] {
  return claims.flatMap((claim) =>
    claim.groups.flatMap((group) => results(claim).map((result) => `${group}.${result}`)),
  );
}

/** What the form calls the figures: 结转下年度继续办理, each once. */
function labelsOf(paths: readonly string[], keys: KeyNode): string {
  const labels = paths.map((path) => withoutNumber(findKey(keys, path.split("."))?.label ?? path));
  return [...new Set(labels)].join("、");
}

interface Mention<C> {
  readonly claim: C;
  readonly place: number;
  readonly start: number;
  readonly end: number;
}

/** What is spoken of last: that of one list (行政复议和行政诉讼), or the nearest one. */
function mentioned<C extends { readonly words: readonly string[] }>(
  context: string,
  claims: readonly C[],
): readonly C[] {
  const mentions: Mention<C>[] = [];
  for (const [place, claim] of claims.entries()) {
    let [start, length] = [-1, 0];
    for (const word of claim.words) {
      const at = context.lastIndexOf(word);
      if (at > start) [start, length] = [at, word.length];
    }
    if (start >= 0) mentions.push({ claim, place, start, end: start + length });
  }
  if (mentions.length === 0) return [];
  mentions.sort((a, b) => b.start - a.start);
  const together = mentions.findIndex((one, i) => {
    const before = mentions[i + 1];
    return !before || !/^(?:案件)?[、和及或与](?:被?提起)?(?:行政)?$/.test(context.slice(before.end, one.start));
  });
  const last = mentions.slice(0, together + 1).sort((a, b) => a.place - b.place);
  return last.map(({ claim }) => claim);
}
