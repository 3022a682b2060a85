import type { Text } from "../core/diagnostic.ts";
import type { UnitKind } from "../core/form/table.ts";
import { type CsvCell, csv } from "../core/text/csv.ts";
import { type UnitState, type UnitStateName, unitStates } from "../core/workspace.ts";
import { toMarkdown } from "./data.ts";
import type { Style } from "./style.ts";
import { columns, pad, visible } from "./width.ts";

type Lang = keyof Text;

const stateWords: Readonly<Record<UnitStateName, Text>> = {
  valid: { zh: "通过", en: "valid" },
  warnings: { zh: "有警告", en: "warnings" },
  errors: { zh: "有错误", en: "errors" },
  unread: { zh: "未能读取", en: "unread" },
  missing: { zh: "未报", en: "missing" },
};
const colours = { valid: "green", warnings: "yellow", errors: "red", unread: "red", missing: "red" } as const;
const unregistered: Text = { zh: "不在名单", en: "unregistered" };

const kinds: Readonly<Record<UnitKind, string>> = {
  province: "省级",
  prefecture: "地级",
  county: "县级",
  township: "乡镇",
  subdistrict: "街道",
  department: "部门",
  other: "其他",
};

const heads: readonly Text[] = [
  { zh: "状态", en: "state" },
  { zh: "单位", en: "unit" },
  { zh: "类型", en: "kind" },
  { zh: "错误", en: "errors" },
  { zh: "警告", en: "warnings" },
  { zh: "公布", en: "published" },
  { zh: "时限", en: "due" },
  { zh: "进度", en: "time" },
  { zh: "文件", en: "file" },
];

/** Aligned for a terminal, with the state in colour. */
export function stateTable(states: readonly UnitState[], lang: Lang, style: Style): readonly string[] {
  const rows = [
    heads.map((head) => head[lang]),
    ...states.map((state) => rowOf(state, lang).map((cell) => visible(String(cell)))),
  ];
  const widths = heads.map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ""))));
  return rows.map((row, n) => {
    const cells = row.map((cell, i) => pad(cell, widths[i] ?? 0));
    const state = states[n - 1];
    const [first = "", ...others] = cells;
    return [state ? style(colours[state.state], first) : first, ...others].join("  ").trimEnd();
  });
}

export function stateMarkdown(states: readonly UnitState[], lang: Lang): readonly string[] {
  const line = (cells: readonly CsvCell[]) => `| ${cells.map((cell) => toMarkdown(String(cell))).join(" | ")} |`;
  return [
    line(heads.map((head) => head[lang])),
    `| ${heads.map((_, i) => (i === 3 || i === 4 ? "---:" : "---")).join(" | ")} |`,
    ...states.map((state) => line(rowOf(state, lang))),
  ];
}

export function stateCsv(states: readonly UnitState[], lang: Lang): string {
  return csv([heads.map((head) => head[lang]), ...states.map((state) => rowOf(state, lang))]);
}

/** For programs: the same words in every language. */
export function stateJson(states: readonly UnitState[], today: string): string {
  return JSON.stringify({ version: 1, today, counts: countStates(states), units: states }, null, 2);
}

export type StateCounts = Readonly<
  Record<UnitStateName | "units" | "submitted" | "unregistered" | "late" | "overdue", number>
>;

export function countStates(states: readonly UnitState[]): StateCounts {
  const count = (of: (state: UnitState) => boolean) => states.filter(of).length;
  const [valid = 0, warnings = 0, errors = 0, unread = 0, missing = 0] = unitStates.map((name) =>
    count(({ state }) => state === name),
  );
  return {
    units: states.length,
    submitted: states.length - missing,
    ...{ valid, warnings, errors, unread, missing },
    unregistered: count((state) => state.unregistered),
    late: count(({ daysLate }) => daysLate !== undefined),
    overdue: count(({ daysLeft = 0 }) => daysLeft < 0),
  };
}

/** The last line: who is in, who is valid, who is late. */
export function countsInWords(counts: StateCounts): Text {
  const { units, submitted, valid, warnings, errors, missing, late, overdue } = counts;
  const strangers = counts.unregistered;
  const unread =
    counts.unread > 0 ? { zh: `，未能读取 ${counts.unread}`, en: `, ${counts.unread} not read` } : { zh: "", en: "" };
  return {
    zh: `共 ${units} 个单位：已报 ${submitted}（通过 ${valid}，有警告 ${warnings}，有错误 ${errors}${unread.zh}），未报 ${missing}；不在名单 ${strangers}；逾期公布 ${late}，已过时限未公布 ${overdue}`,
    en: `${units} units: ${submitted} in (${valid} valid, ${warnings} with warnings, ${errors} with errors${unread.en}), ${missing} missing; ${strangers} not on the register; ${late} published late, ${overdue} overdue`,
  };
}

function rowOf(state: UnitState, lang: Lang): readonly CsvCell[] {
  const { unit, kind, errors, warnings, published = "", due = "", file = "" } = state;
  const words = stateWords[state.state][lang];
  return [
    state.unregistered ? `${words}${lang === "zh" ? "、" : ", "}${unregistered[lang]}` : words,
    unit,
    kind === undefined ? "" : lang === "zh" ? kinds[kind] : kind,
    ...[errors, warnings, published, due, timeOf(state)[lang], file],
  ];
}

function timeOf({ daysLeft, daysLate, published, version, corrected }: UnitState): Text {
  const late = daysLate === undefined ? [] : [{ zh: `迟 ${daysLate} 天`, en: `${daysLate} days late` }];
  const which = {
    zh: corrected === undefined ? `公布第 ${version} 版` : `${corrected} 更正为第 ${version} 版`,
    en: corrected === undefined ? `version ${version} published` : `corrected on ${corrected}, version ${version}`,
  };
  const said = version === undefined ? late : [...late, which];
  if (said.length > 0) return { zh: said.map(({ zh }) => zh).join("，"), en: said.map(({ en }) => en).join(", ") };
  if (published !== undefined) return { zh: "已公布", en: "published" };
  if (daysLeft === undefined) return { zh: "", en: "" };
  if (daysLeft === 0) return { zh: "今天到期", en: "due today" };
  return daysLeft > 0
    ? { zh: `还有 ${daysLeft} 天`, en: `${daysLeft} days left` }
    : { zh: `已过 ${-daysLeft} 天`, en: `${-daysLeft} days over` };
}
