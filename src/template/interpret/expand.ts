import type { KeyNode } from "../../core/form/keys.ts";
import type { Expanded } from "../../core/prose.ts";
import type { TemplateError } from "../errors.ts";
import { textLanguage } from "../language.ts";
import { parseText, type TextTemplate } from "../parse.ts";
import { planTemplate } from "../plan.ts";
import { Interpreter, textBounds } from "./interpreter.ts";
import { assemble } from "./pieces.ts";
import type { TextScope } from "./scope.ts";
import { textValues } from "./text-values.ts";

export interface Expansion {
  /** Absent where there are faults. */
  readonly value: Expanded | undefined;
  readonly faults: readonly TemplateError[];
}

/** A text with its tags replaced. One that has none is handed back as it is. */
export function expandText(template: TextTemplate, scope: TextScope): Expansion {
  const { steps, faults } = planTemplate(template, textLanguage(scope.keys));
  if (faults.length > 0) return { value: undefined, faults };
  const interpreter = new Interpreter(textValues(scope), textBounds);
  const segments = interpreter.write(steps);
  return interpreter.faults.length > 0
    ? { value: undefined, faults: interpreter.faults }
    : { value: assemble(segments), faults: [] };
}

/** Every figure a text may come to speak of, taken branch or not. */
export function figuresNamed(source: string, keys: KeyNode): ReadonlySet<string> {
  return planTemplate(parseText(source), textLanguage(keys)).figures;
}
