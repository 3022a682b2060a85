import type { ColumnData, FrameData } from "./frame-data.ts";
import { outlineFrames } from "./vocabulary-outline.ts";

const cases = "件 件次 宗 起 份 例 笔 条 个";
const results: readonly ColumnData[] = [
  { ids: ["upheld"], words: "维持 获维持 被维持 维持原决定" },
  { ids: ["corrected"], words: "纠正 被纠正 败诉" },
  { ids: ["pending"], words: "未审结 正在审理 尚在审理 待审结" },
];
const documents: readonly ColumnData[] = [
  { ids: ["issued"], words: "制发 制定 出台 印发 新制定 新出台 制定出台 制定印发" },
  { ids: ["repealed"], words: "废止 失效 宣布失效 废止失效" },
  { ids: ["inForce"], words: "现行有效 有效 继续有效" },
];
/** Where the form asks for more than decisions, these are a column of the row. */
const decided: readonly string[] = [".", "decisions"];
const handled: readonly string[] = [
  "outcomes",
  "outcomes -outcomes.otherwiseClosed",
  "outcomes -outcomes.otherwiseClosed.other",
  "outcomes -outcomes.notProcessed",
  "outcomes -outcomes.notProcessed -outcomes.otherwiseClosed",
  "received -carriedForward",
];
const intake: readonly string[] = ["received", "received broughtForward"];

