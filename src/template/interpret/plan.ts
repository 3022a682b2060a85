import type { KeyNode } from "../../core/form/keys.ts";
import { type Callable, isBlock, isCall, isContent, isLiteral, isMustache, isPath } from "../ast.ts";
import { forbidden, numberAsCondition, unknownHelper, wrongArguments } from "../error-messages.ts";
import type { TemplateError } from "../errors.ts";
import { strayBraces, type TextTemplate } from "../parse.ts";
import { planName } from "./plan-name.ts";
import type { Expr, SourceRange, TextStep, TextSteps } from "./steps.ts";

export interface TextPlan {
  readonly steps: TextSteps;
  /** Every figure named, in a branch taken or not. */
  readonly figures: ReadonlySet<string>;
  readonly faults: readonly TemplateError[];
}

/** Helpers and how many arguments each takes. */
const arity: Readonly<Record<string, readonly [least: number, most: number]>> = {
  has: [1, 1],
  pos: [1, 1],
  eq: [2, 2],
  not: [1, 1],
  and: [1, 16],
  or: [1, 16],
  sum: [1, 32],
  rest: [2, 2],
  percent: [2, 2],
  change: [1, 1],
};
const conditions: ReadonlySet<string> = new Set(["not", "and", "or"]);
const counts: ReadonlySet<string> = new Set(["sum", "rest"]);

const plans = new WeakMap<TextTemplate, WeakMap<KeyNode, TextPlan>>();

/** Looks every name up and checks every tag, also in branches that these figures do not take. Once a text and edition. */
export function planText(template: TextTemplate, keys: KeyNode): TextPlan {
  const known = plans.get(template)?.get(keys);
  if (known) return known;
  const plan = new Planner(template, keys).plan();
  const byKeys = plans.get(template) ?? new WeakMap<KeyNode, TextPlan>();
  plans.set(template, byKeys.set(keys, plan));
  return plan;
}

class Planner {
  private readonly faults: TemplateError[] = [];
  private readonly figures = new Set<string>();
  private readonly template: TextTemplate;
  private readonly keys: KeyNode;

  constructor(template: TextTemplate, keys: KeyNode) {
    this.template = template;
    this.keys = keys;
  }

  plan(): TextPlan {
    const { source, program, faults } = this.template;
    const { figures } = this;
    if (faults.length > 0) return { steps: [], figures, faults };
    if (!program) return { steps: [{ kind: "literal", text: source, at: [0, source.length] }], figures, faults };
    const steps = this.body(program, false);
    return { steps, figures, faults: this.faults };
  }

  private body(program: hbs.AST.Program | undefined, inside: boolean): TextSteps {
    if (!program) return [];
    return program.body.flatMap((statement) => this.statement(statement, inside) ?? []);
  }

  private statement(statement: hbs.AST.Statement, inside: boolean): TextStep | undefined {
    const at = this.at(statement.loc);
    if (isContent(statement)) return this.literal(statement, at);
    if (isMustache(statement)) return this.print(statement, at, inside);
    if (isBlock(statement)) return this.block(statement, at, inside);
    if (statement.type === "CommentStatement") return undefined;
    this.refuse("部件和装饰", "partials and decorators", at);
    return undefined;
  }

  /** What `~` or a tag on a line of its own takes away is at the ends, so the rest is found in the whole. */
  private literal(statement: hbs.AST.ContentStatement, [start, end]: SourceRange): TextStep | undefined {
    const { value } = statement;
    if (value === "") return undefined;
    const from = start + Math.max(0, this.template.source.slice(start, end).indexOf(value));
    const stray = value.indexOf("}}");
    if (stray >= 0) this.faults.push(strayBraces(from + stray));
    return { kind: "literal", text: value, at: [from, from + value.length] };
  }

