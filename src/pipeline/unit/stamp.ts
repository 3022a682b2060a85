import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Diagnostic } from "../../core/diagnostic.ts";
import { hasErrors } from "../../core/diagnostic.ts";
import type { AnnexKind } from "../../core/form/annex.ts";
import type { Edition } from "../../core/form/edition.ts";
import {
  companionSuffix,
  type Format,
  formatSpecs,
  linkedFormats,
  type OutputFormat,
  showsPicture,
} from "../../core/formats.ts";
import type { PictureType } from "../../core/picture.ts";
import { type Correction, type ReportFile, type ReportModel, StampError } from "../../core/report.ts";
import { type Trend, trendAnnexId } from "../../core/trend.ts";
import { buildCompanion } from "../../model/companion.ts";
import { buildReport } from "../../model/report.ts";
import { textTables } from "../../model/text-table.ts";
import {
  type Codec,
  holdsBlocks,
  noPlaceForAnnexes,
  noPlaceForAnnotations,
  noPlaceForBlocks,
} from "../../render/index.ts";
import type { Examined } from "./inspect.ts";
import type { Session, Stamps } from "./session.ts";

export { checkTexts } from "../../model/companion.ts";

export interface Artifact {
  /** The report in a format, or a picture that its Markdown shows. */
  readonly format: Format | PictureType;
  /** A picture of a text (-图1) or a companion: what its name has behind the report's. */
  readonly suffix?: string;
  readonly bytes: Uint8Array;
}

/** What a report is stamped as, beside what its tally says. */
export interface StampRequest {
  readonly draft: boolean;
  readonly annexes?: readonly AnnexKind[];
  readonly compared?: ReportTrend | undefined;
  /** What the report is called, without an extension. */
  readonly name?: string | undefined;
  /** What a web page links to, where that is more than is stamped. */
  readonly linked?: readonly OutputFormat[] | undefined;
  /** Where it corrects a report that was published. */
  readonly correction?: Correction | undefined;
}

/** The finished files of an examined tally, in memory. None when it may not be built. */
export async function stampOne(
  examined: Examined,
  session: Pick<Session, "codec" | "stamps" | "companions">,
  { draft, annexes = [], compared, name = "", linked, correction }: StampRequest,
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
    name,
    files: name === "" ? [] : linkedFiles(name, linked ?? [...stamps.keys()]),
    ...(compared && { trend: compared.trend }),
    ...(correction && { correction }),
  });
  const stamped = stampAll(report, stamps, { file: examined.file, edition: subject.edition }, diagnostics);
  if (!stamped.value) return stamped;
  const charted = compared ? await withTrend(stamped.value, { ...compared, draft }, session.codec) : stamped.value;
  const companion = await companionOf(examined, session, { draft, name, contentHash: report.contentHash });
  return {
    value: companion.value && [...charted, ...companion.value],
    diagnostics: [...stamped.diagnostics, ...companion.diagnostics],
  };
}

/** 解读, in the formats that have texts; none where none is wanted, or where the form has no words for one. */
async function companionOf(
  { file, subject }: Examined,
  { companions }: Pick<Session, "companions">,
  { draft, name, contentHash }: Pick<ReportModel, "draft" | "contentHash"> & { readonly name: string },
): Promise<Checked<readonly Artifact[]>> {
  if (!companions || !subject) return { value: [], diagnostics: [] };
  const { value: stamps, diagnostics } = await companions(subject.edition);
  if (!stamps) return { value: undefined, diagnostics };
  const files = name === "" ? [] : linkedFiles(`${name}${companionSuffix}`, [...stamps.keys()]);
  const { value: report, diagnostics: said } = buildCompanion({ subject, draft, contentHash, files });
  if (!report) return { value: hasErrors(said) ? undefined : [], diagnostics: said };
  const stamped = stampAll(report, stamps, { file, edition: subject.edition }, []);
  return { ...stamped, value: stamped.value?.map((one) => ({ ...one, suffix: companionSuffix })) };
}

/** What a web page of the report links to: its other files of the same run. */
function linkedFiles(name: string, formats: readonly OutputFormat[]): readonly ReportFile[] {
  return linkedFormats(formats).map((format) => ({ format, name: `${name}.${format}` }));
}

