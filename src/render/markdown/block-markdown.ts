import type { PageBlock } from "../../core/report.ts";
import { linesOfBlock } from "../../core/text/text-blocks.ts";
import { escapeHtml, linkTo } from "../markup/html-escape.ts";
import { escapeMarkdown } from "./markdown-escape.ts";
import type { TableStyle } from "./markdown-table.ts";

/** A block as Markdown, on lines of its own. */
export function blockMarkdown(block: PageBlock, style: TableStyle): string {
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
