import type { Text } from "../core/diagnostic.ts";
import { type AnnexKind, annexKinds } from "../core/form/annex.ts";
import { type UnitKind, unitKinds } from "../core/form/table.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import { outputFormats } from "../core/formats.ts";
import type { Scope } from "../core/tally.ts";

/** A key outside the tables: its id, its Chinese name, and what an editor shows beside it. */
export interface Key {
  readonly id: string;
  readonly name: string;
  /** What the key is for, in one sentence. */
  readonly about: Text;
}

type Keys<Id extends string> = Readonly<Record<Id, Key>>;

/** The keys of a tally beside its tables, in the order they are written. */
export const rootKeys: Keys<
  | "year"
  | "unit"
  | "scope"
  | "period"
  | "zeros"
  | "signoff"
  | "published"
  | "indexNumber"
  | "narrative"
  | "notes"
  | "waivers"
> = {
  year: {
    id: "year",
    name: "年度",
    about: { zh: "报告年度，四位数字，如 2025。", en: "The report's year, four digits, as in 2025." },
  },
  unit: { id: "unit", name: "单位", about: { zh: "填报单位。", en: "The unit that reports." } },
  scope: {
    id: "scope",
    name: "范围",
    about: {
      zh: "统计范围：本级（只含本机关）或本地区（含所辖各单位）。",
      en: "Whom the figures are of: own (this office alone) or area (with all units below it).",
    },
  },
  period: {
    id: "period",
    name: "统计期限",
    about: {
      zh: "统计期限不是公历全年的（如学校按学年统计），写起止日期，如 2025-09-01/2026-08-31。",
      en: "Where the figures are not of the calendar year (a school's, say): first and last day, as in 2025-09-01/2026-08-31.",
    },
  },
  zeros: {
    id: "zeros",
    name: "全零",
    about: {
      zh: "预填的 0 是否逐项看过：待核（不能生成报告）或已核；没有预填的，不写。",
      en: "Whether somebody has looked at the zeros that were filled in beforehand: unconfirmed (no report yet) or confirmed; left out where none were.",
    },
  },
  signoff: {
    id: "signoff",
    name: "签批",
    about: {
      zh: "拟稿、审核、批准各由谁、何日办理；正式发布前须填写。",
      en: "Who prepared, verified and approved it, and when; needed before it is published.",
    },
  },
  published: {
    id: "published",
    name: "发布日期",
    about: {
      zh: "年度报告向社会公布的日期，如 2026-01-16。",
      en: "The day the report was made public, as in 2026-01-16.",
    },
  },
  indexNumber: {
    id: "indexNumber",
    name: "索引号",
    about: {
      zh: "公布时编的政府信息索引号，印在网页上。",
      en: "The index number it was given when it was made public; printed on the web page.",
    },
  },
  narrative: {
    id: "narrative",
    name: "正文",
    about: {
      zh: "各部分的文字；不写则按数字自动成文。",
      en: "The texts of its sections; without them they are written from the figures.",
    },
  },
  notes: {
    id: "notes",
    name: "注",
    about: {
      zh: "表下的注，按表写，印在该表下面；一条写一行文字，几条写成列表。",
      en: "Notes under the tables, by table: one as a line of text, several as a list.",
    },
  },
  waivers: {
    id: "waivers",
    name: "豁免",
    about: {
      zh: "经人工确认可以保留的检查结果，须写明理由、责任人和日期。",
      en: "Findings that somebody has looked at and accepted, with reason, name and date.",
    },
  },
};

