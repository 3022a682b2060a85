import Handlebars from "handlebars";
import { helpers } from "../../core/helpers.ts";
import type { Language } from "../language.ts";
import { type ParseOptions, parseTemplate, type TextTemplate, templateLimits } from "../parse.ts";
import { planTemplate } from "../plan.ts";
import { type Expr, type NameExpr, notedTables, printedValues, type TemplateSteps } from "../steps.ts";
import { isBlock, isTag, type SayFault, type Tag, type TemplateNode } from "./blocks.ts";

/** A value that needs nothing of Handlebars: a name looked up from the root, written by one writer. */
export interface Slot {
  readonly path: readonly string[];
  /** `$word`, `$sheet 32000`: a writer and how much room it has. */
  readonly writer: string;
}

/** A part ready for Handlebars: the tags, with each static stretch between them as one mark. */
export interface Program {
  readonly source: string;
  /** What the marks stand for. Equal ones are one. */
  readonly stretches: readonly string[];
  readonly slots: readonly Slot[];
  /** Paths of the figures that some tag prints. */
  readonly printed: readonly string[];
  /** Ids of the tables whose notes are printed. */
  readonly noted: readonly string[];
}

/** Begins the mark of a stretch, and of a slot. No value can hold them: XML forbids them. */
export const stretchMark = "\u0001";
export const slotMark = "\u0002";
/** The second character of a mark is its index from here on: beyond everything that has a meaning to Handlebars. */
export const markBase = 0x100;
/** Below the surrogates. A form has some 300 of either. */
export const mostMarks = 0xd000;

/** Static stretches hold no line that a tag could leave behind. */
const options: ParseOptions = { ...templateLimits, lines: false };

/**
 * A part's tags, checked as one template of the language, and written anew with the ids of what they name. The figures
 * of the tables, nine tags in ten, are names from the root. They become slots, which are filled in when the bytes are
 * put together: a third of the time that Handlebars would take for them.
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
  private readonly slots = new Map<string, { readonly slot: Slot; readonly index: number }>();
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
        if (isWriterOwn(node)) this.write(this.slot([node.code], node.writer));
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

  /** The checked steps as Handlebars source: every value goes through a writer of ours, which escapes. */
  program(steps: TemplateSteps): Omit<Program, "printed" | "noted"> {
    const source = this.emit(steps, 0);
    return { source, stretches: [...this.stretches.keys()], slots: [...this.slots.values()].map(({ slot }) => slot) };
  }

  private emit(steps: TemplateSteps, depth: number): string {
    let out = "";
    for (const step of steps) {
      if (step.kind === "literal") out += step.text;
      else if (step.kind === "print") out += this.value(step.value, this.tags.get(step.at[0]), depth);
      else if (step.kind === "if" || step.kind === "each" || step.kind === "with") {
        const name = step.kind === "if" && step.negated ? "unless" : step.kind;
        const value = step.kind === "if" ? step.test : step.value;
        const inner = this.emit(step.body, step.kind === "if" ? depth : depth + 1);
        const otherwise = step.otherwise.length > 0 ? `{{else}}${this.emit(step.otherwise, depth)}` : "";
        out += `{{#${name} ${written(value)}}}${inner}${otherwise}{{/${name}}}`;
      }
    }
    return out;
  }

  private value(value: Expr, tag: Tag | undefined, depth: number): string {
    if (!tag) throw new Error("a value without a tag");
    const { writer } = tag;
    if (writer === figureWriter) {
      const path = figurePath(value, depth);
      return path ? this.slot(path, writer) : `{{$word ${written(value)}}}`;
    }
    if (value.kind === "name" && value.up === depth) return this.slot(value.parts, writer);
    return `{{${writer} ${written(value)}}}`;
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

  private slot(path: readonly string[], writer: string): string {
    const key = `${writer} ${path.join(".")}`;
    const known = this.slots.get(key) ?? { slot: { path, writer }, index: this.slots.size };
    this.slots.set(key, known);
    return slotMark + String.fromCharCode(markBase + known.index);
  }
}

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
  return /^\$(formula|annex)/.test(writer);
}

function written(expr: Expr): string {
  switch (expr.kind) {
    case "name":
      return pathOf(expr);
    case "loop":
      return `@${expr.name}`;
    case "literal":
      return typeof expr.value === "string" ? `"${expr.value.replaceAll('"', '\\"')}"` : String(expr.value);
    case "call":
      return `(${[expr.helper, ...expr.args.map(written)].join(" ")})`;
  }
}

/** A part of a name that is no plain word stands in square brackets. */
function pathOf({ up, parts }: NameExpr): string {
  const steps = parts.map((part) => (/^[A-Za-z]\w*$/.test(part) ? part : `[${part}]`));
  return "../".repeat(up) + (steps.length === 0 ? "this" : steps.join("."));
}

/** Handlebars' precompiled form of a program, as JavaScript source. `writers` are the helpers that write values. */
export function precompile({ source }: Program, writers: readonly string[]): string {
  const names = [...Object.keys(helpers), ...writers, "each", "if", "unless", "with"];
  const knownHelpers = Object.fromEntries(names.map((name) => [name, true]));
  return String(Handlebars.precompile(source, { knownHelpers, knownHelpersOnly: true, noEscape: true }));
}
