import { compareText, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Subject } from "../../core/rule.ts";
import type { Source } from "../../core/text/source.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { type Trend, trendYears } from "../../core/trend.ts";
import { buildTrend } from "../../model/trend.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import type { Job } from "../workspace/inputs.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { earlierFinder, peekFile, readEarlier } from "./previous.ts";
import type { Session } from "./session.ts";
import { unitIndex } from "./unit-index.ts";

/** The trend of one unit, or why there is none. */
export interface UnitTrend {
  /** Its newest tally. */
  readonly file: string;
  readonly unit: string;
  /** Absent where there is no tally of an earlier year, or the newest cannot be read. */
  readonly trend?: Trend;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/**
 * The main figures of every unit of a run over the years, from its newest tally back. Here the tallies that were named count
 * for one another: a folder with five years of one unit is one trend.
 */
export function* trendsOf(session: Session, job: Job, years: number = trendYears.most): Generator<UnitTrend> {
  const seen = new Map<string, HeaderPeek>();
  const peekAt = (file: string): HeaderPeek => {
    const known = seen.get(file);
    if (known) return known;
    const fresh = peekFile(file, session.editions);
    seen.set(file, fresh);
    return fresh;
  };
  const newest = newestOf(job.files, peekAt);
  const today = newest.flatMap((file) => peekAt(file).unit ?? []);
  const all = [...new Set([...job.previous, ...job.files])].sort(compareText);
  const find = earlierFinder(unitIndex(all, peekAt, today), years);
  for (const file of newest) yield trendOf(file, find(file, peekAt(file)), session);
}

/** Of each unit the tally of its last year, in path order; what does not say whose it is, too: reading it says why. */
function newestOf(files: readonly string[], peekAt: (file: string) => HeaderPeek): readonly string[] {
  const last = new Map<string, number>();
  for (const file of files) {
    const { unit, year } = peekAt(file);
    if (unit !== undefined && year !== undefined) last.set(unitKey(unit), Math.max(year, last.get(unitKey(unit)) ?? 0));
  }
  return files.filter((file) => {
    const { unit, year } = peekAt(file);
    return unit === undefined || year === undefined || last.get(unitKey(unit)) === year;
  });
}

function trendOf(file: string, earlier: readonly string[], { editions }: Session): UnitTrend {
  const { value: source, diagnostics: unread } = readTallyFile(file, editions);
  if (!source) return { file, unit: "", diagnostics: unread, sources: [] };
  const { value: tally, diagnostics } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition || hasErrors(diagnostics)) {
    return { file, unit: tally?.unit.name ?? "", diagnostics, sources: [source] };
  }
  const subject: Subject = { tally, edition, figures: computeFigures(tally, edition) };
  const told = readEarlier(tally, earlier, editions);
  const trend = buildTrend({ subject, earlier: told });
  return { file, unit: tally.unit.name, diagnostics: [], sources: [], ...(trend && { trend }) };
}

/** The charts of a trend as SVG. */
export async function trendPicture(trend: Trend): Promise<string> {
  const { trendSvg } = await import("../../render/chart/add-charts.ts");
  return new TextDecoder().decode(trendSvg(trend));
}
