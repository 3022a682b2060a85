/** Full-width characters of 二号 type (22 pt) on a line of 156 mm. A half-width character counts half. */
const lineWidth = 20;

/** 省 市 县 … end a place's name, but not in 市场、区域、镇江 and the like. */
const boundaries =
  /(?:特别行政区|自治区|自治州|自治县|自治旗|开发区|管理区|街道办事处|街道|人民政府|委员会|办公室|局(?![部势])|厅|省|市(?![场政容民])|州(?![市区])|盟|县(?![域级])|区(?![域划])|旗|镇(?![江平赉远雄巴安海])|乡(?![村宁城]))|(?=（)|(?<=）)/gu;

/** 凤凰镇人民政府……年政府信息公开工作年度报告 */
export function reportTitle(unit: string, year: number, kind: string): string {
  return `${unit}${year}年${kind}`;
}

/** The same as the name of a file that is handed out and not written here, without an extension: what no system takes is `_`. */
export function titleAsFileName(unit: string, year: number, kind: string): string {
  return reportTitle(unit, year, kind).replace(/[/\\:*?"<>|\p{Cc}]/gu, "_");
}

/** The title broken where the sense allows: the organ, then the rest; a long organ at its parts. */
export function titleLines(unit: string, year: number, kind: string): readonly string[] {
  const rest = `${year}年${kind}`;
  if (width(unit) + width(rest) <= lineWidth) return [unit + rest];
  return [...breakName(unit, lineWidth), ...breakName(rest, lineWidth)];
}

/** Characters of 三号 type on a line that ends two characters before the margin. */
const signatureWidth = 26;

/** A name as 署名: in one line where it has room, else broken where the sense allows. */
export function signatureLines(name: string): readonly string[] {
  return breakName(name, signatureWidth);
}

function breakName(name: string, room: number): readonly string[] {
  const least = Math.ceil(width(name) / room);
  if (least <= 1) return [name];
  const parts = senseUnits(name);
  for (const lines of [least, least + 1]) {
    const broken = balance(parts, lines, room);
    if (broken) return broken;
  }
  return balance(characters(name), least, room) ?? balance([...name], least, room) ?? [name];
}

function senseUnits(name: string): readonly string[] {
  const cuts = [...name.matchAll(boundaries)].map((match) => match.index + match[0].length);
  const at = [...new Set([0, ...cuts, name.length])].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => name.slice(at[i], end));
}

/** Characters, with figures and what may not begin or end a line kept together. */
function characters(name: string): readonly string[] {
  return name.match(/[（“《]*(?:[!-~]+|[^（“《])[）”》，、。]*/gu) ?? [name];
}

/** The most even way to set the parts on so many lines, none too wide and none a lone character. */
function balance(parts: readonly string[], lines: number, room: number): readonly string[] | undefined {
  if (parts.length > 400) return undefined;
  const widths = parts.map(width);
  const ideal = widths.reduce((sum, one) => sum + one, 0) / lines;
  // best[i]: the least unevenness of the first i parts on the lines so far, and where its last line begins.
  let best: readonly (Broken | undefined)[] = [{ cost: 0, lines: [] }];
  for (let line = 0; line < lines; line++) {
    const next: (Broken | undefined)[] = [];
    for (let end = 1; end <= parts.length; end++) {
      let wide = 0;
      for (let start = end - 1; start >= 0; start--) {
        wide += widths[start] ?? 0;
        if (wide > room) break;
        const before = best[start];
        if (!before || wide < 2) continue;
        const cost = before.cost + (wide - ideal) ** 2;
        const known = next[end];
        if (known && known.cost <= cost) continue;
        next[end] = { cost, lines: [...before.lines, parts.slice(start, end).join("")] };
      }
    }
    best = next;
  }
  return best[parts.length]?.lines;
}

interface Broken {
  readonly cost: number;
  readonly lines: readonly string[];
}

function width(text: string): number {
  let wide = 0;
  for (const character of text) wide += character.length === 1 && character <= "~" ? 0.5 : 1;
  return wide;
}
