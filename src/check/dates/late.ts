import type { Rule } from "../../core/rule.ts";
import { dayInWords, dueDay } from "./due.ts";

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
    const { edition, deadlines, registration } = input;
    const due =
      published && dueDay({ kind: input.tally.unit.kind, year, edition, deadlines, entry: registration?.entry });
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
