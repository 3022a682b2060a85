import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import type { Registered } from "../../core/workspace.ts";
import type { Examined } from "../unit/inspect.ts";
import { examine } from "../unit/inspect-file.ts";
import { previousFinder } from "../unit/previous.ts";
import { type PublishedFacts, publicationChecks, publishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import { type Names, planNames } from "../workspace/names.ts";
import { openRecords } from "../workspace/records.ts";
import { matchRegister, unreadEntries } from "../workspace/register.ts";
import { publishedOf, severitiesOf } from "../workspace/run-config.ts";
import { newest, planUnits } from "../workspace/units.ts";

/** One tally of an area, read and checked. */
export interface ExaminedPart extends Pick<Examined, "file" | "subject" | "diagnostics" | "sources"> {
  /** It has errors, or cannot be understood: it counts for nothing. */
  readonly refused: boolean;
  /** What in it is not as it was published, or is from before a correction: it is counted all the same, and named. */
  readonly outdated: readonly Diagnostic[];
}

/**
 * Reads and checks the chosen tallies of some workspaces, one after another: whoever takes them keeps what is wanted of them.
 * A tally may be named beside its workspace, or its workspace twice: it comes once.
 */
export function* examineAll(
  session: Session,
  jobs: readonly Job[],
  chosen: ReadonlySet<string>,
  names: Names = planNames([...chosen], session.editions),
): Generator<ExaminedPart, void> {
  const waiting = new Set(chosen);
  for (const { workspace, files, previous, policy } of jobs) {
    const severities = severitiesOf(workspace, policy);
    const own = files.filter((file) => waiting.delete(file));
    const units = planUnits(names.who, session.editions, { files: own, severities, workspace, partial: true });
    const find = previousFinder(previous, session.editions, names.who.values());
    const records = openRecords(publishedOf(workspace));
    const factsOf = (file: string): PublishedFacts => publishedFacts(records, file, names.who.get(file));
    for (const file of own) {
      const { deadlines } = workspace ?? {};
      const options = { previous: find, severities, final: false, units, deadlines, ...(policy && { policy }) };
      const publications = publicationChecks(factsOf, { ...options, ...session });
      const { subject, sources, diagnostics: found } = examine(file, session, { ...options, publications });
      const diagnostics: readonly Diagnostic[] = [...names.conflicts(file), ...found];
      const refused = !subject || hasErrors(diagnostics);
      const outdated = found.filter(({ code, state }) => ofPublication.has(code) && state !== "waived");
      yield { file, diagnostics, sources, refused, outdated, ...(subject && { subject }) };
    }
  }
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
  session: Session,
  jobs: readonly Job[],
  expected: readonly Registered[] | undefined,
): AbsentUnits {
  const register = jobs.flatMap(({ workspace }) => workspace?.register ?? []);
  if (expected === undefined && (register.length === 0 || jobs.some(({ partial }) => partial))) return nobody;
  if (expected?.length === 0) return nobody;
  const files = jobs.flatMap((job) => job.files);
  const { who } = planNames(files, session.editions);
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
