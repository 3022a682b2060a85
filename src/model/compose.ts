import type { Checked, Diagnostic } from "../core/diagnostic.ts";
import type { Figures } from "../core/figures.ts";
import type { Edition, Section } from "../core/form/edition.ts";
import type { Prose, ProseText } from "../core/prose.ts";
import type { Passage, Tally } from "../core/tally.ts";
import { errorInPassage, errorInTemplate } from "../template/errors.ts";
import { expandText, figuresNamed } from "../template/interpret/interpreter.ts";
import { type TextScope, textScope } from "../template/interpret/scope.ts";
import { parseText } from "../template/parse.ts";
import { composedProblems, composedText, feeNotStated, noText } from "./missing-text.ts";

export interface ProseInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  /** Last year's, where there is a tally of last year. */
  readonly previous?: Figures;
}

/**
 * The texts of a report: the unit's own words where it wrote some, the edition's otherwise, with every tag replaced.
 * There is always a value: a text with faults stands as it was written, so that a draft can show it.
 */
export function composeProse(input: ProseInput): Checked<Prose> {
  const { tally, edition } = input;
  const scope = textScope(input);
  const prose = new Map<string, ProseText>();
  const diagnostics: Diagnostic[] = [];
  for (const section of edition.sections) {
    if (!section.prose) continue;
    const passage = tally.prose.get(section.id);
    const partial = edition.partials.get(section.id);
    if (passage && passage.text.trim() !== "") {
      prose.set(section.id, ownText(passage, scope, diagnostics));
    } else if (partial !== undefined) {
      prose.set(section.id, composed(section, partial, edition, scope, diagnostics));
      diagnostics.push(...remarks(section, partial, input));
    } else diagnostics.push(noText(section, tally.file));
  }
  return { value: prose, diagnostics };
}

function ownText(passage: Passage, scope: TextScope, diagnostics: Diagnostic[]): ProseText {
  const { value, faults } = expandText(parseText(passage.text), scope);
  diagnostics.push(...faults.map((fault) => errorInPassage(fault, passage)));
  return { ...(value ?? asWritten(passage.text)), own: true };
}

function composed(
  section: Section,
  partial: string,
  edition: Edition,
  scope: TextScope,
  diagnostics: Diagnostic[],
): ProseText {
  const { value, faults } = expandText(parseText(partial), scope);
  const file = `${edition.id}/text/${section.id}.hbs`;
  diagnostics.push(...faults.map((fault) => errorInTemplate(fault, file, partial)));
  return { ...(value ?? asWritten("")), own: false };
}

function asWritten(text: string): Omit<ProseText, "own"> {
  return { text, pieces: text === "" ? [] : [{ start: 0, end: text.length, source: [0, text.length] }] };
}

/** What a reader will miss in a text that nobody wrote. */
function remarks(section: Section, partial: string, { tally, edition, figures }: ProseInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (section.role === "problems") found.push(composedProblems(section, tally.file));
  else if (section.role === "overview") found.push(composedText(section, tally.file));
  const missing = edition.charges.filter(({ path }) => figures.print(path) === undefined);
  if (missing.length > 0) {
    const named = figuresNamed(partial, edition.keys);
    const unsaid = missing.filter(({ path }) => named.has(path));
    found.push(...unsaid.map((charge) => feeNotStated(section, tally.file, charge)));
  }
  return found;
}
