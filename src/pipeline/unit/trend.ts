import { hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Trend } from "../../core/trend.ts";
import { buildTrend } from "../../model/trend.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { readEarlier } from "./previous.ts";
import type { Session } from "./session.ts";
import { noFindings, refusedUnit, type UnitResult } from "./unit-result.ts";

/** The trend of one unit by its newest tally and those of the years before; none where there is none of an earlier year. */
export function trendOf(file: string, earlier: readonly string[], { editions }: Pick<Session, "editions">): UnitResult {
  const { value: source, diagnostics: unread } = readTallyFile(file, editions);
  if (!source) return refusedUnit({ ...noFindings(file), diagnostics: unread });
  const { value: tally, diagnostics } = readTally(source, editions);
  const edition = tally && editions.get(tally.edition);
  const found = { ...noFindings(file), ...(tally && { who: { unit: tally.unit.name, year: tally.year } }) };
  if (!tally || !edition || hasErrors(diagnostics)) return refusedUnit({ ...found, diagnostics, sources: [source] });
  const subject = { tally, edition, figures: computeFigures(tally, edition) };
  const trend = buildTrend({ subject, earlier: readEarlier(tally, earlier, editions) });
  return { ...found, status: "valid", ...(trend && { trend }) };
}

/** The charts of a trend as SVG. */
export async function trendPicture(trend: Trend): Promise<string> {
  const { trendSvg } = await import("../../render/chart/add-charts.ts");
  return new TextDecoder().decode(trendSvg(trend));
}
