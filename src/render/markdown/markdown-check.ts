import { severityOf } from "../../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../../core/diagnostic.ts";
import { helpers } from "../../core/helpers.ts";
import { nearest } from "../../core/text/nearest.ts";
import { type NameType, nameTypeAt, tableNameType } from "../../template/compile/name-tree.ts";

/** Where a template's mistakes are reported: a line and column of its parse tree, as offsets into its text. */
export interface MarkdownPlace {
  readonly file: string;
  span(loc: hbs.AST.SourceLocation): { readonly start: number; readonly end: number };
}

interface Scope {
  readonly shape: NameType;
  readonly outer?: Scope;
  /** Inside an #each, where @index, @first and @last have a meaning. */
  readonly each: boolean;
}

const onlyThese: Text = {
  zh: "模板只能用规定的名称，has pos eq not and or sum percent table，以及 #if #unless #each #with",
  en: "a template may use its names, has pos eq not and or sum percent table, and #if #unless #each #with",
};
const most: Readonly<Record<string, readonly [least: number, most: number]>> = {
  has: [1, 1],
  pos: [1, 1],
  eq: [2, 2],
  not: [1, 1],
  and: [1, 16],
  or: [1, 16],
  sum: [1, 32],
  percent: [2, 2],
  table: [1, 1],
};
const deepest = 24;

/** Every name and tag of a template against what a report has, before any report is printed. */
export function checkTemplate(
  program: hbs.AST.Program,
  names: NameType,
  place: MarkdownPlace,
  tables: ReadonlySet<string>,
): readonly Diagnostic[] {
  const checker = new Checker(place, tables);
  checker.body(program, { shape: names, each: false }, 0);
  return checker.found;
}

class Checker {
  readonly found: Diagnostic[] = [];
  private readonly place: MarkdownPlace;
  private readonly tables: ReadonlySet<string>;

  constructor(place: MarkdownPlace, tables: ReadonlySet<string>) {
    this.place = place;
    this.tables = tables;
  }

  body(program: hbs.AST.Program | undefined, scope: Scope, depth: number): undefined {
    if (!program) return;
    if (depth > deepest)
      return this.say("GR726", program.loc, { zh: "块嵌套太深", en: "blocks are nested too deeply" });
    if (program.blockParams?.length) this.refuse(program.loc, "as |…|");
    for (const statement of program.body) this.statement(statement, scope, depth);
  }

  private statement(statement: hbs.AST.Statement, scope: Scope, depth: number): undefined {
    if (statement.type === "ContentStatement" || statement.type === "CommentStatement") return;
    if (isMustache(statement)) {
      if (!statement.escaped) return this.refuse(statement.loc, "{{{…}}}");
      this.print(statement, scope);
    } else if (isBlock(statement)) this.block(statement, scope, depth);
    else this.refuse(statement.loc, "{{>…}} {{*…}}");
  }

  private print(statement: hbs.AST.MustacheStatement, scope: Scope): void {
    const shape = this.value(statement, scope);
    if (shape && shape.kind !== "text" && shape.kind !== "number" && !isTableCall(statement)) {
      this.say("GR723", statement.loc, {
        zh: `“${nameOf(statement.path)}”不是可以印出的一项`,
        en: `"${nameOf(statement.path)}" is nothing that can be printed`,
      });
    }
  }

  private block(statement: hbs.AST.BlockStatement, scope: Scope, depth: number): undefined {
    const name = nameOf(statement.path);
    const [param] = statement.params;
    if (statement.hash?.pairs.length || !statement.program) return this.refuse(statement.loc, `{{#${name}}}`);
    if (!["if", "unless", "each", "with"].includes(name)) return this.unknownHelper(statement.path);
    if (!param || statement.params.length !== 1) return this.wrongCount(name, statement.loc);
    const shape = this.expression(param, scope, depth);
    let inner = scope;
    if (name === "each" || name === "with") {
      if (shape) inner = this.inner(name, shape, param, scope) ?? scope;
      if (!shape || inner === scope) return;
    } else if (shape?.kind === "number") {
      this.say(
        "GR722",
        param.loc,
        {
          zh: `“${nameOf(param)}”是一个数，不能直接作条件：0 会被当作没有`,
          en: `"${nameOf(param)}" is a number and no condition: 0 would be taken for nothing`,
        },
        {
          zh: "已填报即可，写 (has …)；大于0才算，写 (pos …)",
          en: "write (has …) where it is given, (pos …) where it is more than 0",
        },
      );
    }
    this.body(statement.program, inner, depth + 1);
    this.body(statement.inverse, scope, depth + 1);
  }

  private inner(name: string, shape: NameType, param: hbs.AST.Expression, scope: Scope): Scope | undefined {
    // A loop inside a loop may only go down into the item it stands at, so that the work stays within the report's size.
    const climbs = isPath(param) && param.depth > 0;
    if (name === "each" && shape.kind === "list" && !climbs) return { shape: shape.item, outer: scope, each: true };
    if (name === "with" && shape.kind === "group") return { shape, outer: scope, each: scope.each };
    const said = nameOf(param);
    this.say("GR723", param.loc, {
      zh: name === "each" ? `“${said}”不能在这里列举` : `“${said}”下没有别的名称，不能用于 #with`,
      en: name === "each" ? `"${said}" cannot be listed here` : `"${said}" has no names below it for #with`,
    });
    return undefined;
  }

