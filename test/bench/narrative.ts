import type { Edition } from "../../src/core/form/edition.ts";
import { findKey } from "../../src/core/form/keys.ts";
import { percent } from "../../src/core/helpers.ts";
import type { MadeFigures } from "./figures.ts";
import type { Random } from "./random.ts";
import type { MadeUnit } from "./units.ts";

export interface Telling {
  readonly edition: Edition;
  readonly year: number;
  readonly unit: MadeUnit;
  readonly figures: MadeFigures;
  readonly chinese: boolean;
  readonly random: Random;
}

/** A unit's own words, 2,000 to 3,000 characters in all, by section. Every number is that of a figure, typed or as a tag. */
export function madeNarrative(telling: Telling): ReadonlyMap<string, string> {
  const { random } = telling;
  const wanted = random.between(2000, 3000);
  const frame = frameOf(telling);
  const told = [...frame.values()].flat().reduce((sum, { length }) => sum + length, 0);
  const more = padding(frame, wanted - told, random);
  const lines = [...frame].map(([section, paragraphs]) => {
    const whole = paragraphs.map((paragraph) => paragraph + (more.get(paragraph) ?? ""));
    return [section, `${whole.join("\n")}\n`] as const;
  });
  return new Map(lines);
}

function frameOf(telling: Telling): ReadonlyMap<string, readonly string[]> {
  const { year, unit, random } = telling;
  const figure = teller(telling);
  const we = unit.we;
  const items = "activity.itemsPublished";
  const hotline = "activity.hotline";
  const overview = [
    `（一）主动公开。${year}年，${we}${random.pick(aims)}，全年主动公开政府信息${figure(`${items}.total`)}条，其中政府网站${figure(`${items}.channels.website`)}条、政务微信${figure(`${items}.channels.wechat`)}条、公开栏${figure(`${items}.channels.noticeBoard`)}条。`,
    `（二）依申请公开。${onRequest(telling, figure)}`,
    `（三）政府信息管理。截至年底，现行有效行政规范性文件${figure("proactive.normativeDocuments.inForce")}件。`,
    `（四）政府信息公开平台建设。全年受理热线工单${figure(`${hotline}.received`)}件，办结${figure(`${hotline}.closed`)}件${rate(telling)}。`,
    `（五）监督保障。全年组织培训${figure("activity.training.sessions")}次，参训${figure("activity.training.attendances")}人次。`,
  ];
  const problems = [`（一）存在的主要问题。${random.pick(faults)}`, `（二）改进情况。${random.pick(remedies)}`];
  return new Map([
    ["overview", overview],
    ["problems", problems],
    ["other", ["本年度未收取信息处理费。没有其他需要报告的事项。"]],
  ]);
}

type FigureWords = (path: string) => string;

/** A figure of the tally: half of the units name it by a tag, half type the number. */
function teller({ edition, figures, chinese, random }: Telling): FigureWords {
  const tags = random.chance(0.5);
  return (path) => {
    if (!tags) return String(figures.get(path) ?? sumBelow(figures, path));
    return `{{${chinese ? inChinese(edition, path) : path}}}`;
  };
}

function onRequest({ figures, random }: Telling, figure: FigureWords): string {
  const none = sumBelow(figures, "requests.received") + sumBelow(figures, "requests.broughtForward") === 0;
  if (none) return "全年未收到政府信息公开申请，也无上年结转的申请。";
  const came = `全年新收政府信息公开申请${figure("requests.received")}件，上年结转${figure("requests.broughtForward")}件`;
  const went = `结转下年度继续办理${figure("requests.carriedForward")}件`;
  return `${came}，${went}。${random.pick(answers)}`;
}

function rate({ figures, chinese }: Telling): string {
  const received = figures.get("activity.hotline.received");
  if (!received) return "";
  const tag = chinese
    ? "{{percent 工作情况.热线工单.办结 工作情况.热线工单.受理}}"
    : "{{percent activity.hotline.closed activity.hotline.received}}";
  return `，办结率${chinese ? tag : percent(figures.get("activity.hotline.closed"), received)}`;
}

/** The path by the keys' Chinese names. */
function inChinese(edition: Edition, path: string): string {
  const parts = path.split(".");
  return parts.map((part, i) => findKey(edition.keys, parts.slice(0, i + 1))?.name ?? part).join(".");
}

export function sumBelow(figures: MadeFigures, path: string): number {
  let sum = 0;
  for (const [cell, value] of figures) if (cell.startsWith(`${path}.`)) sum += Number(value);
  return sum;
}

/** Sentences without numbers to reach the wanted length, for the paragraphs that have any. */
function padding(
  frame: ReadonlyMap<string, readonly string[]>,
  wanted: number,
  random: Random,
): ReadonlyMap<string, string> {
  const paragraphs = [...frame].flatMap(([section, list]) => (section === "other" ? [] : list));
  const more = new Map<string, string>();
  let room = wanted;
  while (room > 0) {
    const paragraph = random.pick(paragraphs);
    const sentence = random.pick(subjects) + random.pick(deeds) + random.pick(effects);
    more.set(paragraph, (more.get(paragraph) ?? "") + sentence);
    room -= sentence.length;
  }
  return more;
}

const aims = [
  "围绕中心工作和群众关切",
  "坚持以公开为常态、不公开为例外",
  "以基层政务公开标准化规范化为抓手",
  "聚焦重点领域",
];
const answers = [
  "申请均在法定期限内答复。",
  "对内容不明确的，一次性告知补正。",
  "答复前与申请人电话沟通，告知查询途径。",
];
const faults = [
  "政府信息公开的主动性有待增强，部分信息公开不够及时。",
  "公开内容与群众需求还有差距，政策解读形式较为单一。",
  "工作人员多为兼职，业务能力有待提高。",
];
const remedies = [
  "加强业务培训，明确专人负责，做到应公开尽公开。",
  "完善工作制度，规范公开流程，定期开展自查。",
  "丰富解读形式，回应群众关切，提高公开质量。",
];
const subjects = [
  "办公室会同各科室",
  "政务公开工作领导小组",
  "便民服务中心",
  "各村（社区）",
  "分管负责同志",
  "信息公开专员",
  "承办科室",
];
const deeds = [
  "对照主动公开基本目录逐项梳理",
  "严格落实信息发布审核制度，坚持先审后发",
  "及时更新机构职能、办事指南、惠民政策等栏目",
  "通过公开栏、广播、微信群等渠道送政策上门",
  "对涉及个人隐私、商业秘密的内容作区分处理",
  "结合政务公开主题日活动开展现场咨询",
  "定期检查网站和政务新媒体的内容",
];
const effects = [
  "，保障了群众的知情权、参与权和监督权。",
  "，公开的及时性、准确性进一步提高。",
  "；对发现的问题当场交办、限期整改。",
  "，方便企业和群众查询使用。",
  "，做到公开内容有据可查。",
  "。",
];
