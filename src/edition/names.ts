import { type AnnexKind, annexKinds } from "../core/form/annex.ts";
import { type UnitKind, unitKinds } from "../core/form/table.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import { outputFormats } from "../core/formats.ts";
import type { Scope } from "../core/tally.ts";

/** A key outside the tables: its id, its Chinese name, and what an editor shows beside it. */
export interface Key {
  readonly id: string;
  readonly name: string;
  /** What the key is for, in one Chinese sentence. */
  readonly about: string;
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
  year: { id: "year", name: "年度", about: "报告年度，四位数字，如 2025。" },
  unit: { id: "unit", name: "单位", about: "填报单位。" },
  scope: { id: "scope", name: "范围", about: "统计范围：本级（只含本机关）或本地区（含所辖各单位）。" },
  period: {
    id: "period",
    name: "统计期限",
    about: "统计期限不是公历全年的（如学校按学年统计），写起止日期，如 2025-09-01/2026-08-31。",
  },
  zeros: { id: "zeros", name: "全零", about: "预填的 0 是否逐项看过：待核（不能生成报告）或已核；没有预填的，不写。" },
  signoff: { id: "signoff", name: "签批", about: "拟稿、审核、批准各由谁、何日办理；正式发布前须填写。" },
  published: { id: "published", name: "发布日期", about: "年度报告向社会公布的日期，如 2026-01-16。" },
  indexNumber: { id: "indexNumber", name: "索引号", about: "公布时编的政府信息索引号，印在网页上。" },
  narrative: { id: "narrative", name: "正文", about: "各部分的文字；不写则按数字自动成文。" },
  notes: { id: "notes", name: "注", about: "表下的注，按表写，印在该表下面；一条写一行文字，几条写成列表。" },
  waivers: { id: "waivers", name: "豁免", about: "经人工确认可以保留的检查结果，须写明理由、责任人和日期。" },
};

export const unitKeys: Keys<"name" | "kind" | "code" | "within" | "since" | "formerly" | "issuers" | "contact"> = {
  name: { id: "name", name: "名称", about: "单位全称，与公章一致。" },
  kind: { id: "kind", name: "类型", about: "省级、地级、县级、乡镇、街道、部门或其他。" },
  code: { id: "code", name: "代码", about: "统计用区划代码或统一社会信用代码，加引号书写。" },
  within: { id: "within", name: "上级", about: "上一级单位的全称。" },
  since: { id: "since", name: "成立日期", about: "报告年度内新成立的单位，写成立（挂牌）的日期，如 2025-03-18。" },
  formerly: {
    id: "formerly",
    name: "原单位",
    about: "年度内由其他单位合并、分设或更名而来的，写原单位的全称或代码，几个用顿号隔开；上年的数按它们核对。",
  },
  issuers: {
    id: "issuers",
    name: "署名",
    about: "落款的机关：与单位名称不同，或者几个机关联合署名时写，用顿号隔开，主办机关在前。",
  },
  contact: { id: "contact", name: "联系方式", about: "公众查询和联系的方式，印在报告开头一段的末尾；只印写了的各项。" },
};

/** How the public reaches the office: any of them may be left out. */
export const contactKeys: Keys<"office" | "address" | "telephone" | "postcode" | "onlineCopy"> = {
  office: { id: "office", name: "机构", about: "受理查询的机构，如 云溪县松陂镇党政办公室；不写就用单位名称。" },
  address: { id: "address", name: "地址", about: "联系地址。" },
  telephone: { id: "telephone", name: "电话", about: '办公电话，加引号书写，如 "0512-58000000"。' },
  postcode: { id: "postcode", name: "邮编", about: "邮政编码，六位数字，加引号书写。" },
  onlineCopy: { id: "onlineCopy", name: "电子版", about: "本报告电子版在哪里：网站名称或网址。" },
};

/** A line of the register: what a tally says of its unit, and its own deadline. */
export const registerKeys: Keys<keyof typeof unitKeys | "due"> = {
  ...unitKeys,
  due: { id: "due", name: "截止", about: "这个单位的公布时限，次年的月和日，如 01-20；不写就按“时限”。" },
};

/** A figure that is more than a number: `{ value: 55, remark: 含自然失效29件 }`. */
export const cellKeys: Keys<"value" | "remark"> = {
  value: { id: "value", name: "数值", about: "这一格的数。" },
  remark: { id: "remark", name: "说明", about: "这一格的说明，印在数的后面，如 55（含自然失效29件）；不参加计算。" },
};

/** A text that stands in a file of its own: `{ 文件: 一.docx }`. */
export const textKeys: Keys<"file"> = {
  file: { id: "file", name: "文件", about: "文字所在的文件（.docx、.txt、.md），放在填报旁边或它下面的文件夹里。" },
};

export const signoffKeys: Keys<"prepared" | "verified" | "approved"> = {
  prepared: { id: "prepared", name: "拟稿", about: "拟稿的责任人和日期。" },
  verified: { id: "verified", name: "审核", about: "审核的责任人和日期。" },
  approved: { id: "approved", name: "批准", about: "批准发布的责任人和日期。" },
};

