import type { CellSpec, Relation, RelationTerm } from "../../core/edition.ts";
import { join } from "../../core/keys.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";
import { cellSpan, shortLabel } from "../cells.ts";

/** Relations of one strength that do not hold. One that meets a blank is passed over: the blank has been reported. */
export function* brokenRelations(input: CheckInput, strength: Relation["strength"]): Iterable<Finding> {
  for (const relation of input.edition.relations) {
    if (relation.strength !== strength) continue;
    for (const base of relation.over) {
      const left = sideOf(input, base, relation.left);
      const right = sideOf(input, base, relation.right);
      if (left && right && !holds(left.sum, relation.sign, right.sum)) yield say(input, relation, left, right);
    }
  }
}

interface Side {
  readonly sum: number;
  readonly terms: readonly { readonly spec: CellSpec; readonly value: number; readonly sign: 1 | -1 }[];
}

function sideOf({ edition, figures }: CheckInput, base: string, terms: readonly RelationTerm[]): Side | undefined {
  const found: Side["terms"][number][] = [];
  for (const { path, sign } of terms) {
    const spec = edition.cellAt.get(join(base, path));
    const value = spec && figures.value(spec.path);
    if (!spec || value === undefined) return undefined;
    found.push({ spec, value, sign });
  }
  return { sum: found.reduce((sum, { value, sign }) => sum + sign * value, 0), terms: found };
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
  const rows = new Set(cells.map(({ spec }) => spec.row));
  const name = (spec: CellSpec) => (rows.size === 1 ? spec.columnLabel : shortLabel(spec));
  const row = rows.size === 1 && cells[0] ? `“${shortLabel(cells[0].spec)}”：` : "";
  const [at, ...others] = cells.flatMap(({ spec, value }) => {
    const span = cellSpan(tally, edition, spec.path);
    return span ? [{ span, message: { zh: `${name(spec)}：${value}`, en: `${spec.path}: ${value}` } }] : [];
  });
  const first = cells[0]?.spec.path;
  return {
    message: {
      zh: `${row}${inWords(left, name)}${faults[sign].zh}${inWords(right, name)}`,
      en: `${inWords(left, ({ path }) => `${path} `)} ${faults[sign].en} ${inWords(right, ({ path }) => `${path} `)}`,
    },
    ...(at && { span: at.span }),
    ...(first === undefined ? {} : { at: first }),
    help: {
      zh: `${says}（${basis.title}）。请核对这几格`,
      en: `check these figures: ${idsOf(relation.left)} ${sign} ${idsOf(relation.right)}`,
    },
    related: others,
  };
}

/** 当面申请数 3 + 传真申请数 1 = 4 */
function inWords({ terms, sum }: Side, name: (spec: CellSpec) => string): string {
  if (terms.length === 0) return String(sum);
  const [first] = terms;
  const added = terms.map(
    ({ spec, value, sign }, i) =>
      `${i > 0 || sign < 0 ? (sign < 0 ? " - " : " + ") : ""}${name(spec).trimEnd()} ${value}`,
  );
  return terms.length === 1 && first?.sign === 1 ? added.join("") : `${added.join("")} = ${sum}`;
}

function idsOf(terms: readonly RelationTerm[]): string {
  if (terms.length === 0) return "0";
  return terms.map(({ path, sign }, i) => `${i > 0 || sign < 0 ? (sign < 0 ? "- " : "+ ") : ""}${path}`).join(" ");
}
