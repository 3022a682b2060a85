import type { KeyNode } from "../core/keys.ts";
import type { Expanded } from "../core/prose.ts";
import { blame } from "./blame.ts";
import { Evaluator, type TextScope } from "./evaluate.ts";
import type { Fault } from "./fault.ts";
import { tooLarge } from "./faults.ts";
import { parseText, type TextTemplate } from "./parse.ts";
import { assemble, linesOf, type Stretch } from "./pieces.ts";
import { planText } from "./plan.ts";
import type { Expr, Step, Steps } from "./steps.ts";

export interface Expansion {
  /** Absent where there are faults. */
  readonly value: Expanded | undefined;
  readonly faults: readonly Fault[];
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
  readonly faults: Fault[] = [];
  private readonly scope: TextScope;
  private readonly values: Evaluator;
  private parts = 0;
  private steps = 0;
  private length = 0;

  constructor(scope: TextScope) {
    this.scope = scope;
    this.values = new Evaluator(scope);
  }

  write(steps: Steps): readonly Stretch[] {
    const written: Stretch[] = [];
    for (const step of steps) {
      if (this.exhausted(step)) break;
      for (const stretch of this.step(step)) written.push(stretch);
    }
    return written;
  }

  private step(step: Step): readonly Stretch[] {
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

  private each(step: Extract<Step, { kind: "each" }>): readonly Stretch[] {
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
  private list(step: Extract<Step, { kind: "list" }>): readonly Stretch[] {
    const items = linesOf(this.write(step.body));
    if (items.length === 0) return this.write(step.otherwise);
    const own = (text: string): Stretch => ({ text, at: step.at, paths: [] });
    const joined = [own(step.before)];
    for (const [i, item] of items.entries()) {
      if (i > 0) joined.push(own(step.separator));
      joined.push(...item);
    }
    joined.push(own(step.after));
    return joined;
  }

  /** One numbered paragraph; nothing, and no number, where its body says nothing. */
  private part(step: Extract<Step, { kind: "part" }>): readonly Stretch[] {
    const body = linesOf(this.write(step.body)).flat();
    if (body.length === 0) return [];
    const numeral = numerals[this.parts] ?? String(this.parts + 1);
    this.parts += 1;
    const own = (text: string): Stretch => ({ text, at: step.at, paths: [] });
    return [own(`（${numeral}）${step.title}。`), ...body, own("\n")];
  }

  private print(value: Expr, at: Expr["at"]): readonly Stretch[] {
    const paths: string[] = [];
    const text = this.values.words(value, paths);
    if (text !== undefined) return this.said({ text, at, paths });
    this.faults.push(blame(value, this.values, this.scope));
    return [];
  }

  private said(stretch: Stretch): readonly Stretch[] {
    this.length += stretch.text.length;
    return [stretch];
  }

  private exhausted(step: Step): boolean {
    this.steps += 1;
    if (this.steps <= mostSteps && this.length <= longestResult) return false;
    if (this.faults.length === 0) {
      const at = "at" in step ? step.at : ([0, 0] as const);
      this.faults.push(tooLarge("展开后的文字太长", "the text grows too long when its tags are replaced", at));
    }
    return true;
  }
}
