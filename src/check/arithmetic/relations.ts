import type { Relation, RelationTerm } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";
import { cellSpan, shortLabel } from "../cells.ts";

/** Relations of one strength that do not hold. One that meets a blank is passed over: the blank has been reported. */
export function* brokenRelations(input: CheckInput, strength: Relation["strength"]): Iterable<Finding> {
  for (const relation of input.edition.relations) {
    if (relation.strength !== strength || relation.kinds?.includes(input.tally.unit.kind) === false) continue;
    for (const base of relation.over) {
      const left = sideOf(input, base, relation.left, 0);
      const right = sideOf(input, base, relation.right, relation.bound);
      if (left && right && !holds(left.sum, relation.sign, right.sum)) yield say(input, relation, left, right);
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

function say({ tally, edition }: CheckInput, relation: Relation, left: Side, right: Side): Finding {
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
