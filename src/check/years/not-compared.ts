import type { Text } from "../../core/diagnostic.ts";
import { join } from "../../core/form/keys.ts";
import type { CheckInput, Rule } from "../../core/rule.ts";
import { cellsBelow, shortLabel } from "../cells.ts";

/** Last year's tallies were given, but none of this unit: what is checked against last year has not been checked. */
export const notCompared: Rule = {
  code: "GR406",
  name: "not-compared",
  severity: "info",
  summary: { zh: "没有与上年核对", en: "not compared with last year" },
  why: {
    zh: "指明了上年数据的位置，却没有本单位的，或者其中有空白，或者上年的格式没有那一行，上年结转、现行有效、同比就无从核对。没有核对不等于没有问题，所以说明一次。",
    en: "Last year's tallies were given, but not this unit's, or with a blank in it, or on a form without the row. What could not be compared has not passed, and that is said once.",
  },
  example: {
    wrong: "（previous/ 里没有本单位的文件）",
    right: "previous/凤凰镇.yaml  # year: 上一年, unit: { name: 凤凰镇人民政府 … }",
  },
  *check(input) {
    const { tally, edition, previous, previousGiven, shared, missing } = input;
    const year = tally.year - 1;
    const follows = edition.carries.length > 0 || edition.stocks.length > 0;
    if (shared && follows) {
      yield {
        state: "notEvaluated",
        message: {
          zh: `“${shared.tally.unit.name}”分成了几个单位，它${year}年的数不全是本单位的，只核对了上年结转不超过它的结转`,
          en: `${shared.tally.unit.name} was divided: not all of its figures for ${year} are this unit's, so only that no more was brought forward was checked`,
        },
        span: tally.unitSpan,
        help: {
          zh: "不是填错；各单位的上年结转加起来应等于原单位的结转下年度，请与其他接收单位核对",
          en: "nothing is wrong; what all of them brought forward should add up to what it carried forward",
        },
      };
    } else if (missing && follows) {
      const names = { zh: missing.map((name) => `“${name}”`).join("、"), en: missing.join(", ") };
      yield {
        state: "notEvaluated",
        message: {
          zh: `没有找到原单位${names.zh}${year}年的数据，上年结转、现行有效等未与上年核对`,
          en: `no tally of the former ${names.en} for ${year}: nothing was compared with last year`,
        },
        span: tally.unitSpan,
        help: {
          zh: `把原单位${year}年的填报放进上年数据的文件夹；“原单位”写全称或代码，与上年填报一致`,
          en: `put its tally for ${year} among last year's; formerly names it as it is named there, or by its code`,
        },
      };
    } else if (!previous && previousGiven && follows) {
      yield {
        state: "notEvaluated",
        message: {
          zh: `没有找到“${tally.unit.name}”${year}年的数据，上年结转、现行有效等未与上年核对`,
          en: `no tally of ${tally.unit.name} for ${year}: nothing was compared with last year`,
        },
        span: tally.unitSpan,
        help: {
          zh: `把${year}年的填报放进上年数据的文件夹，单位名称与本年写得一样；新设立的单位不必理会`,
          en: `put the tally for ${year} among last year's, under the same name; a new unit has none`,
        },
      };
    }
    const foreign = previous ? foreignRows(input) : [];
    if (previous && foreign.length > 0) {
      yield {
        state: "notEvaluated",
        message: {
          zh: `${year}年用的是“${previous.edition.name}”，表上没有可与本年${foreign.map(({ zh }) => `“${zh}”`).join("、")}核对的数，这几项未与上年核对`,
          en: `the report on ${year} has another form (${previous.edition.id}), without the figures that ${foreign.map(({ en }) => en).join(", ")} would be checked against`,
        },
        span: tally.unitSpan,
        help: {
          zh: "两年的格式不同，不是填错；请按上年的台账自行核对",
          en: "the forms differ, nothing is wrong; check these figures against the files of that year",
        },
      };
    }
    const blank = previous ? blankRows(input) : [];
    if (!previous || blank.length === 0) return;
    yield {
      state: "notEvaluated",
      message: {
        zh: `${year}年数据中${blank.map((label) => `“${label}”`).join("、")}有空白，未能核对`,
        en: `the tally for ${year} has blanks, so it could not be compared: ${blank.join(", ")}`,
      },
      span: tally.unitSpan,
      help: { zh: `补全 ${previous.tally.file} 后重新核对`, en: `fill in ${previous.tally.file} and check again` },
    };
  },
};

/** The rows that follow from last year's, where last year's form, another one, does not have what they follow from. */
function foreignRows({ edition, previous }: CheckInput): readonly Text[] {
  if (!previous || previous.edition.id === edition.id) return [];
  const has = (row: string) => cellsBelow(previous.edition, row).length > 0;
  const carries = edition.carries
    .filter(({ table, last }) => !has(join(table, last)))
    .map(({ table, row }) => join(table, row));
  const stocks = edition.stocks.flatMap(({ rows, terms }) =>
    rows.filter((row) => terms.some(({ last, column }) => last && !has(join(row, column)))),
  );
  return [...carries, ...stocks].map((row) => {
    const [spec] = cellsBelow(edition, row);
    return { zh: spec ? shortLabel(spec) : row, en: row };
  });
}

/** The rows of last year's tally that are looked at here and have a blank in them. */
function blankRows({ edition, previous }: CheckInput): readonly string[] {
  const complete = previous && [...previous.tally.cells.values()].every(({ value }) => value !== undefined);
  if (!previous || complete) return [];
  const rows = [
    ...edition.carries.map(({ table, last }) => join(table, last)),
    ...edition.stocks.flatMap((stock) => stock.rows),
  ];
  const blank = previous.edition.cells.filter(
    ({ path, terms }) =>
      !terms && rows.some((row) => path.startsWith(`${row}.`)) && previous.figures.value(path) === undefined,
  );
  return [...new Set(blank.map(({ rowLabel }) => rowLabel))];
}
