import { helpers, isTrue } from "../../core/helpers.ts";
import type { TemplateError } from "../errors.ts";
import type { CallExpr, Expr, LoopItem, NameExpr } from "../steps.ts";

/** What is around a tag: what its names are looked up in, and the loops that it stands in, outermost first. */
export interface Surroundings {
  readonly frames: readonly unknown[];
  readonly items: readonly LoopItem[];
}

/** Where an interpreted template's values come from and how they are printed: a tally's figures, a report's view. */
export interface ValueScope {
  /** The outermost frame. */
  readonly root: unknown;
  /** As helpers meet it. The figures it is made of are added to `paths`. */
  value(name: NameExpr, around: Surroundings, paths: string[]): unknown;
  /** What #each goes through. */
  items(list: NameExpr, around: Surroundings): readonly Omit<LoopItem, "index" | "first" | "last">[];
  /** What a tag prints; undefined where it has nothing to print. */
  words(expr: Expr, values: Evaluator, paths: string[]): string | undefined;
  /** A helper that needs more than its arguments; undefined where it has no result. */
  call?(call: CallExpr, values: Evaluator, paths: string[]): unknown;
  /** Why there is nothing to print: a fault. Without it nothing is printed. */
  explain?(expr: Expr, values: Evaluator): TemplateError;
}

/** Looks names up and calls helpers for the one text it is made for. */
export class Evaluator implements Surroundings {
  frames: readonly unknown[];
  items: readonly LoopItem[] = [];
  private readonly scope: ValueScope;

  constructor(scope: ValueScope) {
    this.scope = scope;
    this.frames = [scope.root];
  }

  words(expr: Expr, paths: string[]): string | undefined {
    return this.scope.words(expr, this, paths);
  }

  value(expr: Expr, paths: string[]): unknown {
    switch (expr.kind) {
      case "name":
        return this.scope.value(expr, this, paths);
      case "loop":
        return this.items.at(-1)?.[expr.name];
      case "literal":
        return expr.value;
      case "call":
        return this.call(expr, paths);
    }
  }

  holds(test: Expr): boolean {
    return isTrue(this.value(test, []));
  }

  private call(call: CallExpr, paths: string[]): unknown {
    switch (call.helper) {
      case "and":
        return call.args.every((arg) => this.holds(arg));
      case "or":
        return call.args.some((arg) => this.holds(arg));
      case "not":
        return call.args.every((arg) => !this.holds(arg));
      default: {
        const helper = helpers[call.helper];
        if (!helper) return this.scope.call?.(call, this, paths);
        return helper(...call.args.map((arg) => this.value(arg, paths)));
      }
    }
  }
}
