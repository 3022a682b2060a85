import { severityOf } from "../../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../../core/diagnostic.ts";

/** Where in a template something is: 正文, 页眉, 工作表“表二”单元格 D7, and the words around it. */
export interface TemplatePlace {
  readonly zh: string;
  readonly en: string;
  /** The text that holds the tag, cut to what a person needs to find it. */
  readonly around?: string;
}

/** The faults of one template, gathered so that all are told at once. */
export interface Faults {
  readonly template: string;
  readonly found: Diagnostic[];
}

export function gatherFaults(template: string): Faults {
  return { template, found: [] };
}

/** Who has read a hundred faults will correct those first. */
const mostFaults = 100;

/** A fault of the template as a whole or of one place in it. */
export function addFault(
  faults: Faults,
  code: Code,
  what: Text,
  options: { readonly place?: TemplatePlace; readonly help?: Text } = {},
): void {
  const { place, help } = options;
  if (isFull(faults)) return;
  const zh = place ? `${place.zh}${quoted(place)}：` : "";
  const en = place ? `${place.en}${quoted(place)}: ` : "";
  const message = {
    zh: `模板 ${faults.template} ${zh === "" ? "：" : zh}${what.zh}`.replace(" ：", "："),
    en: `template ${faults.template}${en === "" ? ": " : `, ${en}`}${what.en}`,
  };
  if (faults.found.some((known) => known.code === code && known.message.zh === message.zh)) return;
  faults.found.push({
    code,
    severity: severityOf(code),
    message,
    file: faults.template,
    ...(help ? { help } : {}),
    related: [],
  });
}

/** Whether there are so many that no more are looked for. */
export function isFull(faults: Faults): boolean {
  return faults.found.length >= mostFaults;
}

function quoted(place: TemplatePlace): string {
  return place.around ? `「${place.around}」` : "";
}

/** Some fifty characters of `text` about the stretch from `start` to `end`. */
export function around(text: string, start: number, end: number): string {
  const room = Math.max(8, Math.floor((56 - (end - start)) / 2));
  const from = Math.max(0, start - room);
  const to = Math.min(text.length, Math.min(end, start + 60) + room);
  const clean = text
    .slice(from, to)
    .replace(/[\s\u0000-\u001f]+/g, " ")
    .replace(/\p{Cs}/gu, "")
    .trim();
  return `${from > 0 ? "…" : ""}${clean}${to < text.length ? "…" : ""}`;
}

/** A report that cannot be stamped with a template that is itself in order: a text too long, a loop without end. */
export class StampError extends Error {
  readonly code: Code;
  readonly text: Text;

  constructor(code: Code, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}
