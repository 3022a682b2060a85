import { severityOf } from "../catalogue/index.ts";
import { compareText, type Diagnostic } from "../core/diagnostic.ts";
import { printNumber } from "../core/figures.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import type { Tally } from "../core/tally.ts";
import type { Share } from "./share-list.ts";

/** Whose tally was counted. */
export type Counted = Pick<Tally, "file" | "unit" | "unitSpan" | "year" | "yearSpan" | "edition" | "scope">;

/** Tallies of another year than most: figures of two years are no sum, and two forms do not even have the same cells. */
export function mixedParts(counted: readonly Counted[], editions: Editions): readonly Diagnostic[] {
  const years = new Map<number, number>();
  for (const { year } of counted) years.set(year, (years.get(year) ?? 0) + 1);
  if (years.size < 2) return [];
  const [[main, count] = [0, 0]] = [...years].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const mainForm = editions.get(counted.find(({ year }) => year === main)?.edition ?? "")?.name ?? "";
  return counted
    .filter(({ year }) => year !== main)
    .sort((a, b) => compareText(a.file, b.file))
    .map(({ file, year, yearSpan, edition }): Diagnostic => {
      const form = editions.get(edition)?.name ?? edition;
      const same = form === mainForm;
      return {
        code: "GR510",
        severity: severityOf("GR510"),
        message: same
          ? {
              zh: `这一份是${year}年的，其余 ${count} 份是${main}年的，不同年度的数不能相加`,
              en: `this tally is for ${year}, ${count} others are for ${main}; figures of two years are no sum`,
            }
          : {
              zh: `这一份是${year}年的，用${form}；其余 ${count} 份是${main}年的，用${mainForm}。两种格式的表格项目不同，不能相加`,
              en: `this tally is for ${year} (${form}), ${count} others are for ${main} (${mainForm}); the tables of two forms have different cells and cannot be added`,
            },
        ...{ file, span: yearSpan, related: [] },
        help: {
          zh: `只汇总一个年度：加 --year ${main}，或把别的年度的填报移出去`,
          en: `add up one year only: --year ${main}, or move the others away`,
        },
      };
    });
}

export function blankPart({ file, cells }: Tally, edition: Edition, path: string): Diagnostic {
  const { zh, en } = pathWords(edition, path);
  const span = cells.get(path)?.span;
  return {
    code: "GR511",
    severity: severityOf("GR511"),
    message: {
      zh: `“${zh}”是空白，空白不是 0，不能汇总`,
      en: `${en} is blank; a blank is not 0 and cannot be added`,
    },
    ...{ file, ...(span && { span }), at: path, related: [] },
    help: { zh: "补填以后再汇总；确实没有的填 0", en: "fill it in, with 0 if there is none, and add up again" },
  };
}

export function inexactSum(path: string, edition: Edition, file: string): Diagnostic {
  const { zh, en } = pathWords(edition, path);
  return {
    code: "GR513",
    severity: severityOf("GR513"),
    message: {
      zh: `“${zh}”的合计太大或小数位太多，算不准`,
      en: `the sum of ${en} is too large, or has too many decimals, to be exact`,
    },
    ...{ file, at: path, related: [] },
    help: { zh: "核对各单位这一格有没有多打数字", en: "look for digits typed twice in this cell of the units" },
  };
}

type Shares = ReadonlyMap<string, Iterable<Share>>;

/** An area's tally holds the units below it: counted beside it they would be counted twice. */
export function doubleCounts(
  counted: readonly Counted[],
  edition: Edition,
  shares: Shares,
  within: (unit: string) => string | undefined = () => undefined,
): readonly Diagnostic[] {
  const byName = new Map(counted.map((part) => [part.unit.name, part]));
  const upper = (name: string) => byName.get(name)?.unit.within ?? within(name);
  const below = new Map<Counted, Counted[]>();
  for (const part of counted) {
    const seen = new Set([part.unit.name]);
    for (let name = upper(part.unit.name); name !== undefined && !seen.has(name); name = upper(name)) {
      seen.add(name);
      const area = byName.get(name);
      if (area?.scope === "area") {
        const units = below.get(area);
        if (units) units.push(part);
        else below.set(area, [part]);
      }
    }
  }
  return [...below].map(([area, units]) => doubleCount(area, units.sort(byFile), edition, shares));
}

function byFile(a: Counted, b: Counted): number {
  return compareText(a.file, b.file);
}

const mostNamed = 5;

function doubleCount(area: Counted, units: readonly Counted[], edition: Edition, shares: Shares): Diagnostic {
  const named = units.slice(0, mostNamed).map(({ unit }) => unit.name);
  const more = units.length > mostNamed;
  const twice = countedTwice(area, units, edition, shares).map(({ path, above, under }) => ({
    ...{ words: pathWords(edition, path), above: printNumber(above), under: printNumber(under) },
  }));
  const zh = twice.map(({ words, above, under }) => `${words.zh} ${above} 和 ${under}`).join("；");
  const en = twice.map(({ words, above, under }) => `${words.en} ${above} and ${under}`).join("; ");
  return {
    code: "GR512",
    severity: severityOf("GR512"),
    message: {
      zh: `“${area.unit.name}”是本地区的数，已含所属的${named.join("、")}${more ? `等 ${units.length} 个单位` : ""}，一起相加会重复计算${zh && `（如 ${zh}）`}`,
      en: `${area.unit.name} reports for its area, which holds ${named.join(", ")}${more ? ` and ${units.length - mostNamed} others` : ""}; together they would be counted twice${en && ` (${en})`}`,
    },
    ...{ file: area.file, span: area.unitSpan, at: "unit" },
    help: {
      zh: "本地区的一份和所属各单位的填报，只取一样；不含所属单位的，把“范围”改为本级",
      en: "take either the area's tally or its units'; where it does not hold them, write scope: own",
    },
    related: units.slice(0, mostNamed).map(({ unit, unitSpan }) => ({
      span: unitSpan,
      message: { zh: `${unit.name}在“${area.unit.name}”之内`, en: `${unit.name} is within ${area.unit.name}` },
    })),
  };
}

/** Figures that both report, charges first: money is what people ask about. */
function countedTwice(area: Counted, units: readonly Counted[], { charges }: Edition, shares: Shares) {
  const isCharge = (path: string): number => Number(charges.some((charge) => charge.path === path));
  const files = new Set(units.map(({ file }) => file));
  return [...shares]
    .flatMap(([path, list]) => {
      const all = [...list];
      const above = all.find(({ file }) => file === area.file)?.value;
      const under = all.find(({ file }) => files.has(file))?.value;
      return above === undefined || under === undefined ? [] : [{ path, above, under }];
    })
    .sort((a, b) => isCharge(b.path) - isCharge(a.path) || compareText(a.path, b.path))
    .slice(0, 2);
}
