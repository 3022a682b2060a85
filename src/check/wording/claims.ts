import type { Text } from "../../core/diagnostic.ts";

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
  `${all}(?:依法|依规|按要求|按规定|予以|得到|作出)*(?:办结|办理完毕|答复完毕|办复|答复|回复)|(?<!按[时期])(?:办结率|答复率)(?:均|都)?(?:达到?|为|是)?(?:了)?100[%％]`,
  "g",
);
/** Other things that are closed or answered, and words that leave room for what was carried forward. */
const notRequests =
  /热线|工单|留言|建议|提案|议案|信访|投诉|咨询|诉求|来信|来电|电话|事项|许可|服务|问题|关切|意见|问政|举报|案件|复议|诉讼|调解/;
const room = /结转|除|其余|余下|尚|仍在|正在|到期|期满|应[办答]|按[时期]|及时|期限|时限|规定时间/;
const request = /申请/;
const dispute = /复议|诉讼|应诉/;

const upheld =
  /(?:均|全部|都|皆)(?:已|被|获|获得|予以|依法|判决|决定|裁定)*(?:维持|驳回)|维持率(?:均|达到?|为)*100[%％]/g;
const unreversed = /无一(?:件|起|例|宗)?(?:被)?(?:纠正|败诉|撤销)|(?:零|没有一[件起例])(?:被)?(?:纠正|败诉)/g;
const decided = /审结|已结|结案|已决|已作出/;

const review = "disputes.review";
const litigation: readonly string[] = ["disputes.litigation.direct", "disputes.litigation.afterReview"];

const words: Record<"carried" | "notUpheld" | "open" | "corrected", Text> = {
  carried: { zh: "结转下年度继续办理", en: "requests.carriedForward" },
  notUpheld: { zh: "维持以外的结果", en: "what was decided and not upheld" },
  open: { zh: "维持以外的结果和尚未审结", en: "what was not upheld or is pending" },
  corrected: { zh: "结果纠正", en: "what was corrected" },
};

/** 没有发生, 未收到 and the like say that a number is 0, and are looked at with the numbers. */
export function* claimsIn(sentence: string): Iterable<Claim> {
  if (request.test(sentence)) yield* ofRequests(sentence);
  if (dispute.test(sentence)) yield* ofDisputes(sentence);
}

/** All requests are closed: nothing is carried forward. */
function* ofRequests(sentence: string): Iterable<Claim> {
  for (const match of sentence.matchAll(closed)) {
    const context = sentence.slice(Math.max(0, match.index - 60), match.index + match[0].length + 10);
    if (!request.test(context) || notRequests.test(context) || room.test(sentence)) continue;
    yield { start: match.index, words: match[0], none: ["requests.carriedForward"], figure: words.carried };
  }
}

function* ofDisputes(sentence: string): Iterable<Claim> {
  for (const match of sentence.matchAll(upheld)) {
    const context = sentence.slice(Math.max(0, match.index - 60), match.index);
    const groups = groupsIn(context);
    const isDecided = decided.test(context);
    const rest = isDecided ? ["corrected", "other"] : ["corrected", "other", "pending"];
    const figure = isDecided ? words.notUpheld : words.open;
    const none = groups.flatMap((group) => rest.map((result) => `${group}.${result}`));
    if (groups.length > 0) yield { start: match.index, words: match[0], none, figure };
  }
  for (const match of sentence.matchAll(unreversed)) {
    const none = groupsIn(sentence.slice(Math.max(0, match.index - 60), match.index)).map(
      (group) => `${group}.corrected`,
    );
    if (none.length > 0) yield { start: match.index, words: match[0], none, figure: words.corrected };
  }
}

/** The kinds of dispute that are spoken of last: those of one list, or the nearest one. */
function groupsIn(context: string): readonly string[] {
  const lastReview = context.lastIndexOf("复议");
  const lastSuit = Math.max(context.lastIndexOf("诉讼"), context.lastIndexOf("应诉"));
  if (lastReview < 0 && lastSuit < 0) return [];
  if (lastReview < 0) return litigation;
  if (lastSuit < 0) return [review];
  const between = context.slice(Math.min(lastReview, lastSuit) + 2, Math.max(lastReview, lastSuit));
  if (/^(?:案件)?[、和及或与](?:被?提起)?(?:行政)?$/.test(between)) return [review, ...litigation];
  return lastSuit > lastReview ? litigation : [review];
}
