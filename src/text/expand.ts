import type { Figures } from "../core/figures.ts";
import { helpers } from "../core/helpers.ts";
import type { KeyNode } from "../core/keys.ts";
import type { Expanded } from "../core/prose.ts";
import type { Unit } from "../core/tally.ts";
import { changeInWords } from "./change.ts";
import type { Fault } from "./fault.ts";
import { noLastYear, noResult, notGiven, notInLastYear, tooLarge } from "./faults.ts";
import { parseText, type TextTemplate } from "./parse.ts";
import { assemble, linesOf, type Stretch } from "./pieces.ts";
import { type Expr, planText, type Step, type Steps } from "./plan.ts";

/** What a text may speak of. */
export interface TextScope {
  readonly keys: KeyNode;
  readonly figures: Figures;
  readonly unit: Unit;
  readonly year: number;
  /** Figures of an open group in the order written: their paths and the names printed. */
  list(group: string): readonly Listed[];
  /** Last year's figures, where there is a tally of last year. */
  readonly previous?: Figures;
}

export interface Listed {
  readonly path: string;
  readonly label: string;
}

export interface Expansion {
  /** Absent where there are faults. */
  readonly value: Expanded | undefined;
  readonly faults: readonly Fault[];
}

/** A blank cell of a statutory table: the reader has spoken of it, so a text does not do so again. */
export const blankFigure = "（未填）";

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
  const paths = new Set<string>();
  const look = (value: Expr): void => {
    if (value.kind === "figure") paths.add(value.path);
    if (value.kind === "call") value.args.forEach(look);
  };
  const walk = (steps: Steps): void => {
    for (const step of steps) {
      if (step.kind === "print") look(step.value);
      if (step.kind === "if") look(step.test);
      if ("body" in step) walk(step.body);
      if ("otherwise" in step) walk(step.otherwise);
    }
  };
  walk(planText(parseText(source), keys).steps);
  return paths;
}

type Value = number | string | boolean | undefined;

/** The figure an #each stands at. */
interface Turn extends Listed {
  readonly first: boolean;
  readonly last: boolean;
}

class Writer {
  readonly faults: Fault[] = [];
  private readonly scope: TextScope;
  private turns: readonly Turn[] = [];
  private parts = 0;
  private steps = 0;
  private length = 0;

  constructor(scope: TextScope) {
    this.scope = scope;
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
        return this.write((this.holds(step.test) !== step.negated ? step.body : step.otherwise) ?? []);
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
    const outer = this.turns;
    const written = listed.flatMap((item, i) => {
      this.turns = [...outer, { ...item, first: i === 0, last: i === listed.length - 1 }];
      return this.faults.length > 0 ? [] : this.write(step.body);
    });
    this.turns = outer;
    return written;
  }

  /** Each line of the body that says something is an item. */
  private list(step: Extract<Step, { kind: "list" }>): readonly Stretch[] {
    const items = linesOf(this.write(step.body));
    if (items.length === 0) return this.write(step.otherwise);
    const own = (text: string): Stretch => ({ text, at: step.at, paths: [] });
    const joined = items.flatMap((item, i) => (i === 0 ? item : [own(step.separator), ...item]));
    return [own(step.before), ...joined, own(step.after)];
  }

  /** One numbered paragraph; nothing, and no number, where its body says nothing. */
  private part(step: Extract<Step, { kind: "part" }>): readonly Stretch[] {
    const body = linesOf(this.write(step.body)).flat();
    if (body.length === 0) return [];
    const numeral = numerals[this.parts] ?? String(this.parts + 1);
    this.parts += 1;
    return [{ text: `（${numeral}）${step.title}。`, at: step.at, paths: [] }, ...body, { text: "\n", at: step.at, paths: [] }];
  }

  private print(value: Expr, at: Expr["at"]): readonly Stretch[] {
    const paths: string[] = [];
    const text = this.words(value, paths);
    if (text !== undefined) return this.said({ text, at, paths });
    this.faults.push(this.blame(value));
    return [];
  }

  private words(value: Expr, paths: string[]): string | undefined {
    if (value.kind === "call") {
      const result = this.value(value, paths);
      if (result !== undefined) return String(typeof result === "number" ? round(result) : result);
      const blank = paths.some((path) => !path.startsWith("activity.") && this.scope.figures.value(path) === undefined);
      return blank ? blankFigure : undefined;
    }
    const path = this.pathOf(value);
    if (path === undefined) {
      const result = this.value(value, paths);
      return result === undefined ? undefined : String(result);
    }
    paths.push(path);
    return this.scope.figures.print(path) ?? (value.kind === "figure" && !value.node.activity ? blankFigure : undefined);
  }

  private pathOf(value: Expr): string | undefined {
    if (value.kind === "figure") return value.path;
    if (value.kind === "local" && value.name === "value") return this.turns.at(-1)?.path;
    if (value.kind !== "open") return undefined;
    return this.scope.list(value.group).find((item) => item.label === value.label)?.path ?? `${value.group}.${value.label}`;
  }