export const stepKeys: Keys<"by" | "on" | "of"> = {
  by: { id: "by", name: "责任人", about: "办理的人员或内设机构。" },
  on: { id: "on", name: "日期", about: "办理的日期，如 2026-01-08。" },
  of: { id: "of", name: "内容", about: "所批准内容的摘要 sha256:…，由 gov-report seal 写入。" },
};

export const waiverKeys: Keys<"rule" | "at" | "reason" | "by" | "on" | "seen"> = {
  rule: { id: "rule", name: "规则", about: "检查项的代码，如 GR204。" },
  at: { id: "at", name: "位置", about: "所指的数或文字，如 主动公开.行政规范性文件.现行有效。" },
  reason: { id: "reason", name: "理由", about: "为什么可以保留。" },
  by: stepKeys.by,
  on: stepKeys.on,
  seen: { id: "seen", name: "当时值", about: "确认时该检查结果所指的数，如 29 38；数变了，豁免即失效。可以不写。" },
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
  year: { id: "year", name: "年度", about: "报告年度。" },
  units: { id: "units", name: "单位", about: "本年度填报文件的位置，如 units/**/*.yaml。" },
  previous: { id: "previous", name: "上年", about: "上年度及以前各年度填报文件的位置。" },
  trend: { id: "trend", name: "历年", about: "报告末尾附几个年度的主要数据对比（含本年度），如 5；不写就不附。" },
  register: {
    id: "register",
    name: "名单",
    about: "应当填报的单位：写名称，或者连同类型、代码、上级一起写；单位多的写成 CSV 表，这里写文件名，如 units.csv。",
  },
  deadlines: { id: "deadlines", name: "时限", about: "本地规定的公布时限，按单位类型写月和日，如 { 乡镇: 01-20 }。" },
  out: { id: "out", name: "输出", about: "成品存放的文件夹。" },
  published: { id: "published", name: "公布", about: "公布过的报告存放的文件夹，不写就是 published；写入后不再改动。" },
  formats: { id: "formats", name: "格式", about: `要生成的格式：${outputFormats.join("、")}。` },
  annexes: { id: "annexes", name: "附表", about: "法定表格之外另印的附表：工作情况（activity）。" },
  templates: { id: "templates", name: "模板", about: "自备模板所在的文件夹。" },
  site: { id: "site", name: "网站", about: "gov-report site 生成的目录页上的标题、说明、页脚和样式。" },
  rules: { id: "rules", name: "规则", about: "逐条设定检查项的级别：error、warning、info 或 off。" },
};

/** What the index of a site says about itself. */
export const siteKeys: Keys<"title" | "intro" | "footer" | "style"> = {
  title: { id: "title", name: "标题", about: "页面的标题；不写就按年度和格式的名称。" },
  intro: { id: "intro", name: "说明", about: "标题下面的文字，一段一条。" },
  footer: { id: "footer", name: "页脚", about: "页面末尾的文字，一行一条，如主办单位、联系方式。" },
  style: { id: "style", name: "样式", about: "一个 CSS 文件，接在页面自己的样式后面：改颜色、字体，放徽标。" },
};

/** The keys of a policy. */
export const policyKeys: Keys<"rules" | "locked" | "waivers" | "maxWaived" | "units" | "sealed" | "ownTemplates"> = {
  rules: { id: "rules", name: "规则", about: "逐条设定检查项的级别；工作区对这些检查项的设定不起作用。" },
  locked: { id: "locked", name: "锁定", about: "工作区不得设定的检查项或一类检查项，如 GR2；不写就是 GR2、GR3、GR6。" },
  waivers: { id: "waivers", name: "豁免", about: "哪些检查项可以豁免、由谁、到哪一天；写了就只有这些可以。" },
  maxWaived: { id: "maxWaived", name: "豁免上限", about: "一次最多接受几条豁免。" },
  units: { id: "units", name: "单位", about: "工作区必须读到的填报；不写就是 units 下的全部，[] 是不作要求。" },
  sealed: { id: "sealed", name: "须封存", about: "是：批准须用 gov-report seal 与内容对应。" },
  ownTemplates: { id: "ownTemplates", name: "自备模板", about: "是：工作区可以用自己的模板文件夹。" },
};

/** The keys of what a policy lets be waived. */
export const permitKeys: Keys<"rules" | "by" | "until"> = {
  rules: { id: "rules", name: "规则", about: "检查项或一类检查项的代码。" },
  by: { id: "by", name: "责任人", about: "可以由谁豁免；不写就不限。" },
  until: { id: "until", name: "截止", about: "有效到哪一天；不写就一直有效。" },
};

/** The kinds of unit as keys: of the local deadlines. */
export const kindKeys: Keys<UnitKind> = {
  province: { id: "province", name: kindNames.province, about: "省级政府。" },
  prefecture: { id: "prefecture", name: kindNames.prefecture, about: "设区的市、自治州政府。" },
  county: { id: "county", name: kindNames.county, about: "县级政府。" },
  township: { id: "township", name: kindNames.township, about: "乡镇人民政府。" },
  subdistrict: { id: "subdistrict", name: kindNames.subdistrict, about: "街道办事处。" },
  department: { id: "department", name: kindNames.department, about: "县级以上人民政府部门。" },
  other: { id: "other", name: kindNames.other, about: "其他单位。" },
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
