import { describe, expect, it } from "vitest";
import { signatureLines } from "../../../src/model/title.ts";
import { blockWord } from "../../../src/render/word/block-word.ts";

/** A character of 三号 type and half of one, in twips, as the styles close them up. */
const lengthOf = (text: string) => [...text].reduce((sum, one) => sum + (/[!-~]/.test(one) ? 154 : 314), 0);
const two = 628;

/** Width of the text of the page, in twips. */
const page = 28 * 314;

/** Each line with where it begins and ends, in twips before the right margin. */
function linesOf(names: readonly string[], date: string) {
  const xml = blockWord({ kind: "signature", names, date }, page);
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/g)].map(([line]) => {
    const [, style = ""] = /<w:pStyle w:val="(\w+)"\/>/.exec(line) ?? [];
    const [, left] =
      /<w:ind w:leftChars="0" w:left="(\d+)" w:rightChars="0" w:right="-628"\/><w:jc w:val="left"\/>/.exec(line) ?? [];
    const text = /<w:t [^>]*>(.*)<\/w:t>/.exec(line)?.[1] ?? "";
    const begin = page - Number(left);
    return { style, text, begin, end: begin - lengthOf(text) };
  });
}

const dates = ["2026年1月6日", "2026年1月16日", "2026年12月6日", "2026年12月31日"];

describe("署名 and 成文日期 (GB/T 9704, clause 7.3.5)", () => {
  for (const date of dates) {
    it(`the date begins two characters to the right of a name of any length: ${date}`, () => {
      for (let length = 2; length <= 26; length++) {
        const [name, dated] = linesOf(["县".repeat(length)], date);
        expect([name?.style, dated?.style, dated?.text]).toEqual(["Signature", "Date", date]);
        expect((name?.begin ?? 0) - (dated?.begin ?? 0)).toBe(two);
        // Only a date that is longer than the name takes its place, two characters before the margin.
        const [first, other] = lengthOf(date) > 314 * length ? [dated, name] : [name, dated];
        expect(first?.end, String(length)).toBe(two);
        expect(other?.end, String(length)).toBeGreaterThanOrEqual(0);
        expect(Math.max(name?.begin ?? 0, dated?.begin ?? 0)).toBeLessThanOrEqual(page);
      }
    });
  }

  it("a name that is too long for a line is broken, and its lines begin below one another", () => {
    for (let length = 27; length <= 60; length++) {
      const name = `${"县".repeat(length - 2)}厅局`;
      const lines = linesOf(signatureLines(name), "2026年1月16日");
      expect(
        lines
          .slice(0, -1)
          .map(({ text }) => text)
          .join(""),
      ).toBe(name);
      expect(new Set(lines.slice(0, -1).map(({ begin }) => begin)).size).toBe(1);
      expect(lines[0]?.begin).toBe((lines.at(-1)?.begin ?? 0) + two);
      expect(Math.min(...lines.slice(0, -1).map(({ end }) => end))).toBe(two);
      expect(lines[0]?.begin).toBeLessThanOrEqual(page);
    }
  });

  it("several offices stand one above another, the longest two characters before the margin", () => {
    const [first, second, date] = linesOf(["云坪县人民政府办公室", "云坪县信访局"], "2026年1月16日");
    expect([first?.end, second?.begin]).toEqual([two, first?.begin]);
    expect((first?.begin ?? 0) - (date?.begin ?? 0)).toBe(two);
  });
});
