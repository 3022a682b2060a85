import type { TopicFrame } from "../lexicon/meaning.ts";
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
  const carried = carriedBeside(mentions, byFigure);
  if (carried.length > 0) for (const level of levels) dropDoubled(level, carried);
  mentions.forEach((mention, at) => {
    const level = byFigure.get(mention.figure);
    if (!level) return;
    if (level.channel) level.beside.push(...unknownAround(mention, mentions, at));
    if (mention.quantity?.row?.generic) level.beside.push(...outcomesAround(mention, mentions, at));
    level.apart.push(...parts.filter(({ of }) => of === level.figure).map(({ figure }) => figure));
  });
  if (scoped || parts.length > 0) for (const level of levels) limit(level);
}

const mostCarried = 4;

/** What was brought forward, told beside other figures and not as a part of one. */
function carriedBeside(
  mentions: readonly FigureMention[],
  byFigure: ReadonlyMap<Figure, LevelStatement>,
): readonly FigureMention[] {
  return mentions
    .filter(({ quantity, of, figure }) => {
      const single = quantity?.row?.carry && quantity.readings.length === 1 && !quantity.columns;
      return single && !of && byFigure.has(figure);
    })
    .slice(0, mostCarried);
}

/** 收到8件，上年结转1件: what was brought forward is told beside it, so it is not in the 8. */
function dropDoubled(level: LevelStatement, carried: readonly FigureMention[]): void {
  const [first, second, ...others] = level.readings;
  if (!first || others.length > 0 || second?.length !== first.length + 1) return;
  const added = second.at(-1);
  const told = carried.some(
    ({ quantity, figure }) =>
      figure.start > level.figure.start && quantity?.readings[0]?.[0]?.path === added?.path && !added?.columns,
  );
  if (told) level.readings = [first];
}

function limit(level: LevelStatement): void {
  level.own = false;
}

const mostBeside = 8;
const mostAround = 3;

/** 公众号发布原创信息102条，转发信息205条: of one channel some is told in words that nobody knows. */
function unknownAround(
  { figure, of }: FigureMention,
  mentions: readonly FigureMention[],
  at: number,
): readonly Figure[] {
  const isOther = (other: FigureMention | undefined): other is FigureMention =>
    other !== undefined && !other.quantity && other.of === of && other.figure.measure === figure.measure;
  const found: Figure[] = [];
  for (const step of [-1, 1]) {
    for (let i = at + step; Math.abs(i - at) <= mostAround; i += step) {
      const other = mentions[i];
      if (!isOther(other)) break;
      found.push(other.figure);
    }
  }
  return found;
}

/** 答复9件，不予受理4件，内容不明确2件: outcomes of the form, or what nobody knows; 1件无法提供，18件答复: outcomes right before it. */
function outcomesAround(
  { quantity, figure }: FigureMention,
  mentions: readonly FigureMention[],
  at: number,
): readonly Figure[] {
  const root = quantity?.readings[0]?.[0]?.path;
  if (root === undefined || (quantity?.readings.length ?? 0) < 3) return [];
  const alike = (other: FigureMention): boolean => other.figure.measure === figure.measure && isBelow(other, root);
  const before = mentions.slice(0, at).findLastIndex((other) => !other.quantity || !alike(other));
  return [
    ...mentions.slice(at + 1, elsewhereFrom(mentions, at, quantity?.frame)).filter(alike),
    ...mentions.slice(Math.max(before + 1, at - mostBeside), at),
  ].map((other) => other.figure);
}

/** 办结54件；行政复议5件: from there on another table is spoken of. */
function elsewhereFrom(mentions: readonly FigureMention[], at: number, frame: TopicFrame | undefined): number {
  const last = at + 1 + mostBeside;
  const other = mentions.findIndex(({ quantity }, i) => i > at && i < last && quantity && quantity.frame !== frame);
  return other < 0 ? last : other;
}

function isBelow({ quantity }: FigureMention, root: string): boolean {
  return quantity === undefined || quantity.row?.path?.startsWith(`${root}.`) === true;
}
