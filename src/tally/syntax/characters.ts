import type { Text } from "../../core/diagnostic.ts";
import type { Notes } from "./notes.ts";

/**
 * What no official text contains and no office file may: control characters, invisible and direction-changing ones,
 * noncharacters, halves of characters, and U+FFFD, which stands where a character was lost in an earlier conversion.
 */
const forbidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff]|\p{Cs}|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;
const all = new RegExp(forbidden, "gu");

/** So many in one file are no slip but a file of another kind. */
const most = 50;

/** Notes every character that may not stand in a tally and takes it out of the text that is read on. */
export function refuseCharacters(notes: Notes): boolean {
  if (!forbidden.test(notes.text)) return true;
  let found = 0;
  for (const match of notes.text.matchAll(all)) {
    found++;
    if (found > most) {
      const message = {
        zh: `这样的字符超过 ${most} 处，这不像是文字文件`,
        en: `more than ${most} such characters: this is not a text file`,
      };
      notes.add("GR105", undefined, message);
      notes.edits.length = 0;
      return false;
    }
    const [start, end] = [match.index, match.index + match[0].length];
    const span = notes.span(start, end);
    const fix = { span, text: "", safe: isInvisible(match[0]) };
    notes.add("GR105", span, forbiddenMessage(match[0]), { help: removeIt, fix, edits: [{ start, end, text: "" }] });
  }
  return true;
}

/** The first character of a decoded string that may not stand in a tally. */
export function forbiddenIn(text: string): string | undefined {
  return forbidden.exec(text)?.[0];
}

export function withoutForbidden(text: string): string {
  return text.replace(all, "");
}

export const removeIt: Text = {
  zh: "删去这个字符；它多半是从网页或别的软件复制时带进来的",
  en: "delete it; it most likely came in by copying from a web page or another program",
};

export function forbiddenMessage(character: string): Text {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const { zh, en } = kindOf(character, point);
  return { zh: `这里有一个${zh}（${code}）`, en: `there is ${en} here (${code})` };
}

function kindOf(character: string, point: number): Text {
  if (point === 0xfffd)
    return { zh: "代替丢失文字的符号，原字在转换编码时已经丢失", en: "a mark for a character lost in conversion" };
  if (point < 0xa0) return { zh: "控制字符", en: "a control character" };
  if (point >= 0xd800 && point <= 0xdfff) return { zh: "不完整的字符", en: "half a character" };
  if (isInvisible(character)) return { zh: "看不见的字符", en: "an invisible character" };
  if ((point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef)) {
    return { zh: "不允许使用的码位", en: "a noncharacter" };
  }
  if (point >= 0xfff9) return { zh: "不允许使用的符号", en: "a character that is not allowed" };
  return { zh: "改变文字方向或换行的字符", en: "a character that changes the direction or the lines of the text" };
}

/** Zero-width characters can be taken out without changing what is read. */
function isInvisible(character: string): boolean {
  return /^[\xad\u180e\u200b-\u200d\u2060-\u2064\ufeff]$/.test(character);
}
