import type { Checked } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Layout } from "../../core/form/laid-table.ts";
import { type Picture, pictureTypes } from "../../core/picture.ts";
import type { PageBlock, Renderer, ReportModel, Stamp, Template } from "../../core/report.ts";
import { linesOfBlock } from "../../core/text/text-blocks.ts";
import { pageLanguage } from "../../template/language.ts";
import { compileMarkup, type Markup, pictureMark } from "../markup/compile-markup.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import { printed } from "../office/escape.ts";
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

/** A block as HTML, on lines of its own. */
function blockHtml(block: PageBlock, style: HtmlStyle, writeTable: ReturnType<typeof htmlTables>): string {
  switch (block.kind) {
    case "signature": {
      const mark = style === "page" ? ' class="signature"' : "";
      return [block.names.map(escapeHtml).join("<br>"), escapeHtml(block.date)]
        .map((line) => `<p${mark}>${line}</p>`)
        .join("\n");
    }
    case "table":
      return writeTable(block.layout, { figures: {} });
    case "list":
      return listHtml(block.items, block.from);
    case "picture":
      return block.picture
        ? pictureHtml(block, block.picture, style)
        : linesOfBlock(block)
            .map((line) => `<p>${escapeHtml(line)}</p>`)
            .join("\n");
  }
}

type PictureBlock = Extract<PageBlock, { readonly kind: "picture" }>;

/** The picture itself stands in the page, which reads no other file; by the file's name it is put back where it lay. */
function pictureHtml(
  { caption, file }: PictureBlock,
  { type, bytes, width, height }: Picture,
  style: HtmlStyle,
): string {
  const words = escapeHtml(caption);
  const source = `data:${pictureTypes[type]};base64,${base64(bytes)}`;
  // A site's editor takes out what it does not know.
  const named = style === "page" ? ` data-name="${escapeHtml(file)}"` : "";
  const image = `<img src="${source}" width="${width}" height="${height}" alt="${words}"${named}>`;
  return `<figure>\n${image}${words === "" ? "" : `\n<figcaption>${words}</figcaption>`}\n</figure>`;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  // So many arguments every engine takes.
  for (let from = 0; from < bytes.length; from += 8_192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  }
  return btoa(text);
}

type Items = Extract<PageBlock, { readonly kind: "list" }>["items"];

/** What stands deeper than an item is a list within it. */
function listHtml(items: Items, from: number | undefined): string {
  const tag = from === undefined ? "ul" : "ol";
  const start = from === undefined || from === 1 ? "" : ` start="${from}"`;
  let html = "";
  let open = -1;
  for (const { text, level } of items) {
    const depth = Math.min(level, open + 1);
    if (depth > open) html += `<${tag}${open < 0 ? start : ""}>\n`;
    else html += `</li>\n${`</${tag}>\n</li>\n`.repeat(open - depth)}`;
    html += `<li>${escapeHtml(text)}`;
    open = depth;
  }
  return `${html}</li>\n${`</${tag}>\n</li>\n`.repeat(open)}</${tag}>`;
}
