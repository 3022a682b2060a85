import type { Checked } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { PageBlock, Renderer, Stamp, Template } from "../../core/report.ts";
import { linesOfBlock } from "../../core/text/text-blocks.ts";
import { markupLanguage } from "../../template/language.ts";
import { compileMarkup, type Markup, pictureMark } from "../markup/compile-markup.ts";
import { escapeHtml, linkTo } from "../markup/html-escape.ts";
import { escapeMarkdown, type TableStyle, tableWriter } from "./markdown-table.ts";
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

/** A block as Markdown, on lines of its own. */
function blockMarkdown(block: PageBlock, style: TableStyle): string {
  switch (block.kind) {
    case "signature":
      return [...block.names, block.date].map(escapeMarkdown).join("  \n");
    case "table":
      return style === "html" ? htmlRows(block.rows) : pipeRows(block.rows, block.align);
    case "list":
      return block.items
        .map(({ text, level }, i) => {
          const mark = block.from === undefined ? "-" : `${block.from + i}.`;
          return `${"  ".repeat(level)}${mark} ${escapeMarkdown(text)}`;
        })
        .join("\n");
    case "picture":
      return block.picture
        ? `![${escapeMarkdown(block.caption)}](${linkTo(block.copy)})`
        : linesOfBlock(block).map(escapeMarkdown).join("\n");
  }
}

type Rows = readonly (readonly string[])[];
type Align = Extract<PageBlock, { readonly kind: "table" }>["align"][number];

const rules: Readonly<Record<NonNullable<Align>, string>> = { left: ":---", center: ":---:", right: "---:" };

function pipeRows([head = [], ...body]: Rows, align: readonly Align[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (align[i] ? rules[align[i]] : "---"));
  return [line(head.map(escapeMarkdown)), line(rule), ...body.map((row) => line(row.map(escapeMarkdown)))].join("\n");
}

function htmlRows([head = [], ...body]: Rows): string {
  const row = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return ["<table>", row(head, "th"), ...body.map((cells) => row(cells, "td")), "</table>"].join("\n");
}