export const unitKeys: Keys<"name" | "kind" | "code" | "within" | "since" | "formerly" | "issuers" | "contact"> = {
  name: {
    id: "name",
    name: "名称",
    about: { zh: "单位全称，与公章一致。", en: "The unit's full name, as on its seal." },
  },
  kind: {
    id: "kind",
    name: "类型",
    about: {
      zh: "省级、地级、县级、乡镇、街道、部门或其他。",
      en: "Its kind: province, prefecture, county, township, subdistrict, department or other.",
    },
  },
  code: {
    id: "code",
    name: "代码",
    about: {
      zh: "统计用区划代码或统一社会信用代码，加引号书写。",
      en: "Its division code or unified social credit code, in quotes.",
    },
  },
  within: {
    id: "within",
    name: "上级",
    about: { zh: "上一级单位的全称。", en: "The full name of the unit above it." },
  },
  since: {
    id: "since",
    name: "成立日期",
    about: {
      zh: "报告年度内新成立的单位，写成立（挂牌）的日期，如 2025-03-18。",
      en: "Of a unit set up within the report's year: the day it began, as in 2025-03-18.",
    },
  },
  formerly: {
    id: "formerly",
    name: "原单位",
    about: {
      zh: "年度内由其他单位合并、分设或更名而来的，写原单位的全称或代码，几个用顿号隔开；上年的数按它们核对。",
      en: "Of a unit that was made of others, split off or renamed within the year: their full names or codes; last year's figures are compared with theirs.",
    },
  },
  issuers: {
    id: "issuers",
    name: "署名",
    about: {
      zh: "落款的机关：与单位名称不同，或者几个机关联合署名时写，用顿号隔开，主办机关在前。",
      en: "Who signs, where that is not the unit itself or several do; the one in charge first.",
    },
  },
  contact: {
    id: "contact",
    name: "联系方式",
    about: {
      zh: "公众查询和联系的方式，印在报告开头一段的末尾；只印写了的各项。",
      en: "How the public reaches the unit; printed at the end of the report's first paragraph, as far as it is written.",
    },
  },
};

/** How the public reaches the office: any of them may be left out. */
export const contactKeys: Keys<"office" | "address" | "telephone" | "postcode" | "onlineCopy"> = {
  office: {
    id: "office",
    name: "机构",
    about: {
      zh: "受理查询的机构，如 云溪县松陂镇党政办公室；不写就用单位名称。",
      en: "The office that answers enquiries; the unit itself unless written.",
    },
  },
  address: { id: "address", name: "地址", about: { zh: "联系地址。", en: "Its address." } },
  telephone: {
    id: "telephone",
    name: "电话",
    about: {
      zh: '办公电话，加引号书写，如 "0512-58000000"。',
      en: 'Its telephone number, in quotes, as in "0512-58000000".',
    },
  },
  postcode: {
    id: "postcode",
    name: "邮编",
    about: { zh: "邮政编码，六位数字，加引号书写。", en: "Its postcode: six digits, in quotes." },
  },
  onlineCopy: {
    id: "onlineCopy",
    name: "电子版",
    about: {
      zh: "本报告电子版在哪里：网站名称或网址。",
      en: "Where this report is on the web: the site's name or address.",
    },
  },
};

/** A line of the register: what a tally says of its unit, and its own deadline. */
export const registerKeys: Keys<keyof typeof unitKeys | "due"> = {
  ...unitKeys,
  due: {
    id: "due",
    name: "截止",
    about: {
      zh: "这个单位的公布时限，次年的月和日，如 01-20；不写就按“时限”。",
      en: "By when this unit must publish: month and day of the next year, as in 01-20; else as the deadlines say.",
    },
  },
};

/** A figure that is more than a number: `{ value: 55, remark: 含自然失效29件 }`. */
export const cellKeys: Keys<"value" | "remark"> = {
  value: { id: "value", name: "数值", about: { zh: "这一格的数。", en: "The figure of this cell." } },
  remark: {
    id: "remark",
    name: "说明",
    about: {
      zh: "这一格的说明，印在数的后面，如 55（含自然失效29件）；不参加计算。",
      en: "A remark on the figure, printed behind it; no part of any sum.",
    },
  },
};

