import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tally } from "../../src/core/tally.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { tallyText } from "../../src/tally/tally-text.ts";
import { city } from "../support/city-tally.ts";
import { edition2021, editions } from "../support/editions.ts";
import { about, makeTally, type Written } from "../support/make-tally.ts";

const edition = edition2021();
const plain = { notes: [], remarks: new Map<string, string>() };

function readBack(tally: Tally, keys: "zh" | "en"): Tally {
  const text = tallyText(tally, edition, { ...plain, keys });
  const { value, diagnostics } = readTally({ file: "t.yaml", text }, editions());
  expect(diagnostics.map(({ message }) => message.zh)).toEqual([]);
  if (!value) throw new Error("unread");
  return value;
}

const values = ({ cells }: Tally) =>
  new Map([...cells].map(([path, { value, text, approximate }]) => [path, [value, text, approximate]]));

describe("a tally as a file", () => {
  it("is read back as it was, in either language", () => {
    const tally = makeTally(edition, {
      ...city,
      "activity.itemsPublished.total": 40,
      "activity.itemsPublished.topics.财政资金": 3,
      "activity.services.accepted": about(332_000, "约33.2万"),
      "activity.processingFee": 12.5,
    });
    for (const keys of ["zh", "en"] as const) {
      const read = readBack({ ...tally, unit: { ...tally.unit, code: "0123", within: "某县 - 测试" } }, keys);
      expect(values(read)).toEqual(values(tally));
      expect(read.unit).toEqual({ ...tally.unit, code: "0123", within: "某县 - 测试" });
    }
  });

  it("whatever its figures and names", () => {
    const inputs = edition.cells.filter(({ terms }) => !terms).map(({ path }) => path);
    const name = fc
      .stringMatching(/^[财资a-zA-Z0-9（）()、· _-]{1,12}$/)
      .filter((text) => text.trim() === text && !text.startsWith("__"));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...inputs), fc.nat(100_000), { maxKeys: 30 }),
        fc.uniqueArray(name, { maxLength: 5 }),
        fc.constantFrom("zh" as const, "en" as const),
        (cells, names, keys) => {
          const topics = names.map((one) => [`activity.itemsPublished.topics.${one}`, 7] as const);
          const tally = makeTally(edition, { ...cells, ...Object.fromEntries(topics) } as Record<string, Written>);
          expect(values(readBack(tally, keys))).toEqual(values(tally));
        },
      ),
    );
  });

  it("says what there is to say above it and beside its figures, on lines of their own", () => {
    const tally = makeTally(edition, { "activity.interpretations": 4 });
    const text = tallyText(tally, edition, {
      keys: "zh",
      notes: ["由 2 份填报汇总\n单位: 不是这里"],
      remarks: new Map([["activity.interpretations", "2 个单位中 1 个填报"]]),
    });
    expect(text.split("\n").slice(0, 2)).toEqual(["# 由 2 份填报汇总 单位: 不是这里", "年度: 2025"]);
    expect(text).toContain("\n  政策解读: 4  # 2 个单位中 1 个填报\n");
  });
});
