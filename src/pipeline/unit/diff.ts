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

export interface DiffResult {
  /** Undefined where one of the two could not be understood. */
  readonly comparison?: Comparison;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Two tallies side by side: two years of a unit, or a tally and its correction. */
export function diffFiles(a: string, b: string, editions: Editions): DiffResult {
  const read = [readOne(a, editions), readOne(b, editions)];
  const diagnostics = read.flatMap((one) => one.diagnostics);
  const sources = read.flatMap((one) => one.sources);
  const [left, right] = read.map((one) => one.compared);
  if (!left || !right) return { diagnostics, sources };
  const forwards = transition(left.edition, right.edition, editions);
  const way = forwards ?? transition(right.edition, left.edition, editions);
  return { comparison: compare(left, right, { way, backwards: !forwards && way !== undefined }), diagnostics, sources };
}

interface ReadOne {
  readonly compared?: ComparedSide;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

function readOne(file: string, editions: Editions): ReadOne {
  const { value: source, diagnostics: unread } = readTallyFile(file, editions);
  if (!source) return { diagnostics: unread, sources: [] };
  const { value: tally, diagnostics } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition) return { diagnostics, sources: [source] };
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value;
  return { compared: { tally, edition, figures, prose }, diagnostics, sources: [source] };
}
