import type { Session } from "../unit/session.ts";
import { trendOf } from "../unit/trend.ts";
import { guarded } from "./chunk-examiner.ts";
import type { ChunkWork, Task } from "./chunk-work.ts";

/** One unit, by its newest tally. */
export interface TrendTask extends Task {
  /** Its tallies of the years before, the newest first. */
  readonly earlier: readonly string[];
}

/** Sets the main figures of a few units beside those of the years before. */
export function makeTrendWork(session: Pick<Session, "editions">): ChunkWork<TrendTask> {
  return async function* (units) {
    for (const { file, earlier } of units) yield await guarded(file, () => trendOf(file, earlier, session));
  };
}
