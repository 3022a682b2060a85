import type { Span } from "../../core/diagnostic.ts";
import type { CheckInput, Rule } from "../../core/rule.ts";
import { dayInWords } from "./words.ts";

/** Published after the day that the law, or a circular of the place, sets for this kind of unit. */
export const late: Rule = {
  code: "GR603",
  name: "late",
  // The day is a fact: an error would keep a late report from ever being published.
  severity: "warning",
  summary: { zh: "公布日期晚于时限", en: "published after the deadline" },
  why: {
    zh: "县级以上人民政府部门应在1月31日前公布，县级以上地方人民政府的报告应在3月31日前公布；乡镇、街道和提前的时限由本地规定，写在 gov-report.yaml 的“时限”里，没有写的不核对。法定时限不能由本地规定推迟。",
    en: "Departments publish by 31 January, governments from county level up by 31 March. What a place sets for townships, or sets earlier, stands under deadlines in gov-report.yaml; nothing set, nothing checked. No circular can put off the law's own date.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "unit: { name: 云溪县水利局, kind: department }\npublished: 2026-02-10",
    right: "published: 2026-01-26",
  },
  *check(input) {
    const { published, year } = input.tally;
    const due = published && dueDay(input);
    if (!published || !due || published.on <= due.on) return;
    const set = due.set;
    yield {
      message: {
        zh: `公布日期是${dayInWords(published.on)}，晚于时限${dayInWords(due.on)}（${due.basis.zh}）`,
        en: `published on ${published.on}, after ${due.on} (${due.basis.en})`,
      },
      span: published.span,
      at: "published",
      help: {
        zh: `核对日期；日期属实的，不要改动，写入豁免并说明${year}年度报告迟延的原因`,
        en: `check the day; if it is right, leave it and waive this with the reason why the report on ${year} was late`,
      },
      related: set ? [{ span: set, message: { zh: "本地时限", en: "the local deadline" } }] : [],
    };
  },
};

interface Due {
  readonly on: string;
  readonly basis: { readonly zh: string; readonly en: string };
  readonly set?: Span;
}

/** The day by which the unit's report is due: the law's, or an earlier one of the place. Undefined where neither sets one. */
function dueDay({ tally, edition, deadlines = [] }: CheckInput): Due | undefined {
  const { kind } = tally.unit;
  const dated = (by: string) => `${tally.year + 1}-${by}`;
  const lawful = edition.deadlines.find(({ kinds }) => kinds.includes(kind));
  const local = deadlines.find((deadline) => deadline.kind === kind);
  if (local && (!lawful || local.by < lawful.by)) {
    return { on: dated(local.by), basis: { zh: "本地规定的时限", en: "set in this place" }, set: local.span };
  }
  if (!lawful) return undefined;
  const { title } = lawful.basis;
  return { on: dated(lawful.by), basis: { zh: title, en: title } };
}
