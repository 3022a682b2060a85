import { createHash } from "node:crypto";
import type { Severities } from "../check/run.ts";
import type { AnnexKind } from "../core/annex.ts";
import { type Diagnostic, kindOf } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import type { Registration } from "../core/rule.ts";
import type { LocalDeadline } from "../core/workspace.ts";
import { buildTrend } from "../model/trend.ts";
import { readSource } from "../read/source.ts";
import { readTally } from "../read/tally.ts";
import { type Output, setAside, writeTogether } from "../write/files.ts";
import { copyComparer, noCopies, type Texts, textsOf } from "./copies.ts";
import { readEarlier } from "./earlier.ts";
import { templateNames } from "./editions.ts";
import { type Compared, conclude, type Examined, type ExamineOptions, type Looked, look, stampOne } from "./one.ts";
import { type MadeFile, nothing, type Outcome, troubled } from "./outcome.ts";
import { readPrevious } from "./previous.ts";
import type { Session } from "./session.ts";
import { addUp, type Below } from "./units.ts";

/** What is the same for every unit of a run. Plain data, as all that a thread is given. */
export interface Setup {
  readonly out: string;
  readonly draft: boolean;
  readonly final: boolean;
  readonly severities: Severities;
  readonly previousGiven: boolean;
  readonly deadlines: readonly LocalDeadline[] | undefined;
  /** Over how many years main figures are compared. */
  readonly trend: number | undefined;
  /** What is printed beside the form. */
  readonly annexes: readonly AnnexKind[];
}

/** One unit to be built, with all that was settled about it beforehand. */
export interface UnitTask {
  readonly file: string;
  /** What its reports are called, without extension. */
  readonly base: string | undefined;
  readonly conflicts: readonly Diagnostic[];
  readonly registration: Registration | undefined;
  readonly below: Below | undefined;
  /** Where last year's tally is. */
  readonly previous: string | undefined;
  /** Where its tallies of earlier years are; none unless a trend was asked for. */
  readonly earlier: readonly string[];
  /** Reports an earlier run made of this tally. */
  readonly older: readonly string[];
  /** Built elsewhere: only its texts are wanted. */
  readonly guest?: true;
}

/** Gives for each file the one its texts may be copied from, once all tallies before it have been met. */
export type Ask = (texts: readonly (Texts | undefined)[]) => Promise<readonly (string | undefined)[]>;

export const draftPrefix = "草稿-";
export const asidePrefix = "旧版-";

export type Builder = (units: readonly UnitTask[], ask: Ask) => AsyncGenerator<Outcome>;

/** Builds a few units, in order: all are looked at, then set beside the texts of the others, then written one by one. */
export function makeBuilder(session: Session, setup: Setup): Builder {
  const compare = copyComparer(session.editions);
  return async function* build(units, ask) {
    const options = forExamining(session, setup, units);
    const looked: (Looked | Outcome | undefined)[] = units.map(({ file, guest }) =>
      guest ? nothing(file) : guardedLook(file, session, options),
    );
    const texts = looked.map((one, i) => {
      if (units[i]?.guest) return guestTexts(units[i].file, session);
      return one && "input" in one && one.input ? textsOf(one.input.tally, one.input.edition) : undefined;
    });
    const suspects = await ask(texts);
    for (const [i, unit] of units.entries()) {
      const [seen, suspect] = [looked[i], suspects[i]];
      looked[i] = undefined;
      if (!seen) continue;
      if ("status" in seen) {
        yield seen;
        continue;
      }
      try {
        const { input } = seen;
        const copies = input && suspect !== undefined ? compare(input.tally, input.edition, suspect) : noCopies;
        yield await buildOne(conclude(seen, options, copies), unit, session, setup, texts[i]);
      } catch (error) {
        yield troubled(unit.file, error);
      }
    }
  };
}

/** What is wrong with a unit that is built elsewhere is told there. */
function guestTexts(file: string, { editions }: Session): Texts | undefined {
  try {
    const source = readSource(file).value;
    const tally = source && readTally(source, editions).value;
    const edition = tally && editions.get(tally.edition);
    return tally && edition && textsOf(tally, edition);
  } catch {
    return undefined;
  }
}

function guardedLook(file: string, session: Session, options: ExamineOptions): Looked | Outcome {
  try {
    return look(file, session, options);
  } catch (error) {
    return troubled(file, error);
  }
}

function forExamining({ editions }: Session, setup: Setup, units: readonly UnitTask[]): ExamineOptions {
  const byFile = new Map(units.map((unit) => [unit.file, unit]));
  const { severities, final, previousGiven, deadlines } = setup;
  return {
    ...{ severities, final, previousGiven, deadlines },
    previous: (tally) => readPrevious(byFile.get(tally.file)?.previous, tally, editions),
    units: {
      registration: (file) => byFile.get(file)?.registration,
      parts: (file) => {
        const below = byFile.get(file)?.below;
        return below && addUp(below, editions);
      },
      sources: [],
    },
  };
}

async function buildOne(
  examined: Examined,
  { base, conflicts, older, earlier }: UnitTask,
  session: Session,
  { out, draft, final, annexes }: Setup,
  texts: Texts | undefined,
): Promise<Outcome> {
  const { file, sources, subject } = examined;
  const conflicting = conflicts.length > 0;
  const prefix = draft ? draftPrefix : "";
  const picture = `${prefix}${base}.svg`;
  const refused = final && examined.diagnostics.some((finding) => kindOf(finding) === "warning");
  const { value: artifacts, diagnostics: template } =
    refused || conflicting || base === undefined
      ? { value: undefined, diagnostics: [] }
      : await stampOne(examined, session, draft, annexes, compare(examined, earlier, session, picture));
  const diagnostics = [...conflicts, ...examined.diagnostics, ...template];
  const made = { edition: subject?.edition.id ?? "", outputs: [], texts };
  const done = { ...nothing(file), sources, diagnostics, made };
  try {
    if (!artifacts || base === undefined) {
      return { ...done, aside: draft || conflicting ? [] : asideAll(out, base, older) };
    }
    const outputs = artifacts.map(({ format, bytes }) => ({ name: `${prefix}${base}.${format}`, bytes }));
    const status = writeTogether(out, outputs);
    return {
      ...done,
      status,
      aside: asidePicture(out, picture, outputs),
      outputs: outputs.map(({ name }) => name),
      made: { ...made, outputs: outputs.map(weigh) },
    };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { ...done, failure: error };
  }
}

function compare(
  { subject }: Examined,
  earlier: readonly string[],
  { editions }: Session,
  picture: string,
): Compared | undefined {
  if (!subject || earlier.length === 0) return undefined;
  const trend = buildTrend({ subject, earlier: readEarlier(subject.tally, earlier, editions) });
  return trend && { trend, picture };
}

/** The picture of an earlier run that the new Markdown no longer shows. */
function asidePicture(out: string, picture: string, outputs: readonly Output[]): readonly string[] {
  const shown = outputs.some(({ name }) => name === picture) || !outputs.some(({ name }) => name.endsWith(".md"));
  return shown || !setAside(out, picture, asidePrefix) ? [] : [picture];
}

function weigh({ name, bytes }: Output): MadeFile {
  return { name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Also where the tally is too broken to say what its report is called: an earlier run has kept a record of it. */
function asideAll(out: string, base: string | undefined, older: readonly string[]): readonly string[] {
  const names = base === undefined ? [] : [...Object.keys(templateNames), "svg"].map((format) => `${base}.${format}`);
  return [...new Set([...names, ...older])].filter((name) => setAside(out, name, asidePrefix));
}
