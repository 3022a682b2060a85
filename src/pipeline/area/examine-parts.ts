import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Subject } from "../../core/rule.ts";
import type { Source } from "../../core/text/source.ts";
import type { Registered } from "../../core/workspace.ts";
import { examineUnits } from "../batch/examine-units.ts";
import { unpackTally } from "../unit/packed-tally.ts";
import { publishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import type { Job } from "../workspace/inputs.ts";
import type { Names } from "../workspace/names.ts";
import { openRecords } from "../workspace/records.ts";
import { matchRegister, unreadEntries } from "../workspace/register.ts";
import { checkedOnly, publishedOf, severitiesOf } from "../workspace/run-config.ts";
import { newest, planUnits } from "../workspace/units.ts";

/** One tally of an area, read and checked. */
export interface ExaminedPart {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** Present where the tally could be understood, faults or not; without its texts. */
  readonly subject?: Subject;
  /** It has errors, or cannot be understood: it counts for nothing. */
  readonly refused: boolean;
  /** What in it is not as it was published, or is from before a correction: it is counted all the same, and named. */
  readonly outdated: readonly Diagnostic[];
}

/**
 * Reads and checks the chosen tallies of some workspaces, on as many threads as `build`: they come one after another, and whoever
 * takes them keeps what is wanted of them. A tally may be named beside its workspace, or its workspace twice: it comes once.
 * `names` are those of the chosen ones alone.
 */
export async function* examineParts(
  session: Session,
  jobs: readonly Job[],
  chosen: ReadonlySet<string>,
  names: Names,
): AsyncGenerator<ExaminedPart, void> {
  const waiting = new Set(chosen);
  for (const { workspace, files: all, previous, policy } of jobs) {
    const severities = severitiesOf(workspace, policy);
    const files = all.filter((file) => waiting.delete(file));
    const units = planUnits(names.who, session.editions, { files, severities, workspace, partial: true });
    const records = openRecords(publishedOf(workspace));
    const { deadlines } = workspace ?? {};
    const results = examineUnits(session, {
      ...{ files, names, units, previous, copies: false, records: false, wanted: "figures" },
      report: checkedOnly({ severities, deadlines, policy, previousGiven: false }),
      factsOf: (file) => publishedFacts(records, file, names.who.get(file)),
    });
    for await (const result of results) yield partOf(result, session.editions);
  }
}

/** Throws what a thread came upon that is no finding. */
function partOf(
  { file, diagnostics, sources, tally: packed, failure, fault }: UnitResult,
  editions: Editions,
): ExaminedPart {
  const error = failure ?? fault;
  if (error) throw error;
  const edition = packed && editions.get(packed.head.edition);
  const tally = packed && edition && unpackTally(packed, edition);
  const outdated = diagnostics.filter(({ code, state }) => ofPublication.has(code) && state !== "waived");
  const found = { file, diagnostics, sources, outdated, refused: !tally || hasErrors(diagnostics) };
  return tally ? { ...found, subject: { tally, edition, figures: computeFigures(tally, edition) } } : found;
}

/** Said of tallies beside what is published. */
const ofPublication: ReadonlySet<string> = new Set(["GR607", "GR608", "GR609"]);

/** Units of the register that are not among the tallies, those whose file lies there and cannot be read apart. */
export interface AbsentUnits {
  readonly missing: readonly Registered[];
  /** With the file, where one bears the name. */
  readonly lying: ReadonlyMap<Registered, string | undefined>;
}

/** Who is missing from some workspaces; `expected` where only some of their units are asked for. */
export function absentFrom(
  { who }: Pick<Names, "who">,
  jobs: readonly Job[],
  expected: readonly Registered[] | undefined,
): AbsentUnits {
  const register = jobs.flatMap(({ workspace }) => workspace?.register ?? []);
  if (expected === undefined && (register.length === 0 || jobs.some(({ partial }) => partial))) return nobody;
  if (expected?.length === 0) return nobody;
  const files = jobs.flatMap((job) => job.files);
  const year = jobs.find(({ workspace }) => workspace?.year)?.workspace?.year ?? newest(who);
  const missing = expected ?? matchRegister(register, who, year).missing;
  const unreadable = files.filter((file) => !who.has(file));
  const lying = unreadEntries(
    missing,
    unreadable,
    jobs.flatMap(({ unread = [] }) => unread),
  );
  return { missing, lying };
}

const nobody: AbsentUnits = { missing: [], lying: new Map() };
