import { sentenceAt } from "./own-texts.ts";
import { faultOf, periodsIn } from "./periods.ts";

/** More years than any report names: a text that has them is not looked at to its end. */
const most = 1000;

/** A year that a text names and that is not the report's. */
export interface OtherYear {
  readonly start: number;
  readonly end: number;
  readonly year: number;
}

const arabic = /(?<!\d)((?:19|20)\d\d)(?=年)/g;
const chinese = /[一二][零〇○九][一二三四五六七八九零〇○]{2}(?=年)/g;
const titles = /《[^《》\n]{0,120}》/g;

/** A year that goes back in time on purpose: 2019年以来, 2010年以前形成的, 2019年修订的. */
const past =
  /以来|以前|之前|以后|之后|[年月日]起|期间|历[年史]|往年|多年|近[两三四五几]年|形成|成立|建成|建立|开通|上线|启用|始建|档案|存量|遗留|竣工|立项|核准|规划|纲要|(?:修订|修正|修改|公布|施行|实施|颁布|印发|制定|出台|发布|批准|征收|开工)(?:的|版|前|后|）)|[年版]版|届/;
const compared =
  /上年|去年|上一年|前一年|相比|对比|同比|同期|较|比|增[长加至]|减[少至]|下降|上升|提高|降低|持平|基数|结转|转入|考[核评]|评[估议价]|测评|通报|检查|整改|反馈|问题|督查|巡察|审计|年报|年度报告|已经|仍然|继续|延续|针对/;
const planned =
  /下一步|下步|下年|明年|来年|次年|计划|拟|将|打算|结转|继续办理|安排|目标|争取|力争|推进|谋划|部署|着力|进一步|公布|发布|重点|做好|加[大强]|强化|提升|完善|优化|深化|持续|继续|届时|开始|实施|起[，,]/;
/** The year of this very report, told as such: no neighbour is right there. */
const named = /^年?度?政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|情况)/;
const making = /编制|编写|撰写|本报告|报告如下|公布如下|现将|现予/;
/** 因上年的申请引发的行政复议: the year is that of the cause. */
const causing = /^年?度?[^，。；]{0,18}(?:引发|引起|产生|导致)/;
const joined = /^年?[度底末初]?\s?(?:至|到|—{1,2}|－|-|–|～|~|、|和|与)\s?(?:19|20)?\d\d/;
const joining = /(?:19|20)\d\d年?[度底末初]?\s?(?:至|到|—{1,2}|－|-|–|～|~|、|和|与)\s?$/;

/** Years other than the report's that nothing around them explains, in a text as `plainly` has it. */
export function* otherYears(plain: string, report: number): Iterable<OtherYear> {
  const quiet = [
    ...[...plain.matchAll(titles)].map((match) => [match.index, match.index + match[0].length] as const),
    ...[...periodsIn(plain)].filter((period) => faultOf(period, report)).map(({ start, end }) => [start, end] as const),
  ].sort((a, b) => a[0] - b[0]);
  let next = 0;
  for (const found of yearsIn(plain)) {
    if (found.year === report) continue;
    while (next < quiet.length && (quiet[next]?.[1] ?? 0) <= found.start) next++;
    if ((quiet[next]?.[0] ?? plain.length) <= found.start) continue;
    if (!isExplained(plain, found, report)) yield found;
  }
}

function yearsIn(plain: string): readonly OtherYear[] {
  const found: OtherYear[] = [];
  for (const match of plain.matchAll(arabic)) {
    found.push({ start: match.index, end: match.index + 5, year: Number(match[1]) });
  }
  for (const match of plain.matchAll(chinese)) {
    const year = Number([...match[0]].map((char) => Math.max(0, "零一二三四五六七八九".indexOf(char))).join(""));
    if (year >= 1949 && year < 2100) found.push({ start: match.index, end: match.index + 5, year });
  }
  return found.sort((a, b) => a.start - b.start).slice(0, most);
}

function isExplained(plain: string, { start, end, year }: OtherYear, report: number): boolean {
  const sentence = sentenceAt(plain, start);
  const behind = plain.slice(end, end + 24);
  if (named.test(behind) && making.test(sentence.text)) return false;
  if (joined.test(plain.slice(end - 1, end + 8)) || joining.test(plain.slice(Math.max(0, start - 9), start)))
    return true;
  const near = plain.slice(
    Math.max(sentence.start, start - 16),
    Math.min(sentence.start + sentence.text.length, end + 24),
  );
  // 2026年1月16日 is the day the report on 2025 is signed or published, or a case was closed after the year.
  if (year === report + 1) return /^[1-4]月/.test(behind) || planned.test(sentence.text);
  // 上年收到2件，本年未收到, both with their numbers: the two years side by side are a comparison.
  const beside = sentence.text.includes(`${report}年`);
  if (year === report - 1 && /[因由]于?$/.test(plain.slice(Math.max(0, start - 2), start)) && causing.test(behind))
    return true;
  if (year === report - 1) return beside || compared.test(sentence.text) || past.test(near);
  return past.test(near);
}