  /** What a tag or a call in brackets stands for. */
  private value(node: Callable, scope: Scope, depth = 0): NameType | undefined {
    const name = nameOf(node.path);
    if (node.hash?.pairs.length) return this.refuse(node.loc, "name=value");
    if (!Object.hasOwn(most, name)) {
      if (node.params.length === 0 && node.type === "MustacheStatement")
        return this.expression(node.path, scope, depth);
      return this.unknownHelper(node.path);
    }
    const [least = 0, limit = 0] = most[name] ?? [];
    if (node.params.length < least || node.params.length > limit) return this.wrongCount(name, node.loc);
    const shapes = node.params.map((param) => this.expression(param, scope, depth + 1));
    if (name === "table") return this.table(node, shapes[0]);
    return { kind: name === "sum" ? "number" : name === "percent" ? "text" : "flag" };
  }

  private table(node: Callable, shape: NameType | undefined): NameType | undefined {
    const [param] = node.params;
    if (!param || !shape || shape === tableNameType) return shape;
    const said = isLiteral(param) ? String(param.value) : nameOf(param);
    if (isLiteral(param) && this.tables.has(said)) return tableNameType;
    this.say(
      "GR715",
      param.loc,
      { zh: `没有名为“${said}”的表`, en: `there is no table "${said}"` },
      {
        zh: `可用的表：${[...this.tables].join("、")}（用半角双引号括起）`,
        en: `tables: ${[...this.tables].join(", ")} (in double quotes)`,
      },
    );
    return undefined;
  }

  private expression(node: hbs.AST.Expression, scope: Scope, depth: number): NameType | undefined {
    if (depth > deepest)
      return this.say("GR726", node.loc, { zh: "括号嵌套太深", en: "brackets are nested too deeply" });
    if (isCall(node)) return this.value(node, scope, depth);
    if (isPath(node)) return this.path(node, scope);
    if (isLiteral(node))
      return { kind: typeof node.value === "number" ? "number" : typeof node.value === "string" ? "text" : "flag" };
    return this.refuse(node.loc, "null");
  }

  private path(path: hbs.AST.PathExpression, scope: Scope): NameType | undefined {
    if (path.data) {
      if (scope.each && path.depth === 0 && path.original === "@index") return { kind: "number" };
      if (scope.each && path.depth === 0 && /^@(first|last)$/.test(path.original)) return { kind: "flag" };
      return this.refuse(path.loc, path.original);
    }
    let from: Scope | undefined = scope;
    for (let i = 0; i < path.depth; i++) from = from?.outer;
    let shape: NameType | undefined = from?.shape;
    for (const part of path.parts) {
      const next = nameTypeAt(shape, [part]);
      if (!next) {
        const near = nearest(part, shape?.kind === "group" ? shape.fields.keys() : []);
        this.say(
          "GR715",
          path.loc,
          { zh: `没有名为“${path.original}”的内容`, en: `there is nothing named "${path.original}"` },
          near === undefined ? undefined : { zh: `是否应为“${near}”？`, en: `did you mean "${near}"?` },
        );
        return undefined;
      }
      shape = next;
    }
    return shape ?? this.refuse(path.loc, path.original);
  }

  private unknownHelper(path: hbs.AST.Expression): undefined {
    const name = nameOf(path);
    this.say("GR716", path.loc, { zh: `没有名为“${name}”的函数`, en: `there is no helper named "${name}"` }, onlyThese);
  }

  private wrongCount(name: string, loc: hbs.AST.SourceLocation): undefined {
    this.say("GR714", loc, { zh: `“${name}”的参数个数不对`, en: `"${name}" has the wrong number of arguments` });
  }

  private refuse(loc: hbs.AST.SourceLocation, what: string): undefined {
    this.say("GR717", loc, { zh: `模板中不能使用“${what}”`, en: `"${what}" cannot be used in a template` }, onlyThese);
  }

  private say(code: Code, loc: hbs.AST.SourceLocation, message: Text, help?: Text): undefined {
    const { file } = this.place;
    const span = { file, ...this.place.span(loc) };
    this.found.push({ code, severity: severityOf(code), message, file, span, ...(help ? { help } : {}), related: [] });
  }
}

/** The helpers a template calls besides those of core: `table` prints one. */
export const templateHelpers: readonly string[] = [...Object.keys(helpers), "table"];

interface Callable {
  readonly type: string;
  readonly path: hbs.AST.Expression;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash?: hbs.AST.Hash;
  readonly loc: hbs.AST.SourceLocation;
}

export function isTableCall(node: { readonly path: hbs.AST.Expression }): boolean {
  return nameOf(node.path) === "table";
}
export function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === "MustacheStatement";
}
export function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === "BlockStatement";
}
function isCall(node: hbs.AST.Node): node is hbs.AST.SubExpression {
  return node.type === "SubExpression";
}
function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === "PathExpression";
}
function isLiteral(node: hbs.AST.Node): node is hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral {
  return node.type === "StringLiteral" || node.type === "NumberLiteral" || node.type === "BooleanLiteral";
}
function nameOf(path: hbs.AST.Expression): string {
  return isPath(path) ? path.original : isLiteral(path) ? String(path.value) : path.type;
}
