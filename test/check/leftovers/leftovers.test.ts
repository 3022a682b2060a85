import { describe, expect, it } from "vitest";
import { partialPeriod } from "../../../src/check/leftovers/partial-period.ts";
import { placeholder } from "../../../src/check/leftovers/placeholder.ts";
import { placeholderUnit } from "../../../src/check/leftovers/placeholder-unit.ts";
import { staleYear } from "../../../src/check/leftovers/stale-year.ts";
import { supersededBasis } from "../../../src/check/leftovers/superseded-basis.ts";
import { templateInstruction } from "../../../src/check/leftovers/template-instruction.ts";
import { transmittalLetter } from "../../../src/check/leftovers/transmittal-letter.ts";
import { unusualPeriod } from "../../../src/check/leftovers/unusual-period.ts";
import { wrongKindWord } from "../../../src/check/leftovers/wrong-kind-word.ts";
import { wrongPeriod } from "../../../src/check/leftovers/wrong-period.ts";
import { wrongSelf } from "../../../src/check/leftovers/wrong-self.ts";
import type { Rule } from "../../../src/core/rule.ts";
import { found, pointed } from "../../support/text-findings.ts";

/** Sentences with the words a rule points at; none where it is silent. The report is on 2025. */
const tables: readonly (readonly [Rule, readonly (readonly [sentence: string, ...words: string[]])[]])[] = [
  [
    placeholder,
    [
      ["组织培训XX次。", "XX"],
      ["组织培训x场，印发资料×××份。", "x", "×××"],
      ["20__年，我镇公开信息96条。", "__"],
      ["20*年，我镇公开信息96条。", "*"],
      ["20××年××月××日", "××年××月××"],
      ["202X年公开信息96条。", "X"],
      ["公开信息**条，办结____件。", "**", "____"],
      ["群众满意率为？？。", "？？"],
      ["由【…】负责，联系【单位名称】。", "【…】", "【单位名称】"],
      ["某某镇党政办负责。", "某某"],
      ["XX乡、xx县政府网站。", "XX", "xx"],
      ["发布日期待定。数据待补充。", "待定", "待补充"],
      ["共公开（ ）条，发布《》。", "（ ）", "《》"],
      ["国办函〔  〕109号", "〔  〕"],
      ["2026年 月 日", "年 月 日"],
      ["20  年公开信息。", "20  年"],
      ["公开信息#REF!条。错误！未找到引用源。", "#REF!", "错误！未找到引用源"],
      ["«单位»公开信息。", "«单位»"],
      // Masked data, numbers, addresses, columns, ordinary words.
      ["联系电话138****1234，身份证号35****123。"],
      ["申请人张某某、李××、原告王**提出申请。"],
      ["申请人某某不服答复。"],
      ["村民刘某某反映的问题已答复。"],
      ["二〇〇八年、二○○八年、一九九〇年的文件。"],
      ["网址http://www.xxgk.gov.cn/a__b/?x=1。"],
      ["幅面为3×4厘米，实行7×24小时服务，X射线设备XXL型。"],
      ["开设【政策解读】栏目。"],
      ["公开水平有待补充完善，接待定点医院来访，期待定期沟通。"],
      ["情况待核实后公开。"],
      ["2026年1月16日"],
      ["□ 是 □ 否"],
      ["什么时候公开？向谁公开？"],
      ["新某村、某水河整治信息。"],
    ],
  ],
  [
    staleYear,
    [
      ["2023年全年主动公开政府信息96条。", "2023年"],
      ["2024年，我镇主动公开政府信息96条。", "2024年"],
      ["2026年主动公开政府信息96条。", "2026年"],
      ["二〇二三年，我镇公开信息96条。", "二〇二三年"],
      ["２０２３年公开信息96条。", "２０２３年"],
      ["现编制2024年政府信息公开工作年度报告。", "2024年"],
      ["2024年度收到申请3件。", "2024年"],
      // Explained by what stands around them.
      ["2025年公开信息96条，较2024年增加3条。"],
      ["2024年结转2件，已在本年办结。"],
      ["2024年新收申请110件，2025年新收申请124件。"],
      ["针对2024年存在的问题，已完成整改。"],
      ["2026年，我镇将继续推进政务公开。"],
      ["下一步，2026年重点做好政策解读。"],
      ["自2019年以来，公开栏逐月更新。"],
      ["落实《2024年政务公开工作要点》《法治政府建设实施纲要（2021—2025年）》。"],
      ["清理2010年以前印发的文件12件。"],
      ["《条例》（2019年修订）"],
      ["2023年至2025年文件目录已公布。"],
      ["国办公开办函〔2021〕30号"],
      ["2026年1月16日"],
      ["上述申请于2026年1月办结。"],
    ],
  ],
  [
    wrongPeriod,
    [
      ["本报告统计期限为2025年1月1日至12月30日。", "2025年1月1日至12月30日"],
      ["数据统计期限自2024年1月1日起至2024年12月31日止。", "2024年1月1日起至2024年12月31日"],
      ["统计期限为2025年1月1日起至2024年12月31日止。", "2025年1月1日起至2024年12月31日"],
      ["2025年1月1日至2025年12月30日，公开信息96条。", "2025年1月1日至2025年12月30日"],
      ["本报告所列数据的统计期限为2025年1月1日至12月31日。"],
      ["统计期限自2025年1月1日起至2025年12月31日止。"],
      ["统计期限为1月1日至12月31日。"],
      ["2025年3月1日至5月31日开展政务公开宣传月活动。"],
      ["2024年11月1日至2025年2月28日开展清理。"],
      ["公示期为12月20日至1月5日。"],
    ],
  ],
  [
    unusualPeriod,
    [
      ["统计期限为2024年12月1日至2025年11月30日。", "2024年12月1日至2025年11月30日"],
      ["统计期限为２０２５年１月１日至１１月３０日。", "２０２５年１月１日至１１月３０日"],
      ["统计期限自2025年1月1日起至2025年12月31日止。"],
      ["本报告统计期限为2025年1月1日至12月30日。"],
    ],
  ],
  [
    partialPeriod,
    [
      ["截至2025年11月底，主动公开政府信息42条。", "截至2025年11月底"],
      ["截止11月30日，共收到政府信息公开申请3件。", "截止11月30日"],
      ["1至11月，全镇主动公开信息96条。", "1至11月"],
      ["截至12月30日，主动公开政府信息96条。", "截至12月30日"],
      ["截至2025年12月31日，主动公开政府信息42条。"],
      ["截至12月底，主动公开政府信息42条。"],
      ["截至年底，现行有效行政规范性文件3件。"],
      ["截至6月底，完成栏目调整。"],
      ["1—10月收到申请98件，11月收到申请15件，12月收到申请4件。"],
      ["6月至9月汛期公开预警信息30条。"],
      ["1月至3月开展专项整治，公开信息30条。"],
      ["截至11月底公开信息42条，全年公开信息50条。"],
    ],
  ],
  [
    supersededBasis,
    [
      ["根据国办公开办函〔2019〕60号要求编制本报告。", "国办公开办函〔2019〕60号"],
      ["根据国办公开办函[2019]60号要求编制本报告。", "国办公开办函[2019]60号"],
      ["《条例》（国务院令第492号）", "国务院令第492号"],
      ["《年度报告格式（试行）》", "年度报告格式（试行）"],
      ["根据《政府信息公开条例》第三十一条、第三十二条规定，编制本年度报告。", "第三十一条、第三十二条"],
      ["根据《条例》第三十二条编制本报告。", "条例》第三十二条"],
      ["根据国办公开办函〔2021〕30号要求编制本报告。"],
      ["《条例》（国务院令第711号）第四十九条、第五十条，编制本报告。"],
      ["依照《条例》第三十二条，书面征求第三方意见。"],
      ["国务院令第492号已废止，有关文件同步清理。"],
    ],
  ],
  [
    templateInstruction,
    [
      ["该部分以表格形式报告。表格如下：", "该部分以表格形式报告", "表格如下"],
      ["此处填写主要做法。", "此处填写"],
      ["在这里写正文，每段一行。", "在这里写正文"],
      ["请填写存在的主要问题。", "请填写"],
      ["示例：公开信息96条。", "示例："],
      ["主要问题（示例）", "（示例）"],
      ["填写说明：不少于三条。", "填写说明："],
      ["申请人可在网上下载，请填写《政府信息公开申请表》。"],
      ["请填写申请表后寄至我单位。"],
      ["编发申请表填写示例和填写说明。"],
      ["制发答复文书参考模板，统一大字版公示模板。"],
      ["在此处设立公开栏。"],
    ],
  ],
  [
    transmittalLetter,
    [
      ["本年度未收取信息处理费。特此报告。", "特此报告"],
      ["妥否，请批示。", "妥否，请批示"],
      ["县人民政府办公室：\n我镇公开信息96条。", "县人民政府办公室"],
      ["云政办〔2025〕12号\n我镇公开信息96条。", "云政办〔2025〕12号"],
      ["主送：县人民政府", "主送："],
      ["现将有关情况报告如下：\n全年公开信息96条。"],
      ["由县政府办公室：一、负责汇总。"],
      ["答复文书经批准后，请审批机构备案。"],
      ["根据云政办〔2025〕12号文件要求，公开信息96条。"],
    ],
  ],
  [
    wrongKindWord,
    [
      ["现编制2025年政府信息公开工作报告。", "政府信息公开工作报告"],
      ["本年度工作报告由六部分组成。", "本年度工作报告"],
      ["政府信息公开年度工作报告公布如下。", "政府信息公开年度工作报告"],
      ["现公布政府信息公开工作年度报告。"],
      ["县政府常务会议听取政府信息公开工作报告。"],
      ["公开《政府工作报告》全文。"],
    ],
  ],
  [
    wrongSelf,
    [
      ["我局全年公开信息96条，本街道未收到申请。", "我局", "本街道"],
      ["我镇全年公开信息96条，本镇未收到申请，我县考核为优秀。"],
      ["本乡镇各村公开栏、本局域网、本办法、本街道路口公示牌。"],
    ],
  ],
];

