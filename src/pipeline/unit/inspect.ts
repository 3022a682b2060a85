import { severityOf } from "../../catalogue/index.ts";
import { rules } from "../../check/index.ts";
import { runRules, setSeverities } from "../../check/run.ts";
import { applyWaivers, withPlaces } from "../../check/waivers.ts";
import { byPlace, type Checked, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { AnnexKind } from "../../core/form/annex.ts";
import type { Prose } from "../../core/prose.ts";
import type { Format, ReportModel } from "../../core/report.ts";
import type { CheckInput, Subject } from "../../core/rule.ts";
import type { Source } from "../../core/text/source.ts";
import type { Trend } from "../../core/trend.ts";
import { buildReport, composeProse } from "../../model/build.ts";
import { noPlaceForAnnexes, StampError } from "../../render/index.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readSource } from "../../tally/syntax/source.ts";
import { templateNames } from "../workspace/editions.ts";
import type { ReportConfig } from "../workspace/run-config.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { type Copies, type FindCopies, noCopies } from "./copies.ts";
import { nodeCodec } from "./node-codec.ts";
import type { FindPrevious } from "./previous.ts";
import type { Session, Stamps } from "./session.ts";

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
  return withCopies(lookAt(source, session, options), options);
}

function withCopies(looked: Inspection, options: ExamineOptions): Examined {
  const { input } = looked;
  return finish(looked, options, (input && options.copies?.(input.tally, input.edition)) ?? noCopies);
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
  return source ? lookAt(source, session, options) : { file, found: unread, sources: [] };
}

function lookAt(source: Source, session: Pick<Session, "editions">, options: ExamineOptions): Inspection {
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

export interface Artifact {
  /** The report in a format, or the picture that its Markdown shows. */
  readonly format: Format | "svg";
  readonly bytes: Uint8Array;
}

/** The finished files of an examined tally, in memory. None when it may not be built. */
export async function stampOne(
  examined: Examined,
  session: Session,
  draft: boolean,
  annexes: readonly AnnexKind[] = [],
  compared?: ReportTrend,
): Promise<Checked<readonly Artifact[]>> {
  const { subject } = examined;
  if (!subject?.prose || (hasErrors(examined.diagnostics) && !draft)) return { value: undefined, diagnostics: [] };
  const { value: stamps, diagnostics } = await session.stamps(subject.edition);
  if (!stamps) return { value: undefined, diagnostics };
  const findings = draft ? examined.diagnostics.map(inDraft) : [];
  const report = buildReport({
    ...subject,
    prose: subject.prose,
    draft,
    findings,
    annexes,
    ...(compared && { trend: compared.trend }),
  });
  const stamped = stampAll(report, stamps, examined.file, diagnostics);
  if (!compared || !stamped.value) return stamped;
  return { ...stamped, value: await withTrend(stamped.value, { ...compared, draft }) };
}

/** The main figures over the years, and what the picture of them will be called beside the report. */
export interface ReportTrend {
  readonly trend: Trend;
  readonly picture: string;
}

async function withTrend(
  artifacts: readonly Artifact[],
  compared: ReportTrend & { readonly draft: boolean },
): Promise<readonly Artifact[]> {
  const { addCharts, trendSvg } = await import("../../render/chart/add-charts.ts");
  const charted = artifacts.map(({ format, bytes }) => ({
    format,
    bytes: addCharts(format, bytes, compared, nodeCodec),
  }));
  // A template of one's own may print no annexes: then no picture is called for.
  const shown = charted.some(({ format, bytes }, i) => format === "md" && bytes !== artifacts[i]?.bytes);
  return shown ? [...charted, { format: "svg", bytes: trendSvg(compared.trend) }] : charted;
}

function inDraft({ state, message }: Diagnostic): string {
  return `${state === "waived" ? "（已豁免）" : ""}${message.zh}`;
}

/** The templates that have no place for annexes. */
export function placesMissing(edition: string, stamps: Stamps): readonly Diagnostic[] {
  const without = [...stamps].filter(([, { printsAnnexes }]) => !printsAnnexes);
  return without.map(([format]) => noPlaceForAnnexes(edition, templateNames[format]));
}

/** In a workbook the main figures over the years have a sheet of their own, with formulas and charts. */
function printed(report: ReportModel, format: Format): ReportModel {
  const others = report.annexes.filter(({ id }) => id !== "trend");
  return format === "xlsx" && others.length < report.annexes.length ? { ...report, annexes: others } : report;
}

function stampAll(
  whole: ReportModel,
  stamps: Stamps,
  file: string,
  diagnostics: readonly Diagnostic[],
): Checked<readonly Artifact[]> {
  try {
    const given = [...stamps].map(([format, stamp]) => ({ format, stamp, report: printed(whole, format) }));
    const missing = given.filter(({ stamp, report }) => report.annexes.length > 0 && !stamp.printsAnnexes);
    const silent = missing.map(({ format, report }) => noPlaceForAnnexes(report.edition, templateNames[format]));
    const value = given.map(({ format, stamp, report }) => ({ format, bytes: stamp.stamp(report) }));
    return { value, diagnostics: [...diagnostics, ...silent] };
  } catch (error) {
    if (!(error instanceof StampError)) throw error;
    const { code, text } = error;
    return {
      value: undefined,
      diagnostics: [...diagnostics, { code, severity: severityOf(code), message: text, file, related: [] }],
    };
  }
}
