import type { KeyNode } from "../../core/form/keys.ts";

/** Offsets into a source. */
export type SourceRange = readonly [start: number, end: number];

/** An expression with its names looked up. `said` is how the text writes it. */
export type Expr =
  | {
      readonly kind: "figure";
      readonly path: string;
      readonly node: KeyNode;
      readonly said: string;
      readonly at: SourceRange;
    }
  | {
      readonly kind: "open";
      readonly group: string;
      readonly label: string;
      readonly said: string;
      readonly at: SourceRange;
    }
  | {
      readonly kind: "group";
      readonly path: string;
      readonly node: KeyNode;
      readonly said: string;
      readonly at: SourceRange;
    }
  | { readonly kind: "fact"; readonly name: Fact; readonly said: string; readonly at: SourceRange }
  | { readonly kind: "local"; readonly name: Local; readonly said: string; readonly at: SourceRange }
  | {
      readonly kind: "literal";
      readonly value: string | number | boolean;
      readonly said: string;
      readonly at: SourceRange;
    }
  | {
      readonly kind: "call";
      readonly helper: string;
      readonly args: readonly Expr[];
      readonly said: string;
      readonly at: SourceRange;
    };

export type Fact = "year" | "unit.name" | "unit.kind" | "unit.code";
export type Local = "label" | "value" | "@first" | "@last";

/** One step of writing a text. */
export type TextStep =
  | { readonly kind: "literal"; readonly text: string; readonly at: SourceRange }
  | { readonly kind: "print"; readonly value: Expr; readonly at: SourceRange }
  | {
      readonly kind: "if";
      readonly test: Expr;
      readonly negated: boolean;
      readonly body: TextSteps;
      readonly otherwise: TextSteps;
    }
  | {
      readonly kind: "each";
      readonly group: string;
      readonly body: TextSteps;
      readonly otherwise: TextSteps;
      readonly at: SourceRange;
    }
  | {
      readonly kind: "list";
      readonly separator: string;
      readonly before: string;
      readonly after: string;
      readonly body: TextSteps;
      readonly otherwise: TextSteps;
      readonly at: SourceRange;
    }
  | { readonly kind: "part"; readonly title: string; readonly body: TextSteps; readonly at: SourceRange };
export type TextSteps = readonly TextStep[];
