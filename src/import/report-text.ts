import type { Diagnostic } from "../core/diagnostic.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import type { Contact } from "../core/tally.ts";
import { contactKeys, placeholderNames, rootKeys, unitKeys } from "../edition/names.ts";
import { figureSections, quoted } from "../tally/tally-text.ts";
import type { ImportedReport } from "./import-document.ts";

export interface ReportTextOptions {
  readonly keys: "zh" | "en";
  /** The document, as the clerk knows it. */
  readonly file: string;
  /** What was found on the way: each is a comment at the head. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A report read back as a tally: figures and texts as they were printed, blanks as blanks, and above all what was not understood. */
export function reportText(report: ImportedReport, { keys, file, diagnostics }: ReportTextOptions): string {
  const { unit, kind, year, edition } = report;
  const keyOf = ({ id, name }: { readonly id: string; readonly name: string }) => (keys === "zh" ? name : id);
  const scopes = (["own", "area"] as const).map((id) => (keys === "zh" ? scopeNames[id] : id));
  return [
    `# 由 gov-report import 从 ${file} 读出，${edition.name}。读不准的都留空，没有猜。`,
    ...(diagnostics.length === 0 ? [] : ["# 请对照原文核对："]),
    ...diagnostics.map(({ message }) => `# - ${message.zh.replace(/\s+/g, " ")}`),
    `${keyOf(rootKeys.year)}:${year === undefined ? "  # 报告里没有找到" : ` ${year}`}`,
    `${keyOf(rootKeys.unit)}:`,
    `  ${keyOf(unitKeys.name)}: ${quoted(unit ?? placeholderNames[keys])}`,
    kind === undefined
      ? `  ${keyOf(unitKeys.kind)}:  # 报告没有写明：${Object.entries(kindNames)
          .map(([id, name]) => (keys === "zh" ? name : id))
          .join(" ")}`
      : `  ${keyOf(unitKeys.kind)}: ${keys === "zh" ? kindNames[kind] : kind}`,
    ...(report.issuers ? [`  ${keyOf(unitKeys.issuers)}: [${report.issuers.map(quoted).join(", ")}]`] : []),
    ...contactLines(report, keyOf),
    `#${keyOf(rootKeys.scope)}: ${scopes[0]}  # 报告没有写明：${scopes.join("、")}；不写即${scopes[0]}`,
    ...(report.published === undefined ? [] : [`${keyOf(rootKeys.published)}: ${report.published}`]),
    ...(report.indexNumber === undefined ? [] : [`${keyOf(rootKeys.indexNumber)}: ${quoted(report.indexNumber)}`]),
    ...figureSections({ cells: report.cells, labels: new Map() }, edition, {
      keys,
      remarks: new Map(),
      exact: true,
    }),
    ...narrative(report, keyOf),
    ...noteLines(report, keyOf),
    "",
  ].join("\n");
}

type KeyWriter = (key: { readonly id: string; readonly name: string }) => string;

function contactLines({ contact }: ImportedReport, keyOf: KeyWriter): readonly string[] {
  const known = Object.values(contactKeys).flatMap((key) => {
    const value = contact?.[key.id as keyof Contact];
    return typeof value === "string" ? [`    ${keyOf(key)}: ${JSON.stringify(value)}`] : [];
  });
  return known.length === 0 ? [] : [`  ${keyOf(unitKeys.contact)}:`, ...known];
}

function noteLines({ edition, notes }: ImportedReport, keyOf: KeyWriter): readonly string[] {
  if (notes.size === 0) return [];
  return [
    "",
    `${keyOf(rootKeys.notes)}:`,
    ...edition.tables.flatMap((table) => {
      const lines = (notes.get(table.id) ?? []).map((line) => JSON.stringify(line));
      return lines.length === 0
        ? []
        : [`  ${keyOf(table)}: ${lines.length === 1 ? lines[0] : `[${lines.join(", ")}]`}`];
    }),
  ];
}

function narrative(
  { edition, texts }: ImportedReport,
  keyOf: (key: { readonly id: string; readonly name: string }) => string,
): readonly string[] {
  const sections = edition.sections.filter(({ id }) => texts.has(id));
  if (sections.length === 0) return [];
  return [
    "",
    `${keyOf(rootKeys.narrative)}:`,
    ...sections.flatMap((section) => [
      `  ${keyOf(section)}: |`,
      ...(texts.get(section.id) ?? "").split("\n").map((line) => `    ${line}`),
    ]),
  ];
}
