import type { KeyNode } from "../core/form/keys.ts";
import type { NameType } from "./name-tree.ts";

/** Offsets into a source. */
export type SourceRange = readonly [start: number, end: number];

interface Written {
  /** As the template writes it. */
  readonly said: string;
  readonly at: SourceRange;
}

/** A name looked up: `parts` are ids, from the scope that is `up` scopes further out. */
export interface NameExpr extends Written {
  readonly kind: "name";
  readonly up: number;
  readonly parts: readonly string[];
  readonly type: NameType;
  /** Where it is a figure of the tally, or a row or group with a total of its own. */
  readonly figure?: KeyNode;
  /** Where it is a name of the clerk's own: the group that it stands in. */
  readonly open?: KeyNode;
}

/** What #each tells of the item it stands at. */
export type LoopFact = "first" | "last" | "index" | "key";

/** The item that an #each stands at. */
export interface LoopItem {
  readonly value: unknown;
  readonly key: string | number;
  readonly index: number;
  readonly first: boolean;
  readonly last: boolean;
}

export interface CallExpr extends Written {
  readonly kind: "call";
  readonly helper: string;
  readonly args: readonly Expr[];
}

/** An expression with its names looked up. */
export type Expr =
  | NameExpr
  | CallExpr
  | (Written & { readonly kind: "loop"; readonly name: LoopFact })
  | (Written & { readonly kind: "literal"; readonly value: string | number | boolean });

interface Branches {
  readonly body: TemplateSteps;
  readonly otherwise: TemplateSteps;
  /** The opening tag. */
  readonly at: SourceRange;
}

/** One step of writing a text. */
export type TemplateStep =
  | { readonly kind: "literal"; readonly text: string; readonly at: SourceRange }
  | { readonly kind: "print"; readonly value: Expr; readonly at: SourceRange }
  | (Branches & { readonly kind: "if"; readonly test: Expr; readonly negated: boolean })
  | (Branches & { readonly kind: "each" | "with"; readonly value: NameExpr })
  | (Branches & {
      readonly kind: "list";
      readonly separator: string;
      readonly before: string;
      readonly after: string;
    })
  | { readonly kind: "part"; readonly title: string; readonly body: TemplateSteps; readonly at: SourceRange };
export type TemplateSteps = readonly TemplateStep[];

/** Every value that some step prints, in a branch taken or not. */
export function printedValues(steps: TemplateSteps): readonly Expr[] {
  return steps.flatMap((step) => {
    if (step.kind === "literal") return [];
    if (step.kind === "print") return [step.value];
    return [...printedValues(step.body), ...("otherwise" in step ? printedValues(step.otherwise) : [])];
  });
}

/** Ids of the tables whose notes some step prints: in a loop over the lines, or as one text. */
export function notedTables(steps: TemplateSteps): readonly string[] {
  const texts = printedValues(steps).flatMap((value) =>
    value.kind === "name" && value.parts[0] === "noteText" ? [value] : [],
  );
  const lists = listedNames(steps).filter(({ parts }) => parts[0] === "notes");
  return [...new Set([...texts, ...lists].flatMap(({ parts }) => parts.slice(1, 2)))];
}

/** Every name that some #each or #with goes into. */
export function listedNames(steps: TemplateSteps): readonly NameExpr[] {
  return steps.flatMap((step) => {
    if (step.kind === "literal" || step.kind === "print") return [];
    const own = step.kind === "each" || step.kind === "with" ? [step.value] : [];
    return [...own, ...listedNames(step.body), ...("otherwise" in step ? listedNames(step.otherwise) : [])];
  });
}
