import type { Lang } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";
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

/** One rule whole: what, why, on what basis, wrong and right. */
export function explained(doc: CatalogueEntry, lang: Lang, style: Style): string {
  const words =
    lang === "zh"
      ? { why: "为什么", basis: "依据", wrong: "错误示例", right: "正确示例" }
      : { why: "Why", basis: "Basis", wrong: "Wrong", right: "Right" };
  const lines = [
    `${style("bold", `${doc.code} ${doc.name}`)} (${kindNames[doc.severity][lang]})`,
    doc.summary[lang],
    "",
    `${style("bold", words.why)}  ${doc.why[lang]}`,
  ];
  if (doc.basis)
    lines.push(`${style("bold", words.basis)}  ${[doc.basis.title, doc.basis.says].filter(Boolean).join("：")}`);
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

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
