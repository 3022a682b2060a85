import { describe, expect, it } from "vitest";
import { otherUnit } from "../../../src/check/leftovers/other-unit.ts";
import { type Extra, pointed } from "../../support/text-findings.ts";

const town: Extra = { name: "大渡口镇人民政府", kind: "township" };
const countyTown: Extra = { name: "云溪县松陂镇人民政府", kind: "township" };
const street: Extra = { name: "杭州市上城区清波街道办事处", kind: "subdistrict" };
const bureau: Extra = { name: "云溪县审计局", kind: "department" };
const city: Extra = { name: "威海市人民政府", kind: "prefecture" };
const county: Extra = { name: "安徽省固镇县人民政府", kind: "county" };

/** Sentences with the names that are not the unit's own. */
const labelled: readonly (readonly [unit: Extra, sentence: string, names: readonly string[]])[] = [
  // Left from copying.
  [town, "湖沟镇全年主动公开政府信息810条，其中政策解读15条。", ["湖沟镇"]],
  [town, "2020年，湖沟镇结合实际推进政务公开。", ["湖沟镇"]],
  [town, "今年以来，湖沟镇党委、政府高度重视信息公开工作。", ["湖沟镇"]],
  [town, "在湖沟镇便民服务中心设置政务公开栏。", ["湖沟镇"]],
  [town, "进一步完善湖沟镇信息公开工作机制。", ["湖沟镇"]],
  [town, "湖沟镇人民政府按照《条例》要求编制本报告。", ["湖沟镇"]],
  [town, "全年收到湖沟镇居民申请3件。", ["湖沟镇"]],
  [town, "固镇县湖沟镇政务公开栏每月更新。", ["湖沟镇"]],
  [town, "桐花岭乡全年公开信息264条。", ["桐花岭乡"]],
  [town, "由石梁坪乡党政办公室负责日常工作。", ["石梁坪乡"]],
  [town, "兰渚街道在社区设立查阅点。", ["兰渚街道"]],
  [town, "双城镇全年未收到政府信息公开申请。", ["双城镇"]],
  [countyTown, "固镇县政府网站公开信息1200条。", ["固镇县"]],
  [countyTown, "桐城市按照上级部署开展工作。", ["桐城市"]],
  [countyTown, "经长安区政务公开办审核后发布。", ["长安区"]],
  [countyTown, "茶亭坳镇把村务公开纳入考核。", ["茶亭坳镇"]],
  [street, "西湖区政府门户网站设立专栏。", ["西湖区"]],
  [street, "宜宾市政务公开办组织培训2次。", ["宜宾市"]],
  [street, "小营街道公开信息96条。", ["小营街道"]],
  [bureau, "固镇县审计局全年公开审计结果公告12份。", ["固镇县"]],
  [bureau, "本报告由南漳县审计局编制。", ["南漳县"]],
  [city, "宜宾市政府门户网站公开信息2万余条。", ["宜宾市"]],
  [city, "大理白族自治州各级行政机关公开信息137229条。", ["大理白族自治州"]],
  [county, "河南省人民政府网站公布了指南。", ["河南省"]],
  [county, "平乐县各部门公开信息3000条。", ["平乐县"]],
  // The unit itself, its short forms, what lies above and below it.
  [town, "大渡口镇全年主动公开政府信息810条。", []],
  [town, "渡口镇政府公示栏逐月更新。", []],
  [town, "我镇在县政府网站公开信息810条。", []],
  [town, "合肥市、肥东县政务公开办对我镇进行检查。", []],
  [countyTown, "松陂镇在云溪县人民政府网站设立专栏。", []],
  [countyTown, "推进松陂镇政务公开标准化。", []],
  [countyTown, "长沙市、云溪县有关文件要求。", []],
  [{ ...countyTown, name: "松陂镇人民政府" }, "云溪县松陂镇在湖南省的统一平台公开信息。", []],
  [street, "杭州市上城区清波街道公开信息96条。", []],
  [street, "清波街道办事处在上城区政府网站公开信息。", []],
  [street, "浙江省、杭州市有关规定。", []],
  [bureau, "对松陂镇、桐花岭乡开展经济责任审计。", []],
  [bureau, "云溪县财政局、县农业农村局配合公开预决算。", []],
  [city, "荣成市、乳山市、文登区同步公开。", []],
  [city, "山东省政府网站、威海市政府网站公开信息。", []],
  [county, "王庄镇、新马桥镇、石湖乡建成政务公开专区。", []],
  [{ name: "大理白族自治州人民政府", kind: "prefecture" }, "大理州各县市公开信息，大理市、祥云县建成服务中心。", []],
  [{ name: "昆山市周庄镇人民政府", kind: "township" }, "苏州市、昆山市有关部门对周庄镇进行指导。", []],
  [countyTown, "依托便民服务中心窗口和镇网页专栏公开信息。", []],
  [countyTown, "太和镇全年公开信息96条。", ["太和镇"]],
  // Named on purpose.
  [town, "组织人员赴湖沟镇学习政务公开经验。", []],
  [town, "与湖沟镇联合开展政策宣传。", []],
  [town, "涉及湖沟镇职责的，告知申请人向湖沟镇提出。", []],
  [countyTown, "借鉴宜宾市先进经验，优化栏目设置。", []],
  [countyTown, "撤并原青石乡后，历史文件统一归档。", []],
  // Ordinary words.
  [town, "国务院办公厅、省政府办公厅、市政府办公室、县政府办公室有关文件要求。", []],
  [town, "安排镇党政办具体负责，组织镇村干部培训。", []],
  [town, "依托镇便民服务中心设置公开专区，通过镇政府网站公布。", []],
  [town, "各乡镇、各街道、各村镇、中心城镇和特色小镇同步推进。", []],
  [town, "结合镇工作实际，明确镇直部门职责，指导镇村两级公开。", []],
  [town, "会同县农业农村局、对接县大数据中心，联合县司法局审核。", []],
  [town, "推进城乡融合，支持返乡创业，组织送法下乡，服务城镇居民。", []],
  [town, "督办镇党政办限期整改，调度镇各办公室进度。", []],
  [town, "设在镇党政办，配备专职人员1名，列入镇年度考核。", []],
  [town, "全国重点镇、示范镇、历史文化名镇、建制镇。", []],
  [town, "规范市场秩序，公开农贸市场、超市抽检结果。", []],
  [town, "辖区内社区、小区、园区、景区、学区划分方案已公开。", []],
  [town, "我市、我县、我镇政务公开工作稳步推进，全市、全县、全镇通报。", []],
  [town, "镇里安排农业农村办公室查找档案，乡里用广播宣传。", []],
  [countyTown, "完成区委、区政府和县委、县政府交办的任务。", []],
  [countyTown, "开展县级自评、市级复评、省级抽查。", []],
  [countyTown, "向社会公开2025年度镇政府信息公开年度报告。", []],
  [countyTown, "三个镇、两个乡、十二个街道的公开栏。", []],
  [street, "主次干道街道两侧设置公示牌，老旧街道改造信息及时公布。", []],
  [street, "镇（街道）、县（市、区）两级同步公开。", []],
  [bureau, "走进乡村、深入基层宣传，乡镇财政审计结果公开。", []],
  [bureau, "县委、县政府主要领导批示，县直各单位落实。", []],
  [city, "全市各区县、各开发区、各市直部门，区市两级公开。", []],
  [county, "全县各乡镇、县直各部门，城区、城镇、乡村协同推进。", []],
];

