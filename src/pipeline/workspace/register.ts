import { severityOf } from "../../catalogue/index.ts";
import { compareText, type Diagnostic } from "../../core/diagnostic.ts";
import type { Registration } from "../../core/rule.ts";
import { nearest } from "../../core/text/nearest.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import type { Registered } from "../../core/workspace.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";

/** The register of units beside the tallies that were handed in. */
export interface RegisterMatch {
  /** What the register says of the unit of a tally. */
  readonly of: (file: string) => Registration;
  /** Entries without a tally, in the register's order. */
  readonly missing: readonly Registered[];
}

/**
 * Each tally's entry: by name, else by code, else by a name that only leaves out what stands before it (县). Only a tally of
 * the year asked for counts as handed in.
 */
export function matchRegister(
  register: readonly Registered[],
  who: ReadonlyMap<string, HeaderPeek>,
  year: number | undefined,
): RegisterMatch {
  const byName = new Map(register.map((entry) => [unitKey(entry.name), entry]));
  const byCode = new Map(register.flatMap((entry) => (entry.code === undefined ? [] : [[entry.code, entry] as const])));
  const entries = new Map<string, Registered>();
  const taken = new Set<Registered>();
  const take = (file: string, entry: Registered): void => {
    entries.set(file, entry);
    if (who.get(file)?.year === year) taken.add(entry);
  };
  const files = [...who.keys()].sort(compareText);
  const others = files.filter((file) => {
    const { unit = "", code } = who.get(file) ?? {};
    const entry = byName.get(unitKey(unit)) ?? (code === undefined ? undefined : byCode.get(code));
    if (entry) take(file, entry);
    return !entry;
  });
  const strangers: string[] = [];
  const endingAlike = others.length > 0 ? endings(register) : () => [];
  for (const file of others) {
    const alike = endingAlike(unitKey(who.get(file)?.unit ?? "")).filter((entry) => !taken.has(entry));
    const [only] = alike;
    if (only && alike.length === 1) take(file, only);
    else strangers.push(file);
  }
  const missing = register.filter((entry) => !taken.has(entry));
  const missingByName = new Map(missing.map((entry) => [entry.name, entry]));
  // Each is compared with each: where that would take minutes, nobody can have meant to find them one by one.
  const compared = strangers.length * missing.length <= mostComparisons ? strangers : [];
  const near = new Map(
    compared.flatMap((file) => {
      const name = nearest(who.get(file)?.unit ?? "", missingByName.keys());
      const entry = name === undefined ? undefined : missingByName.get(name);
      return entry ? [[file, entry] as const] : [];
    }),
  );
  return {
    of: (file) => {
      const [entry, like] = [entries.get(file), near.get(file)];
      return entry ? { entry } : like ? { near: like } : {};
    },
    missing,
  };
}

const mostComparisons = 5_000_000;

/** Finds the entries whose name is a given one with something before it, or the other way round: 云溪县松陂镇人民政府 and 松陂镇人民政府. */
function endings(register: readonly Registered[]): (unit: string) => readonly Registered[] {
  const whole = new Map<string, Registered>();
  const byEnding = new Map<string, Registered[]>();
  for (const entry of register) {
    const key = unitKey(entry.name);
    if (key.length >= shortestEnding) whole.set(key, entry);
    for (const ending of endingsOf(key)) {
      const others = byEnding.get(ending);
      if (others) others.push(entry);
      else byEnding.set(ending, [entry]);
    }
  }
  return (unit) => [...(byEnding.get(unit) ?? []), ...endingsOf(unit).flatMap((ending) => whole.get(ending) ?? [])];
}

const shortestEnding = 4;

function endingsOf(key: string): readonly string[] {
  return Array.from({ length: Math.max(0, key.length - shortestEnding) }, (_, n) => key.slice(n + 1));
}

/**
 * Of the entries without a tally, those that have handed in nothing for sure: not the one whose name a file bears that cannot
 * be read, and none while as many such files are there. What is wrong with those is told with each.
 */
export function trulyMissing(missing: readonly Registered[], unread: readonly string[]): readonly Registered[] {
  if (unread.length === 0) return missing;
  const find = bearers(unread);
  const found = missing.map((entry) => find(entry));
  const bearing = new Set(found);
  const others = missing.filter((_, n) => found[n] === undefined);
  const nameless = unread.filter((file) => !bearing.has(file));
  return others.length <= nameless.length ? [] : others;
}

/** Of files that were not read, finds the one that bears the name of an entry. */
export function bearers(unread: readonly string[]): (entry: Registered) => string | undefined {
  const keys = unread
    .map((file) => [file, unitKey(file.slice(file.lastIndexOf("/") + 1).replace(/\..*$/, ""))] as const)
    .filter(([, key]) => /\p{Script=Han}{2}/u.test(key));
  return ({ name }) => {
    const unit = unitKey(name);
    return keys.find(([, key]) => key.includes(unit) || unit.includes(key))?.[0];
  };
}

/**
 * Entries without a tally of which a file lies there that could not be read: one that bears the unit's name, which is given;
 * or as many say no name at all as units are missing.
 */
export function unreadEntries(
  missing: readonly Registered[],
  tallies: readonly string[],
  lookAlikes: readonly string[],
): ReadonlyMap<Registered, string | undefined> {
  const truly = new Set(trulyMissing(missing, tallies));
  const find = bearers([...tallies, ...lookAlikes]);
  const files = missing.map((entry) => [entry, find(entry)] as const);
  return new Map(files.filter(([entry, file]) => file !== undefined || !truly.has(entry)));
}

/** What is said of a unit on the register that has handed in nothing. */
export function missingTally(
  { name, span }: Registered,
  year: number | undefined,
  unread: number,
  lying?: string,
): Diagnostic {
  if (lying !== undefined) {
    return {
      ...{ code: "GR503", severity: severityOf("GR503"), file: span.file, span, related: [] },
      message: { zh: `“${name}”的填报没有读到`, en: `the tally of ${name} was not read` },
      help: {
        zh: `${lying} 像是它的填报：改成以 .yaml 结尾的填报文件`,
        en: `${lying} looks like it: make it a tally that ends in .yaml`,
      },
    };
  }
  const when = year === undefined ? "" : `${year}年`;
  return {
    code: "GR503",
    severity: severityOf("GR503"),
    message: {
      zh: `没有“${name}”${when}的填报`,
      en: `there is no tally of ${name}${year === undefined ? "" : ` for ${year}`}`,
    },
    file: span.file,
    span,
    help:
      unread > 0
        ? {
            zh: `有 ${unread} 份填报读不出单位名称，先看是不是其中的一份；不是的，请催报`,
            en: `${unread === 1 ? "one tally does" : `${unread} tallies do`} not say whose; see whether it is this unit's, else ask for it`,
          }
        : {
            zh: "请催报；不再需要填报的，从名单中删去",
            en: "ask for it, or take the unit off the register",
          },
    related: [],
  };
}
