import type { Checked } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Renderer, Stamp, Template } from "../../core/report.ts";
import { markupLanguage } from "../../template/language.ts";
import { compileMarkup, type Markup } from "../markup/compile-markup.ts";
import { pictureMark } from "../markup/picture-mark.ts";
import { blockMarkdown } from "./block-markdown.ts";
import { escapeMarkdown } from "./markdown-escape.ts";
import { type TableStyle, tableWriter } from "./markdown-table.ts";
import { markupFaults } from "./template-markup.ts";

export interface MarkdownOptions {
  /** Pipe tables read well in a diff; HTML tables keep the form's merged cells. */
  readonly tables: TableStyle;
}

/** Compiles at once: nothing is waited for. */
export interface MarkdownRenderer extends Renderer {
  compile(template: Template, edition: Edition): Checked<Stamp>;
}

/** Markdown by a template of our language: UTF-8, LF, one line break at the end. */
export function markdownRenderer({ tables }: MarkdownOptions): MarkdownRenderer {
  const markdown: Markup = {
    language: markupLanguage,
    check: (_, source) => markupFaults(source),
    escape: escapeMarkdown,
    table: () => {
      const writeTable = tableWriter(tables);
      return (layout, { report, notes, trend }) =>
        [writeTable(layout, report) + (trend ? pictureMark : ""), ...notes.map(escapeMarkdown)].join("\n\n");
    },
    block: (block) => blockMarkdown(block, tables),
    tidy,
  };
  return { format: "md", compile: (template, edition) => compileMarkup(template, edition, markdown) };
}

/** One empty line at most between paragraphs, and one line break at the end. */
function tidy(text: string): string {
  return `${text.replace(/\n[ \t]*\n(?:[ \t]*\n)+/g, "\n\n").trim()}\n`;
}
