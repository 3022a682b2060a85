import { severityOf } from "../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import { type Passage, placeIn } from "../core/tally.ts";
import { lineStarts, positionAt } from "../core/text/source.ts";

/** A mistake in a text, by offsets into its source; it becomes a diagnostic where the text's place is known. */
export interface TemplateError {
  readonly code: Code;
  readonly message: Text;
  readonly help?: Text;
  readonly start: number;
  readonly end: number;
}

/** The same without a place. */
export type LanguageFault = Pick<TemplateError, "code" | "message" | "help">;

/** Where in a template something is: 正文, 页眉, 工作表“表二”单元格 D7, and the words around it. */
export interface TemplatePlace {
  readonly zh: string;
  readonly en: string;
  /** The text that holds the tag, cut to what a person needs to find it. */
  readonly around?: string;
}

/** A fault in a unit's own words, under the characters that make it. */
export function errorInPassage(fault: TemplateError, passage: Passage): Diagnostic {
  const { code, message, help } = fault;
  const span = placeIn(passage, fault.start, fault.end);
  return { code, severity: severityOf(code), message, file: span.file, span, ...(help ? { help } : {}), related: [] };
}

/** A fault in a template of an edition, which is no tally: its line stands in the message. */
export function errorInTemplate(fault: TemplateError, file: string, source: string): Diagnostic {
  const { line, column } = positionAt(lineStarts(source), fault.start);
  const { code, help } = fault;
  const message = {
    zh: `模板 ${file} 第${line}行第${column}列：${fault.message.zh}`,
    en: `template ${file}, line ${line}, column ${column}: ${fault.message.en}`,
  };
  const span = { file, start: fault.start, end: fault.end };
  return { code, severity: severityOf(code), message, file, span, ...(help ? { help } : {}), related: [] };
}
