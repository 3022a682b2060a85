import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Editions } from "../../src/core/form/edition.ts";
import type { Cell, Tally, Unit } from "../../src/core/tally.ts";
import { addExactly } from "../../src/core/text/exact.ts";
import { type RolledUp, type RollUpOptions, rollUp } from "../../src/model/roll-up.ts";
import { readNumber } from "../../src/tally/numbers/number.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { tallyText } from "../../src/tally/tally-text.ts";
import { edition2021, editions } from "../support/editions.ts";
import { about, makeTally, type TallyExtra, type Written } from "../support/make-tally.ts";

const edition = edition2021();
const unit = { name: "云溪县人民政府", kind: "county" } as const;
const options: RollUpOptions = { editions: editions(), unit, scope: "area" };
const inputs = edition.cells.filter(({ terms }) => !terms).map(({ path }) => path);

function part(name: string, cells: { readonly [key: string]: Written } = {}, extra: TallyExtra = {}): Tally {
  return makeTally(edition, cells, { name, file: `${name}.yaml`, ...extra });
}

const as = (tally: Tally, place: Unit): Tally => ({ ...tally, unit: place });

function sumOf(parts: readonly Tally[], more: Partial<RollUpOptions> = {}): RolledUp {
  const { value, diagnostics } = rollUp(parts, { ...options, ...more });
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join("\n"));
  return value;
}

describe("amounts with units of their own", () => {
  const trial = editions().get("2019")!;
  const path = "proactive.procurement.amount";
  const paid = (name: string, text: string): Tally => {
    const read = readNumber(text, false, "money", false);
    if ("code" in read) throw new Error(text);
    const made = makeTally(trial, {}, { name, file: `${name}.yaml`, year: 2020 });
    return { ...made, cells: new Map([...made.cells, [path, { ...read, span: made.unitSpan }]]) };
  };

  it.each([
    [["29.0506万元", "251000元"], 541_506, "54.1506万元"],
    [["0.1元", "0.2元"], 0.3, "0.3元"],
    [["0", "8040元"], 8040, "8040元"],
    [["0", "0"], 0, undefined],
    [["9999.99元", "0.01元"], 10_000, "1万元"],
  ])("%j together are %d 元, written %s", (texts, value, text) => {
    const { tally } = sumOf(texts.map((one, i) => paid(`甲${i}`, one)));
    expect(tally.cells.get(path)).toMatchObject({ value, ...(text !== undefined && { text }) });
    expect(tally.cells.get(path)?.text).toBe(text);
  });

  it("as a file the sum is read back as it is, for any amounts in any order", () => {
    const amount = fc
      .tuple(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 99_999_999 })), fc.constantFrom("元", "万元"))
      .map(([cents, unit]) => (unit === "元" ? `${cents / 100}元` : `${cents / 100}万元`));
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), (texts) => {
        const parts = texts.map((text, i) => paid(`甲${i}`, text));
        const { tally } = sumOf(parts);
        expect(figures(sumOf(parts.toReversed()))).toEqual(figures(sumOf(parts)));
        const text = tallyText(tally, trial, { keys: "zh", notes: [], remarks: new Map() });
        const { value, diagnostics } = readTally({ file: "t.yaml", text }, editions());
        expect(diagnostics).toEqual([]);
        const told = (cell: Cell | undefined) => cell && { ...cell, span: undefined };
        const [kept, summed] = [told(value?.cells.get(path)), told(tally.cells.get(path))];
        // An amount of nothing needs no unit: its row is written as a plain 0.
        expect(kept).toEqual(summed?.value === 0 ? { value: 0, span: undefined } : summed);
      }),
    );
  });
});

describe("what units remark on activity figures", () => {
  const fee = "activity.processingFee";
  const remarked = (unit: string, value: number, text: string): Tally => {
    const tally = part(unit, { [fee]: value });
    const cell = tally.cells.get(fee);
    if (!cell) throw new Error("no cell");
    return { ...tally, cells: new Map([...tally.cells, [fee, { ...cell, remark: { text, span: cell.span } }]]) };
  };
  const remarkOf = ({ tally }: RolledUp) => tally.cells.get(fee)?.remark?.text;

  it("stands on the sum, by unit, and is read back", () => {
    const summed = sumOf([
      remarked("乙镇", 30, "含复印费"),
      part("丙镇", { [fee]: 5 }),
      remarked("甲镇", 12, "（已退还）"),
    ]);
    expect(summed.tally.cells.get(fee)?.value).toBe(47);
    expect(remarkOf(summed)).toBe("乙镇30（含复印费）；甲镇12（已退还）");
    const text = tallyText(summed.tally, edition2021(), { keys: "zh", notes: [], remarks: new Map() });
    expect(readTally({ file: "t.yaml", text }, editions()).value?.cells.get(fee)?.remark?.text).toBe(remarkOf(summed));
  });

  it("goes on one line: of very many, how many there are", () => {
    const many = Array.from({ length: 40 }, (_, i) => remarked(`第${i + 10}镇`, 1, "含复印费"));
    const text = remarkOf(sumOf(many)) ?? "";
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text).toMatch(/^第10镇1（含复印费）；第11镇.*等40个单位有说明$/);
  });
});

