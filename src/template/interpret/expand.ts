import type { KeyNode } from "../../core/form/keys.ts";
import type { Expanded } from "../../core/prose.ts";
import { tooLarge } from "../error-messages.ts";
import type { TemplateError } from "../errors.ts";
import { parseText, type TextTemplate } from "../parse.ts";
import { Evaluator, type TextScope } from "./evaluate.ts";
import { explainEmptyTag } from "./explain-empty-tag.ts";
import { assemble, linesOf, type TextSegment } from "./pieces.ts";
import { planText } from "./plan.ts";
import type { Expr, TextStep, TextSteps } from "./steps.ts";

export interface Expansion {
  /** Absent where there are faults. */
  readonly value: Expanded | undefined;
  readonly faults: readonly TemplateError[];
}

const longestResult = 200_000;
const mostSteps = 200_000;
const numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** A text with its tags replaced. One that has none is handed back as it is. */
export function expandText(template: TextTemplate, scope: TextScope): Expansion {
  const { steps, faults } = planText(template, scope.keys);
  if (faults.length > 0) return { value: undefined, faults };
  const writer = new Writer(scope);
  const stretches = writer.write(steps);
  return writer.faults.length > 0
    ? { value: undefined, faults: writer.faults }
    : { value: assemble(stretches), faults: [] };
}

/** Every figure a text may come to speak of, taken branch or not. */
export function figuresNamed(source: string, keys: KeyNode): ReadonlySet<string> {
  return planText(parseText(source), keys).figures;
}

class Writer {
  readonly faults: TemplateError[] = [];
  private readonly scope: TextScope;
  private readonly values: Evaluator;
  private parts = 0;
  private steps = 0;
  private length = 0;

  constructor(scope: TextScope) {
    this.scope = scope;
    this.values = new Evaluator(scope);
  }

  write(steps: TextSteps): readonly TextSegment[] {
    const written: TextSegment[] = [];
    for (const step of steps) {
      if (this.exhausted(step)) break;
      for (const stretch of this.step(step)) written.push(stretch);
    }
    return written;
  }

  private step(step: TextStep): readonly TextSegment[] {
    switch (step.kind) {
      case "literal":
        return this.said({ text: step.text, at: step.at });
      case "print":
        return this.print(step.value, step.at);
      case "if":
        return this.write((this.values.holds(step.test) !== step.negated ? step.body : step.otherwise) ?? []);
      case "each":
        return this.each(step);
      case "list":
        return this.list(step);
      case "part":
        return this.part(step);
    }
  }

  private each(step: Extract<TextStep, { kind: "each" }>): readonly TextSegment[] {
    const listed = this.scope.list(step.group);
    if (listed.length === 0) return this.write(step.otherwise);
    const outer = this.values.turns;
    const written = listed.flatMap((item, i) => {
      this.values.turns = [...outer, { ...item, first: i === 0, last: i === listed.length - 1 }];
      return this.faults.length > 0 ? [] : this.write(step.body);
    });
    this.values.turns = outer;
    return written;
  }

  /** Each line of the body that says something is an item. */
  private list(step: Extract<TextStep, { kind: "list" }>): readonly TextSegment[] {
    const items = linesOf(this.write(step.body));
    if (items.length === 0) return this.write(step.otherwise);
    const own = (text: string): TextSegment => ({ text, at: step.at, paths: [] });
    const joined = [own(step.before)];
    for (const [i, item] of items.entries()) {
      if (i > 0) joined.push(own(step.separator));
      joined.push(...item);
    }
    joined.push(own(step.after));
    return joined;
  }

  /** One numbered paragraph; nothing, and no number, where its body says nothing. */
  private part(step: Extract<TextStep, { kind: "part" }>): readonly TextSegment[] {
    const body = linesOf(this.write(step.body)).flat();
    if (body.length === 0) return [];
    const numeral = numerals[this.parts] ?? String(this.parts + 1);
    this.parts += 1;
    const own = (text: string): TextSegment => ({ text, at: step.at, paths: [] });
    return [own(`（${numeral}）${step.title}。`), ...body, own("\n")];
  }

  private print(value: Expr, at: Expr["at"]): readonly TextSegment[] {
    const paths: string[] = [];
    const text = this.values.words(value, paths);
    if (text !== undefined) return this.said({ text, at, paths });
    this.faults.push(explainEmptyTag(value, this.values, this.scope));
    return [];
  }

  private said(stretch: TextSegment): readonly TextSegment[] {
    this.length += stretch.text.length;
    return [stretch];
  }

  private exhausted(step: TextStep): boolean {
    this.steps += 1;
    if (this.steps <= mostSteps && this.length <= longestResult) return false;
    if (this.faults.length === 0) {
      const at = "at" in step ? step.at : ([0, 0] as const);
      this.faults.push(tooLarge("展开后的文字太长", "the text grows too long when its tags are replaced", at));
    }
    return true;
  }
}
