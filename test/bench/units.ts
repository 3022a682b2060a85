import type { Unit } from "../../src/core/tally.ts";
import type { Random } from "./random.ts";

/** A unit of a made-up county, with how it speaks of itself. */
export interface MadeUnit extends Unit {
  /** 我镇 */
  readonly we: string;
  /** What the file is called, below `units/`. */
  readonly file: string;
}

const first = [..."云临青白龙凤安宁泰永清金玉石松柏江河湖湘"];
const second = [..."溪川阳源山泉岭门桥城丰水浦洲渡"];
const places = [..."东南西北上下大小高平双三长新红黄柳桃梅竹杏枫桐荷兰马牛羊鹤雁"].flatMap((a) =>
  ["家坪", "河", "岭", "湾", "店", "沟", "坝", "集", "桥", "塘"].map((b) => a + b),
);
const departments = [
  ..."教育局 民政局 财政局 司法局 审计局 统计局 水利局 林业局 医疗保障局 应急管理局 交通运输局 农业农村局".split(" "),
  ..."卫生健康局 市场监督管理局 自然资源局 人力资源和社会保障局 住房和城乡建设局 发展和改革局".split(" "),
  ..."文化和旅游局 退役军人事务局 行政审批服务局 信访局 商务局 科学技术局 综合行政执法局".split(" "),
];

/** The county itself, its offices, and its towns: what a county builds in one run. */
export const unitsPerCounty = 40;

/** The n-th unit of the country. No two have one name. */
export function madeUnit(index: number, random: Random): MadeUnit {
  const number = Math.floor(index / unitsPerCounty);
  const county = `${countyName(number)}县`;
  const place = index % unitsPerCounty;
  const code = `99${String(1000 + number).slice(-4)}${String(place).padStart(3, "0")}`;
  const file = `${String(number).padStart(4, "0")}/${String(place).padStart(2, "0")}.yaml`;
  const within = `${county}人民政府`;
  if (place === 0) return { name: within, kind: "county", code, we: "全县", file };
  const department = departments[place - 1];
  if (department) return { name: county + department, kind: "department", code, within, we: "我局", file };
  const town = places[(number * 17 + place * 41) % places.length] ?? "";
  if (random.chance(0.2))
    return { name: `${county}${town}街道办事处`, kind: "subdistrict", code, within, we: "街道", file };
  return { name: `${county}${town}镇人民政府`, kind: "township", code, within, we: "我镇", file };
}

/** 300 pairs of characters, and beyond them with a third. */
function countyName(number: number): string {
  const pairs = first.length * second.length;
  const name = (first[number % first.length] ?? "") + (second[Math.floor(number / first.length) % second.length] ?? "");
  const round = Math.floor(number / pairs);
  return round === 0 ? name : `${first[round % first.length]}${name}`;
}
