import type { Edition } from "../../core/form/edition.ts";
import type { Identity } from "../../core/form/form-rules.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import { once } from "../../core/once.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { addUp, inputColumns, type Side, shortLabel, sideOf, sources, type ValueColumn } from "../cells.ts";
import { withRepair } from "./repair.ts";

/** 勾稽关系: each equation printed on the form must hold, column by column. */
export const unbalancedIdentity: Rule = {
  code: "GR201",
  name: "unbalanced-identity",
  severity: "error",
  summary: { zh: "勾稽关系不平", en: "an equation printed on the form does not hold" },
  why: {
    zh: "收到的申请要么在本年办结，要么结转下年度，表上没有第三个去处。两边不等，说明至少有一格填错。",
    en: "A request that came in is either decided or carried forward. The form has no third place for it.",
  },
  basis: { title: "年度报告格式附表表头所印勾稽关系", says: "第一项加第二项之和，等于第三项加第四项之和" },
  example: {
    wrong: "received: { naturalPerson: 13 }  # 13 + 0，办结 11，结转 1",
    right: "received: { naturalPerson: 12 }  # 12 + 0 = 11 + 1",
  },
  *check(input) {
    for (const equation of equationsOf(input.edition)) {
      const came = addUp(equation.left, input.figures);
      const went = came === undefined ? undefined : addUp(equation.right, input.figures);
      if (came !== undefined && went !== undefined && came !== went) yield finding(equation, input);
    }
  },
};

/** An identity in one column of its table. */
interface Equation {
  readonly identity: Identity;
  readonly column: ValueColumn;
  readonly left: readonly CellSpec[];
  readonly right: readonly CellSpec[];
}

/** In every column that has all the rows. */
const equationsOf = once((edition: Edition): readonly Equation[] =>
  edition.identities.flatMap((identity) =>
    inputColumns(edition, identity.table, identity.left[0] ?? "").flatMap((column) => {
      const cellsOf = (rows: readonly string[]): readonly CellSpec[] =>
        rows.flatMap((row) => edition.cellAt.get(join(join(identity.table, row), column.path)) ?? []);
      const [left, right] = [cellsOf(identity.left), cellsOf(identity.right)];
      const whole = left.length === identity.left.length && right.length === identity.right.length;
      return whole ? [{ identity, column, left, right }] : [];
    }),
  ),
);

function finding({ identity, column, left, right }: Equation, input: CheckInput): Finding {
  const { table, says } = identity;
  const [came, went] = [sideOf(left, input), sideOf(right, input)];
  const [at, ...others] = [...sources(input, came), ...sources(input, went)];
  const difference = Math.abs(came.sum - went.sum);
  return {
    message: isExtra(input, table)
      ? {
          zh: `${column.label}：等号左边合计 ${came.sum}，右边合计 ${went.sum}，相差 ${difference}`,
          en: `${column.path}: the left side adds up to ${came.sum}, the right side to ${went.sum}; they differ by ${difference}`,
        }
      : {
          zh: `${column.label}：收进 ${came.sum} 件，去向合计 ${went.sum} 件，相差 ${difference} 件`,
          en: `${column.path}: ${came.sum} came in, ${went.sum} went out; they differ by ${difference}`,
        },
    ...(at && { span: at.span }),
    at: join(join(table, identity.left[0] ?? ""), column.path),
    ...withRepair(
      {
        help: {
          zh: `${says}。本列：${inWords(came)}，${inWords(went)}。请核对这几格`,
          en: `${inIds(came)} must equal ${inIds(went)}`,
        },
        ...(at && { span: at.span }),
        related: others,
      },
      input,
      table,
    ),
  };
}

/** What comes in and goes out in a table that an area has added is not known here. */
function isExtra({ edition }: CheckInput, table: string): boolean {
  return edition.tables.some(({ id, extra }) => id === table && extra);
}

function inWords(side: Side): string {
  return `${side.terms.map(({ value, spec }) => `${shortLabel(spec)} ${value}`).join(" + ")} = ${side.sum}`;
}

function inIds(side: Side): string {
  return `${side.terms.map(({ value, spec }) => `${spec.row} ${value}`).join(" + ")} = ${side.sum}`;
}
