import { formatName, type OutputFormat } from "../../core/formats.ts";
import type { ReportModel } from "../../core/report.ts";
import { lineBreaks, linkTo, unprintable } from "../markup/html-escape.ts";
import { plain, type View, viewOf } from "../view.ts";

/** What stands in a page in the place of `{{metadata}}`. */
export interface Metadata {
  readonly kind: "metadata";
  readonly html: string;
}

/** What the template of a page may name: all of the report, its other files, and what machines read of it. */
export function pageView(report: ReportModel): View {
  const files = (report.files ?? []).map(({ format, name }) => plain({ name: formatName(format), href: linkTo(name) }));
  const corrections = (report.correction?.links ?? []).map(({ name, path }) => plain({ name, href: linkTo(path) }));
  const metadata: Metadata = { kind: "metadata", html: jsonLd(report) };
  return plain({ ...viewOf(report), files, corrections, metadata });
}

const mediaTypes: Readonly<Partial<Record<OutputFormat, string>>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  md: "text/markdown",
  pdf: "application/pdf",
};

/** The report as schema.org knows one. No text of it can end the script that it stands in. */
function jsonLd({ title, unit, year, publishedOn, indexNumber, draft, files = [] }: ReportModel): string {
  const office = (name: string) => ({ "@type": "GovernmentOrganization", name });
  const { name, code, within, issuers, contact } = unit;
  const data = {
    ...{ "@context": "https://schema.org", "@type": "Report" },
    ...{ name: title, inLanguage: "zh-CN", temporalCoverage: `${year}-01-01/${year}-12-31` },
    ...(indexNumber !== undefined && { identifier: indexNumber }),
    ...(publishedOn !== undefined && !draft && { datePublished: publishedOn }),
    creativeWorkStatus: draft ? "Draft" : "Published",
    ...(issuers && { author: issuers.map(office) }),
    publisher: {
      ...office(name),
      ...(code !== undefined && { identifier: code }),
      ...(within !== undefined && { parentOrganization: office(within) }),
      ...(contact?.address !== undefined && { address: contact.address }),
      ...(contact?.telephone !== undefined && { telephone: contact.telephone }),
    },
    ...(files.length > 0 && {
      encoding: files.map(({ format, name: file }) => ({
        ...{ "@type": "MediaObject", contentUrl: linkTo(file) },
        ...(mediaTypes[format] !== undefined && { encodingFormat: mediaTypes[format] }),
      })),
    }),
  };
  const json = JSON.stringify(data, (_, value: unknown) =>
    typeof value === "string" ? value.replace(lineBreaks, " ").replace(unprintable, "") : value,
  );
  const safe = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return `<script type="application/ld+json">${safe}</script>`;
}