/** A text that stands in a file of its own: `{ 文件: 一.docx }`. */
export const textKeys: Keys<"file"> = {
  file: {
    id: "file",
    name: "文件",
    about: {
      zh: "文字所在的文件（.docx、.txt、.md），放在填报旁边或它下面的文件夹里。",
      en: "The file that the text stands in (.docx, .txt, .md): beside the tally, or in a folder below it.",
    },
  },
};

export const signoffKeys: Keys<"prepared" | "verified" | "approved"> = {
  prepared: { id: "prepared", name: "拟稿", about: { zh: "拟稿的责任人和日期。", en: "Who prepared it, and when." } },
  verified: { id: "verified", name: "审核", about: { zh: "审核的责任人和日期。", en: "Who verified it, and when." } },
  approved: {
    id: "approved",
    name: "批准",
    about: { zh: "批准发布的责任人和日期。", en: "Who approved it for publication, and when." },
  },
};

export const stepKeys: Keys<"by" | "on" | "of"> = {
  by: { id: "by", name: "责任人", about: { zh: "办理的人员或内设机构。", en: "The person or department." } },
  on: { id: "on", name: "日期", about: { zh: "办理的日期，如 2026-01-08。", en: "The day, as in 2026-01-08." } },
  of: {
    id: "of",
    name: "内容",
    about: {
      zh: "所批准内容的摘要 sha256:…，由 gov-report seal 写入。",
      en: "The hash (sha256:…) of what was approved; written by gov-report seal.",
    },
  },
};

export const waiverKeys: Keys<"rule" | "at" | "reason" | "by" | "on" | "seen"> = {
  rule: {
    id: "rule",
    name: "规则",
    about: { zh: "检查项的代码，如 GR204。", en: "The code of the check, as in GR204." },
  },
  at: {
    id: "at",
    name: "位置",
    about: {
      zh: "所指的数或文字，如 主动公开.行政规范性文件.现行有效。",
      en: "The path of the figure or the text it speaks of, as the finding names it.",
    },
  },
  reason: { id: "reason", name: "理由", about: { zh: "为什么可以保留。", en: "Why it may stand." } },
  by: stepKeys.by,
  on: stepKeys.on,
  seen: {
    id: "seen",
    name: "当时值",
    about: {
      zh: "确认时该检查结果所指的数，如 29 38；数变了，豁免即失效。可以不写。",
      en: "The figures the finding spoke of when it was accepted, as in 29 38: when they change, it counts no longer. May be left out.",
    },
  },
};

/** The keys of `gov-report.yaml`. */
export const workspaceKeys: Keys<
  | "year"
  | "units"
  | "previous"
  | "trend"
  | "register"
  | "deadlines"
  | "out"
  | "published"
  | "formats"
  | "annexes"
  | "templates"
  | "site"
  | "rules"