describe.each(tables)("$code $name", (rule, sentences) => {
  it.each(sentences)("%s", (sentence, ...words) => {
    expect(pointed(rule, sentence)).toEqual(words);
  });
});

describe("GR331 placeholder-unit", () => {
  it.each([
    "XX乡",
    "某某镇人民政府",
    "云溪县某镇人民政府",
    "××县审计局",
    "X县人民政府",
    "【单位名称】",
    "____镇人民政府",
  ])("%s is no unit", (name) => expect(found(placeholderUnit, {}, { name })).toHaveLength(1));

  it.each(["凤凰镇人民政府", "某水村民委员会", "云溪县人民政府办公室（XXGK中心）", "示范农场", "大渡口镇人民政府"])(
    "%s may be one",
    (name) => expect(found(placeholderUnit, {}, { name })).toEqual([]),
  );
});

describe("findings", () => {
  it("many alike are counted after the twentieth", () => {
    const shown = found(placeholder, { overview: "培训XX次，".repeat(50) });
    expect(shown).toHaveLength(21);
    expect(shown.at(-1)?.message.zh).toBe("同类问题还有30处，没有逐一列出");
  });

  it("a wrong year is said once a section, with its other places", () => {
    const [year, ...others] = found(staleYear, { overview: "2023年公开信息96条。2023年未收到申请。" });
    expect(others).toEqual([]);
    expect(year?.related).toHaveLength(1);
    expect(year?.message.zh).toBe("报告年度是2025年，这里写的是2023年（共2处）");
  });

  it("what a tag says is pointed at by the tag", () => {
    const text = "公开信息{{year}}条，培训XX次。";
    expect(pointed(placeholder, text)).toEqual(["XX"]);
  });

  it("a tag that could not be read is another rule's business", () => {
    expect(pointed(placeholder, "公开信息{{requests.recieved}}件。")).toEqual([]);
  });

  it("composed texts are not looked at", () => {
    expect(found(placeholder, {})).toEqual([]);
  });
});
