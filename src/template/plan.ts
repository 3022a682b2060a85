import { type Callable, isBlock, isCall, isContent, isLiteral, isMustache, isPath } from "./ast.ts";
import {
  forbidden,
  nearTag,
  notOneFigure,
  numberAsCondition,
  type TemplateError,
  unknownCall,
  unknownName,
  wrongArguments,
} from "./errors.ts";
import { allowedIn, type Language, type Signature, signatures } from "./language.ts";
import { type FoundName, findName, isFigure, listedFigure, type NameType } from "./name-tree.ts";
import { findNearTags } from "./near-tags.ts";
import { parseTemplate, strayBraces, type TextTemplate } from "./parse.ts";
import type { CallExpr, Expr, LoopFact, NameExpr, SourceRange, TemplateStep, TemplateSteps } from "./steps.ts";
import { suggestName } from "./suggest-name.ts";

/** A template with every name looked up and every tag checked. */
export interface TemplatePlan {
  readonly steps: TemplateSteps;
  /** Paths of all figures named, in a branch taken or not. */
  readonly figures: ReadonlySet<string>;
  readonly faults: readonly TemplateError[];
}

const plans = new WeakMap<TextTemplate, WeakMap<Language, TemplatePlan>>();

/**
 * The one checker of the template language: texts, Markdown, Word and Excel all come here. It looks at every branch,
 * taken or not, so that a fault does not wait for other figures. Once a template and language.
 */
export function planTemplate(template: TextTemplate, language: Language): TemplatePlan {
  const known = plans.get(template)?.get(language);
  if (known) return known;
  const plan = new Planner(template, language).plan();
  const byLanguage = plans.get(template) ?? new WeakMap<Language, TemplatePlan>();
  plans.set(template, byLanguage.set(language, plan));
  return plan;
}

/** What stands between two braces (`requests.received.total`, `sum a b`), looked up from the root; undefined where it is nothing. */
export function planTag(code: string, language: Language): Expr | undefined {
  const { steps, faults } = planTemplate(parseTemplate(`{{${code}}}`), language);
  const [step, ...more] = steps;
  return faults.length === 0 && more.length === 0 && step?.kind === "print" ? step.value : undefined;
}

