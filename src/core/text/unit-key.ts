/** Characters that stand in names of places and offices, as they are written elsewhere and here. */
const written =
  "鎮縣鄉區辦處廳級龍東門灣島嶺溝橋墩壩陽陰雲無國務會員議發財稅農業資環護應場監督統計審衛健體廣電視規劃設運輸鐵軍黨紀檢團總聯協園溪漢滬寧濟長黃蘇遼貴慶麗義興萬葉馬魚鳳鄭鄧劉吳楊陳張趙";
const plain =
  "镇县乡区办处厅级龙东门湾岛岭沟桥墩坝阳阴云无国务会员议发财税农业资环护应场监督统计审卫健体广电视规划设运输铁军党纪检团总联协园溪汉沪宁济长黄苏辽贵庆丽义兴万叶马鱼凤郑邓刘吴杨陈张赵";

const simple: ReadonlyMap<string, string> = new Map([...written].map((from, i) => [from, [...plain][i] ?? from]));

/** Several names of one line: 甲局、乙局. */
export function namesIn(line: string): string[] {
  return line.split(/[、；;]/).map((name) => name.trim());
}

/** What a unit's name has in common with every other way of typing it: spaces, width and older characters say nothing. */
export function unitKey(name: string): string {
  return [...name.normalize("NFKC").replace(/\s/g, "")].map((character) => simple.get(character) ?? character).join("");
}
