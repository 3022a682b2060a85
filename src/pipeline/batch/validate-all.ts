import { publishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import type { Publication, UnitResult } from "../unit/unit-result.ts";
import type { Names } from "../workspace/names.ts";
import { openRecords } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import { planUnits } from "../workspace/units.ts";
import { examineUnits } from "./examine-units.ts";
import { keyOf, manifestName, openManifest, tallyPath } from "./manifest.ts";
import { isOut, publicationFinder } from "./published.ts";
import { readNames } from "./read-names.ts";

/** Checks the tallies of a run, in path order, on as many threads as `build`. One bad unit never stops the others. */
export async function* validateAll(
  session: Session,
  config: RunConfig & { readonly explainText?: boolean },
): AsyncGenerator<UnitResult> {
  const { files, previous, report, jobs } = config;
  const names = await readNames(session, files, jobs);
  const units = planUnits(names.who, session.editions, { ...config, severities: report.severities });
  const records = openRecords(config.published);
  const found = examineUnits(session, {
    ...{ files, names, units, previous, report, jobs, copies: true, records: true },
    wanted: config.explainText ? "texts" : "head",
    factsOf: (file) => publishedFacts(records, file, names.who.get(file)),
    published: publishedBefore(config, names),
  });
  let first = true;
  for await (const { tally: _, ...result } of found) {
    const { diagnostics, sources } = units;
    yield first && diagnostics.length > 0 ? { ...result, ofRun: { diagnostics, sources } } : result;
    first = false;
  }
}

/** The reports that are out, published from the output folder while there was no record of it. */
export function publishedBefore(
  { out, base, today }: RunConfig,
  names: Names,
): (file: string) => Publication | undefined {
  const find = publicationFinder([manifestIn(out)]);
  return (file) => {
    const published = find(keyOf({ tally: tallyPath(base, file) }), names.who.get(file));
    return published && isOut(published, today) ? published : undefined;
  };
}

/** What cannot be understood, or is another program's, is for `build` to refuse. */
function manifestIn(folder: string): ReturnType<typeof openManifest> {
  try {
    return openManifest(folder, manifestName);
  } catch {
    return undefined;
  }
}
