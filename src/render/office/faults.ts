import { severityOf } from "../../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../../core/diagnostic.ts";
import type { Found } from "../../template/compile/tags.ts";
import { forbidden, type LanguageFault, syntaxFault, type TemplatePlace } from "../../template/errors.ts";
import { allowedIn, type Language, officeWords } from "../../template/language.ts";
import { nearTagsIn } from "../../template/plan.ts";

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
function isFull(faults: Faults): boolean {
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

/** A fault of the language at its place in the file. */
export function addLanguageFault(faults: Faults, { code, message, help }: LanguageFault, place: TemplatePlace): void {
  addFault(faults, code, message, { place, ...(help && { help }) });
}

/** {{{…}}}, partials, decorators, tags that take the space around them away. */
export function forbiddenTag(faults: Faults, code: string, place: TemplatePlace): void {
  addLanguageFault(faults, forbidden(`“{{${code}}}”`, `"{{${code}}}"`, [0, 0], allowedIn(officeWords)), place);
}

export function unfinishedTag(faults: Faults, place: TemplatePlace): void {
  const fault = syntaxFault(
    "有花括号却不成标签",
    "there are braces that make no tag",
    [0, 0],
    "标签要写全：{{名称}}，中间不换行",
    "write the tag whole, {{name}}, on one line",
  );
  addLanguageFault(faults, fault, place);
}

/** Tells of braces outside of the tags of a text that were meant to be tags. */
export function addNearTags(
  faults: Faults,
  text: string,
  { tags, stray }: Found,
  language: Language,
  placeOf: (from: number, to: number) => TemplatePlace,
): void {
  let bare = text;
  for (const { start, end } of tags) bare = bare.slice(0, start) + "\u0000".repeat(end - start) + bare.slice(end);
  for (const fault of nearTagsIn(bare, language)) {
    if (!stray.includes(fault.start)) addLanguageFault(faults, fault, placeOf(fault.start, fault.end));
  }
}