/** The main figures over the years, and what the picture of them will be called beside the report. */
export interface ReportTrend {
  readonly trend: Trend;
  readonly picture: string;
}

async function withTrend(
  artifacts: readonly Artifact[],
  compared: ReportTrend & { readonly draft: boolean },
  codec: Codec,
): Promise<readonly Artifact[]> {
  const { addCharts, trendSvg } = await import("../../render/chart/add-charts.ts");
  const charted = artifacts.map((one) =>
    one.suffix === undefined ? { ...one, bytes: addCharts(one.format, one.bytes, compared, codec) } : one,
  );
  // A template of one's own may print no annexes: then no picture is called for.
  const { trend } = compared;
  const shown =
    trend.charts.length > 0 &&
    charted.some(({ format, bytes }, i) => showsPicture(`.${format}`) && bytes !== artifacts[i]?.bytes);
  return shown ? [...charted, { format: "svg", bytes: trendSvg(trend) }] : charted;
}

function inDraft({ state, message }: Diagnostic): string {
  return `${state === "waived" ? "（已豁免）" : ""}${message.zh}`;
}

/** The pictures of a report's texts, each once, as files beside its Markdown. */
function copiesOf({ sections }: ReportModel): readonly Artifact[] {
  const pictures = sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ block }) =>
      block?.kind === "picture" && block.picture ? [[block.number, block.picture] as const] : [],
    ),
  );
  return [...new Map(pictures)].map(([number, { type, bytes }]) => ({ format: type, suffix: `-图${number}`, bytes }));
}

/** The templates that have no place for annexes; one that makes several formats is told of once. */
export function placesMissing(edition: string, stamps: Stamps): readonly Diagnostic[] {
  const without = [...stamps].flatMap(([format, { places }]) => (places.annexes ? [] : [formatSpecs[format].template]));
  return [...new Set(without)].map((template) => noPlaceForAnnexes(edition, template));
}

/**
 * In a workbook the main figures over the years have a sheet of their own, with formulas and charts; and the tables of
 * texts, which it does not print, stand among its annexes.
 */
function printed(report: ReportModel, format: Format): ReportModel {
  const { trend, texts } = formatSpecs[format];
  const tables = texts ? [] : textTables(report);
  const others = trend === "sheet" ? report.annexes.filter(({ id }) => id !== trendAnnexId) : report.annexes;
  if (tables.length === 0 && others.length === report.annexes.length) return report;
  return { ...report, annexes: [...tables, ...others] };
}

function stampAll(
  whole: ReportModel,
  stamps: Stamps,
  { file, edition }: { readonly file: string; readonly edition: Edition },
  diagnostics: readonly Diagnostic[],
): Checked<readonly Artifact[]> {
  try {
    const given = [...stamps].map(([format, stamp]) => ({ format, stamp, report: printed(whole, format) }));
    const silent = given.flatMap(({ format, stamp: { places }, report }) => {
      const { template } = formatSpecs[format];
      const annexes = report.annexes.length > 0 && !places.annexes ? [noPlaceForAnnexes(report.edition, template)] : [];
      return [...annexes, ...noPlaceForAnnotations(report, places, template, edition)];
    });
    const plain = given.filter(
      ({ format, stamp }) => formatSpecs[format].texts && !stamp.places.blocks && holdsBlocks(whole),
    );
    const lines = plain.map(({ format }) => noPlaceForBlocks(whole.edition, formatSpecs[format].template));
    const value = given.map(({ format, stamp, report }) => ({ format, bytes: stamp.stamp(report) }));
    const shown = given.some(({ format, stamp }) => showsPicture(`.${format}`) && stamp.places.blocks);
    return {
      value: shown ? [...value, ...copiesOf(whole)] : value,
      diagnostics: [...diagnostics, ...silent, ...lines],
    };
  } catch (error) {
    if (!(error instanceof StampError)) throw error;
    const { code, text } = error;
    return {
      value: undefined,
      diagnostics: [...diagnostics, { code, severity: severityOf(code), message: text, file, related: [] }],
    };
  }
}