const refusal = (parts: readonly Tally[], more: Partial<RollUpOptions> = {}) => {
  const { value, diagnostics } = rollUp(parts, { ...options, ...more });
  expect(value).toBeUndefined();
  return diagnostics;
};

/** What a sum says, without who said it: figures, their words, their names. */
const figures = ({ tally }: RolledUp) => ({
  cells: [...tally.cells].map(([path, { value, text, approximate }]) => [path, value, text, approximate]),
  labels: [...tally.labels],
  year: tally.year,
});

const money = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100);
const activity = fc.record(
  {
    "activity.itemsPublished.total": fc.nat(100_000),
    "activity.itemsPublished.topics.财政资金": fc.nat(1000),
    "activity.itemsPublished.topics.义务教育": fc.nat(1000),
    "activity.services.accepted": fc.oneof(
      fc.nat(1000),
      fc.nat(1_000_000).map((n) => about(n, `近${n}`)),
    ),
    "activity.processingFee": money,
  },
  { requiredKeys: [] },
);
const statutory = fc.dictionary(
  fc.constantFrom(...inputs.filter((path) => path !== "proactive.fees")),
  fc.nat(20_000_000),
  { maxKeys: 12 },
);
const cells = fc
  .tuple(statutory, fc.option(money, { nil: 0 }), activity)
  .map(([counts, fees, rest]) => ({ ...counts, "proactive.fees": fees, ...rest }));
const parts = fc
  .array(cells, { minLength: 1, maxLength: 9 })
  .map((list) => list.map((one, i) => part(`单位${i}`, one as { readonly [key: string]: Written })));

describe("order and grouping never matter", () => {
  it("the same tallies in any order give the same sum, from the same parts", () => {
    fc.assert(
      fc.property(
        parts.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          const [one, other] = [sumOf(list), sumOf(shuffled)];
          expect(figures(other)).toEqual(figures(one));
          const told = ({ parts, shares, given }: RolledUp) => {
            return [parts, [...shares].map(([path, list]) => [path, [...list]]).sort(), [...given]];
          };
          expect(told(other)).toEqual(told(one));
        },
      ),
    );
  });

  it("sums of sums are the sum of all, however they are grouped", () => {
    fc.assert(
      fc.property(parts, fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }), (list, groups) => {
        const middle = [0, 1, 2, 3].flatMap((group) => {
          const below = list.filter((_, i) => groups[i] === group);
          const name = `第${group}片`;
          return below.length === 0
            ? []
            : [sumOf(below, { unit: { name, kind: "other" }, file: `${name}.yaml` }).tally];
        });
        expect(figures(sumOf(middle))).toEqual(figures(sumOf(list)));
      }),
    );
  });

  it("a unit with nothing but zeros changes no figure", () => {
    fc.assert(
      fc.property(parts, (list) => {
        expect(figures(sumOf([...list, part("空")]))).toEqual(figures(sumOf(list)));
      }),
    );
  });

  it("the shares of a figure add up to it", () => {
    fc.assert(
      fc.property(parts, (list) => {
        const { tally, shares } = sumOf(list);
        for (const [path, { value }] of tally.cells) {
          expect(addExactly([...(shares.get(path) ?? [])].map((share) => share.value))).toBe(value);
        }
      }),
    );
  });
});

