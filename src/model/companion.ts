import { severityOf } from "../catalogue/index.ts";
import type { Checked, Diagnostic } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { companionText } from "../core/formats.ts";
import type { Paragraph, ReportFile, ReportModel, ReportSection } from "../core/report.ts";
import type { Subject } from "../core/rule.ts";
import { errorInTemplate } from "../template/errors.ts";
import { expandText } from "../template/interpret/interpreter.ts";
import { textScope } from "../template/interpret/scope.ts";
import { textLanguage } from "../template/language.ts";
import { parseText } from "../template/parse.ts";
import { planTemplate } from "../template/plan.ts";
import { buildReport, paragraphsOf } from "./report.ts";

export interface CompanionInput {
  readonly subject: Subject & { readonly previous?: Pick<Subject, "figures"> };
  readonly draft: boolean;
  /** The hash of what the report says. */
  readonly contentHash: string;
  /** What a web page of it links to. */
  readonly files: readonly ReportFile[];
}

/**
 * 解读: one page on a report, composed of its figures and last year's by a text of the edition, in the language of the texts
 * of a tally. It says nothing that is not given there. A line that begins with 一、 opens a section.
 */
export function buildCompanion({ subject, draft, contentHash, files }: CompanionInput): Checked<ReportModel> {
  const { tally, edition, figures, previous } = subject;
  const source = edition.partials.get(companionText);
  if (source === undefined) return { value: undefined, diagnostics: [noCompanion(edition)] };
  const scope = textScope({ tally, edition, figures, ...(previous && { previous: previous.figures }) });
  const { value, faults } = expandText(parseText(source), scope);
  if (!value) return { value: undefined, diagnostics: faults.map((fault) => inText(fault, edition, companionText)) };
  const named = { ...edition, title: `${edition.title}解读`, sections: [], tables: [], activityAnnexes: [] };
  const report = buildReport({
    ...{ tally, figures, draft, files, findings: [] },
    ...{ edition: named, prose: new Map() },
  });
  return { value: { ...report, contentHash, notes: {}, sections: sectionsOf(value.text) }, diagnostics: [] };
}

const heading = /^[一二三四五六七八九十]{1,3}、[^。；]{1,40}$/u;

function sectionsOf(text: string): readonly ReportSection[] {
  const sections: { heading: string; paragraphs: Paragraph[] }[] = [];
  for (const paragraph of paragraphsOf(text)) {
    const opens = paragraph.block === undefined && heading.test(paragraph.text);
    if (opens || sections.length === 0) sections.push({ heading: opens ? paragraph.text : "解读", paragraphs: [] });
    if (!opens) sections.at(-1)?.paragraphs.push(paragraph);
  }
  return sections.map((section, i) => ({ ...section, id: `companion${i + 1}`, tables: [] }));
}

/** What is wrong with the texts of an edition, whatever figures they will be given. */
export function checkTexts(edition: Edition): readonly Diagnostic[] {
  const language = textLanguage(edition.keys);
  return [...edition.partials].flatMap(([id, source]) =>
    planTemplate(parseText(source), language).faults.map((fault) => inText(fault, edition, id)),
  );
}

function inText(fault: Parameters<typeof errorInTemplate>[0], { id, partials }: Edition, text: string): Diagnostic {
  return errorInTemplate(fault, `${id}/text/${text}.hbs`, partials.get(text) ?? "");
}

function noCompanion({ id, name }: Edition): Diagnostic {
  const file = `${id}/text/${companionText}.hbs`;
  return {
    ...{ code: "GR743", severity: severityOf("GR743"), file, related: [] },
    message: {
      zh: `${name}没有解读的文字（${file}），没有生成解读`,
      en: `the form of ${id} has no words for a companion (${file}): none is made`,
    },
    help: {
      zh: "照别的格式的 text/companion.hbs 写一份（gov-report template copy 可取得），放在自己的模板文件夹里",
      en: "write them as text/companion.hbs of another form has them (gov-report template copy gives it), in your own folder of templates",
    },
  };
}
