import { join } from "node:path";
import { severityOf } from "../../catalogue/index.ts";
import type { Comparison } from "../../core/comparison.ts";
import { type Diagnostic, hasErrors, type Text } from "../../core/diagnostic.ts";
import { FileError, UsageError } from "../../core/errors.ts";
import type { Editions } from "../../core/form/edition.ts";
import { contentHash } from "../../core/seal.ts";
import { type TracedPart, traceName } from "../../core/trace.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { readTrace } from "../workspace/read-tally-file.ts";
import type { PublishedVersion, Records } from "../workspace/records.ts";
import { compareSides, readSide } from "./diff.ts";
import type { Examined, ExamineOptions, PublicationChecks } from "./inspect.ts";
import { outdatedCarries, outdatedShares } from "./outdated-figures.ts";

/** What is known of the publication of reports that a tally has to do with. Plain data. */
export interface PublishedFacts {
  /** The last version of the unit's report of the year. */
  readonly own?: PublishedVersion;
  /** All versions of it, the first one first. */
  readonly versions?: readonly PublishedVersion[];
  /** The versions of its report of the year before, where that was corrected. */
  readonly yearBefore?: readonly PublishedVersion[];
  /** Of a sum with its trace beside it: the versions of the reports counted that were corrected since. */
  readonly parts?: readonly (readonly PublishedVersion[])[];
  /** A record that cannot be read, and why. */
  readonly failure?: Pick<FileError, "file" | "text">;
}

export const nothingPublished: PublishedFacts = {};

/** What is known of a tally's report, of the year before, and of the reports that a sum is made of. */
export function publishedFacts(records: Records, file: string, who: HeaderPeek | undefined): PublishedFacts {
  const { unit, year } = who ?? {};
  if (!records.any || unit === undefined || year === undefined) return nothingPublished;
  try {
    const versions = records.of(unit, year);
    const own = versions.at(-1);
    const yearBefore = records.of(unit, year - 1);
    const parts = partsOf(file).flatMap(([, part]) => {
      const found = records.of(part, year);
      return found.length > 1 ? [found] : [];
    });
    return {
      ...(own && { own, versions }),
      ...(yearBefore.length > 1 && { yearBefore }),
      ...(parts.length > 0 && { parts }),
    };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { failure: { file: error.file, text: error.text } };
  }
}

/** The tallies that a sum is made of, by the trace beside it. */
function partsOf(file: string): readonly TracedPart[] {
  try {
    return readTrace(traceName(file))?.parts ?? [];
  } catch (error) {
    // What is wrong with a trace is told where it is asked for.
    if (error instanceof FileError || error instanceof UsageError) return [];
    throw error;
  }
}

/** Whether something may have to be said of a tally that its own report does not show: then it is looked at each time. */
export function needsLook({ own, yearBefore, parts, failure }: PublishedFacts, content: string | undefined): boolean {
  return (own !== undefined && own.record.content !== content) || Boolean(yearBefore ?? parts ?? failure);
}

/** The checks of tallies against what is published. */
export function publicationChecks(
  factsOf: (file: string) => PublishedFacts,
  options: Pick<ExamineOptions, "previous" | "final"> & { readonly editions: Editions },
): PublicationChecks {
  return {
    isOut: (file) => factsOf(file).own !== undefined,
    outdated: (input) => {
      const { yearBefore = [], parts = [] } = factsOf(input.tally.file);
      const carries = outdatedCarries(input, yearBefore, options.editions);
      const shares = parts.length > 0 ? outdatedShares(input, parts, options.editions) : [];
      return { diagnostics: [...carries.diagnostics, ...shares], sources: carries.sources };
    },
    changed: (examined) => {
      const { file = "" } = examined.subject?.tally ?? {};
      return changedSinceRecord(examined, factsOf(file), options);
    },
  };
}

/**
 * What is to be said of a tally that no longer says what its published report does, with the figures that differ; nothing
 * while errors stand in its way. For publication it is an error: what is published is corrected and not replaced.
 */
function changedSinceRecord(
  { subject, diagnostics }: Pick<Examined, "subject" | "diagnostics">,
  { own }: PublishedFacts,
  { editions, previous, final }: Pick<ExamineOptions, "previous" | "final"> & { readonly editions: Editions },
): Diagnostic | undefined {
  // What is wrong with its approval and its days changes no figure.
  const unread = diagnostics.filter(({ code }) => !code.startsWith("GR6"));
  if (!own || !subject?.prose || hasErrors(unread)) return undefined;
  const { tally } = subject;
  if (contentHash(subject, subject.prose) === own.record.content) return undefined;
  const { compared } = readSide(join(own.folder, own.record.tally), editions, previous);
  const { zh, en } = compared ? differences(compareSides(compared, subject, editions)) : { zh: "", en: "" };
  const { on, version } = own.record;
  const copy = join(own.place, own.record.tally);
  return {
    ...{ code: "GR607", severity: final ? severityOf("GR607") : "warning", file: tally.file, related: [] },
    ...(tally.published && { span: tally.published.span }),
    message: {
      zh: `与 ${on} 公布的报告（第 ${version} 版）不同${zh}`,
      en: `not what was published on ${on} (version ${version})${en}`,
    },
    help: {
      zh: `不该改的，改回公布时的样子（公布时的填报是 ${copy}）；确需更正的，运行 gov-report correct`,
      en: `undo the change (the tally as it was published is ${copy}), or correct the report with gov-report correct`,
    },
  };
}

const mostNamed = 3;

/** The first of the figures and texts that differ, each as the form has it. */
function differences({ cells, lone, texts }: Comparison): Text {
  const changed = cells.filter(({ same }) => !same);
  const blank = { zh: "未填", en: "blank" };
  const all = [
    ...changed.map(({ name, a, b }) => ({
      zh: `${name.zh} ${a.text ?? blank.zh}→${b.text ?? blank.zh}`,
      en: `${name.en} ${a.text ?? blank.en} → ${b.text ?? blank.en}`,
    })),
    ...lone.map(({ name }) => name),
    ...texts
      .filter(({ same }) => !same)
      .map(({ heading }) => ({ zh: `“${heading}”的文字`, en: `the text of ${heading}` })),
  ];
  if (all.length === 0) return { zh: "", en: "" };
  const more = all.length - mostNamed;
  const named = all.slice(0, mostNamed);
  return {
    zh: `：${named.map(({ zh }) => zh).join("；")}${more > 0 ? `；另有 ${more} 处` : ""}`,
    en: `: ${named.map(({ en }) => en).join("; ")}${more > 0 ? `; and ${more} more` : ""}`,
  };
}
