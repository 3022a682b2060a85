import type { KeyNode } from "../core/keys.ts";

/** Offsets into a source. */
export type Place = readonly [start: number, end: number];

/** An expression with its names looked up. `said` is how the text writes it. */
export type Expr =
  | {
      readonly kind: "figure";
      readonly path: string;
      readonly node: KeyNode;
      readonly said: string;
      readonly at: Place;
    }
  | { readonly kind: "open"; readonly group: string; readonly label: string; readonly said: string; readonly at: Place }
  | { readonly kind: "group"; readonly path: string; readonly node: KeyNode; readonly said: string; readonly at: Place }
  | { readonly kind: "fact"; readonly name: Fact; readonly said: string; readonly at: Place }
  | { readonly kind: "local"; readonly name: Local; readonly said: string; readonly at: Place }
  | { readonly kind: "literal"; readonly value: string | number | boolean; readonly said: string; readonly at: Place }
  | {
      readonly kind: "call";
      readonly helper: string;
      readonly args: readonly Expr[];
      readonly said: string;
      readonly at: Place;
    };

export type Fact = "year" | "unit.name" | "unit.kind" | "unit.code";
export type Local = "label" | "value" | "@first" | "@last";

/** One step of writing a text. */
export type Step =
  | { readonly kind: "literal"; readonly text: string; readonly at: Place }
  | { readonly kind: "print"; readonly value: Expr; readonly at: Place }
  | {
      readonly kind: "if";
      readonly test: Expr;
      readonly negated: boolean;
      readonly body: Steps;
      readonly otherwise: Steps;
    }
  | {
      readonly kind: "each";
      readonly group: string;
      readonly body: Steps;
      readonly otherwise: Steps;
      readonly at: Place;
    }
  | {
      readonly kind: "list";
      readonly separator: string;
      readonly before: string;
      readonly after: string;
      readonly body: Steps;
      readonly otherwise: Steps;
      readonly at: Place;
    }
  | { readonly kind: "part"; readonly title: string; readonly body: Steps; readonly at: Place };
export type Steps = readonly Step[];
