import type { Lang } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";
import { toJson, toMarkdown } from "./data.ts";
import type { Style } from "./style.ts";
import { pad } from "./width.ts";
import { kindNames } from "./words.ts";

/** All rules, one a line: code, severity, name, what it finds, and the basis of those that have one. */
export function listed(docs: readonly CatalogueEntry[], lang: Lang, style: Style): string {
  return docs
    .map((doc) => {
      const severity = pad(kindNames[doc.severity][lang], 8);
      const basis = doc.basis ? style("dim", lang === "zh" ? `（${doc.basis.title}）` : ` (${doc.basis.title})`) : "";
      return `${style("bold", doc.code)}  ${severity}${pad(doc.name, 28)}${doc.summary[lang]}${basis}`;
    })
    .join("\n");
}

/** The same as a table. */
export function rulesMarkdown(docs: readonly CatalogueEntry[], lang: Lang): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head =
    lang === "zh" ? ["编号", "级别", "名称", "查什么", "依据"] : ["code", "severity", "name", "finds", "basis"];
  return [
    line(head),
    line(head.map(() => "---")),
    ...docs.map(({ code, severity, name, summary, basis }) =>
      line([code, kindNames[severity][lang], name, summary[lang], basis?.title ?? ""].map(toMarkdown)),
    ),
  ].join("\n");
}

/** For programs: the same words in every language. Entries may be added to this version; none is renamed or removed. */
export function rulesJson(docs: readonly CatalogueEntry[]): string {
  const rules = docs.map(({ code, name, severity, summary, why, basis, example }) => ({
    ...{ code, name, severity, summary, why, basis, example },
  }));
  return toJson({ schemaVersion: 1, rules });
}

/** One rule whole: what, why, on what basis, wrong and right. */
export function explained(doc: CatalogueEntry, lang: Lang, style: Style): string {
  const words = headings[lang];
  const lines = [
    `${style("bold", `${doc.code} ${doc.name}`)} (${kindNames[doc.severity][lang]})`,
    doc.summary[lang],
    "",
    `${style("bold", words.why)}  ${doc.why[lang]}`,
  ];
  if (doc.basis) lines.push(`${style("bold", words.basis)}  ${basisWords(doc.basis)}`);
  if (doc.example) {
    lines.push(
      "",
      style("bold", words.wrong),
      indent(doc.example.wrong),
      style("bold", words.right),
      indent(doc.example.right),
    );
  }
  return lines.join("\n");
}

/** The same for a page: a heading, a paragraph each, the examples as code. */
export function ruleMarkdown(doc: CatalogueEntry, lang: Lang): string {
  const words = headings[lang];
  const parts = [
    `# ${doc.code} ${toMarkdown(doc.name)} (${kindNames[doc.severity][lang]})`,
    toMarkdown(doc.summary[lang]),
    `**${words.why}** ${toMarkdown(doc.why[lang])}`,
  ];
  if (doc.basis) parts.push(`**${words.basis}** ${toMarkdown(basisWords(doc.basis))}`);
  if (doc.example) {
    const { wrong, right } = doc.example;
    parts.push(`**${words.wrong}**`, indent(wrong), `**${words.right}**`, indent(right));
  }
  return parts.join("\n\n");
}

const headings = {
  zh: { why: "为什么", basis: "依据", wrong: "错误示例", right: "正确示例" },
  en: { why: "Why", basis: "Basis", wrong: "Wrong", right: "Right" },
} as const;

function basisWords({ title, says }: NonNullable<CatalogueEntry["basis"]>): string {
  return [title, says].filter(Boolean).join("：");
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
