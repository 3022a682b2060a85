import { basename, dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Scope, Unit } from "../../core/tally.ts";
import { nearest } from "../../core/text/nearest.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import type { Registered } from "../../core/workspace.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readWorkspace } from "../../tally/workspace.ts";
import { circles } from "../workspace/circles.ts";
import { type Inputs, type Job, workspaceFile } from "../workspace/inputs.ts";
import type { Names } from "../workspace/names.ts";
import { readSource } from "../workspace/read-source.ts";
import { matchRegister, type RegisterMatch } from "../workspace/register.ts";
import { newest, relate, unitsBelow } from "../workspace/units.ts";

/** Which tallies make up a sum. */
export interface Choice {
  readonly files: ReadonlySet<string>;
  readonly missing: readonly Registered[];
  /** Earlier sums for the unit itself. */
  readonly earlierSums: readonly string[];
  readonly listed: boolean;
  /** Units above themselves: nothing can be added up. */
  readonly circles: readonly Diagnostic[];
  /** What the register says of a unit. */
  readonly within: (unit: string) => Registered | undefined;
}

/**
 * Tallies named one by one are all counted. Of a workspace, those of the units below the one the sum is for: an area's tally
 * stands for what is below it. A workspace where nobody is below anybody is added up whole.
 */
export function choose({ who }: Pick<Names, "who">, jobs: readonly Job[], request: RollUpRequest): Choice {
  const target = request.unit.name;
  const year = request.year ?? jobs.find(({ workspace }) => workspace?.year)?.workspace?.year ?? newest(who);
  const own = jobs.flatMap(({ workspace }) => workspace?.register ?? []);
  const register = request.register ?? (own.length > 0 ? own : undefined);
  const matched = register && matchRegister(register, who, year);
  const earlierSums = [...who].filter(([, peek]) => isSame(peek.unit, target) && peek.area).map(([file]) => file);
  const relations = relate(who, matched);
  const below = unitsBelow(target, year, relations);
  const nested = [...who.values(), ...(register ?? [])].some(({ within }) => within !== undefined);
  // The unit's own figures, where it has handed in some beside the sum, are a part like any other.
  const itself = [...who].filter(([, peek]) => isSame(peek.unit, target) && !peek.area);
  // Those of another year are counted in, so that adding says so, unless one year was asked for.
  const years = request.year === undefined ? new Set([...who.values()].map((peek) => peek.year)) : [year];
  const under = [...years].flatMap((each) => unitsBelow(target, each, relations).files.map(([file]) => file));
  const itsOwn = itself.filter(([, peek]) => request.year === undefined || peek.year === year).map(([file]) => file);
  const inside = new Set([...under, ...itsOwn]);
  const files = jobs.flatMap(({ workspace, partial, files: all }) => {
    if (workspace !== undefined && partial !== true && nested) return all.filter((file) => inside.has(file));
    const { year: wanted } = request;
    return all.filter((file) => wanted === undefined || (who.get(file)?.year ?? wanted) === wanted);
  });
  const chosen = new Set(files.filter((file) => !earlierSums.includes(file)));
  if (chosen.size === 0) throw nothingBelow(target, who, register ?? []);
  const entries = new Map((register ?? []).map((entry) => [entry.name, entry]));
  return {
    ...{ files: chosen, earlierSums },
    missing: missingFrom(target, below.missing, matched, register ?? []),
    listed: isListed(target, register),
    circles: circles(who, register),
    within: (name) => entries.get(name),
  };
}

function isSame(unit: string | undefined, target: string): boolean {
  return unit !== undefined && unitKey(unit) === unitKey(target);
}

/** A register of one area lists its units; one of several says which are below the unit. */
function isListed(target: string, register: readonly Registered[] | undefined): boolean {
  if (!register) return false;
  return register.every(({ within }) => within === undefined) || register.some(({ within }) => within === target);
}

function missingFrom(
  target: string,
  below: readonly string[],
  matched: RegisterMatch | undefined,
  register: readonly Registered[],
): readonly Registered[] {
  const absent = (matched?.missing ?? []).filter(({ name }) => name !== target);
  if (register.every(({ within }) => within === undefined)) return absent;
  return absent.filter(({ name }) => below.includes(name));
}

function nothingBelow(
  target: string,
  who: ReadonlyMap<string, HeaderPeek>,
  register: readonly Registered[],
): UsageError {
  const uppers = [...who.values(), ...register].flatMap(({ within }) => within ?? []);
  const like = nearest(target, new Set(uppers)) ?? uppers.find((name) => name.includes(target));
  return new UsageError({
    zh: `没有上级是“${target}”的填报${like === undefined ? "；在填报或名单中写明“上级”，或者逐个写出文件" : `；是不是想写 --unit ${like}？`}`,
    en: `no tally is within ${target}; ${like === undefined ? "say so in the tallies or the register, or name the files" : `did you mean --unit ${like}?`}`,
  });
}

/** The register of a workspace whose tallies are not wanted: only who is expected. */
export function registerAt(
  path: string,
  cwd: string,
): Pick<Inputs, "diagnostics" | "sources"> & { readonly register: readonly Registered[] | undefined } {
  const target = resolve(cwd, path);
  const folder = basename(target) === workspaceFile ? dirname(target) : target;
  const { value: source, diagnostics: unread } = readSource(join(folder, workspaceFile));
  if (!source) return { register: undefined, diagnostics: unread, sources: [] };
  const { value, diagnostics } = readWorkspace(source, folder);
  return { register: value?.register, diagnostics, sources: [source] };
}

/** What is to be added up, and into what. */
export interface RollUpRequest {
  readonly unit: Unit;
  readonly scope: Scope;
  readonly keys: "zh" | "en";
  readonly year?: number | undefined;
  /** The file the sum is written to: messages name it, the trace is relative to its folder. */
  readonly out: string;
  /** Adds up what is there and sound, and names the others. */
  readonly partial?: boolean | undefined;
  /** The units expected, where they are not the workspace's. */
  readonly register?: readonly Registered[] | undefined;
}