export const frames: readonly FrameData[] = [
  ...outlineFrames,
  {
    id: "requests",
    root: "requests",
    nouns:
      "政府信息公开申请 依申请公开 依申请公开申请 依申请公开事项 依申请公开件 依申请公开政府信息 依申请公开政府信息申请 政府信息依申请公开 信息公开申请 政务公开申请 公开申请 公开政府信息的申请 收到和处理政府信息公开申请 依申请",
    weak: "申请 申请件 申请量",
    verbs: "提出 提交 作出",
    measures: cases,
    wholes: ["received", "received broughtForward", "outcomes"],
    alone: [{ sums: intake }],
    rows: [
      { at: "received", clear: "本年新收 本年度新收 当年新收", words: "新收 新收到 新接收 新受理 年内新收" },
      { words: "收到 受理 接收 接到 收悉 接受 登记受理 收件 收件数 收件量", sums: intake, generic: true },
      {
        at: "broughtForward",
        clear: "上年结转 上年度结转 去年结转 上一年结转 上一年度结转 往年结转",
      },
      {
        at: "carriedForward",
        clear:
          "结转下年度 结转下年度继续办理 结转下年 结转至下年度 结转至下年 结转到下年度 结转下一年度 结转至下一年度 结转下年继续办理 结转至下年度继续办理 结转下年办理 结转下年度办理 结转至下年办理 结转至下年度办理 结转下一年度办理 结转下一年度继续办理 转入下年度 转下年度 转入下年 结转次年",
        words: "正在办理 尚在办理 尚未办结 未办结 仍在办理",
      },
      { clear: "办理结果总计 办理总计", sums: ["outcomes"] },
      {
        words:
          "办结 答复 办理完毕 处理完毕 回复 办复 作出答复 完成 完成答复 完成办理 予以答复 已办结 已答复 书面答复 作出书面答复",
        sums: handled,
        generic: true,
      },
      // What was dealt with may be what came in or what was closed.
      { words: "办理 处理", sums: [...handled, ...intake], generic: true },
      { words: "撤销 撤回 撤销申请 撤回申请 主动撤回 申请人撤回 申请人撤回申请", sums: [] },
      { at: "outcomes.granted", words: "同意公开 全部公开 予以全部公开 决定公开" },
      { at: "outcomes.partlyGranted", words: "予以部分公开 部分予以公开 同意部分公开" },
      { at: "outcomes.denied", words: "不同意公开 决定不予公开 不予以公开" },
      { at: "outcomes.unableToProvide" },
      {
        at: "outcomes.unableToProvide.notHeld",
        words: "本机关不掌握 不掌握相关政府信息 本机关未掌握",
      },
      { at: "outcomes.unableToProvide.mustBeCreated", words: "没有现成信息 需要另行制作" },
      { at: "outcomes.unableToProvide.stillUnclear", words: "补正后仍不明确" },
      { at: "outcomes.notProcessed" },
      { at: "outcomes.otherwiseClosed" },
      { at: "outcomes.otherwiseClosed.notSupplemented", words: "申请人逾期不补正" },
      {
        words: "办结率",
        sums: ["outcomes", "outcomes -outcomes.otherwiseClosed", "received -carriedForward"],
        over: ["received broughtForward", "received"],
        measures: "%",
      },
    ],
    columns: [
      { ids: ["naturalPerson"], words: "个人 公民" },
      { ids: ["business"], words: "企业 公司" },
      {
        ids: ["business", "researchInstitute", "publicWelfare", "legalService", "otherOrganization"],
        words: "企业 公司",
      },
      { ids: ["legalService"], words: "律师事务所" },
      {
        ids: ["business", "researchInstitute", "publicWelfare", "legalService", "otherOrganization"],
        words: "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织",
      },
    ],
  },
  {
    id: "review",
    root: "disputes.review",
    nouns:
      "行政复议 复议 复议案件 行政复议案件 申请行政复议 被申请行政复议 提起行政复议 被提起行政复议 行政复议申请 复议申请",
    verbs: "发生 引发 引起 产生 被提起 提起 被申请 涉及 涉 因",
    measures: "件 起 宗 次 例 个 件次",
    alone: [{ sums: [".", ". -pending"] }],
    rows: [],
    columns: results,
    wholes: ["."],
  },
  {
    id: "litigation",
    root: "disputes.litigation",
    nouns: "行政诉讼 诉讼 诉讼案件 行政诉讼案件 提起行政诉讼 被提起行政诉讼 被提起诉讼",
    verbs: "发生 引发 引起 产生 被提起 提起 涉及 涉 因",
    measures: "件 起 宗 次 例 个 件次",
    alone: [{ sums: ["."] }],
    rows: [
      { at: "direct", words: "直接起诉 未经复议" },
      { at: "afterReview", words: "经复议后起诉 复议后诉讼" },
    ],
    columns: results,
    wholes: ["."],
  },
  {
    id: "regulations",
    root: "proactive.regulations",
    nouns: "规章 政府规章 地方政府规章",
    measures: "件 部 个",
    rows: [],
    columns: documents,
  },
  {
    id: "normativeDocuments",
    root: "proactive.normativeDocuments",
    nouns: "行政规范性文件 规范性文件",
    measures: "件 份 个 部",
    rows: [],
    columns: documents,
  },
  {
    id: "licences",
    root: "proactive.licences",
    nouns: "行政许可 行政许可决定 行政许可处理决定 行政许可量 行政许可案件",
    verbs: "办理 作出 实施 办结 准予",
    measures: "件 宗 起 例",
    alone: [{ sums: decided }],
    rows: [],
  },
  {
    id: "penalties",
    root: "proactive.penalties",
    nouns: "行政处罚 行政处罚决定 行政处罚处理决定 行政处罚案件",
    verbs: "办理 作出 实施 办结",
    measures: "件 宗 起 例",
    alone: [{ sums: decided }],
    rows: [],
  },
  {
    id: "coerciveMeasures",
    root: "proactive.coerciveMeasures",
    nouns: "行政强制 行政强制措施 行政强制决定 行政强制处理决定",
    verbs: "办理 作出 实施 采取",
    measures: "件 宗 起 例",
    alone: [{ sums: decided }],
    rows: [],
  },
  {
    id: "fees",
    root: "proactive.fees",
    nouns: "行政事业性收费 行政事业性收费金额",
    verbs: "收取 征收 收缴",
    measures: "元",
    alone: [{ sums: ["."] }],
    rows: [],
  },
  {
    id: "items",
    root: "activity.itemsPublished",
    nouns:
      "主动公开政府信息 主动公开信息 主动公开各类政府信息 主动公开各类信息 公开政府信息 公开各类政府信息 公开信息 公开各类信息 发布政府信息 发布信息 发布各类信息 发布各类政府信息",
    weak: "信息 政府信息",
    verbs: "公开 发布 推送 张贴 登载 刊登 刊发 主动公开",
    measures: "条 件 篇 则 项",
    byRow: true,
    wholes: ["total"],
    alone: [{ sums: ["total"] }],
    rows: [
      {
        at: "channels.website",
        words:
          "网站 门户网站 政府门户网站 县政府网站 区政府网站 市政府网站 县政府门户网站 区政府门户网站 市政府门户网站 官方网站",
      },
      { at: "channels.wechat", words: "微信公众号 政务微信公众号 微信" },
      { at: "channels.weibo", words: "微博 官方微博" },
      { at: "channels.gazette", words: "公报" },
      { at: "channels.noticeBoard", words: "镇村公开栏 村级公开栏 公示栏" },
    ],
  },
  {
    id: "interpretations",
    root: "activity.interpretations",
    nouns: "政策解读 政策解读材料 政策解读信息 解读材料",
    verbs: "发布 编发 编制 开展 制作",
    measures: "条 篇 件 则 份",
    alone: [{ sums: ["."] }],
    rows: [],
  },
  {
    id: "responses",
    root: "activity.responses",
    nouns:
      "群众关切 社会关切 公众关切 关切 群众关切问题 社会关切问题 公众关切问题 回应关切 回应群众关切 回应社会关切 回应公众关切",
    measures: "次 件 条 个",
    rows: [
      { at: "raised", words: "收集" },
      { at: "answered", words: "答复 回复 作出回应 回应群众关切 回应社会关切 回应公众关切 回应关切" },
      { words: "回应率", sums: ["answered"], over: ["raised"], measures: "%" },
    ],
  },
  {
    id: "hotline",
    root: "activity.hotline",
    nouns:
      "热线工单 热线 12345热线 12345政务服务便民热线 12345政务热线 政务服务便民热线 便民热线 政务热线 市民热线 市民服务热线 城管热线 城市管理热线 12345工单 12345平台 12345",
    weak: "工单 诉求 群众诉求",
    verbs: "转办 交办 派发",
    measures: "件 个 条 起 单 例 件次 笔",
    alone: [{ sums: ["received"] }],
    wholes: ["received", "closed"],
    rows: [
      { at: "received", words: "收到 接收 接到 承办 承接", generic: true },
      { at: "closed", words: "已办结", generic: true },
      { words: "办理 处理", sums: ["closed", "received"], generic: true },
      { at: "onTime", words: "按期办结" },
      { at: "satisfied", words: "群众满意 评价满意" },
      { words: "办结率", sums: ["closed"], over: ["received"], measures: "%" },
      { words: "按时办结率 按期办结率", sums: ["onTime"], over: ["closed", "received"], measures: "%" },
      {
        words: "满意率 满意度 群众满意率 群众满意度",
        sums: ["satisfied"],
        over: ["closed", "received"],
        measures: "%",
      },
    ],
  },
  {
    id: "messages",
    root: "activity.messages",
    nouns: "网上留言 网民留言 群众留言 网络留言 留言",
    measures: "条 件 个",
    alone: [{ sums: ["received"] }],
    wholes: ["received"],
    rows: [
      { at: "received", words: "受理 接收", generic: true },
      { at: "closed", words: "答复 回复 回应", generic: true },
      { words: "办理 处理", sums: ["closed", "received"], generic: true },
      { words: "答复率 办结率 回复率", sums: ["closed"], over: ["received"], measures: "%" },
    ],
  },
  {
    id: "services",
    root: "activity.services",
    nouns: "政务服务事项 政务服务",
    measures: "件 件次 项 个 笔",
    wholes: ["accepted"],
    rows: [
      { at: "accepted", words: "接件", generic: true },
      { at: "closed", generic: true },
      { words: "办理 处理", sums: ["closed", "accepted"], generic: true },
      { words: "办结率", sums: ["closed"], over: ["accepted"], measures: "%" },
    ],
  },
  {
    id: "training",
    root: "activity.training",
    nouns:
      "培训 业务培训 专题培训 政务公开培训 政务公开业务培训 政务公开专题培训 政府信息公开培训 政府信息公开业务培训 信息公开培训 培训班 培训会",
    verbs: "组织 举办 开展 召开",
    measures: "次 场 期 场次 班次 人次",
    alone: [
      { sums: ["sessions"], measures: "次 场 期 场次 班次" },
      { sums: ["attendances"], measures: "人次" },
    ],
    rows: [{ at: "attendances", words: "参加 参训 参与 参加培训", measures: "人次" }],
  },
  {
    id: "staff",
    root: "activity.staff",
    nouns: "",
    verbs: "配备 工作人员 设有 承担 负责",
    measures: "人 名 位",
    rows: [
      { at: "fullTime", words: "专职", clear: "专职人员 专职工作人员" },
      { at: "partTime", words: "兼职", clear: "兼职人员 兼职工作人员" },
      { clear: "专兼职人员 专兼职工作人员", sums: ["fullTime partTime"] },
    ],
  },
];