  private print(statement: hbs.AST.MustacheStatement, at: SourceRange, inside: boolean): TextStep | undefined {
    const raw = this.template.source.slice(at[0]);
    if (/^\{\{~?[{&]/.test(raw)) return this.refuse("“{{{…}}}”和“{{&…}}”", '"{{{…}}}" and "{{&…}}"', at);
    const value = this.call(statement, at, inside);
    if (!value) return undefined;
    if (value.kind === "call" && conditionOnly(value.helper)) {
      this.faults.push(
        wrongArguments(value.helper, "它只能作条件，不能印出", "it is a condition and prints nothing", at),
      );
      return undefined;
    }
    return { kind: "print", value, at };
  }

  private block(statement: hbs.AST.BlockStatement, at: SourceRange, inside: boolean): TextStep | undefined {
    const tag: SourceRange = [at[0], Math.max(at[0], this.template.source.indexOf("}}", at[0]) + 2)];
    const name = isPath(statement.path) ? statement.path.original : "";
    if (/^\{\{\{\{|^\{\{~?\^/.test(this.template.source.slice(at[0], at[0] + 5)) || !statement.program) {
      return this.refuse("“{{^…}}”和“{{{{…}}}}”", '"{{^…}}" and "{{{{…}}}}"', tag);
    }
    if (statement.hash?.pairs.length) return this.refuse("“名称=值”", '"name=value"', this.at(statement.hash.loc));
    if (statement.program.blockParams?.length) return this.refuse("“as |…|”", '"as |…|"', tag);
    const bodies = (within: boolean) => ({
      body: this.body(statement.program, within),
      otherwise: this.body(statement.inverse, inside),
    });
    switch (name) {
      case "if":
      case "unless": {
        const test = this.only(name, statement.params, tag, inside);
        if (test) this.mustBeCondition(test);
        const both = bodies(inside);
        return test && { kind: "if", test, negated: name === "unless", ...both };
      }
      case "each": {
        const group = this.only(name, statement.params, tag, inside, true);
        const both = bodies(true);
        if (!group) return undefined;
        if (group.kind === "group" && group.node.open) return { kind: "each", group: group.path, ...both, at: tag };
        const zh = "只能列举可以自行增加名称的项目，如“主动公开信息.渠道”";
        this.faults.push(wrongArguments("each", zh, "only groups that take names of one's own can be listed", tag));
        return undefined;
      }
      case "list": {
        const words = this.words(name, statement.params, tag, [0, 3]);
        const both = bodies(inside);
        const [separator = "，", before = "", after = ""] = words ?? [];
        return words && { kind: "list", separator, before, after, ...both, at: tag };
      }
      case "part": {
        const words = this.words(name, statement.params, tag, [1, 1]);
        const body = this.body(statement.program, inside);
        if (statement.inverse) this.refuse("“{{#part}}”中的“{{else}}”", '"{{else}}" in "{{#part}}"', tag);
        const [title = ""] = words ?? [];
        return words && { kind: "part", title, body, at: tag };
      }
      default:
        this.faults.push(unknownHelper(name, tag));
        return undefined;
    }
  }

  /** A bare name, or a helper with its arguments. */
  private call(node: Callable, at: SourceRange, inside: boolean): Expr | undefined {
    if (node.hash?.pairs.length) return this.refuse("“名称=值”", '"name=value"', this.at(node.hash.loc));
    if (!isPath(node.path)) return this.refuse("没有名称的引用", "a tag without a name", at);
    const name = node.path.original;
    const bounds = Object.hasOwn(arity, name) ? arity[name] : undefined;
    if (!bounds) {
      if (node.params.length === 0 && node.type === "MustacheStatement")
        return this.expression(node.path, inside, false);
      this.faults.push(unknownHelper(name, this.at(node.path.loc)));
      return undefined;
    }
    const [least, most] = bounds;
    if (node.params.length < least || node.params.length > most) {
      const zh = least === most ? `要有${least}个参数` : `要有${least}至${most}个参数`;
      const en = least === most ? `it takes ${least} arguments` : `it takes ${least} to ${most} arguments`;
      this.faults.push(wrongArguments(name, zh, en, at));
      return undefined;
    }
    const args = node.params.map((param) => this.expression(param, inside, name === "has"));
    if (!args.every((arg) => arg !== undefined)) return undefined;
    if (conditions.has(name)) for (const arg of args) this.mustBeCondition(arg);
    if (name === "change" && args[0]?.kind !== "figure") {
      this.faults.push(wrongArguments(name, "后面要写一个数据的名称", "it takes the name of one figure", at));
      return undefined;
    }
    return {
      kind: "call",
      helper: name,
      args,
      said: this.slice(at)
        .replace(/^[{(~]+|[})~]+$/g, "")
        .trim(),
      at,
    };
  }

  private expression(node: hbs.AST.Expression, inside: boolean, groups: boolean): Expr | undefined {
    const at = this.at(node.loc);
    if (isCall(node)) return this.call(node, at, inside);
    if (isPath(node)) {
      const found = planName(node, at, { keys: this.keys, inside, groups });
      if ("code" in found) {
        this.faults.push(found);
        return undefined;
      }
      if (found.kind === "figure") this.figures.add(found.path);
      return found;
    }
    if (isLiteral(node)) return { kind: "literal", value: node.value, said: String(node.value), at };
    return this.refuse("“null”和“undefined”", '"null" and "undefined"', at);
  }

  private only(
    name: string,
    params: readonly hbs.AST.Expression[],
    at: SourceRange,
    inside: boolean,
    groups = false,
  ): Expr | undefined {
    const [param] = params;
    if (param && params.length === 1) return this.expression(param, inside, groups);
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

  private mustBeCondition(test: Expr): void {
    const number =
      test.kind === "figure" ||
      test.kind === "open" ||
      (test.kind === "fact" && test.name === "year") ||
      (test.kind === "local" && test.name === "value") ||
      (test.kind === "call" && counts.has(test.helper)) ||
      (test.kind === "literal" && typeof test.value !== "boolean");
    if (!number) return;
    this.faults.push(numberAsCondition(test.kind === "call" ? `(${test.said})` : test.said, test.at));
  }

  private refuse(zh: string, en: string, at: SourceRange): undefined {
    this.faults.push(forbidden(zh, en, at));
  }

  private at(loc: hbs.AST.SourceLocation): SourceRange {
    return [this.template.offset(loc.start), this.template.offset(loc.end)];
  }

  private slice([start, end]: SourceRange): string {
    return this.template.source.slice(start, end);
  }
}

function conditionOnly(helper: string): boolean {
  return conditions.has(helper) || helper === "has" || helper === "pos" || helper === "eq";
}
