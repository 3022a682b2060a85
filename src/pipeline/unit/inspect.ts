import { rules } from "../../check/index.ts";
import { runRules, setSeverities } from "../../check/run.ts";
import { applyWaivers, withPlaces } from "../../check/waivers.ts";
import { byPlace, type Diagnostic } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Prose } from "../../core/prose.ts";
import type { CheckInput, Subject } from "../../core/rule.ts";
import type { Source } from "../../core/text/source.ts";
import { composeProse } from "../../model/compose.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readSource } from "../workspace/read-source.ts";
import type { ReportConfig } from "../workspace/run-config.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { type Copies, type FindCopies, noCopies } from "./copies.ts";
import type { FindPrevious } from "./previous.ts";
import type { Session } from "./session.ts";

export interface ExamineOptions
  extends Pick<ReportConfig, "severities" | "final">,
    Partial<Pick<ReportConfig, "previousGiven" | "deadlines">> {
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
  /** Present where the tally could be understood, faults or not. */
  readonly subject?: Subject & { readonly prose: Prose | undefined };
}

/** Reads and checks one tally: its shape, its arithmetic, its texts. */
export function examine(file: string, session: Pick<Session, "editions">, options: ExamineOptions): Examined {
  return withCopies(inspect(file, session, options), options);
}

/** The same for a text that is already in hand. */
export function examineSource(source: Source, session: Pick<Session, "editions">, options: ExamineOptions): Examined {
  return withCopies(inspectSource(source, session, options), options);
}

function withCopies(inspection: Inspection, options: ExamineOptions): Examined {
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

export function inspect(file: string, session: Pick<Session, "editions">, options: ExamineOptions): Inspection {
  const { value: source, diagnostics: unread } = readSource(file);
  return source ? inspectSource(source, session, options) : { file, found: unread, sources: [] };
}

function inspectSource(source: Source, session: Pick<Session, "editions">, options: ExamineOptions): Inspection {
  const { file } = source;
  const { value: tally, diagnostics: reading } = readTally(source, session.editions);
  const edition = tally && session.editions.get(tally.edition);
  if (!tally || !edition) return { file, found: reading, sources: [source] };

  const figures = computeFigures(tally, edition);
  const previous = options.previous(tally);
  const prose = composeProse({ tally, edition, figures, ...(previous && { previous: previous.figures }) });
  const input = {
    ...{ tally, edition, figures, final: options.final },
    ...(prose.value && { prose: prose.value }),
    ...(previous && { previous }),
    ...(options.previousGiven && { previousGiven: true }),
    ...(options.deadlines && { deadlines: options.deadlines }),
    ...amongUnits(file, options.units),
  };
  const found = [...reading, ...prose.diagnostics, ...runRules(rules, input)];
  return { file, found, sources: [source, ...(previous ? [previous.source] : [])], input };
}

/** All that is to be said of a tally, in order, once it is known whose texts it repeats. */
export function finish({ file, found, sources, input }: Inspection, options: ExamineOptions, copies: Copies): Examined {
  if (!input) return { file, diagnostics: found, sources };
  const { tally, edition, figures, prose } = input;
  const waived = applyWaivers([...found, ...copies.diagnostics], input);
  return {
    file,
    diagnostics: withPlaces(setSeverities(waived, options.severities), input).toSorted(byPlace),
    sources: [...sources, ...copies.sources, ...(options.units?.sources ?? [])],
    subject: { tally, edition, figures, prose },
  };
}

function amongUnits(file: string, units: ExamineOptions["units"]): Pick<CheckInput, "registration" | "parts"> {
  const [registration, parts] = [units?.registration(file), units?.parts(file)];
  return { ...(registration && { registration }), ...(parts && { parts }) };
}
