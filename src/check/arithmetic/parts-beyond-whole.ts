import type { Related } from "../../core/diagnostic.ts";
import { printNumber } from "../../core/figures.ts";
import { findKey, join } from "../../core/form/keys.ts";
import type { ActivityNode } from "../../core/form/table.ts";
import { once } from "../../core/once.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import type { Cell, Tally } from "../../core/tally.ts";
import { isBelow } from "../cells.ts";
import { readFigure } from "../prose/tokenize/figure.ts";

/** A part is not more than its whole: 办结 of 受理, the topics together of all items published. */
export const partsBeyondWhole: Rule = {
  code: "GR204",
  name: "parts-beyond-whole",
  severity: "warning",
  summary: { zh: "部分大于总数", en: "a part is more than its whole" },
  why: {
    zh: "办结的不会多于受理的，各重点领域合起来不会多于公开信息总数。超过了，多半是两个数口径不同，或者一条信息在几个领域里重复计算。约数按所说的范围核对，范围之内不算矛盾。",
    en: "No more is closed than was accepted, and the topics together are no more than all items. Where they are, the two were counted differently, or one item under several topics. An approximate figure contradicts only what lies outside of it.",
  },
  example: {
    wrong: "hotline: { received: 392, closed: 393 }",
    right: "hotline: { received: 392, closed: 388 }",
  },
  check: (input) => inside(input, input.edition.activity, activity),
};

const activity = "activity";

/** Of two hundred figures a few dozen, in their order. */
const activityPaths = once((cells: Tally["cells"]) => [...cells.keys()].filter((path) => isBelow(path, activity)));

function* inside(input: CheckInput, nodes: readonly ActivityNode[], base: string): Iterable<Finding> {
  for (const node of nodes) {
    const whole = nodes.find(({ id }) => id === node.atMost);
    if (whole) yield* compare(input, node, whole, base);
    if (node.children) yield* inside(input, node.children, join(base, node.id));
  }
}

interface Part {
  readonly path: string;
  readonly name: string;
  readonly cell: Cell;
  readonly low: number;
  readonly high: number;
}

function* compare(input: CheckInput, node: ActivityNode, whole: ActivityNode, base: string): Iterable<Finding> {
  const path = join(base, node.id);
  const all = partAt(input, join(base, whole.id), whole.name);
  const parts = all ? partsAt(input, path, node) : [];
  const [first] = parts;
  const least = parts.reduce((sum, { low }) => sum + low, 0);
  if (!all || !first || least <= all.high) return;
  const alone = first.path === path;
  const terms = parts.map(({ cell }) => shown(cell));
  const sum = alone || parts.length === 1 ? terms[0] : `${terms.join(" + ")} = ${printNumber(least)}`;
  yield {
    message: {
      zh: `${nameAt(input, base)}：“${node.name}”${alone ? "" : "各项合计"} ${sum}，多于“${whole.name}” ${shown(all.cell)}`,
      en: `${path} ${alone ? "is" : "adds up to"} ${sum}, more than ${all.path}, which is ${shown(all.cell)}`,
    },
    span: first.cell.span,
    at: path,
    help: alone
      ? {
          zh: `“${node.name}”是“${whole.name}”的一部分，请核对这两个数；含以前年度结转的，两个数要按同一口径统计`,
          en: `${node.id} is a part of ${whole.id}: check both, and count what came over from earlier years in both or in neither`,
        }
      : {
          zh: `各项都是“${whole.name}”的一部分，请核对这几个数；一条信息归入几项的，只算一次`,
          en: `each is a part of ${whole.id}: check the figures, and count each item once`,
        },
    related: [...parts.slice(1), all].map(asRelated),
  };
}

function nameAt({ edition }: CheckInput, base: string): string {
  return findKey(edition.keys, base.split("."))?.name ?? base;
}

function asRelated({ name, path, cell }: Part): Related {
  return { span: cell.span, message: { zh: `${name}：${shown(cell)}`, en: `${path}: ${shown(cell)}` } };
}

/** The figure itself, or the figures of a group: those listed and the clerk's own. */
function partsAt(input: CheckInput, path: string, node: ActivityNode): readonly Part[] {
  if (!node.open && !node.children) {
    const part = partAt(input, path, node.name);
    return part ? [part] : [];
  }
  return activityPaths(input.tally.cells).flatMap((key) => {
    if (key === path || !isBelow(key, path)) return [];
    const id = key.slice(path.length + 1);
    const name = node.children?.find((child) => child.id === id)?.name ?? input.tally.labels.get(key) ?? id;
    return partAt(input, key, name) ?? [];
  });
}

/** A figure with the values it leaves open. None where it is blank, or where its words cannot be understood. */
function partAt({ tally }: CheckInput, path: string, name: string): Part | undefined {
  const cell = tally.cells.get(path);
  if (cell?.value === undefined) return undefined;
  if (cell.text === undefined) return { path, name, cell, low: cell.value, high: cell.value };
  // 近30 without its measure word; the grammar of the texts wants one.
  const figure = readFigure(`${cell.text}件`, 0);
  return figure ? { path, name, cell, low: figure.low, high: figure.high } : undefined;
}

function shown(cell: Cell): string {
  return cell.text ?? (cell.value === undefined ? "" : printNumber(cell.value));
}
