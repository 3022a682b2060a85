import { dueDay } from "../../check/dates/due.ts";
import { type Diagnostic, kindOf } from "../../core/diagnostic.ts";
import type { UnitKind } from "../../core/form/table.ts";
import type { Tally } from "../../core/tally.ts";
import type { Registered, UnitState, UnitStateName } from "../../core/workspace.ts";
import { examineUnits } from "../batch/examine-units.ts";
import { readNames } from "../batch/read-names.ts";
import { nothingPublished, publishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import type { Names } from "../workspace/names.ts";
import { openRecords, type PublishedVersion } from "../workspace/records.ts";
import { matchRegister, unreadEntries } from "../workspace/register.ts";
import { checkedOnly, severitiesOf } from "../workspace/run-config.ts";
import { newest, planUnits } from "../workspace/units.ts";

export interface StatusRequest {
  readonly today: string;
  /** The folder of what was published. */
  readonly published: string;
}

/** Where the units of a workspace stand, in the register's order, then those that are not on it by path. `known`: who they are, where somebody has looked. */
export async function unitStates(
  session: Session,
  { workspace, files, previous, unread = [], policy }: Job,
  { today, published }: StatusRequest,
  known?: Names,
): Promise<readonly UnitState[]> {
  const names = known ?? (await readNames(session, files));
  const records = openRecords(published);
  const facts = new Map(files.map((file) => [file, publishedFacts(records, file, names.who.get(file))]));
  const severities = severitiesOf(workspace, policy);
  const units = planUnits(names.who, session.editions, { files, severities, workspace });
  const { deadlines } = workspace ?? {};
  const previousGiven = previous.length > 0 || (workspace?.previous ?? []).length > 0;
  const results = examineUnits(session, {
    ...{ files, names, units, previous, copies: true, records: false, wanted: "head" },
    report: checkedOnly({ severities, deadlines, policy, previousGiven }),
    factsOf: (file) => facts.get(file) ?? nothingPublished,
  });
  const register = workspace?.register;
  const year = workspace?.year ?? newest(names.who);
  const stateOf = (from: About): UnitState => ({
    ...from.about,
    ...timeOf(from, { session, year, deadlines: workspace?.deadlines, today }),
  });
  const found = new Map<Registered | string, UnitState>();
  for await (const { file, diagnostics, tally: seen, failure, fault } of results) {
    const error = failure ?? fault;
    if (error) throw error;
    const tally = seen?.head;
    const entry = units.registration(file)?.entry;
    const kind = tally?.unit.kind ?? entry?.kind;
    const about = {
      ...{ unit: tally?.unit.name || entry?.name || "", ...(kind && { kind }), file },
      ...counted(diagnostics),
      unregistered: register !== undefined && !entry,
    };
    // An entry with two tallies shows both.
    const publications = facts.get(file)?.versions ?? [];
    const state = stateOf({ about, tally, entry, publications });
    found.set(entry && !found.has(entry) ? entry : file, state);
  }
  const missing = register ? matchRegister(register, names.who, year).missing : [];
  const unreadable = files.filter((file) => !names.who.has(file));
  const lying = unreadEntries(missing, unreadable, unread);
  for (const entry of missing) {
    const { name, kind } = entry;
    const file = lying.get(entry);
    const { errors = 0, warnings = 0 } = (file === undefined ? undefined : found.get(file)) ?? {};
    if (file !== undefined) found.delete(file);
    const state: UnitStateName = lying.has(entry) ? "unread" : "missing";
    const about = { unit: name, ...(kind && { kind }), ...(file && { file }), errors, warnings, unregistered: false };
    // A tally of another year is not the one that is asked for.
    const another = found.get(entry);
    if (another?.file !== undefined) found.set(another.file, another);
    found.set(entry, stateOf({ about: { ...about, state }, tally: undefined, entry }));
  }
  const listed = (register ?? []).flatMap((entry) => found.get(entry) ?? []);
  return [...listed, ...files.flatMap((file) => found.get(file) ?? [])];
}

function counted(diagnostics: readonly Diagnostic[]): {
  readonly state: UnitStateName;
  readonly errors: number;
  readonly warnings: number;
} {
  const kinds = diagnostics.map(kindOf);
  const errors = kinds.filter((kind) => kind === "error" || kind === "fault").length;
  const warnings = kinds.filter((kind) => kind === "warning").length;
  return { state: errors > 0 ? "errors" : warnings > 0 ? "warnings" : "valid", errors, warnings };
}

type TimeKeys = "published" | "version" | "corrected" | "due" | "daysLeft" | "daysLate";

interface About {
  readonly about: Omit<UnitState, TimeKeys>;
  readonly tally: Pick<Tally, "year" | "published"> | undefined;
  readonly entry: Registered | undefined;
  readonly publications?: readonly PublishedVersion[];
}

interface When {
  readonly session: Session;
  readonly year: number | undefined;
  readonly deadlines: NonNullable<Job["workspace"]>["deadlines"];
  readonly today: string;
}

function timeOf(
  { about, tally, entry, publications = [] }: About,
  { session, year: asked, deadlines, today }: When,
): Pick<UnitState, TimeKeys> {
  const year = tally?.year ?? asked;
  const edition = year === undefined ? undefined : session.editions.forYear(year);
  const kind: UnitKind | undefined = about.kind;
  const due = kind && edition && year !== undefined ? dueDay({ kind, year, edition, deadlines, entry })?.on : undefined;
  const [first, last] = [publications[0]?.record, publications.at(-1)?.record];
  const published = first?.on ?? tally?.published?.on;
  const late = due !== undefined && published !== undefined ? days(due, published) : 0;
  return {
    ...(published !== undefined && { published }),
    ...(last && { version: last.version }),
    ...(last && last.version > 1 && { corrected: last.on }),
    ...(due !== undefined && { due }),
    ...(due !== undefined && published === undefined && { daysLeft: days(today, due) }),
    ...(late > 0 && { daysLate: late }),
  };
}

/** From one day to another; dates are days of the calendar, in no time zone. */
function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
