import { rules } from "../../check/index.ts";
import { runRules, setSeverities, silencedBy } from "../../check/run.ts";
import { applyWaivers, withPlaces } from "../../check/waivers.ts";
import { byPlace, type Checked, type Diagnostic } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Prose } from "../../core/prose.ts";
import type { CheckInput, Subject } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import { toldByForm } from "../../import/entry-form.ts";
import { composeProse } from "../../model/compose.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { ReportConfig } from "../workspace/run-config.ts";
import type { UnitPlan } from "../workspace/units.ts";
import type { FindPrevious } from "./other-years.ts";
import type { Session } from "./session.ts";

/** What was found of texts that are another unit's. */
export interface Copies {
  readonly diagnostics: readonly Diagnostic[];
  /** The other unit's file, for the lines under a message. */
  readonly sources: readonly Source[];
}

export const noCopies: Copies = { diagnostics: [], sources: [] };

export type FindCopies = (tally: Tally, edition: Edition) => Copies;

export interface ExamineOptions
  extends Pick<ReportConfig, "severities" | "final">,
    Partial<Pick<ReportConfig, "previousGiven" | "deadlines" | "policy" | "noWaivers">> {
  readonly previous: FindPrevious;
  /** Compares a tally's texts with those of the units before it. */
  readonly copies?: FindCopies;
  /** What is known of the units of the run together. */
  readonly units?: Pick<UnitPlan, "registration" | "parts" | "sources">;
}

/** One tally, read and checked. */
export interface Examined {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that diagnostics point into. */
  readonly sources: readonly Source[];
  /** How many findings are not shown as their rule is off, by code. */
  readonly silenced?: Readonly<Record<string, number>>;
  /** Present where the tally could be understood, faults or not. */
  readonly subject?: Subject & { readonly prose: Prose | undefined };
}

/** Checks one tally whose text is in hand: its shape, its arithmetic, its texts. */
export function examineSource(source: Source, session: Pick<Session, "editions">, options: ExamineOptions): Examined {
  return examineDecoded({ value: source, diagnostics: [] }, source.file, session, options);
}

/** The same for the text of a file, or what is said of a file that has none. */
export function examineDecoded(
  decoded: Checked<Source>,
  file: string,
  session: Pick<Session, "editions">,
  options: ExamineOptions,
): Examined {
  const inspection = inspectDecoded(decoded, file, session, options);
  const { input } = inspection;
  return finish(inspection, options, (input && options.copies?.(input.tally, input.edition)) ?? noCopies);
}

/** A tally read and checked by itself; what it shares with others is still to come. */
export interface Inspection {
  readonly file: string;
  readonly found: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** Present where the tally could be understood. */
  readonly input?: CheckInput;
}

export function inspectDecoded(
  { value: source, diagnostics: unread }: Checked<Source>,
  file: string,
  session: Pick<Session, "editions">,
  options: ExamineOptions,
): Inspection {
  if (!source) return { file, found: unread, sources: [] };
  const { value: tally, diagnostics } = readTally(source, session.editions);
  const reading = [...unread, ...(source.form ? diagnostics.filter(({ code }) => code !== toldByForm) : diagnostics)];
  const edition = tally && session.editions.get(tally.edition);
  const own = [source, ...[...(source.texts?.values() ?? [])].flatMap(({ value }) => value ?? [])];
  if (!tally || !edition) return { file, found: reading, sources: own };

  const figures = computeFigures(tally, edition);
  const { previous, shared, missing } = options.previous(tally) ?? {};
  const prose = composeProse({ tally, edition, figures, ...(previous && { previous: previous.figures }) });
  const input = {
    ...{ tally, edition, figures, final: options.final },
    ...(options.policy?.sealed && { sealed: true }),
    ...(prose.value && { prose: prose.value }),
    ...(previous && { previous }),
    ...(shared && { shared }),
    ...(missing && { missing }),
    ...(options.previousGiven && { previousGiven: true }),
    ...(options.deadlines && { deadlines: options.deadlines }),
    ...amongUnits(file, options.units),
  };
  const found = [...reading, ...prose.diagnostics, ...runRules(rules, input)];
  return { file, found, sources: [...own, ...((previous ?? shared)?.sources ?? [])], input };
}

/** All that is to be said of a tally, in order, once it is known whose texts it repeats. */
export function finish({ file, found, sources, input }: Inspection, options: ExamineOptions, copies: Copies): Examined {
  if (!input) return { file, diagnostics: found, sources };
  const { tally, edition, figures, prose } = input;
  const all = applyWaivers([...found, ...copies.diagnostics], input, options);
  const kept = setSeverities(all, options);
  const silenced = silencedBy(all, kept);
  return {
    file,
    diagnostics: withPlaces(kept, input).toSorted(byPlace),
    ...(silenced && { silenced }),
    sources: [...sources, ...copies.sources, ...(options.units?.sources ?? [])],
    subject: { tally, edition, figures, prose },
  };
}

function amongUnits(file: string, units: ExamineOptions["units"]): Pick<CheckInput, "registration" | "parts"> {
  const [registration, parts] = [units?.registration(file), units?.parts(file)];
  return { ...(registration && { registration }), ...(parts && { parts }) };
}
