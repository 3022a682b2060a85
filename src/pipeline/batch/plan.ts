import type { Editions } from "../../core/form/edition.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { earlierFinder, type LastYearFiles, previousLocator } from "../unit/previous.ts";
import { type PublishedFacts, publishedFacts } from "../unit/published-facts.ts";
import { unitIndex } from "../unit/unit-index.ts";
import { type Names, nameAll, unitsOf } from "../workspace/names.ts";
import { openRecords } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import { planUnits, type UnitPlan } from "../workspace/units.ts";
import { type Glimpse, type GlimpseAll, glimpseAt, nobody } from "./glimpse.ts";
import { type Manifest, tallyPath } from "./manifest.ts";

/** What is known of a run before the first tally is read to its end. */
export interface RunPlan {
  readonly names: Names;
  readonly units: UnitPlan;
  /** Where last year's tally of a unit is, and those of its predecessors. */
  readonly previous: (file: string) => LastYearFiles | undefined;
  /** SHA-256 of what is there; undefined where nothing is. */
  readonly previousHash: (file: string) => string | undefined;
  /** Where its tallies of the years before are, as far back as a trend was asked for. */
  readonly earlier: (file: string) => readonly string[];
  /** What is published that it has to do with. */
  readonly published: (file: string) => PublishedFacts;
  /** SHA-256 of a file's bytes; empty where it cannot be read. */
  readonly hash: (file: string) => string;
  /** A tally as the manifest names it: relative to the workspace, with forward slashes. */
  readonly path: (file: string) => string;
}

/** A file of which both are known. */
type Seen = Required<Glimpse>;

interface PlanParts {
  readonly editions: Editions;
  readonly manifest: Manifest | undefined;
  /** Looks at many tallies on several threads; without it they are looked at one after another. */
  readonly glimpseAll?: GlimpseAll | undefined;
}

/** Reads the header of every tally; what the manifest has already seen with these bytes is not looked at again. */
export async function planRun(config: RunConfig, { editions, manifest, glimpseAll }: PlanParts): Promise<RunPlan> {
  const known = seenBefore(manifest);
  const glimpses = new Map<string, Seen>();
  const glimpse = (file: string): Seen => {
    const before = glimpses.get(file);
    if (before) return before;
    const found = glimpseAt(file, editions, { known });
    const seen = { seen: nobody, ...found };
    glimpses.set(file, seen);
    return seen;
  };
  const take = (file: string, { sha256, seen = known.get(sha256) }: Glimpse): void => {
    if (seen) glimpses.set(file, { sha256, seen });
  };
  // What has not changed since the last run is known by its hash alone.
  if (glimpseAll && manifest) await glimpseAll(config.files, true, take);
  await glimpseAll?.(
    config.files.filter((file) => !glimpses.has(file)),
    false,
    take,
  );
  let turn = 0;
  for (const file of config.files) {
    glimpse(file);
    // Somebody may want to stop.
    if (++turn % 64 === 0) await new Promise((next) => setImmediate(next));
  }
  const names = nameAll(
    config.files.map((file) => [file, glimpse(file).seen]),
    editions,
  );
  const registered = config.workspace?.register?.map(({ name }) => name) ?? [];
  const index = unitIndex(config.previous, (file) => glimpse(file).seen, [...unitsOf(names), ...registered]);
  const locate = previousLocator(index, names.who.values());
  const previous = (file: string) => locate(file, names.who.get(file));
  const records = openRecords(config.published);
  const facts = new Map<string, PublishedFacts>();
  // Asked for half a dozen times a unit.
  const paths = new Map(config.files.map((file) => [file, tallyPath(config.base, file)]));
  const { trend } = config.report;
  // Without a trend nobody asks, and no tally of the years before is touched.
  const earlier = trend === undefined ? undefined : earlierFinder(index, trend);
  return {
    names,
    units: planUnits(names.who, editions, { ...config, severities: config.report.severities }),
    previous,
    previousHash: (file) => hashOf(previous(file), (each) => glimpse(each).sha256),
    earlier: (file) => earlier?.(file, names.who.get(file)) ?? [],
    published: (file) => {
      const known = facts.get(file) ?? publishedFacts(records, file, names.who.get(file));
      facts.set(file, known);
      return known;
    },
    hash: (file) => glimpse(file).sha256,
    path: (file) => paths.get(file) ?? tallyPath(config.base, file),
  };
}

/** Of several files, or of what stands for one that is missing, a hash that no file has. */
function hashOf(found: LastYearFiles | undefined, hash: (file: string) => string): string | undefined {
  if (!found) return undefined;
  const { own, former } = found;
  if (former.length === 0) return own === undefined ? undefined : hash(own);
  const all = [own && hash(own), found.divided, former.map(({ named, file }) => [named, file && hash(file)])];
  return sha256(JSON.stringify(all));
}

/** Who is who by the bytes of the tally. */
function seenBefore(manifest: Manifest | undefined): ReadonlyMap<string, HeaderPeek> {
  const known = new Map<string, HeaderPeek>();
  for (const key of manifest?.keys() ?? []) {
    const { unit, year, code, within, formerly, area, inputs } = manifest?.get(key) ?? {};
    if (unit === undefined || year === undefined || !inputs) continue;
    const parts = {
      ...(code !== undefined && { code }),
      ...(within !== undefined && { within }),
      ...(formerly && { formerly }),
    };
    known.set(inputs.tally, { unit, year, ...parts, ...(area && { area }) });
    if (inputs.previous !== undefined && !known.has(inputs.previous)) {
      known.set(inputs.previous, { unit, year: year - 1 });
    }
  }
  return known;
}
