import { type Picture, pictureTypes } from "../../core/picture.ts";
import type { PageBlock } from "../../core/report.ts";
import { linesOfBlock } from "../../core/text/text-blocks.ts";
import { escapeHtml } from "../markup/html-escape.ts";
import type { HtmlStyle, htmlTables } from "./table-html.ts";

/** A block as HTML, on lines of its own. */
export function blockHtml(block: PageBlock, style: HtmlStyle, writeTable: ReturnType<typeof htmlTables>): string {
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
