import type { Relation, RelationTerm } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { cellSpan, shortLabel } from "../cells.ts";

/** Relations between cells that the labels of a form imply and nothing can excuse. */
export const brokenRelation: Rule = {
  code: "GR206",
  name: "broken-relation",
  severity: "error",
  summary: { zh: "表中数据自相矛盾", en: "figures of a table contradict one another" },
  why: {
    zh: "“其中”项不能多于它所属的项，减少的不能比原有的还多。这些关系表上没有印出来，从各栏的名称就能看出，不会有例外。",
    en: "A part is no more than its whole, and no more can go than was there. The form does not print these relations; its labels leave no other reading.",
  },
  example: {
    wrong: "主动公开政府信息数 40，其中主动公开规范性文件数 45",
    right: "主动公开政府信息数 45，其中主动公开规范性文件数 40",
  },
  check: (input) => brokenRelations(input, "hard"),
};

/** Relations between cells that nearly always hold; where one does not, there is a reason to know. */
export const doubtfulRelation: Rule = {
  code: "GR207",
  name: "doubtful-relation",
  severity: "warning",
  summary: { zh: "表中数据之间的关系可疑", en: "figures of a table that seldom stand so" },
  why: {
    zh: "有些数一般有固定的大小关系，如各渠道公开的条数加起来不少于去重后的总数。不符合的多半是填错；确有原因的，在 waivers 中说明。",
    en: "Some figures nearly always stand in a fixed order, as the items of all channels are no fewer than the items themselves. Most exceptions are slips; a true one can be waived.",
  },
  example: {
    wrong: "公开信息 300 条；网站 120 条、微信 80 条、其他 0 条",
    right: "公开信息 300 条；网站 290 条、微信 80 条、其他 0 条",
  },
  check: (input) => brokenRelations(input, "soft"),
};

/** Relations of one strength that do not hold. One that meets a blank is passed over: the blank has been reported. */
function* brokenRelations(input: CheckInput, strength: Relation["strength"]): Iterable<Finding> {
  for (const relation of input.edition.relations) {
    if (relation.strength !== strength || relation.kinds?.includes(input.tally.unit.kind) === false) continue;
    for (const base of relation.over) {
      const left = sideOf(input, base, relation.left, 0);
      const right = sideOf(input, base, relation.right, relation.bound);
      if (left && right && !holds(left.sum, relation.sign, right.sum))
        yield relationFinding(input, relation, left, right);
    }
  }
}

interface Side {
  readonly sum: number;
  readonly terms: readonly { readonly spec: CellSpec; readonly value: number; readonly sign: 1 | -1 }[];
}

/** The sum of the terms and of `more`. */
function sideOf(
  { edition, figures }: CheckInput,
  base: string,
  terms: readonly RelationTerm[],
  more: number,
): Side | undefined {
  const found: Side["terms"][number][] = [];
  for (const { path, sign } of terms) {
    const spec = edition.cellAt.get(join(base, path));
    const value = spec && figures.value(spec.path);
    if (!spec || value === undefined) return undefined;
    found.push({ spec, value, sign });
  }
  return { sum: found.reduce((sum, { value, sign }) => sum + sign * value, more), terms: found };
}

function holds(left: number, sign: Relation["sign"], right: number): boolean {
  return sign === "=" ? left === right : sign === "<=" ? left <= right : left >= right;
}

const faults: Readonly<Record<Relation["sign"], { readonly zh: string; readonly en: string }>> = {
  "=": { zh: "不等于", en: "is not" },
  "<=": { zh: "多于", en: "is more than" },
  ">=": { zh: "少于", en: "is less than" },
};

function relationFinding({ tally, edition }: CheckInput, relation: Relation, left: Side, right: Side): Finding {
  const { says, sign, basis } = relation;
  const cells = [...left.terms, ...right.terms];
  const [one] = cells;
  const across = one && one.spec.column !== "" && cells.every(({ spec }) => spec.row === one.spec.row);
  const name = (spec: CellSpec) => (across ? spec.columnLabel : shortLabel(spec));
  const row = across ? `“${shortLabel(one.spec)}”：` : "";
  const [at, ...others] = cells.flatMap(({ spec, value }) => {
    const span = cellSpan(tally, edition, spec.path);
    return span ? [{ span, message: { zh: `${name(spec)}：${value}`, en: `${spec.path}: ${value}` } }] : [];
  });
  const first = cells[0]?.spec.path;
  return {
    message: {
      zh: `${row}${inWords(left, (spec) => `“${name(spec)}”`)}，${faults[sign].zh}${inWords(right, (spec) => `“${name(spec)}”`)}`,
      en: `${inWords(left, ({ path }) => `${path} `)} ${faults[sign].en} ${inWords(right, ({ path }) => `${path} `)}`,
    },
    ...(at && { span: at.span }),
    ...(first === undefined ? {} : { at: first }),
    help: {
      zh: `${says}（${basis.title}）。请核对这几格`,
      en: `check these figures: ${idsOf(relation.left)} ${sign} ${relation.right.length > 0 ? idsOf(relation.right) : relation.bound}`,
    },
    related: others,
  };
}

/** 当面申请数 3 + 传真申请数 1 = 4 */
function inWords({ terms, sum }: Side, name: (spec: CellSpec) => string): string {
  if (terms.length === 0) return String(sum);
  const [first] = terms;
  const added = terms.map(
    ({ spec, value, sign }, i) => `${i > 0 || sign < 0 ? (sign < 0 ? " - " : " + ") : ""}${name(spec)}${value}`,
  );
  return terms.length === 1 && first?.sign === 1 ? added.join("") : `${added.join("")} = ${sum}`;
}

function idsOf(terms: readonly RelationTerm[]): string {
  return terms.map(({ path, sign }, i) => `${i > 0 || sign < 0 ? (sign < 0 ? "- " : "+ ") : ""}${path}`).join(" ");
}
