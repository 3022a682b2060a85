import type { KeyNode } from "../../core/form/keys.ts";
import type { Expanded } from "../../core/prose.ts";
import { type TemplateError, tooLarge } from "../errors.ts";
import { textLanguage } from "../language.ts";
import { parseText, type TextTemplate } from "../parse.ts";
import { planTemplate } from "../plan.ts";
import type { TemplateStep, TemplateSteps } from "../steps.ts";
import { Evaluator, type ValueScope } from "./evaluate.ts";
import { assemble, linesOf, type TextSegment } from "./pieces.ts";
import type { TextScope } from "./scope.ts";
import { textValues } from "./text-values.ts";

const numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

export interface Bounds {
  /** UTF-16 units. */
  readonly longest: number;
  readonly mostSteps: number;
}

const textBounds: Bounds = { longest: 200_000, mostSteps: 200_000 };

/** Goes through the steps of one template for one scope of values, within bounds. */
export class Interpreter {
  readonly faults: TemplateError[] = [];
  private readonly scope: ValueScope;
  private readonly values: Evaluator;
  private readonly bounds: Bounds;
  private out: TextSegment[] = [];
  private parts = 0;
  private steps = 0;
  private length = 0;

  constructor(scope: ValueScope, bounds: Bounds) {
    this.scope = scope;
    this.values = new Evaluator(scope);
    this.bounds = bounds;
  }

  /** What the steps say, segment by segment. */
  write(steps: TemplateSteps): readonly TextSegment[] {
    const outer = this.out;
    const own: TextSegment[] = [];
    this.out = own;
    this.run(steps);
    this.out = outer;
    return own;
  }

  private run(steps: TemplateSteps): void {
    for (const step of steps) {
      if (this.exhausted(step)) return;
      this.step(step);
    }
  }

  private step(step: TemplateStep): void {
    if (step.kind === "literal") this.emit({ text: step.text, at: step.at });
    else if (step.kind === "print") this.print(step);
    else if (step.kind === "if") this.run(this.values.holds(step.test) !== step.negated ? step.body : step.otherwise);
    else if (step.kind === "list") this.list(step);
    else if (step.kind === "part") this.part(step);
    else if (step.kind === "each") this.each(step);
    else this.with(step);
  }

  private each(step: Extract<TemplateStep, { kind: "each" | "with" }>): void {
    const { values } = this;
    const { frames, items } = values;
    const listed = this.scope.items(step.value, values);
    if (listed.length === 0) this.run(step.otherwise);
    for (const [index, { value, key }] of listed.entries()) {
      if (this.faults.length > 0) break;
      values.frames = [...frames, value];
      values.items = [...items, { value, key, index, first: index === 0, last: index === listed.length - 1 }];
      this.run(step.body);
    }
    values.frames = frames;
    values.items = items;
  }

  private with(step: Extract<TemplateStep, { kind: "each" | "with" }>): void {
    const { values } = this;
    const { frames } = values;
    const entered = values.value(step.value, []);
    if (entered !== undefined) values.frames = [...frames, entered];
    this.run(entered === undefined ? step.otherwise : step.body);
    values.frames = frames;
  }

  /** Each line of the body that says something is an item. */
  private list(step: Extract<TemplateStep, { kind: "list" }>): void {
    const items = linesOf(this.write(step.body));
    if (items.length === 0) {
      this.run(step.otherwise);
      return;
    }
    const own = (text: string) => this.out.push({ text, at: step.at, paths: [] });
    own(step.before);
    for (const [i, item] of items.entries()) {
      if (i > 0) own(step.separator);
      this.out.push(...item);
    }
    own(step.after);
  }

  /** One numbered paragraph; nothing, and no number, where its body says nothing. */
  private part(step: Extract<TemplateStep, { kind: "part" }>): void {
    const body = linesOf(this.write(step.body)).flat();
    if (body.length === 0) return;
    const numeral = numerals[this.parts] ?? String(this.parts + 1);
    this.parts += 1;
    this.out.push({ text: `（${numeral}）${step.title}。`, at: step.at, paths: [] });
    this.out.push(...body, { text: "\n", at: step.at, paths: [] });
  }

  private print({ value, at }: Extract<TemplateStep, { kind: "print" }>): void {
    const paths: string[] = [];
    const text = this.values.words(value, paths);
    if (text !== undefined) this.emit({ text, at, paths });
    else if (this.scope.explain) this.faults.push(this.scope.explain(value, this.values));
  }

  private emit(segment: TextSegment): void {
    this.length += segment.text.length;
    this.out.push(segment);
  }

  private exhausted(step: TemplateStep): boolean {
    this.steps += 1;
    if (this.steps <= this.bounds.mostSteps && this.length <= this.bounds.longest) return false;
    if (this.faults.length === 0) {
      this.faults.push(tooLarge("展开后的文字太长", "the text grows too long when its tags are replaced", step.at));
    }
    return true;
  }
}

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
