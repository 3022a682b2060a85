import type { Comparison } from "../../core/comparison.ts";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import { transition } from "../../core/form/moves.ts";
import type { Source } from "../../core/text/source.ts";
import { type ComparedSide, compare } from "../../model/compare.ts";
import { composeProse } from "../../model/compose.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import type { FindPrevious } from "./other-years.ts";

export interface DiffResult {
  /** Undefined where one of the two could not be understood. */
  readonly comparison?: Comparison;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Two tallies side by side: two years of a unit, or a tally and its correction. */
export function diffFiles(a: string, b: string, editions: Editions): DiffResult {
  const read = [readSide(a, editions), readSide(b, editions)];
  const diagnostics = read.flatMap((one) => one.diagnostics);
  const sources = read.flatMap((one) => one.sources);
  const [left, right] = read.map((one) => one.compared);
  if (!left || !right) return { diagnostics, sources };
  return { comparison: compareSides(left, right, editions), diagnostics, sources };
}

/** The same for tallies that have been read. */
export function compareSides(left: ComparedSide, right: ComparedSide, editions: Editions): Comparison {
  const forwards = transition(left.edition, right.edition, editions);
  const way = forwards ?? transition(right.edition, left.edition, editions);
  return compare(left, right, { way, backwards: !forwards && way !== undefined });
}

interface ReadSide {
  readonly compared?: ComparedSide;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** One side of a comparison; its texts may name last year's figures where those can be found. */
export function readSide(file: string, editions: Editions, findPrevious?: FindPrevious): ReadSide {
  const { value: source, diagnostics: unread } = readTallyFile(file, editions);
  if (!source) return { diagnostics: unread, sources: [] };
  const { value: tally, diagnostics } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition) return { diagnostics, sources: [source] };
  const figures = computeFigures(tally, edition);
  const previous = findPrevious?.(tally)?.previous;
  const prose = composeProse({ tally, edition, figures, ...(previous && { previous: previous.figures }) }).value;
  return { compared: { tally, edition, figures, prose }, diagnostics, sources: [source] };
}
