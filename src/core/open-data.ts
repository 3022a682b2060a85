import type { Text } from "./diagnostic.ts";
import type { Editions } from "./form/edition.ts";
import { findKey, type KeyNode } from "./form/keys.ts";
import type { Measure } from "./form/table.ts";

export const dataFormats = ["csv", "json", "xlsx"] as const;
export type DataFormat = (typeof dataFormats)[number];

/** A column of the figures as open data: its id and its Chinese name, either of which may head it. */
export interface DataColumn {
  readonly id: string;
  readonly name: string;
  readonly about: Text;
  readonly type: "string" | "integer" | "decimal";
  /** Never empty. */
  readonly required?: true;
}

/**
 * What is known of a figure: it was given; it was given and something is remarked on it; it is approximate (33万余), remarked
 * on or not; it was left blank, which is not 0; it was worked out from others.
 */
export const figureStates = ["given", "remark", "approximate", "blank", "computed"] as const;
export type FigureState = (typeof figureStates)[number];

export const figureStateNames: Readonly<Record<FigureState, string>> = {
  given: "填报",
  remark: "填报有说明",
  approximate: "约数",
  blank: "空白",
  computed: "计算",
};

/** Whose a figure is: in every row of either form. */
export const unitColumns: readonly DataColumn[] = [
  column("unit", "单位", "填报单位的全称", "full name of the unit that reports", "string", true),
  column("code", "代码", "统计用区划代码或统一社会信用代码", "its administrative or social credit code", "string"),
  column("kind", "类型", "单位类型", "kind of unit", "string", true),
  column("within", "上级", "上一级单位的全称", "full name of the unit above it", "string"),
  column(
    "scope",
    "范围",
    "统计范围：本级，或本地区（已含所属各单位，不要和它们相加）",
    "what the figures cover: the unit itself, or its area, which holds the units below it and is not to be added to them",
    "string",
    true,
  ),
  column("year", "年度", "报告年度", "the report's year", "integer", true),
  column("edition", "格式", "所用的格式版本", "the edition of the form", "string", true),
];

/** The figure itself: in every row of the long form. */
export const cellColumns: readonly DataColumn[] = [
  column("path", "路径", "这个数在格式里的位置", "the figure's place on the form", "string", true),
  column("label", "项目", "这个数在格式里的中文名称", "its Chinese name on the form", "string", true),
  column("measure", "计量", "计数的方式", "what is counted", "string", true),
  column("unitOfMeasure", "计量单位", "件、元、万元等", "the measure word, as it is printed", "string", true),
  column(
    "value",
    "数值",
    "数；空白不是 0。金额未定单位的格式一律折成元",
    "the number; a blank is not 0. On forms that name no unit of money it is in 元",
    "decimal",
  ),
  column(
    "state",
    "状态",
    "填报、填报有说明、约数、空白（没有填，不是 0）、计算（由其他数相加）",
    "given; remark: given, with a remark; approximate; blank: left open, not 0; computed: the sum of others",
    "string",
    true,
  ),
  column(
    "written",
    "原文",
    "不只是一个数的，照填报写出，如 33万余",
    "as the unit wrote it where that is more than a number",
    "string",
  ),
  column("remark", "说明", "填报单位对这个数的说明", "what the unit remarks on the figure", "string"),
];

/** A line a figure. */
export const longColumns: readonly DataColumn[] = [...unitColumns, ...cellColumns];

/** What a wide form has beside the column of a figure where any unit needs it: `….natural#remark`. */
export const besideColumns: readonly DataColumn[] = cellColumns.filter(({ id }) => id === "written" || id === "remark");

/** Every figure that a file of figures speaks of. */
export const dictionaryColumns: readonly DataColumn[] = [
  column("edition", "格式", "格式版本", "the edition of the form", "string", true),
  column("path", "路径", "这个数在格式里的位置", "the figure's place on the form", "string", true),
  column("part", "部分", "格式的部分，或工作情况", "the part of the form, or the activity figures", "string", true),
  column("label", "项目", "中文名称", "its Chinese name", "string", true),
  column("labelEn", "英文项目", "英文名称", "its name in English", "string", true),
  column("row", "行", "表里这一行的标题，照格式", "the label of its row, as the form has it", "string"),
  column("column", "栏", "表里这一栏的标题，照格式", "the label of its column, as the form has it", "string"),
  column("measure", "计量", "计数的方式", "what is counted", "string", true),
  column("unitOfMeasure", "计量单位", "件、元、万元等", "the measure word, as it is printed", "string", true),
  column("unitOfMeasureEn", "英文计量单位", "计量单位的英文", "the measure in English", "string", true),
  column(
    "terms",
    "相加项",
    "合计由哪些数相加，用空格隔开",
    "of a total: the paths it adds up, separated by spaces",
    "string",
  ),
];

function column(
  id: string,
  name: string,
  zh: string,
  en: string,
  type: DataColumn["type"],
  required?: true,
): DataColumn {
  return { id, name, about: { zh, en }, type, ...(required && { required }) };
}

/** Measure words for those who read no Chinese. */
export const measureWordsEn: Readonly<Record<Measure, string>> = {
  count: "cases",
  change: "cases, signed",
  yuan: "yuan",
  wanYuan: "10,000 yuan",
  money: "yuan",
  items: "items",
  times: "times",
  attendances: "attendances",
  persons: "persons",
  pieces: "pieces",
  places: "places",
};

/** The Chinese names along a path, joined as the path is: 收到申请.本年新收.自然人. */
export function chinesePath(keys: KeyNode, path: string): string {
  const names: string[] = [];
  let node: KeyNode | undefined = keys;
  for (const part of path.split(".")) {
    node = node?.child.get(part);
    names.push(node?.name ?? part);
  }
  return names.join(".");
}

/**
 * The path that the head of a column stands for, written in either language; undefined where no form has it. The newest form
 * that knows the name decides.
 */
export function pathNamed({ all }: Editions, name: string): string | undefined {
  const parts = name.split(".");
  for (const { keys } of all.toReversed()) {
    const node = findKey(keys, parts);
    if (node) return node.kind === "cell" ? node.path : undefined;
    const group = findKey(keys, parts.slice(0, -1));
    if (group?.open) return `${group.path}.${parts.at(-1)}`;
  }
  return undefined;
}
