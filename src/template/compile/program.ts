import type { Language } from "../language.ts";
import { type ParseOptions, parseTemplate, type TextTemplate, templateLimits } from "../parse.ts";
import { planTemplate } from "../plan.ts";
import { type Expr, type LoopFact, type NameExpr, notedTables, printedValues, type TemplateSteps } from "../steps.ts";
import { isBlock, isTag, type SayFault, type Tag, type TemplateNode } from "./blocks.ts";

/** What is left of a checked expression: enough to look it up, as plain data. */
export type Operand =
  /** A name, from the root. */
  | { readonly path: readonly string[] }
  /** A name, from the block that is so many further out. */
  | { readonly up: number; readonly parts: readonly string[] }
  | { readonly loop: LoopFact }
  | { readonly literal: string | number | boolean }
  | { readonly helper: string; readonly args: readonly Operand[] };

interface StepBranches {
  readonly body: readonly PartStep[];
  readonly otherwise?: readonly PartStep[];
}

/** A step of writing a part, as plain data: a static stretch by its number, a value through a writer (`$sheet 32000`), a block. */
export type PartStep =
  | number
  | { readonly write: string; readonly value: Operand }
  | (StepBranches & ({ readonly if: Operand } | { readonly each: Operand } | { readonly with: Operand }));

/** A part ready to be written. */
export interface Program {
  readonly steps: readonly PartStep[];
  /** The static stretches. Equal ones are one. */
  readonly stretches: readonly string[];
  /** Paths of the figures that some tag prints. */
  readonly printed: readonly string[];
  /** Ids of the tables whose notes are printed. */
  readonly noted: readonly string[];
}

/** In the source that is checked, a stretch and a tag of the program's own are two characters: a mark that XML forbids, and a number. */
const stretchMark = "\u0001";
const ownMark = "\u0002";
/** The number is counted from here on: beyond everything that has a meaning to Handlebars. */
const markBase = 0x100;
/** Below the surrogates. A form has some 300 of either. */
export const mostMarks = 0xd000;

/** Static stretches hold no line that a tag could leave behind. */
const options: ParseOptions = { ...templateLimits, lines: false };

/**
 * A part's tags, checked as one template of the language, and its steps with the ids of what they name. All values are
 * escaped by whatever writes them.
 */
export function toProgram(nodes: readonly TemplateNode[], language: Language, say: SayFault): Program {
  const draft = new Draft();
  draft.visit(nodes, new Set());
  const { template, written } = parsed(draft, nodes, say);
  const { steps, faults } = planTemplate(template, language);
  for (const fault of faults) {
    const tag = written.tagAt(fault.start);
    if (tag) say(fault, tag.place);
  }
  const printed = printedValues(steps).flatMap((value) =>
    value.kind === "name" && value.type.kind === "number" && value.type.key ? [value.type.key.path] : [],
  );
  return { ...written.program(steps), printed, noted: notedTables(steps) };
}

/** Where a tag cannot be read it is told, and the others are looked at without it. */
function parsed(
  draft: Draft,
  nodes: readonly TemplateNode[],
  say: SayFault,
): { template: TextTemplate; written: Draft } {
  const template = parseTemplate(draft.source, options);
  if (template.faults.length === 0) return { template, written: draft };
  const bad = new Set<Tag>();
  for (const tag of draft.tags.values()) {
    const [fault] = parseTemplate(alone(tag), options).faults;
    if (!fault) continue;
    say(fault, tag.place);
    bad.add(tag);
  }
  if (bad.size === 0) {
    for (const fault of template.faults) {
      const tag = draft.tagAt(fault.start);
      if (tag) say(fault, tag.place);
    }
    return { template: parseTemplate("", options), written: draft };
  }
  const written = new Draft();
  written.visit(nodes, bad);
  return { template: parseTemplate(written.source, options), written };
}

/** A tag as a template of its own. */
function alone({ kind, code }: Tag): string {
  if (kind === "value") return `{{${code}}}`;
  if (kind === "else") return `{{#if x}}{{${code}}}{{/if}}`;
  return `{{${code}}}{{/${nameOf(code)}}}`;
}

function nameOf(code: string): string {
  return /^#\s*(\S+)/.exec(code)?.[1] ?? "";
}

/** The source of one part with its tags as they were written, and where each stands in it. */
class Draft {
  source = "";
  readonly tags = new Map<number, Tag>();
  private readonly stretches = new Map<string, number>();
  private readonly owned: PartStep[] = [];
  private pending = "";

  visit(nodes: readonly TemplateNode[], bad: ReadonlySet<Tag>): void {
    this.nodes(nodes, bad);
    this.flush();
  }

