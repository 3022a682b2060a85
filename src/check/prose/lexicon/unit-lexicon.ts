import type { CheckInput } from "../../../core/rule.ts";
import { addWord, Lexicon, lexiconOf } from "./lexicon.ts";
import { nextKey, type Row, type Sense } from "./meaning.ts";

/** The words of one tally beside those of its edition: the unit's names, and the names its author gave to open figures. */
export function unitLexicon(input: CheckInput): Lexicon {
  const lexicon = new Lexicon();
  const { name } = input.tally.unit;
  const [full, ...shorter] = unitNames(name);
  if (full) addWord(lexicon, full, { role: "own" });
  for (const word of shorter) addWord(lexicon, word, { role: input.tally.scope === "area" ? "area" : "own" });
  const items = input.tally.labels.size > 0 ? itemsSense(input) : undefined;
  for (const [path, label] of input.tally.labels) {
    if (items && path.startsWith(`${items.frame.root}.`) && label.length >= 2) {
      const row: Row = {
        key: nextKey(),
        path,
        sums: [[{ path, minus: false }]],
        over: undefined,
        generic: false,
        measures: undefined,
        divided: false,
        carry: false,
      };
      addWord(lexicon, label, { sense: { ...items, kind: "row", row, own: true } });
    }
  }
  return lexicon;
}

/** 云溪县松陂镇人民政府, 云溪县松陂镇, 松陂镇人民政府, 松陂镇; of a city government the city. */
export function unitNames(name: string): readonly string[] {
  const base = baseName(name);
  const names = [name];
  for (const whole of base === name ? [name] : [name, base]) {
    let start = 0;
    for (let i = 0; i < whole.length - 2; i++) {
      if (!"省市州县区旗府".includes(whole[i] ?? " ")) continue;
      names.push(whole.slice(i + 1));
      // 市民政局, so that it does not begin with 市民.
      if (i > start && /[局厅委办院校]$/.test(whole)) names.push(whole.slice(i));
      start = i + 1;
    }
    if (whole !== name) names.push(whole);
  }
  const office = /^(.*政府)办公[室厅]$/.exec(name)?.[1];
  if (office) names.push(...unitNames(office));
  // 松陂镇政府, 梅园街道办.
  const short = name.endsWith("办事处") ? "办" : name.endsWith("政府") ? "政府" : "";
  if (short !== "") for (const place of [...names]) if (/[省市州县区旗乡镇道]$/.test(place)) names.push(place + short);
  return [...new Set(names)].filter((word) => word.length >= 3);
}

/** Without 人民政府 and the like: 云溪县松陂镇. */
export function baseName(name: string): string {
  return name.replace(/(?:人民政府|政府|办事处|管理委员会|管委会)$/, "");
}

/** Whether a name has two characters running of the unit's: 松陂发布. */
export function sharesName(name: string, unit: string): boolean {
  for (let at = 0; at + 2 <= name.length; at++) if (unit.includes(name.slice(at, at + 2))) return true;
  return false;
}

/** Whether a stretch of unknown words is a short name of the unit: 县教育局, 镇政府. */
export function namesUnit(words: string, name: string): boolean {
  const office = /^(.*(?:政府|委员会|委))办公[室厅]$/.exec(name);
  // 县政府办, 县政府 of the office that reports for it.
  if (office?.[1] && (namesUnit(words, office[1]) || namesUnit(words, `${office[1]}办`))) return true;
  // 农业农村委 of a 委员会.
  if (words.endsWith("委") && name.endsWith("委员会")) return namesUnit(words, name.slice(0, -2));
  if (words.length < 2 || words.length > 30 || words.at(-1) !== name.at(-1)) return false;
  // 县政府 is not 云溪县松陂镇人民政府: what it is the government of must be named.
  if (!words.includes(baseName(name).at(-1) ?? "")) return false;
  let at = 0;
  for (const char of words) {
    at = name.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function itemsSense(input: CheckInput): Sense | undefined {
  const found = lexiconOf(input.edition).find("公开信息", 0);
  return found?.value.senses.find((sense) => sense.frame.byRow);
}
