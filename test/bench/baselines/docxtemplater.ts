import Docxtemplater from "docxtemplater";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import PizZip from "pizzip";
import { viewOf } from "../../../src/render/view.ts";
import { at } from "./at.ts";
import type { MakeBytes } from "./docx-objects.ts";

/**
 * The Word file by docxtemplater, from our own template with its tags in docxtemplater's spelling. A document can be
 * rendered once only, so the template is loaded for each report.
 */
export function docxtemplater(template: Uint8Array): MakeBytes {
  const bytes = inItsSpelling(template);
  return async (report) => {
    const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, parser, nullGetter: () => "" });
    document.render(viewOf(report));
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

/** A name with dots is a way down from the scope; the scopes outside are tried by docxtemplater. */
function parser(tag: string): { get(scope: unknown): unknown } {
  const path = tag.split(".");
  return { get: (scope) => (tag === "." ? scope : at(scope, path)) };
}

/** {{#each text.overview}} … {{/each}} as {#text.overview} … {/text.overview}, and so on. */
function inItsSpelling(template: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(template)).map(([name, bytes]) => {
    const open: string[] = [];
    // The reports of a race have no annexes: the paragraph that stands for them is not asked of anybody.
    const plain = strFromU8(bytes).replace(/<w:p>(?:(?!<\/w:p>).)*\{\{annexes\}\}.*?<\/w:p>/, "");
    // 署名 and date are a block that our program places; here they are paragraphs of their own.
    const signed = plain.replace(
      /<w:p>((?:(?!<\/w:p>).)*)\{\{signature\}\}(.*?)<\/w:p>/,
      (_, before: string, after: string) =>
        ["{{#each signature.names}}", "{{this}}", "{{/each}}", "{{signature.date}}"]
          .map((text) => `<w:p>${before}${text}${after}</w:p>`)
          .join(""),
    );
    const xml = signed.replace(/\{\{([#/]?)([^}]+)\}\}/g, (_, mark: string, code: string) => {
      const name = mark === "/" ? open.pop() : code.replace(/^(?:each|if) /, "").replace(/^this$/, ".");
      if (mark === "#" && name !== undefined) open.push(name);
      return `{${mark}${name}}`;
    });
    return [name, strToU8(xml)] as const;
  });
  return zipSync(Object.fromEntries(parts));
}