/** What a word does in a clause. */
export type Role =
  | "plain" // says nothing about a figure
  | "turn" // opens a further statement behind a figure: 均已答复
  | "each" // the figure holds for every item before it
  | "respectively"
  | "and"
  | "total" // several items together
  | "part" // opens parts of the figure before
  | "rest" // what the parts before have left
  | "none" // nothing of what is named
  | "compare" // with the year before
  | "chain" // with the month or quarter before
  | "up"
  | "down"
  | "level" // a change that ends at the figure: 增加到
  | "flat"
  | "from"
  | "share"
  | "whole"
  | "past" // last year's figure
  | "now"
  | "partial" // less than the year
  | "future" // what is to be done
  | "own" // the unit itself
  | "area" // all units of an area
  | "stop"; // another thing altogether

export const roleWords: Readonly<Record<Role, string>> = {
  plain:
    "共 共计 总共 合共 累计 一共 计 了 的 为 是 有 达 达到 数量 数 案件 情况 情形 方面 中 里 内 全年 全年度 本年 本年度 年度 年内 一年来 年末 年底 截至 截止 今年以来 已 已经 依法 依规 依法依规 按规定 对 由 其 该 经 因 以 在 通过 自 也 还 另 另有 提出 政府信息公开 政府信息公开工作 信息公开 政务公开 目前 工作中 分别 公民、法人和其他组织 公民、法人或者其他组织 公民、法人或其他组织 要求 主要 情况中 各类 继续 决定 类 予以 当中 引发的 引起的 引发 引起 涉及 涉 被 的是 至 到 自 止 期间 比 较 同 相比 同期 相较 同期相比 相比较 因政府信息公开 因政府信息公开工作 渠道 各类渠道 各种渠道 多种渠道 等渠道 申请人为",
  turn: "均已 全部 并 且 并且 按时 按期 及时 已全部 悉数 即",
  each: "均 均为 各 各为 都 都为 皆 皆为 均是 均有",
  respectively: "分别 分别为 分别是 分别有 分别达 分别达到",
  and: "和 及 与 以及 暨 或 或者 、 ＋ +",
  total: "合计 总计 共 共计 总共 合共 一共 两项合计",
  part: "其中 包括 包含 含 其中包括 主要包括 具体包括 主要是 具体为 其中含",
  rest: "其余 剩余 余下",
  none: "无 没有 未收到 没有收到 未接到 未受理 未接收 尚未收到 未发生 未产生 未出现 未引发 未收取 未制发 没有制发 未制定 未出台 没有出台 未废止 没有废止 为零 均为零 均无 均没有 从未收到 未曾收到 未发现 均未收到 均未发生 未被提起 未作出 未组织 未举办 未开展 未实施 未发布",
  compare:
    "同比 比上年 较上年 比去年 较去年 比上年度 较上年度 与上年相比 与去年相比 同上年相比 比上一年 较上一年 较上一年度 比上一年度 与上一年相比 与上年同期相比 比上年同期 较上年同期 与去年同期相比 比去年同期 较去年同期 与上年 与去年 相较上年 相比上年 相比去年",
  chain: "环比",
  up: "增长 增加 上升 提高 上涨 增 升 增幅 增幅为 增幅达 多 增多 新增 净增",
  down: "下降 减少 降低 下滑 回落 减 降 降幅 降幅为 降幅达 少 压减",
  level: "增加到 增加至 增至 增长到 增长至 上升到 上升至 升至 提高到 提高至 减少到 减少至 减至 下降到 下降至 降至 降到",
  flat: "持平 相同 一致",
  from: "从 由",
  share: "占 占比 占比为 占比达 占比达到 占到",
  whole: "总数 总量 全部 总数的 总量的 总体 总数量 合计数 总件数 总申请量",
  past: "上年 去年 上年度 上一年 上一年度 去年同期 上年同期",
  now: "今年 本年 本年度",
  partial:
    "上半年 下半年 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 前三季度 月底 每年 每月 每季度 平均 日均 月均 年均 人均 近年来 历年 以来 年以来 应当 不得 年初 春节 每半年 每周 每次 原则上 计划 拟 力争 预计 目标 将 确保 争取 力求",
  future: "下一步 下步 明年 今后 来年",
  own: "我镇 本镇 全镇 我乡 本乡 全乡 我街道 本街道 全街道 我局 本局 全局 我委 本委 我办 本办 我中心 本中心 我单位 本单位 我机关 本机关 我厅 本厅 我所 本所 我站 我院 镇政府 乡政府 街道办 街道办事处",
  area: "全市 全县 全区 全省 全州 全旗 我市 我县 我区 我省 我州 各级行政机关 各级各部门 行政机关 各级 各级政府",
  stop: "结转 申请人 申请表 申请书 申请材料 申请渠道 其他申请 申请事项 规章制度 许可决定 政府采购 公开栏内容 信息员 信息化 信息技术 申请人数 公文 文件",
};

/** Other bodies than the unit: a figure behind one of these is theirs. */
export const bodies: RegExp =
  /(?:[局委办厅部镇乡县区市州省站所院校村处]|街道|中心|公司|社区|网站|平台|门户|系统|单位|机关|机构|窗口|大厅|部门|政府|小学|中学|大队)$/;
