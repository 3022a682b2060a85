import type { Measure, UnitKind } from "./edition.ts";

/** The measure word of a figure, as it is printed behind it. */
export const measureWords: Readonly<Record<Measure, string>> = {
  count: "件",
  change: "件",
  yuan: "元",
  wanYuan: "万元",
  items: "条",
  times: "次",
  attendances: "人次",
  persons: "人",
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
