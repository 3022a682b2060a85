import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import type { MakeBytes } from "./docx-objects.ts";
import { plainTemplate, type Spelling } from "./plain-template.ts";

/** {v} and {#loop} … {/loop}, as docxtemplater and easy-template-x have them. */
export const braces: Spelling = {
  value: (name) => `{${name}}`,
  open: (name) => `{#${name}}`,
  close: (name) => `{/${name}}`,
};

/** The Word file by docxtemplater. A document can be rendered once only, so the template is loaded for each report. */
export function docxtemplater(template: Uint8Array): MakeBytes {
  const { bytes, data } = plainTemplate(template, braces);
  return async (report) => {
    const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true });
    document.render(data(report));
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}