  /** As helpers meet it: a number, or an approximate figure in the clerk's words. */
  private value(value: Expr, paths: string[]): Value {
    const { figures, unit, year } = this.scope;
    const path = this.pathOf(value);
    if (path !== undefined) {
      paths.push(path);
      return figures.approximate(path) ? figures.print(path) : figures.value(path);
    }
    switch (value.kind) {
      case "literal":
        return value.value;
      case "fact":
        return value.name === "year" ? year : value.name === "unit.name" ? unit.name : this.unitFact(value.name);
      case "local":
        return this.local(value.name);
      case "group":
        return this.given(value.path) ? "given" : undefined;
      case "call":
        return this.call(value, paths);
      default:
        return undefined;
    }
  }

  private unitFact(name: "unit.kind" | "unit.code"): string | undefined {
    return name === "unit.kind" ? this.scope.unit.kind : this.scope.unit.code;
  }

  private local(name: string): Value {
    const turn = this.turns.at(-1);
    if (!turn) return undefined;
    return name === "label" ? turn.label : name === "@first" ? turn.first : turn.last;
  }

  /** Whether anything below a group was given. */
  private given(path: string): boolean {
    let branch: unknown = this.scope.figures.tree;
    for (const part of path.split(".")) {
      if (typeof branch !== "object" || branch === null || !Object.hasOwn(branch, part)) return false;
      branch = (branch as Readonly<Record<string, unknown>>)[part];
    }
    return true;
  }

  private call(call: Extract<Expr, { kind: "call" }>, paths: string[]): Value {
    if (call.helper === "change") return this.change(call, paths);
    if (call.helper === "and") return call.args.every((arg) => this.holds(arg));
    if (call.helper === "or") return call.args.some((arg) => this.holds(arg));
    if (call.helper === "not") return call.args.every((arg) => !this.holds(arg));
    const args = call.args.map((arg) => this.value(arg, paths));
    if (call.helper === "eq" && args.includes(undefined)) return false;
    if (call.helper === "rest") return rest(args[0], args[1]);
    if (call.helper === "sum") return sum(args);
    const result = helpers[call.helper]?.(...args);
    return typeof result === "string" || typeof result === "number" || typeof result === "boolean" ? result : undefined;
  }

  private change(call: Extract<Expr, { kind: "call" }>, paths: string[]): string | undefined {
    const [figure] = call.args;
    if (figure?.kind !== "figure") return undefined;
    const now = this.value(figure, paths);
    const before = this.scope.previous?.approximate(figure.path) ? undefined : this.scope.previous?.value(figure.path);
    if (typeof now !== "number" || before === undefined) return undefined;
    return changeInWords(now, before, figure.node.measure);
  }

  private holds(test: Expr): boolean {
    return Boolean(this.value(test, []));
  }

  /** Why a tag has nothing to print. */
  private blame(value: Expr): Fault {
    if (value.kind !== "call") return notGiven(value.said, value.at);
    const missing = this.missing(value);
    if (missing) return notGiven(missing.said, missing.at);
    const { year, previous } = this.scope;
    const inexact = this.inexact(value);
    if (inexact) {
      const en = `"${inexact.said}" is only given approximately`;
      return noResult(value.said, `“${inexact.said}”是约数`, en, value.at);
    }
    if (value.helper === "change") {
      return previous ? notInLastYear(value.said, year - 1, value.at) : noLastYear(value.said, year - 1, value.at);
    }
    if (value.helper === "rest") {
      return noResult(value.said, "后一个数大于前一个数", "the second figure is greater than the first", value.at);
    }
    return noResult(value.said, "分母为0", "it would divide by 0", value.at);
  }

  private missing(value: Expr): Expr | undefined {
    if (value.kind === "call") return value.args.map((arg) => this.missing(arg)).find((arg) => arg !== undefined);
    return this.value(value, []) === undefined ? value : undefined;
  }

  private inexact(value: Expr): Expr | undefined {
    if (value.kind === "call") return value.args.map((arg) => this.inexact(arg)).find((arg) => arg !== undefined);
    const path = this.pathOf(value);
    return path !== undefined && this.scope.figures.approximate(path) ? value : undefined;
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

/** A sum with a blank or an approximate figure in it is none. */
function sum(values: readonly Value[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (typeof value !== "number") return undefined;
    total += value;
  }
  return round(total);
}

/** What is left of the whole; nothing can be said where the part exceeds it. */
function rest(whole: Value, part: Value): number | undefined {
  if (typeof whole !== "number" || typeof part !== "number" || part > whole) return undefined;
  return round(whole - part);
}

/** 0.1 + 0.2 is 0.3: figures have at most a few decimals. */
function round(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}