/** Whether braces around `code` were meant as a tag: its names, or a helper's or block's arguments, are known. */
function isTagLike(code: string, language: Language, scopes: readonly (NameType | undefined)[]): boolean {
  const [first = "", ...rest] = code.replace(/^[#/]/, "").split(/\s+/);
  const known = (name: string): boolean =>
    [language.names, ...scopes].some((scope) => scope && findName(scope, name.split(".")) !== undefined);
  if (rest.length === 0) return known(first) && !code.startsWith("#");
  return (language.helpers.includes(first) || language.blocks.includes(first)) && rest.some(known);
}

/** Braces that would be printed as they stand and were meant to be tags, by what stands between them. */
export function nearTagsIn(
  text: string,
  language: Language,
  scopes: readonly (NameType | undefined)[] = [],
): readonly TemplateError[] {
  return findNearTags(text).flatMap(({ start, end, code, double }) => {
    const misspelt = double && suggestName(language.names, code.split(".")) !== undefined;
    if (!misspelt && !isTagLike(code, language, scopes)) return [];
    return [nearTag(text.slice(start, end), code, [start, end])];
  });
}

/** Names of the scopes around a tag, innermost last; undefined is one that is unknown after a fault. */
interface Scope {
  readonly types: readonly (NameType | undefined)[];
  /** Whether an #each is around it, where @first and the like have a meaning. */
  readonly loop: boolean;
}

const loopFacts: ReadonlyMap<string, LoopFact> = new Map([
  ["@first", "first"],
  ["@last", "last"],
  ["@index", "index"],
  ["@key", "key"],
]);

/** Who has read so many faults corrects those first; the nearest name is looked for among some thousand. */
const mostSuggestions = 100;

class Planner {
  private readonly faults: TemplateError[] = [];
  private readonly figures = new Set<string>();
  private readonly template: TextTemplate;
  private readonly language: Language;

  constructor(template: TextTemplate, language: Language) {
    this.template = template;
    this.language = language;
  }

  plan(): TemplatePlan {
    const { source, program, faults } = this.template;
    const { figures } = this;
    if (faults.length > 0) return { steps: [], figures, faults };
    const scope: Scope = { types: [this.language.names], loop: false };
    const steps = program ? this.body(program, scope) : [this.text(source, 0, scope)];
    return { steps, figures, faults: this.faults };
  }

  private body(program: hbs.AST.Program | undefined, scope: Scope): TemplateSteps {
    return program?.body.flatMap((statement) => this.statement(statement, scope) ?? []) ?? [];
  }

  private statement(statement: hbs.AST.Statement, scope: Scope): TemplateStep | undefined {
    const at = this.at(statement.loc);
    if (isContent(statement)) return this.literal(statement, at, scope);
    if (isMustache(statement)) return this.print(statement, at, scope);
    if (isBlock(statement)) return this.block(statement, at, scope);
    if (statement.type === "CommentStatement") return undefined;
    return this.refuse("部件和装饰", "partials and decorators", at);
  }

  /** What `~` or a tag on a line of its own takes away is at the ends, so the rest is found in the whole. */
  private literal(
    { value }: hbs.AST.ContentStatement,
    [start, end]: SourceRange,
    scope: Scope,
  ): TemplateStep | undefined {
    if (value === "") return undefined;
    const from = start + Math.max(0, this.template.source.slice(start, end).indexOf(value));
    const stray = value.indexOf("}}");
    if (stray >= 0) this.faults.push(strayBraces(from + stray));
    return this.text(value, from, scope);
  }

  private text(text: string, from: number, { types }: Scope): TemplateStep {
    for (const fault of nearTagsIn(text, this.language, types)) {
      this.faults.push({ ...fault, start: fault.start + from, end: fault.end + from });
    }
    return { kind: "literal", text, at: [from, from + text.length] };
  }

  private print(statement: hbs.AST.MustacheStatement, at: SourceRange, scope: Scope): TemplateStep | undefined {
    if (/^\{\{~?[{&]/.test(this.template.source.slice(at[0], at[0] + 4))) {
      return this.refuse("“{{{…}}}”和“{{&…}}”", '"{{{…}}}" and "{{&…}}"', at);
    }
    const value = this.call(statement, at, scope);
    if (!value || !this.mustPrint(value, at)) return undefined;
    return { kind: "print", value, at };
  }

  private mustPrint(value: Expr, at: SourceRange): boolean {
    const type = typeOf(value);
    if (type.kind === "text" || type.kind === "number") return true;
    if (type.kind === "table" && value.kind === "call") return true;
    if (type.kind === "block") return true;
    const said = value.kind === "call" ? value.helper : value.said;
    if (type.kind === "group") this.faults.push(notOneFigure(said, examplesOf(value), value.at));
    else if (type.kind === "list") {
      const zh = `它是列表，请用 {{#each ${said}}}…{{/each}} 逐项印出`;
      this.faults.push(wrongArguments(said, zh, `it is a list: print it with {{#each ${said}}}…{{/each}}`, at));
    } else if (type.kind === "table") {
      this.faults.push(wrongArguments(said, "表不能这样印出", "a table is not printed so", at));
    } else {
      this.faults.push(wrongArguments(said, "它只能作条件，不能印出", "it is a condition and prints nothing", at));
    }
    return false;
  }

  private block(statement: hbs.AST.BlockStatement, at: SourceRange, scope: Scope): TemplateStep | undefined {
    const tag: SourceRange = [at[0], Math.max(at[0], this.template.source.indexOf("}}", at[0]) + 2)];
    const name = isPath(statement.path) ? statement.path.original : "";
    if (/^\{\{\{\{|^\{\{~?\^/.test(this.template.source.slice(at[0], at[0] + 5)) || !statement.program) {
      return this.refuse("“{{^…}}”和“{{{{…}}}}”", '"{{^…}}" and "{{{{…}}}}"', tag);
    }
    if (statement.hash?.pairs.length) return this.refuse("“名称=值”", '"name=value"', this.at(statement.hash.loc));
    if (statement.program.blockParams?.length) return this.refuse("“as |…|”", '"as |…|"', tag);
    if (!this.language.blocks.includes(name)) {
      const blocks = this.language.blocks.map((block) => `#${block}`);
      this.faults.push(unknownCall(`#${name}`, blocks, tag, allowedIn(this.language)));
      return undefined;
    }
    const bodies = (inner: Scope) => ({
      body: this.body(statement.program, inner),
      otherwise: this.body(statement.inverse, scope),
      at: tag,
    });
    switch (name) {
      case "if":
      case "unless": {
        const test = this.only(name, statement.params, tag, scope);
        if (test) this.mustBeCondition(test);
        const both = bodies(scope);
        return test && { kind: "if", test, negated: name === "unless", ...both };
      }
      case "each":
      case "with": {
        const value = this.only(name, statement.params, tag, scope);
        const inner = value && this.entered(name, value, tag);
        const both = bodies({ types: [...scope.types, inner], loop: scope.loop || name === "each" });
        return value?.kind === "name" && inner ? { kind: name, value, ...both } : undefined;
      }
      case "list": {
        const words = this.words(name, statement.params, tag, [0, 3]);
        const both = bodies(scope);
        const [separator = "，", before = "", after = ""] = words ?? [];
        return words && { kind: "list", separator, before, after, ...both };
      }
      default: {
        const words = this.words(name, statement.params, tag, [1, 1]);
        const body = this.body(statement.program, scope);
        if (statement.inverse) this.refuse("“{{#part}}”中的“{{else}}”", '"{{else}}" in "{{#part}}"', tag);
        const [title = ""] = words ?? [];
        return words && { kind: "part", title, body, at: tag };
      }
    }
  }

  /** What the names inside an #each or #with are looked up in. */
  private entered(name: "each" | "with", value: Expr, tag: SourceRange): NameType | undefined {
    const type = value.kind === "name" ? value.type : undefined;
    if (name === "with" && type?.kind === "group") return type;
    if (name === "each" && type?.kind === "list") return type.item;
    if (name === "each" && type?.kind === "group" && type.key?.open) {
      return this.language.prose ? listedFigure : { kind: "number" };
    }
    const zh = {
      each: this.language.prose
        ? "只能列举可以自行增加名称的项目，如“主动公开信息.渠道”"
        : "只能列举列表和可以自行增加名称的项目",
      with: "它下面没有别的名称",
    };
    const en = {
      each: "only lists and groups that take names of one's own can be listed",
      with: "it has no names below it",
    };
    this.faults.push(wrongArguments(name, zh[name], en[name], tag));
    return undefined;
  }

  /** A bare name, or a helper with its arguments. */
  private call(node: Callable, at: SourceRange, scope: Scope): Expr | undefined {
    if (node.hash?.pairs.length) return this.refuse("“名称=值”", '"name=value"', this.at(node.hash.loc));
    if (!isPath(node.path)) return this.refuse("没有名称的引用", "a tag without a name", at);
    const helper = node.path.original;
    const signature = this.language.helpers.includes(helper) ? signatures.get(helper) : undefined;
    if (!signature) {
      if (node.params.length === 0 && node.type === "MustacheStatement") return this.expression(node.path, scope);
      const { helpers } = this.language;
      this.faults.push(unknownCall(helper, helpers, this.at(node.path.loc), allowedIn(this.language)));
      return undefined;
    }
    const { least, most } = signature;
    if (node.params.length < least || node.params.length > most) {
      const zh = least === most ? `要有${least}个参数` : `要有${least}至${most}个参数`;
      const en = least === most ? `it takes ${least} arguments` : `it takes ${least} to ${most} arguments`;
      this.faults.push(wrongArguments(helper, zh, en, at));
      return undefined;
    }
    const args = node.params.map((param) => this.expression(param, scope));
    if (!args.every((arg) => arg !== undefined)) return undefined;
    if (!args.map((arg) => this.takes(helper, signature, arg, at)).every(Boolean)) return undefined;
    const said = this.slice(at).replace(/^[{(~]+|[})~]+$/g, "");
    return { kind: "call", helper, args, said: said.trim(), at };
  }

  /** Whether a helper can do something with what it is given. */
  private takes(helper: string, { takes }: Signature, arg: Expr, at: SourceRange): boolean {
    const type = typeOf(arg);
    switch (takes) {
      case "condition":
        return this.mustBeCondition(arg);
      case "table":
        return this.mustBeTable(arg);
      case "figure":
        if (arg.kind === "name" && arg.figure) return true;
        this.faults.push(wrongArguments(helper, "后面要写一个数据的名称", "it takes the name of one figure", at));
        return false;
      case "number":
      case "value": {
        if (type.kind === "number" || (takes === "value" && (type.kind === "text" || type.kind === "flag")))
          return true;
        if (type.kind === "group") this.faults.push(notOneFigure(arg.said, examplesOf(arg), arg.at));
        else {
          const zh = takes === "number" ? `“${arg.said}”不是数` : `“${arg.said}”不是单独的一项`;
          const en = takes === "number" ? `"${arg.said}" is no number` : `"${arg.said}" is not one thing`;
          this.faults.push(wrongArguments(helper, zh, en, arg.at));
        }
        return false;
      }
      default:
        return true;
    }
  }

  private mustBeTable(arg: Expr): boolean {
    if (typeOf(arg).kind === "table") return true;
    const { tables } = this.language;
    if (arg.kind === "literal" && tables.has(String(arg.value))) return true;
    const known = { zh: `可用的表：${[...tables].join("、")}`, en: `tables are ${[...tables].join(", ")}` };
    const help = { zh: `${known.zh}（用半角双引号括起）`, en: `${known.en} (in double quotes)` };
    this.faults.push({ ...unknownName(arg.said, undefined, arg.at), help });
    return false;
  }

  private expression(node: hbs.AST.Expression, scope: Scope): Expr | undefined {
    const at = this.at(node.loc);
    if (isCall(node)) return this.call(node, at, scope);
    if (isPath(node)) return this.name(node, at, scope);
    if (isLiteral(node)) return { kind: "literal", value: node.value, said: String(node.value), at };
    return this.refuse("“null”和“undefined”", '"null" and "undefined"', at);
  }

  private name(path: hbs.AST.PathExpression, at: SourceRange, { types, loop }: Scope): Expr | undefined {
    const said = path.original;
    const parts = path.parts.map(String);
    const fact = path.data && loop ? loopFacts.get(said) : undefined;
    if (fact) return { kind: "loop", name: fact, said, at };
    const relative = path.depth > 0 || parts.length === 0 || /^(this\b|\.)/.test(said);
    if (path.data || path.depth >= types.length || (relative && this.language.prose)) {
      return this.refuse(`“${said}”`, `"${said}"`, at);
    }
    const reach = this.language.prose && types.length > 1 ? [0, types.length - 1] : [path.depth];
    for (const up of reach) {
      const type = types.at(-1 - up);
      if (!type) return undefined;
      const found = findName(type, parts);
      if (found) return this.found(found, up, said, at);
    }
    const suggestion = this.faults.length < mostSuggestions ? this.suggest(parts, types) : undefined;
    this.faults.push(unknownName(said, suggestion, at));
    return undefined;
  }

  private found({ parts, type, open }: FoundName, up: number, said: string, at: SourceRange): NameExpr {
    const key = type.kind === "number" || type.kind === "group" ? type.key : undefined;
    const figure = key && isFigure(key) ? key : undefined;
    if (figure) this.figures.add(figure.path);
    const total = figure && type.kind === "group" && this.language.prose;
    return {
      ...{ kind: "name", up, parts, said, at },
      type: total ? { kind: "number", key: figure } : type,
      ...(figure && { figure }),
      ...(open && { open }),
    };
  }

  /** The nearest name where the tag stands, or from the root with the way up to it. */
  private suggest(parts: readonly string[], types: Scope["types"]): string | undefined {
    const { names, prose } = this.language;
    const name = parts.join(".");
    if (name === "单位" || name === "unit") return name === "unit" ? "unit.name" : "单位.名称";
    const up = prose ? "" : "../".repeat(types.length - 1);
    if (up !== "" && findName(names, parts)) return up + name;
    const inner = types.at(-1);
    const near = types.length > 1 && inner ? suggestName(inner, parts) : undefined;
    if (near !== undefined) return near;
    const found = suggestName(names, parts);
    return found === undefined ? undefined : up + found;
  }

  private only(name: string, params: readonly hbs.AST.Expression[], at: SourceRange, scope: Scope): Expr | undefined {
    const [param] = params;
    if (param && params.length === 1) return this.expression(param, scope);
    const en = "it takes one name or one call in brackets";
    this.faults.push(wrongArguments(name, "后面要写一个名称，或一个括号里的条件", en, at));
    return undefined;
  }

  private words(
    name: string,
    params: readonly hbs.AST.Expression[],
    at: SourceRange,
    [least, most]: SourceRange,
  ): readonly string[] | undefined {
    const words = params.map((param) =>
      isLiteral(param) && typeof param.value === "string" ? param.value : undefined,
    );
    if (words.length >= least && words.length <= most && words.every((word) => word !== undefined)) return words;
    const en = "after it stand words in double quotes";
    this.faults.push(wrongArguments(name, "后面要写半角双引号括起的文字", en, at));
    return undefined;
  }

  private mustBeCondition(test: Expr): boolean {
    const type = typeOf(test);
    const number = type.kind === "number" || (test.kind === "literal" && typeof test.value !== "boolean");
    if (number || (test.kind === "name" && test.figure)) {
      this.faults.push(numberAsCondition(test.kind === "call" ? `(${test.said})` : test.said, test.at));
      return false;
    }
    if (type.kind !== "group" || !this.language.prose) return true;
    this.faults.push(notOneFigure(test.said, examplesOf(test), test.at));
    return false;
  }

  private refuse(zh: string, en: string, at: SourceRange): undefined {
    this.faults.push(forbidden(zh, en, at, allowedIn(this.language)));
  }

  private at(loc: hbs.AST.SourceLocation): SourceRange {
    return [this.template.offset(loc.start), this.template.offset(loc.end)];
  }

  private slice([start, end]: SourceRange): string {
    return this.template.source.slice(start, end);
  }
}

/** What an expression stands for. */
export function typeOf(expr: Expr): NameType {
  switch (expr.kind) {
    case "name":
      return expr.type;
    case "loop":
      return { kind: expr.name === "index" ? "number" : expr.name === "key" ? "text" : "flag" };
    case "literal":
      return {
        kind: typeof expr.value === "number" ? "number" : typeof expr.value === "string" ? "text" : "flag",
      };
    case "call":
      return { kind: giving(expr) };
  }
}

function giving({ helper }: CallExpr): "flag" | "number" | "text" | "table" {
  return signatures.get(helper)?.gives ?? "text";
}

/** Names below a group that hold one figure, in the language that its own name is written in. */
function examplesOf(expr: Expr): readonly string[] {
  if (expr.kind !== "name" || expr.type.kind !== "group") return [];
  const { ids, fields, key } = expr.type;
  const english = key ? expr.said.endsWith(key.id) : !/\p{Script=Han}/u.test(expr.said);
  const names = english || ids.size === 0 ? [...fields.keys()] : [...ids.keys()];
  return names.map((name) => `${expr.said}.${name}`);
}
