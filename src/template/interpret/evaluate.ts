import type { Figures } from "../../core/figures.ts";
import type { KeyNode } from "../../core/form/keys.ts";
import { helpers } from "../../core/helpers.ts";
import type { Unit } from "../../core/tally.ts";
import { changeInWords } from "./change.ts";
import type { Expr } from "./steps.ts";

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

/** A blank cell of a statutory table: the reader has spoken of it, so a text does not do so again. */
export const blankFigure = "（未填）";

export type TextValue = number | string | boolean | undefined;

/** The figure an #each stands at. */
export interface LoopItem extends Listed {
  readonly first: boolean;
  readonly last: boolean;
}

/** Looks figures up and calls helpers for the one text it is made for. */
export class Evaluator {
  /** The figures that #each stands at, outermost first. */
  turns: readonly LoopItem[] = [];
  private readonly scope: TextScope;
  /** A subtotal is added up once a text, however often it is asked for. */
  private readonly known = new Map<string, TextValue>();

  constructor(scope: TextScope) {
    this.scope = scope;
  }

  /** What a tag prints; undefined where it has nothing to print. */
  words(value: Expr, paths: string[]): string | undefined {
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
    return (
      this.scope.figures.print(path) ?? (value.kind === "figure" && !value.node.activity ? blankFigure : undefined)
    );
  }

  pathOf(value: Expr): string | undefined {
    if (value.kind === "figure") return value.path;
    if (value.kind === "local" && value.name === "value") return this.turns.at(-1)?.path;
    if (value.kind !== "open") return undefined;
    return (
      this.scope.list(value.group).find((item) => item.label === value.label)?.path ?? `${value.group}.${value.label}`
    );
  }

  /** As helpers meet it: a number, or an approximate figure in the clerk's words. */
  value(value: Expr, paths: string[]): TextValue {
    const { figures, unit, year } = this.scope;
    const path = this.pathOf(value);
    if (path !== undefined) {
      paths.push(path);
      if (this.known.has(path)) return this.known.get(path);
      const found = figures.approximate(path) ? figures.print(path) : figures.value(path);
      this.known.set(path, found);
      return found;
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

  private local(name: string): TextValue {
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

  private call(call: Extract<Expr, { kind: "call" }>, paths: string[]): TextValue {
    if (call.helper === "change") return this.change(call, paths);
    if (call.helper === "and") return call.args.every((arg) => this.holds(arg));
    if (call.helper === "or") return call.args.some((arg) => this.holds(arg));
    if (call.helper === "not") return call.args.every((arg) => !this.holds(arg));
    const args = call.args.map((arg) => this.value(arg, paths));
    if (call.helper === "eq" && args.includes(undefined)) return false;
    if (call.helper === "rest") return rest(args[0], args[1]);
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

  holds(test: Expr): boolean {
    return Boolean(this.value(test, []));
  }
}

/** What is left of the whole; nothing can be said where the part exceeds it. */
function rest(whole: TextValue, part: TextValue): number | undefined {
  if (typeof whole !== "number" || typeof part !== "number" || part > whole) return undefined;
  return round(whole - part);
}

/** 0.1 + 0.2 is 0.3: figures have at most a few decimals. */
function round(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}
