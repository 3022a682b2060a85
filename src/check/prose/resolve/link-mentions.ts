import type { Figure } from "../tokenize/figure.ts";
import type { FigureMention } from "./state.ts";
import type { LevelStatement, Statement } from "./statement.ts";

/**
 * What the figures of a sentence have to do with one another, once all are read: an answer may be what is left beside the
 * outcomes said after it, and a figure may have parts that are counted elsewhere. `scoped`: the sentence sets itself a
 * scope, and is no error where the form has another.
 */
export function linkMentions(
  statements: readonly Statement[],
  mentions: readonly FigureMention[],
  scoped: boolean,
): void {
  const levels = statements.filter((statement) => statement.kind === "level");
  const byFigure = new Map(levels.map((level) => [level.figure, level]));
  const parts = mentions.filter(({ apart }) => apart);
  mentions.forEach((mention, at) => {
    const level = byFigure.get(mention.figure);
    if (!level) return;
    if (mention.quantity?.row?.generic) level.beside.push(...outcomesAfter(mention, mentions, at));
    level.apart.push(...parts.filter(({ of }) => of === level.figure).map(({ figure }) => figure));
  });
  if (scoped || parts.length > 0) for (const level of levels) limit(level);
}

function limit(level: LevelStatement): void {
  level.own = false;
}

const mostBeside = 8;

/** 答复9件，不予受理4件，内容不明确2件: outcomes of the form, or what nobody knows. */
function outcomesAfter(
  { quantity, figure }: FigureMention,
  mentions: readonly FigureMention[],
  at: number,
): readonly Figure[] {
  const root = quantity?.readings[0]?.[0]?.path;
  if (root === undefined || (quantity?.readings.length ?? 0) < 3) return [];
  return mentions
    .slice(at + 1, at + 1 + mostBeside)
    .filter((other) => other.figure.measure === figure.measure && isBelow(other, root))
    .map((other) => other.figure);
}

function isBelow({ quantity }: FigureMention, root: string): boolean {
  return quantity === undefined || quantity.row?.path?.startsWith(`${root}.`) === true;
}
