import type { LevelStatement, Statement } from "../resolve/statement.ts";

const mostBeside = 40;
/** More evidence than this outweighs one more figure that fits nothing. */
const plenty = 4;

/**
 * Whether the other figures of its sentence show that a doubtful one is what it seems: those of the same table are the
 * cells' (`fits`). The larger a figure, the less is it so by chance.
 */
export function isCorroborated(
  at: number,
  statements: readonly Statement[],
  fits: (level: LevelStatement) => boolean,
): boolean {
  const level = statements[at];
  if (level?.kind !== "level" || level.doubt === undefined) return true;
  const beside = levelsBeside(at, level, statements).filter(
    (other) => !other.none && !other.each && other.figure.exact && tableOf(other) === tableOf(level),
  );
  const known = new Set<string>();
  let evidence = 0;
  let against = 0;
  for (const other of beside) {
    const said = JSON.stringify(other.readings[0]);
    if (!fits(other)) against++;
    else if (!known.has(said)) evidence += weightOf(other.figure.value);
    known.add(said);
  }
  return evidence >= level.doubt && (against === 0 || (against === 1 && evidence >= plenty));
}

/** What is said of the same year before and behind a figure, the nearest first on either side: in its sentence, or `anywhere`. */
export function levelsBeside(
  at: number,
  level: LevelStatement,
  statements: readonly Statement[],
  anywhere = false,
): readonly LevelStatement[] {
  const found: LevelStatement[] = [];
  for (const step of [-1, 1]) {
    for (let i = at + step; Math.abs(i - at) <= mostBeside; i += step) {
      const other = statements[i];
      if (!other || (other.sentence !== level.sentence && !anywhere)) break;
      if (other.kind === "level" && other.period === level.period) found.push(other);
    }
  }
  return found;
}

function weightOf(value: number): number {
  return value >= 10 ? 2 : value >= 3 ? 1 : value >= 1 ? 0.5 : 0;
}

/** The table of the form that a statement speaks of. */
function tableOf({ readings }: LevelStatement): string | undefined {
  return readings[0]?.[0]?.path.split(".")[0];
}
