import { severityOf } from "../../catalogue/index.ts";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import type { Prose } from "../../core/prose.ts";
import type { Subject } from "../../core/rule.ts";
import { contentHash } from "../../core/seal.ts";
import type { Tally } from "../../core/tally.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import type { Examined } from "../unit/inspect.ts";
import type { Publication } from "../unit/unit-result.ts";
import { sha256 } from "../workspace/sha256.ts";
import type { Manifest } from "./manifest.ts";

/** The publication a report would be if it were built now; undefined while its tally has no date. */
export function publicationOf(subject: Subject & { readonly prose: Prose }): Publication | undefined {
  const { published } = subject.tally;
  return published && { on: published.on, content: contentHash(subject, subject.prose, sha256) };
}

/** Finds what is known of the publication of a unit's report, be its day still to come. */
export type FindPublication = (key: string, who: HeaderPeek | undefined) => Publication | undefined;

/**
 * Looks in the manifests, the first that knows something: by the tally, else by unit and year, as a tally that was moved
 * or renamed is still of the same report.
 */
export function publicationFinder(manifests: readonly (Manifest | undefined)[]): FindPublication {
  const find = manifests.flatMap((manifest) => (manifest ? [findIn(manifest)] : []));
  return (key, who) => {
    for (const each of find) {
      const found = each(key, who);
      if (found) return found;
    }
    return undefined;
  };
}

/** Whether the day of publication has come. `today` is YYYY-MM-DD; without it every day has. */
export function isOut({ on }: Publication, today: string | undefined): boolean {
  return today === undefined || on <= today;
}

function findIn(manifest: Manifest): FindPublication {
  let byUnit: ReadonlyMap<string, Publication> | undefined;
  return (key, who) => {
    const published = manifest.get(key)?.published;
    if (published || who?.unit === undefined) return published;
    byUnit ??= indexUnits(manifest);
    return byUnit.get(reportKey(who.unit, who.year));
  };
}

function indexUnits(manifest: Manifest): ReadonlyMap<string, Publication> {
  const found = new Map<string, Publication>();
  for (const key of manifest.keys()) {
    const { unit, year, published } = manifest.get(key) ?? {};
    if (unit !== undefined && published) found.set(reportKey(unit, year), published);
  }
  return found;
}

function reportKey(unit: string, year: number | undefined): string {
  return `${year} ${unitKey(unit)}`;
}

/**
 * What is to be said of a published report whose figures or texts are no longer those that were published; nothing while
 * errors keep it from being built.
 */
export function changedContent(
  { subject, diagnostics }: Pick<Examined, "subject" | "diagnostics">,
  published: Publication,
): Diagnostic | undefined {
  if (!subject?.prose || hasErrors(diagnostics)) return undefined;
  return contentHash(subject, subject.prose, sha256) === published.content
    ? undefined
    : changedSince(published.on, subject.tally);
}

function changedSince(on: string, { file, published }: Tally): Diagnostic {
  return {
    ...{ code: "GR607", severity: severityOf("GR607"), file, related: [] },
    ...(published && { span: published.span }),
    message: {
      zh: `这份报告已于 ${on} 公布，填报后来改动过，内容与公布的不同`,
      en: `this report was published on ${on}, and its tally has changed since: it no longer says the same`,
    },
    help: {
      zh: "不该改的，把填报改回公布时的样子；确需更正的，运行 gov-report build 时加 --correct，公布过的文件会另存为“旧版-…”；其实还没有公布的，同样加 --correct",
      en: "if it should not have changed, put the tally back as it was; to correct the report, or if it is not out yet, run gov-report build with --correct: the published files are kept beside as 旧版-…",
    },
  };
}