> = {
  year: { id: "year", name: "年度", about: { zh: "报告年度。", en: "The report's year." } },
  units: {
    id: "units",
    name: "单位",
    about: {
      zh: "本年度填报文件的位置，如 units/**/*.yaml。",
      en: "Where this year's tallies are, as in units/**/*.yaml.",
    },
  },
  previous: {
    id: "previous",
    name: "上年",
    about: { zh: "上年度及以前各年度填报文件的位置。", en: "Where the tallies of last year and of earlier years are." },
  },
  trend: {
    id: "trend",
    name: "历年",
    about: {
      zh: "报告末尾附几个年度的主要数据对比（含本年度），如 5；不写就不附。",
      en: "The main figures of so many years, this one included, at the end of the report, as in 5; none unless written.",
    },
  },
  register: {
    id: "register",
    name: "名单",
    about: {
      zh: "应当填报的单位：写名称，或者连同类型、代码、上级一起写；单位多的写成 CSV 表，这里写文件名，如 units.csv。",
      en: "The units expected to report: their names, or name, kind, code and unit above; many of them as a CSV table whose name stands here, as in units.csv.",
    },
  },
  deadlines: {
    id: "deadlines",
    name: "时限",
    about: {
      zh: "本地规定的公布时限，按单位类型写月和日，如 { 乡镇: 01-20 }。",
      en: "By when reports must be published here, as month and day by kind of unit, as in { township: 01-20 }.",
    },
  },
  out: { id: "out", name: "输出", about: { zh: "成品存放的文件夹。", en: "The folder the reports are written to." } },
  published: {
    id: "published",
    name: "公布",
    about: {
      zh: "公布过的报告存放的文件夹，不写就是 published；写入后不再改动。",
      en: "The folder for reports that were published, published unless written; what is in it is never changed.",
    },
  },
  formats: {
    id: "formats",
    name: "格式",
    about: {
      zh: `要生成的格式：${outputFormats.join("、")}。`,
      en: `The formats to make: ${outputFormats.join(", ")}.`,
    },
  },
  annexes: {
    id: "annexes",
    name: "附表",
    about: { zh: "法定表格之外另印的附表：工作情况（activity）。", en: "What is printed beside the form: activity." },
  },
  templates: {
    id: "templates",
    name: "模板",
    about: { zh: "自备模板所在的文件夹。", en: "The folder of templates of one's own." },
  },
  site: {
    id: "site",
    name: "网站",
    about: {
      zh: "gov-report site 生成的目录页上的标题、说明、页脚和样式。",
      en: "Title, introduction, footer and style of the index that gov-report site makes.",
    },
  },
  rules: {
    id: "rules",
    name: "规则",
    about: {
      zh: "逐条设定检查项的级别：error、warning、info 或 off。",
      en: "The level of single checks: error, warning, info or off.",
    },
  },
};

/** What the index of a site says about itself. */
export const siteKeys: Keys<"title" | "intro" | "footer" | "style"> = {
  title: {
    id: "title",
    name: "标题",
    about: { zh: "页面的标题；不写就按年度和格式的名称。", en: "The page's title; by year and form unless written." },
  },
  intro: {
    id: "intro",
    name: "说明",
    about: { zh: "标题下面的文字，一段一条。", en: "What stands below the title, a paragraph an entry." },
  },
  footer: {
    id: "footer",
    name: "页脚",
    about: {
      zh: "页面末尾的文字，一行一条，如主办单位、联系方式。",
      en: "What stands at the page's end, a line an entry: who runs it, how to reach them.",
    },
  },
  style: {
    id: "style",
    name: "样式",
    about: {
      zh: "一个 CSS 文件，接在页面自己的样式后面：改颜色、字体，放徽标。",
      en: "A CSS file that follows the page's own style: colours, fonts, a logo.",
    },
  },
};

/** The keys of a policy. */
export const policyKeys: Keys<"rules" | "locked" | "waivers" | "maxWaived" | "units" | "sealed" | "ownTemplates"> = {
  rules: {
    id: "rules",
    name: "规则",
    about: {
      zh: "逐条设定检查项的级别；工作区对这些检查项的设定不起作用。",
      en: "The level of single checks; what a workspace sets for these counts for nothing.",
    },
  },
  locked: {
    id: "locked",
    name: "锁定",
    about: {
      zh: "工作区不得设定的检查项或一类检查项，如 GR2；不写就是 GR2、GR3、GR6。",
      en: "Checks or families of checks that a workspace may not set, as in GR2; GR2, GR3 and GR6 unless written.",
    },
  },
  waivers: {
    id: "waivers",
    name: "豁免",
    about: {
      zh: "哪些检查项可以豁免、由谁、到哪一天；写了就只有这些可以。",
      en: "Which findings may be waived, by whom and until when; once written, no others may.",
    },
  },
  maxWaived: {
    id: "maxWaived",
    name: "豁免上限",
    about: { zh: "一次最多接受几条豁免。", en: "How many waivers are accepted at once." },
  },
  units: {
    id: "units",
    name: "单位",
    about: {
      zh: "工作区必须读到的填报；不写就是 units 下的全部，[] 是不作要求。",
      en: "The tallies a workspace must have read; all below units unless written, [] for none.",
    },
  },
  sealed: {
    id: "sealed",
    name: "须封存",
    about: {
      zh: "是：批准须用 gov-report seal 与内容对应。",
      en: "True: an approval must be bound to what it approved, by gov-report seal.",
    },
  },
  ownTemplates: {
    id: "ownTemplates",
    name: "自备模板",
    about: {
      zh: "是：工作区可以用自己的模板文件夹。",
      en: "True: a workspace may have a templates folder of its own.",
    },
  },
};

