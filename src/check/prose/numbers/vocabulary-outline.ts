import type { FrameData, RowData } from "./frame-data.ts";

const cases = "件 件次 宗 起 份 例 笔 条 个";
const disputes = "件 起 宗 次 例 个 件次";
const brought = "发生 引发 引起 产生 被提起 提起 被申请 涉及 涉 因";
const results: readonly RowData[] = [
  { at: "upheld", words: "维持 获维持 被维持 维持原决定 驳回" },
  { at: "corrected", words: "纠错 被纠错 被依法纠错 纠正 被纠正" },
  { at: "other" },
];

/** The words for figures of the statistical table that older forms had beside the text: lines, and not rows by columns. */
export const outlineFrames: readonly FrameData[] = [
  {
    id: "statistics.requests",
    root: "statistics.requests",
    nouns: "政府信息公开申请 依申请公开申请 依申请公开政府信息 信息公开申请 公开申请 公开政府信息的申请 依申请公开",
    weak: "申请 申请件 申请量",
    verbs: "提出 提交",
    measures: cases,
    wholes: ["received", "closed", "outcomes"],
    alone: [{ sums: ["received"] }],
    rows: [
      { at: "received", words: "收到 受理 接收 接到 收悉", generic: true },
      { at: "closed", words: "办结 办理完毕", generic: true },
      { at: "closed.onTime", words: "按时办结 按期办结" },
      { at: "closed.extended", words: "延期办结 延期答复" },
      { at: "outcomes", words: "答复 回复 作出答复 予以答复", generic: true },
      { words: "办理 处理", sums: ["received", "closed", "outcomes"], generic: true },
      { at: "outcomes.granted", words: "同意公开 予以公开 全部公开" },
      { at: "outcomes.partlyGranted", words: "同意部分公开 部分公开 予以部分公开" },
      { at: "outcomes.denied", words: "不同意公开 不予公开" },
      { at: "outcomes.notHeld", words: "信息不存在 申请信息不存在 政府信息不存在" },
      { words: "办结率", sums: ["closed"], over: ["received"], measures: "%" },
      { words: "答复率", sums: ["outcomes"], over: ["received"], measures: "%" },
    ],
  },
  {
    id: "statistics.review",
    root: "statistics.review",
    nouns: "行政复议 复议 复议案件 行政复议案件 申请行政复议 被申请行政复议 提起行政复议 行政复议申请",
    verbs: brought,
    measures: disputes,
    alone: [{ sums: ["."] }],
    rows: results,
    wholes: ["."],
  },
  {
    id: "statistics.litigation",
    root: "statistics.litigation",
    nouns: "行政诉讼 诉讼 诉讼案件 行政诉讼案件 提起行政诉讼 被提起行政诉讼",
    verbs: brought,
    measures: disputes,
    alone: [{ sums: ["."] }],
    rows: results,
    wholes: ["."],
  },
  {
    id: "statistics.complaints",
    root: "statistics.complaints",
    nouns: "政府信息公开举报投诉 举报投诉 举报",
    verbs: "收到 受理 发生",
    measures: "件 起 次",
    alone: [{ sums: ["."] }],
    rows: [],
  },
];
