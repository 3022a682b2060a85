import type { Checked } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Layout } from "../../core/form/laid-table.ts";
import type { PageBlock, Renderer, ReportModel, Stamp, Template } from "../../core/report.ts";
import { pageLanguage } from "../../template/language.ts";
import { compileMarkup, type Markup } from "../markup/compile-markup.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import { pictureMark } from "../markup/picture-mark.ts";
import { printed } from "../office/escape.ts";
import { blockHtml } from "./block-html.ts";
import { checkPage } from "./check-page.ts";
import { fragmentOf } from "./fragment.ts";
import { type Metadata, pageView } from "./metadata.ts";
import { type HtmlStyle, htmlTables } from "./table-html.ts";

/** Compiles at once: nothing is waited for. */
export interface HtmlRenderer extends Renderer {
  compile(template: Template, edition: Edition): Checked<Stamp>;
}

/**
 * A report as one web page that reads nothing else and runs nothing; or, of the same template, as a fragment to be pasted
 * into the page of a site: what stands in `<main>`, without classes, ids and styles.
 */
export function htmlRenderer(format: "html" | "fragment.html"): HtmlRenderer {
  const style: HtmlStyle = format === "html" ? "page" : "fragment";
  return { format, compile: (template, edition) => compileMarkup(template, edition, htmlMarkup(style)) };
}

function htmlMarkup(style: HtmlStyle): Markup {
  const writeTable = htmlTables(style);
  return {
    language: pageLanguage,
    check: checkPage,
    ...(style === "fragment" && { part: fragmentOf }),
    values: pageView,
    escape: (value) => escapeHtml(printed(value)),
    table: ({ tables }) => {
      const names = new Map(tables.map(({ id, extra, name }) => [id, extra?.title ?? name]));
      return (layout, { report, notes, trend }) =>
        [
          writeTable(layout, report, captionOf(layout, report, names)),
          ...(trend && style === "page" ? [pictureMark] : []),
          ...notes.map((note) => `<p${style === "page" ? ' class="note"' : ""}>${escapeHtml(note)}</p>`),
        ].join("\n");
    },
    block: (block: PageBlock | Metadata) =>
      block.kind === "metadata" ? block.html : blockHtml(block, style, writeTable),
    tidy: (text) => `${text.replace(/\n(?:[ \t]*\n)+/g, "\n").trim()}\n`,
  };
}

/** Under what heading a table stands, as the form itself gives its tables no name; of several under one, each by its own. */
function captionOf(
  layout: Layout,
  { annexes, sections }: ReportModel,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const annex = annexes.find(({ table }) => table === layout);
  if (annex) return annex.title;
  const section = sections.find(({ tables }) => tables.includes(layout));
  const name = names.get(layout.table);
  const heading = section?.heading.replace(/^[一二三四五六七八九十]+、/u, "");
  return section?.tables.length === 1 ? heading : name;
}