describe("sums", () => {
  it("are exact: 0.1 + 0.2 is 0.3", () => {
    const { tally } = sumOf([part("甲", { "proactive.fees": 0.1 }), part("乙", { "proactive.fees": 0.2 })]);
    expect(tally.cells.get("proactive.fees")?.value).toBe(0.3);
    expect(addExactly([1e-7, 2e-7])).toBe(3e-7);
    expect(addExactly([1463.205, 0.38, 316441])).toBe(317904.585);
    expect(addExactly([-3, 1])).toBe(-2);
    expect(addExactly([])).toBe(0);
  });

  it("with an approximate figure among them stay approximate, and read back as the same number", () => {
    const { tally } = sumOf([
      part("甲", { "activity.services.accepted": about(330_000, "33万余") }),
      part("乙", { "activity.services.accepted": 2000 }),
    ]);
    const cell = tally.cells.get("activity.services.accepted");
    expect(cell).toMatchObject({ value: 332_000, text: "约33.2万", approximate: true });
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (n) => {
        const sum = sumOf([part("甲", { "activity.services.accepted": about(n, `近${n}`) })]);
        const text = sum.tally.cells.get("activity.services.accepted")?.text ?? "";
        expect(readNumber(text, false, "count", true)).toEqual({ value: n, text, approximate: true });
      }),
    );
  });

  it("that are approximate are written in 万 from ten thousand on", () => {
    const text = (...values: readonly number[]) =>
      sumOf(values.map((n, i) => part(`${i}`, { "activity.services.accepted": about(n, `近${n}`) }))).tally.cells.get(
        "activity.services.accepted",
      )?.text;
    expect(text(6000, 3999)).toBe("约9999");
    expect(text(6000, 4000)).toBe("约1万");
    expect(text(60_000, 40_500)).toBe("约10.05万");
  });

  it("of a figure that only some give say how many do; it is not 0 for the others", () => {
    const { tally, given } = sumOf([part("甲", { "activity.interpretations": 4 }), part("乙")]);
    expect(tally.cells.get("activity.interpretations")?.value).toBe(4);
    expect([...given]).toEqual([["activity.interpretations", 1]]);
    expect(tally.cells.has("activity.hotline.received")).toBe(false);
  });

  it("leave written totals to be computed", () => {
    const { tally } = sumOf([part("甲", { "requests.received.business": 2, "requests.received.total": 2 })]);
    expect(tally.cells.has("requests.received.total")).toBe(false);
  });
});

describe("what is not added", () => {
  it("another year of the same form", () => {
    const found = refusal([part("甲"), part("乙", {}, { year: 2024 }), part("丙")]);
    expect(found).toMatchObject([
      {
        code: "GR510",
        file: "乙.yaml",
        message: { zh: "这一份是2024年的，其余 2 份是2025年的，不同年度的数不能相加" },
      },
    ]);
  });

  it("another form, though its cells have the same names", () => {
    const older = { ...edition, id: "2019", name: "2019年格式" };
    const both: Editions = {
      get: (id) => (id === "2019" ? older : editions().get(id)),
      forYear: (year) => editions().forYear(year),
      all: [older, edition],
    };
    const found = refusal([part("甲"), part("乙", {}, { year: 2020, edition: "2019" }), part("丙")], {
      editions: both,
    });
    expect(found[0]?.message.zh).toBe(
      "这一份是2020年的，用2019年格式；其余 2 份是2025年的，用2021年格式。两种格式的表格项目不同，不能相加",
    );
  });

  it("a blank: it is not 0", () => {
    const found = refusal([part("甲"), part("乙", { "proactive.licences": undefined })]);
    expect(found).toMatchObject([{ code: "GR511", file: "乙.yaml", at: "proactive.licences" }]);
  });

  it("an area and a unit within it, at any distance, by its own word or the register's", () => {
    const fee = "activity.processingFee";
    const area = as(part("某市", { [fee]: 30 }, { scope: "area" }), { name: "某市", kind: "prefecture" });
    const near = as(part("某县"), { name: "某县", kind: "county", within: "某市" });
    const far = as(part("某镇", { [fee]: 10 }), { name: "某镇", kind: "township", within: "某县" });
    const found = refusal([area, far, near]);
    expect(found).toMatchObject([
      {
        code: "GR512",
        file: "某市.yaml",
        message: {
          zh: "“某市”是本地区的数，已含所属的某县、某镇，一起相加会重复计算（如 工作情况 · 信息处理费 30 和 10）",
        },
      },
    ]);
    const plain = part("另一镇");
    expect(refusal([area, plain], { within: (name) => (name === "另一镇" ? "某市" : undefined) })).toHaveLength(1);
    expect(sumOf([area, plain]).parts).toHaveLength(2);
    expect(sumOf([near, far]).parts).toHaveLength(2);
  });

  it("units above one another in a circle end somewhere", () => {
    const a = as(part("甲"), { name: "甲", kind: "other", within: "乙" });
    const b = as(part("乙"), { name: "乙", kind: "other", within: "甲" });
    expect(sumOf([a, b]).parts).toHaveLength(2);
  });

  it("a sum that no number holds exactly", () => {
    const huge = { "proactive.fees": 9_007_199_254_740_991 };
    const found = refusal([part("甲", huge), part("乙", { "proactive.fees": 0.25 })]);
    expect(found).toMatchObject([{ code: "GR513", at: "proactive.fees" }]);
  });

  it("nothing", () => expect(refusal([])).toEqual([]));
});