/** Names that are not noticed: a county that is on no list, a name like a common word, a name behind an unknown word. */
const missed: readonly (readonly [unit: Extra, sentence: string, names: readonly string[]])[] = [
  [countyTown, "乐平县全年公开政府信息1200条。", ["乐平县"]],
  [town, "中心镇全年公开政府信息120条。", ["中心镇"]],
  [town, "那务镇全年公开政府信息120条。", ["那务镇"]],
  [county, "马边彝族乡全年公开政府信息120条。", ["马边彝族乡"]],
];

describe("another place's name in a text", () => {
  it("is told from ordinary words: 70 sentences and more", () => {
    expect(labelled.length).toBeGreaterThanOrEqual(60);
  });

  it.each(labelled)("%o: %s", (unit, sentence, names) => {
    expect(pointed(otherUnit, sentence, unit)).toEqual(names);
  });

  it("precision 1.00, recall 0.87 with the sentences that are known to be missed", () => {
    let [right, wrong, notFound] = [0, 0, 0];
    for (const [unit, sentence, names] of [...labelled, ...missed]) {
      const found = pointed(otherUnit, sentence, unit);
      right += found.filter((name) => names.includes(name)).length;
      wrong += found.filter((name) => !names.includes(name)).length;
      notFound += names.filter((name) => !found.includes(name)).length;
    }
    expect({ right, wrong, notFound }).toEqual({ right: 26, wrong: 0, notFound: 4 });
  });

  it("one name is said once a section, with its other places", () => {
    const text = "湖沟镇公开信息810条。湖沟镇未收到申请。";
    expect(pointed(otherUnit, text, town)).toEqual(["湖沟镇"]);
  });

  it("the name of the unit above it is the unit's own", () => {
    const sentence = "固镇县湖沟镇政务公开栏每月更新。";
    expect(pointed(otherUnit, sentence, { name: "云溪县湖沟镇人民政府" })).toEqual(["固镇县"]);
    expect(pointed(otherUnit, sentence, { name: "湖沟镇人民政府", within: "固镇县人民政府" })).toEqual([]);
    expect(pointed(otherUnit, "平乐县公开信息9条。", { name: "湖沟镇人民政府", within: "固镇县人民政府" })).toEqual([
      "平乐县",
    ]);
  });
});
