import type { UnitKind } from "../core/form/table.ts";

/** Endings of names that leave no doubt. 市 may be of a province, a prefecture or a county, and says nothing by itself. */
const endings: readonly (readonly [UnitKind, RegExp])[] = [
  ["other", /(?:大学|学院|学校|中学|小学|医院|公司|集团|管理委员会|管委会)$/u],
  ["subdistrict", /(?:街道|街道办事处|街道办)$/u],
  ["township", /(?:镇|乡|苏木)(?:人民政府|政府)?$/u],
  ["department", /(?:局|厅|委员会|委|办公室|分局|大队|支队)$/u],
  ["county", /(?:县|旗|(?<!^(?:北京|上海|天津|重庆))[市州盟].{1,8}(?:市|(?<![发园新假理])区))(?:人民政府|政府)?$/u],
  ["province", /(?:省|自治区)(?:人民政府|政府)?$/u],
  ["prefecture", /(?:自治州|盟)(?:人民政府|政府)?$/u],
];

/** The kind of unit where its name says it; otherwise somebody has to. */
export function kindOfName(name: string): UnitKind | undefined {
  return endings.find(([, ending]) => ending.test(name.trim()))?.[0];
}
