const digits = "零一二三四五六七八九";
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 十二, 两百零五, 三万 as a number; undefined when it is no Chinese numeral. */
export function chineseNumber(text: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十百千万亿]{1,20}$/.test(text)) return undefined;
  let whole = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of text.replaceAll("〇", "零").replaceAll("两", "二")) {
    const value = digits.indexOf(character);
    const place = places[character];
    if (value >= 0) {
      // 三五 is no numeral: digits stand one by one between their places.
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
    } else if (place !== undefined) {
      section += (digit || 1) * place;
      digit = undefined;
    } else {
      whole = (whole + section + (digit ?? 0)) * (character === "万" ? 1e4 : 1e8);
      section = 0;
      digit = undefined;
    }
  }
  return whole + section + (digit ?? 0);
}