  private nodes(nodes: readonly TemplateNode[], bad: ReadonlySet<Tag>): void {
    for (const node of nodes) {
      if (typeof node === "string") this.pending += node;
      else if (isBlock(node)) {
        if (node.branches.some(({ head }) => head && bad.has(head))) continue;
        let ended = false;
        for (const { head, nodes: inner } of node.branches) {
          if (head !== node.open && ended) continue;
          ended ||= head === undefined || head.code === "else" || head.code === "^";
          if (head) this.tag(head);
          else this.write("{{else}}");
          this.nodes(inner, bad);
        }
        this.write(`{{/${nameOf(node.open.code)}}}`);
      } else if (isTag(node) && !bad.has(node)) {
        if (isWriterOwn(node)) this.write(this.own(node));
        else this.tag(node);
      }
    }
  }

  /** The last tag that begins at an offset or before it. */
  tagAt(offset: number): Tag | undefined {
    let found: Tag | undefined;
    for (const [start, tag] of this.tags) {
      if (start > offset) break;
      found = tag;
    }
    return found ?? [...this.tags.values()][0];
  }

  /** The checked steps as data. */
  program(steps: TemplateSteps): Pick<Program, "steps" | "stretches"> {
    return { steps: this.emit(steps, 0), stretches: [...this.stretches.keys()] };
  }

  private emit(steps: TemplateSteps, depth: number): readonly PartStep[] {
    return steps.flatMap((step): readonly PartStep[] => {
      switch (step.kind) {
        case "literal":
          return this.marked(step.text);
        case "print":
          return [this.value(step.value, this.tags.get(step.at[0]), depth)];
        case "if": {
          const [body, otherwise] = [step.body, step.otherwise].map((inner) => this.emit(inner, depth));
          return [{ if: operand(step.test, depth), ...branches(step.negated ? [otherwise, body] : [body, otherwise]) }];
        }
        case "each":
        case "with": {
          const inner = branches([this.emit(step.body, depth + 1), this.emit(step.otherwise, depth)]);
          const value = operand(step.value, depth);
          return [step.kind === "each" ? { each: value, ...inner } : { with: value, ...inner }];
        }
        default:
          return []; // lists and numbered parts are of texts
      }
    });
  }

  private value(value: Expr, tag: Tag | undefined, depth: number): PartStep {
    if (!tag) throw new Error("a value without a tag");
    const { writer } = tag;
    const path = writer === figureWriter ? figurePath(value, depth) : undefined;
    if (path) return { write: writer, value: { path } };
    return { write: writer === figureWriter ? "$word" : writer, value: operand(value, depth) };
  }

  /** The stretches and tags of the program's own that a text of marks stands for. */
  private marked(text: string): readonly PartStep[] {
    const found: PartStep[] = [];
    for (let at = 0; at < text.length; at += 2) {
      const index = text.charCodeAt(at + 1) - markBase;
      const step = text[at] === stretchMark ? index : this.owned[index];
      if (step === undefined) throw new Error("a mark that stands for nothing");
      found.push(step);
    }
    return found;
  }

  private tag(tag: Tag): void {
    this.flush();
    this.tags.set(this.source.length, tag);
    this.source += `{{${tag.code}}}`;
  }

  private write(text: string): void {
    this.flush();
    this.source += text;
  }

  private flush(): void {
    if (this.pending === "") return;
    const index = this.stretches.get(this.pending) ?? this.stretches.size;
    this.stretches.set(this.pending, index);
    this.source += stretchMark + String.fromCharCode(markBase + index);
    this.pending = "";
  }

  private own({ code, writer }: Tag): string {
    const value: Operand = writer === formulaWriter ? { literal: Number(code) } : { path: [code] };
    const index = this.owned.push({ write: writer, value }) - 1;
    return ownMark + String.fromCharCode(markBase + index);
  }
}

/** Writes a formula of the part, by its number. */
export const formulaWriter = "$formula";

/** Writes a figure that stands by itself with what is remarked on it: it has to know which figure it is. */
export const figureWriter = "$figure";

/** The path of a figure from the root, wherever its name is looked up from. */
function figurePath(value: Expr, depth: number): readonly string[] | undefined {
  if (value.kind !== "name") return undefined;
  if (value.type.kind === "number" && value.type.key) return value.type.key.path.split(".");
  return value.up === depth ? value.parts : undefined;
}

/** Tags that the program puts where it writes whole parts of a file: formulas, annexes. They name nothing. */
function isWriterOwn({ writer }: Tag): boolean {
  return writer === formulaWriter || writer.startsWith("$annex");
}

function branches([body = [], otherwise = []]: readonly (readonly PartStep[] | undefined)[]): StepBranches {
  return { body, ...(otherwise.length > 0 && { otherwise }) };
}

function operand(expr: Expr, depth: number): Operand {
  switch (expr.kind) {
    case "name":
      return nameOperand(expr, depth);
    case "loop":
      return { loop: expr.name };
    case "literal":
      return { literal: expr.value };
    case "call":
      return { helper: expr.helper, args: expr.args.map((arg) => operand(arg, depth)) };
  }
}

function nameOperand({ up, parts }: NameExpr, depth: number): Operand {
  return up === depth ? { path: parts } : { up, parts };
}
