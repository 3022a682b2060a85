import { TemplateHandler } from "easy-template-x";
import type { MakeBytes } from "./docx-objects.ts";
import { braces } from "./docxtemplater.ts";
import { plainTemplate } from "./plain-template.ts";

/** The Word file by easy-template-x. */
export function easyTemplate(template: Uint8Array): MakeBytes {
  const { bytes, data } = plainTemplate(template, braces);
  const handler = new TemplateHandler();
  return async (report) => handler.process(Buffer.from(bytes), data(report));
}
