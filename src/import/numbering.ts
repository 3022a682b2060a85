import type { XmlElement } from "../ooxml/xml.ts";
import { attributeOf, childrenNamed } from "./package-parts.ts";

interface Level {
  readonly format: string;
  /** "第%1条": the number of each level by its place. */
  readonly text: string;
  readonly start: number;
}

/** The marks and numbers that Word puts before paragraphs itself: they stand in no paragraph's text, and are read by every reader. */
export class Numbering {
  readonly #levels = new Map<string, ReadonlyMap<number, Level>>();
  readonly #counts = new Map<string, number[]>();

  constructor(root: XmlElement | undefined) {
    const abstract = new Map(
      childrenNamed(root, "abstractNum").map((each) => [attributeOf(each, "abstractNumId"), levelsOf(each)] as const),
    );
    for (const each of childrenNamed(root, "num")) {
      const levels = abstract.get(valOf(each, "abstractNumId"));
      if (levels) this.#levels.set(attributeOf(each, "numId") ?? "", levels);
    }
  }

  /** "- ", "1. ", "（二）": what stands before a paragraph; nothing before one that is in no list. */
  markOf(paragraph: XmlElement): string {
    const [properties] = childrenNamed(paragraph, "pPr");
    const [list] = childrenNamed(properties, "numPr");
    const id = valOf(list, "numId") ?? "";
    const depth = Math.min(8, Number(valOf(list, "ilvl") ?? 0) || 0);
    const levels = this.#levels.get(id);
    const level = levels?.get(depth);
    if (!levels || !level) return "";
    if (level.format === "bullet") return `${"  ".repeat(depth)}- `;
    if (level.format === "none") return "";
    const counts = this.#counts.get(id) ?? [];
    this.#counts.set(id, counts);
    counts[depth] = (counts[depth] ?? level.start - 1) + 1;
    counts.length = depth + 1;
    const mark = level.text.replace(/%([1-9])/g, (_, place: string) => {
      const at = levels.get(Number(place) - 1);
      return at ? numberAs(at.format, counts[Number(place) - 1] ?? at.start) : "";
    });
    return /^\d+[.)]$/.test(mark) ? `${mark} ` : mark;
  }
}

function levelsOf(element: XmlElement): ReadonlyMap<number, Level> {
  return new Map(
    childrenNamed(element, "lvl").map((level) => [
      Number(attributeOf(level, "ilvl") ?? 0),
      {
        format: valOf(level, "numFmt") ?? "decimal",
        text: valOf(level, "lvlText") ?? "",
        start: Number(valOf(level, "start") ?? 1) || 1,
      },
    ]),
  );
}

function valOf(element: XmlElement | undefined, name: string): string | undefined {
  const [child] = childrenNamed(element, name);
  return child && attributeOf(child, "val");
}

function numberAs(format: string, n: number): string {
  if (/^(?:chinese|ideograph|japanese|taiwanese)/i.test(format) && !/enclosed|zodiac/i.test(format))
    return inChinese(n);
  if (/circle/i.test(format) && n >= 1 && n <= 20) return String.fromCodePoint(0x2460 + n - 1);
  if (format === "lowerLetter" || format === "upperLetter") {
    const letter = String.fromCharCode(97 + ((n - 1) % 26));
    return format === "lowerLetter" ? letter : letter.toUpperCase();
  }
  return String(n);
}

const digits = "零一二三四五六七八九";

/** Numbers of paragraphs: more than 99 there are not. */
function inChinese(n: number): string {
  if (n < 1 || n > 99) return String(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${ones > 0 ? digits[ones] : ""}`;
}
