import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { peek } from "../../../src/tally/shape/peek.ts";

describe("who a tally is of", () => {
  it.each([
    ["in braces", 'unit: { name: 凤凰镇人民政府, kind: township, code: "0320", within: 常熟市 }\nyear: 2025\n'],
    [
      "in lines",
      "年度: 2025\n单位:  # whose\n  名称: 凤凰镇人民政府\n  类型: 乡镇\n  # 代码\n  代码: '0320'\n  上级: 常熟市\n",
    ],
    ["in other forms", 'year: 2025\nunit: {\n name: "凤凰\\u9547人民政府", code: !!str 0320, within: 常熟市 }\n'],
  ])("%s", (_, text) => {
    expect(peek(text)).toEqual({ unit: "凤凰镇人民政府", year: 2025, code: "0320", within: "常熟市" });
  });

  it("is who is named last where a name is given twice; reading says so", () => {
    expect(peek("unit: { name: 甲镇, name: 乙镇 }\nyear: 2025\n").unit).toBe("乙镇");
  });
});

const value = fc.constantFrom("甲镇", "0320", "+5", "1e3", "null", "True", "township", '"012"', "'x y'", "x1", "~", "");
const entries = fc.array(fc.tuple(fc.constantFrom("name", "名称", "code", "within", "kind"), value), { maxLength: 5 });

describe("the short way gives what the parser gives", () => {
  it.each([
    ["in braces", (pairs: readonly string[]) => ` { ${pairs.join(", ")} }\n`],
    ["in lines", (pairs: readonly string[]) => `\n${pairs.map((pair) => `  ${pair}\n`).join("")}`],
  ])("%s", (_, write) => {
    fc.assert(
      fc.property(entries, (pairs) => {
        const text = `unit:${write(pairs.map(([key, written]) => `${key}: ${written}`))}`;
        const { unit, code, within } = peek(text);
        const given = parsed(text);
        expect([unit, code, within]).toEqual([given("name", "名称"), given("code", "代码"), given("within", "上级")]);
      }),
      { numRuns: 500 },
    );
  });
});

function parsed(text: string): (id: string, name: string) => string | undefined {
  let unit: Readonly<Record<string, unknown>> = {};
  try {
    unit = parse(text, { logLevel: "silent" })?.unit ?? {};
  } catch {
    // Broken: nothing is known.
  }
  return (id, name) => {
    const found = unit[id] ?? unit[name];
    return typeof found === "string" ? found.trim() : typeof found === "number" ? String(found) : undefined;
  };
}