/** The keys of what a policy lets be waived. */
export const permitKeys: Keys<"rules" | "by" | "until"> = {
  rules: {
    id: "rules",
    name: "规则",
    about: { zh: "检查项或一类检查项的代码。", en: "Codes of checks or of families of checks." },
  },
  by: { id: "by", name: "责任人", about: { zh: "可以由谁豁免；不写就不限。", en: "By whom; anybody unless written." } },
  until: {
    id: "until",
    name: "截止",
    about: { zh: "有效到哪一天；不写就一直有效。", en: "Until which day; for ever unless written." },
  },
};

/** The kinds of unit as keys: of the local deadlines. */
export const kindKeys: Keys<UnitKind> = {
  province: { id: "province", name: kindNames.province, about: { zh: "省级政府。", en: "A provincial government." } },
  prefecture: {
    id: "prefecture",
    name: kindNames.prefecture,
    about: { zh: "设区的市、自治州政府。", en: "The government of a prefecture-level city or prefecture." },
  },
  county: { id: "county", name: kindNames.county, about: { zh: "县级政府。", en: "A county government." } },
  township: { id: "township", name: kindNames.township, about: { zh: "乡镇人民政府。", en: "A township government." } },
  subdistrict: {
    id: "subdistrict",
    name: kindNames.subdistrict,
    about: { zh: "街道办事处。", en: "A subdistrict office." },
  },
  department: {
    id: "department",
    name: kindNames.department,
    about: { zh: "县级以上人民政府部门。", en: "A department of a government from county level up." },
  },
  other: { id: "other", name: kindNames.other, about: { zh: "其他单位。", en: "Any other unit." } },
};

/** What may be printed beside the form. */
export const annexNames: Readonly<Record<AnnexKind, string>> = { activity: "工作情况" };

/** Whether somebody has looked at the zeros that stood in a tally from the beginning. */
export const zerosNames: Readonly<Record<"unconfirmed" | "confirmed", string>> = {
  unconfirmed: "待核",
  confirmed: "已核",
};
/** What `init` writes for a unit whose name it was not told; a tally that still says so is not finished. */
export const placeholderNames: Readonly<Record<"zh" | "en", string>> = {
  zh: "请填写单位全称",
  en: "full name of the unit",
};

/** Ids and Chinese names of some keys, each pointing at the id. */
export function byEitherName(keys: Readonly<Record<string, Key>>): ReadonlyMap<string, string> {
  return new Map(Object.values(keys).flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
}

/** Values in either language: "township" and 乡镇 both give "township". */
export const kindByName: ReadonlyMap<string, UnitKind> = new Map(
  unitKinds.flatMap((kind) => [[kind, kind] as const, [kindNames[kind], kind] as const]),
);

export const annexByName: ReadonlyMap<string, AnnexKind> = new Map(
  annexKinds.flatMap((kind) => [[kind, kind] as const, [annexNames[kind], kind] as const]),
);

export const scopeByName: ReadonlyMap<string, Scope> = new Map(
  (["own", "area"] as const).flatMap((id) => [[id, id] as const, [scopeNames[id], id] as const]),
);

export const zerosByName: ReadonlyMap<string, keyof typeof zerosNames> = new Map(
  (["unconfirmed", "confirmed"] as const).flatMap((id) => [[id, id] as const, [zerosNames[id], id] as const]),
);
