import type { Text } from "../diagnostic.ts";
import type { Scope } from "../tally.ts";
import type { KeyNode } from "./keys.ts";
import type { Measure, UnitKind } from "./table.ts";

/** The measure word of a figure, as it is printed behind it. */
export const measureWords: Readonly<Record<Measure, string>> = {
  count: "件",
  change: "件",
  yuan: "元",
  wanYuan: "万元",
  money: "元",
  items: "条",
  times: "次",
  attendances: "人次",
  persons: "人",
  pieces: "篇",
  places: "个",
};

/** The kinds of unit as a tally may write them. */
export const kindNames: Readonly<Record<UnitKind, string>> = {
  province: "省级",
  prefecture: "地级",
  county: "县级",
  township: "乡镇",
  subdistrict: "街道",
  department: "部门",
  other: "其他",
};

/** 依申请公开 · 办理结果 · 予以公开 for messages; the English is the path itself. Names of a clerk's own stand as they are. */
export function pathWords(edition: { readonly keys: KeyNode }, path: string): Text {
  const names: string[] = [];
  let node: KeyNode | undefined = edition.keys;
  for (const part of path.split(".")) {
    node = node?.child.get(part);
    names.push(node?.name ?? part);
  }
  return { zh: names.join(" · "), en: path };
}

export const scopeNames: Readonly<Record<Scope, string>> = { own: "本级", area: "本地区" };
