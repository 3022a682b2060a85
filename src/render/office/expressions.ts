import Handlebars from "handlebars";
import type { Edition } from "../../core/form/edition.ts";
import { helpers } from "../../core/helpers.ts";
import { nearest } from "../../core/text/nearest.ts";
import { byId, type NameType, nameTree, nameTypeAt, pathsOf } from "../../template/compile/name-tree.ts";
import { type Block, isBlock, isTag, type Tag, type TemplateNode } from "./blocks.ts";
import { addFault, type Faults, isFull, type TemplatePlace } from "./faults.ts";

/** What the tags of a template are checked against, and what is learnt on the way. */
export interface NameCheck {
  readonly faults: Faults;
  readonly edition: Edition;
  /** Paths of cells and figures that some tag prints. */
  readonly printed: Set<string>;
}

interface Scope extends NameCheck {
  readonly place: TemplatePlace;
  readonly code: string;
  /** What names are looked up in, innermost last; the first is the root. */
  readonly stack: readonly NameType[];
}

type Expression = hbs.AST.Expression;
type Path = hbs.AST.PathExpression;

/** Checks every tag of a part in the order of its output, each in the scope that it will run in. */
export function checkNodes(nodes: readonly TemplateNode[], check: NameCheck, stack?: readonly NameType[]): void {
  const scopes = stack ?? [nameTree(check.edition)];
  for (const node of nodes) {
    if (isFull(check.faults)) return;
    if (isBlock(node)) checkBlock(node, check, scopes);
    else if (isTag(node) && node.writer.startsWith("$annex")) outsideLoops(node, check, scopes);
    else if (isTag(node) && !node.writer.startsWith("$formula")) checkValue(node, check, scopes);
  }
}

/** In a loop all annexes would be printed again and again. */
function outsideLoops({ place, code }: Tag, { faults }: NameCheck, stack: readonly NameType[]): void {
  if (stack.length === 1) return;
  const what = { zh: `{{${code}}} 不能放在循环里`, en: `{{${code}}} cannot stand in a loop` };
  addFault(faults, "GR720", what, { place });
}

/** What a value tag at the root prints, or undefined where it cannot; says nothing itself. */
export function valueShape(code: string, edition: Edition): NameType | undefined {
  const check = { faults: { template: "", found: [] }, edition, printed: new Set<string>() };
  const place = { zh: "", en: "" };
  const statement = parseOne(`{{${code}}}`);
  if (statement?.type !== "MustacheStatement") return undefined;
  return callShape(statement as hbs.AST.MustacheStatement, { ...check, place, code, stack: [nameTree(edition)] });
}

function checkValue(tag: Tag, check: NameCheck, stack: readonly NameType[]): void {
  const scope: Scope = { ...check, place: tag.place, code: tag.code, stack };
  const statement = parseOne(`{{${tag.code}}}`);
  if (statement?.type !== "MustacheStatement") {
    badSyntax(scope);
    return;
  }
  const shape = callShape(statement as hbs.AST.MustacheStatement, scope);
  if (shape?.kind === "number" && shape.path !== undefined) check.printed.add(shape.path);
  if (shape === undefined || shape.kind === "text" || shape.kind === "number") return;
  addFault(check.faults, "GR723", notPrintable(tag.code, shape), { place: tag.place });
}

function checkBlock(block: Block, check: NameCheck, stack: readonly NameType[]): void {
  block.branches.forEach(({ head, nodes }, i) => {
    if (!head) return;
    const chained = /^else (.+)$/.exec(head.code)?.[1];
    const code = i === 0 ? head.code.slice(1).trim() : chained;
    const inner =
      code === undefined ? stack : blockScope(code, { ...check, place: head.place, code: head.code, stack });
    checkNodes(nodes, check, inner);
  });
}

/** The scope inside a block that opens with `code` (`each findings`). */
function blockScope(code: string, scope: Scope): readonly NameType[] {
  const [name = ""] = code.split(" ", 1);
  if (!["each", "if", "unless", "with"].includes(name)) {
    addFault(
      scope.faults,
      "GR716",
      { zh: `没有 {{#${name}}} 这种块`, en: `there is no block {{#${name}}}` },
      {
        place: scope.place,
        help: { zh: "可用的块：#each、#if、#unless、#with", en: "blocks are #each, #if, #unless and #with" },
      },
    );
    return scope.stack;
  }
  const statement = parseOne(`{{#${code}}}{{/${name}}}`) as hbs.AST.BlockStatement | undefined;
  const [argument, ...more] = statement?.params ?? [];
  if (!argument || more.length > 0 || statement?.hash || statement?.program?.blockParams) {
    badSyntax(scope);
    return scope.stack;
  }
  const shape = expressionShape(argument, scope);
  if (name === "each") return [...scope.stack, itemOf(shape, scope)];
  if (name === "with") return [...scope.stack, groupOf(shape, scope)];
  if (shape?.kind === "number") zeroVanishes(scope);
  return scope.stack;
}

function itemOf(shape: NameType | undefined, scope: Scope): NameType {
  if (shape?.kind === "list") return shape.item;
  if (shape?.kind === "group" && shape.open) return shape.open;
  if (shape) {
    const what = { zh: `{{${scope.code}}} 不是列表，不能逐项重复`, en: `{{${scope.code}}} is no list to repeat` };
    addFault(scope.faults, "GR723", what, { place: scope.place });
  }
  return anything;
}

function groupOf(shape: NameType | undefined, scope: Scope): NameType {
  if (shape?.kind === "group") return shape;
  if (shape) {
    const what = { zh: `{{${scope.code}}} 不是一组数据`, en: `{{${scope.code}}} is no group of figures` };
    addFault(scope.faults, "GR723", what, { place: scope.place });
  }
  return anything;
}

/** Stands for what was wrong already, so that one fault is told once: names in it are not looked at. */
const anything: NameType = { kind: "group", fields: new Map() };

function callShape(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: Scope): NameType | undefined {
  if (call.path.type !== "PathExpression") return badSyntax(scope);
  if (call.hash) return badSyntax(scope);
  const path = call.path as Path;
  if (call.params.length > 0 || call.type === "SubExpression") return helperShape(path, call.params, scope);
  return pathShape(path, scope);
}

function expressionShape(expression: Expression, scope: Scope): NameType | undefined {
  switch (expression.type) {
    case "PathExpression":
      return pathShape(expression as Path, scope);
    case "SubExpression":
      return callShape(expression as hbs.AST.SubExpression, scope);
    case "BooleanLiteral":
      return { kind: "flag" };
    case "NumberLiteral":
      return { kind: "number" };
    default:
      return { kind: "text" };
  }
}

/** What each helper takes and gives. */
const signatures: Readonly<
  Record<string, { least: number; most: number; takes: "number" | "truth" | "any"; gives: NameType["kind"] }>
> = {
  has: { least: 1, most: 1, takes: "any", gives: "flag" },
  pos: { least: 1, most: 1, takes: "number", gives: "flag" },
  eq: { least: 2, most: 2, takes: "any", gives: "flag" },
  not: { least: 1, most: 1, takes: "truth", gives: "flag" },
  and: { least: 1, most: 99, takes: "truth", gives: "flag" },
  or: { least: 1, most: 99, takes: "truth", gives: "flag" },
  sum: { least: 1, most: 999, takes: "number", gives: "number" },
  percent: { least: 2, most: 2, takes: "number", gives: "text" },
};

function helperShape(path: Path, params: readonly Expression[], scope: Scope): NameType | undefined {
  const name = path.original;
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  if (!signature || !Object.hasOwn(helpers, name)) {
    if (forbidden(path, scope)) return undefined;
    const what = { zh: `没有名为 ${name} 的函数`, en: `there is no helper ${name}` };
    const help = {
      zh: `可用的函数：${Object.keys(signatures).join("、")}`,
      en: `helpers are ${Object.keys(signatures).join(", ")}`,
    };
    addFault(scope.faults, "GR716", what, { place: scope.place, help });
    return undefined;
  }
  const shapes = params.map((param) => expressionShape(param, scope));
  if (params.length < signature.least || params.length > signature.most) return badSyntax(scope);
  for (const shape of shapes) {
    if (!shape) continue;
    if (signature.takes === "number" && shape.kind !== "number") return badSyntax(scope);
    if (signature.takes === "truth" && shape.kind === "number") zeroVanishes(scope);
  }
  return signature.gives === "number"
    ? { kind: "number" }
    : signature.gives === "flag"
      ? { kind: "flag" }
      : { kind: "text" };
}

/** What Handlebars sets inside #each. */
const loopData: Readonly<Record<string, NameType>> = {
  first: { kind: "flag" },
  last: { kind: "flag" },
  key: { kind: "text" },
};

function pathShape(path: Path, scope: Scope): NameType | undefined {
  if (forbidden(path, scope)) return undefined;
  const parts = path.parts.map(String);
  if (path.data) {
    const shape = parts.length === 1 && scope.stack.length > 1 ? loopData[parts[0] ?? ""] : undefined;
    return shape ?? unknown(path, scope);
  }
  const base = scope.stack.at(-1 - path.depth);
  if (base === anything) return undefined;
  return nameTypeAt(base, parts) ?? unknown(path, scope);
}

const prototypeNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

function forbidden(path: Path, scope: Scope): boolean {
  const parts = path.parts.map(String);
  const bad =
    (path.data && parts[0] === "root") || parts[0] === "lookup" || parts.some((part) => prototypeNames.has(part));
  if (bad) forbiddenTag(scope.faults, scope.code, scope.place);
  return bad;
}

/** {{{…}}}, partials, decorators, lookup, @root: all that could reach past the figures. */
export function forbiddenTag(faults: Faults, code: string, place: TemplatePlace): void {
  const what = { zh: `模板里不能写 {{${code}}}`, en: `{{${code}}} is not allowed in a template` };
  const help = {
    zh: "只能写数据名、#each、#if、#unless、#with 和规定的函数；不支持三重花括号、引用其他模板、lookup、@root",
    en: "only names, #each, #if, #unless, #with and the known helpers; no triple braces, partials, lookup or @root",
  };
  addFault(faults, "GR717", what, { place, help });
}

function unknown(path: Path, scope: Scope): undefined {
  const name = path.original;
  const offer = offered(path, scope);
  const what = { zh: `没有名为 ${name} 的数据`, en: `nothing is called ${name}` };
  const help = offer ? { zh: `是不是 ${offer}？`, en: `did you mean ${offer}?` } : undefined;
  addFault(scope.faults, "GR715", what, { place: scope.place, ...(help ? { help } : {}) });
}

function offered(path: Path, scope: Scope): string | undefined {
  const parts = path.parts.map(String);
  const [root] = scope.stack;
  if (!root) return undefined;
  const up = scope.stack.length - 1;
  const fromRoot = (found: string) => "../".repeat(up) + found;
  if (nameTypeAt(root, parts)) return fromRoot(parts.join("."));
  const ids = byId(root, scope.edition, parts);
  if (ids) return fromRoot(ids);
  const inner = scope.stack.at(-1);
  const here = up > 0 && inner ? nearest(parts.join("."), pathsOf(inner)) : undefined;
  if (here) return here;
  const found = nearest(parts.join("."), pathsOf(root));
  return found && fromRoot(found);
}

function zeroVanishes(scope: Scope): void {
  const what = {
    zh: `{{${scope.code}}} 会把 0 当作没有，0 件就不印了`,
    en: `{{${scope.code}}} takes 0 for nothing: a count of 0 would vanish`,
  };
  const help = {
    zh: "大于 0 才印的，写 {{#if (pos …)}}；填了数（含 0）就印的，写 {{#if (has …)}}",
    en: "write {{#if (pos …)}} for more than none, {{#if (has …)}} for any figure given, 0 included",
  };
  addFault(scope.faults, "GR722", what, { place: scope.place, help });
}

function notPrintable(code: string, shape: NameType): { zh: string; en: string } {
  const [first] = pathsOf(shape, code);
  const example = shape.kind === "group" && first ? first : undefined;
  if (shape.kind === "group") {
    return {
      zh: `${code} 是一组数据，不是一个数${example ? `，请写到具体一项，如 ${example}` : ""}`,
      en: `${code} is a group and not one figure${example ? `: name one of it, as ${example}` : ""}`,
    };
  }
  if (shape.kind === "list") {
    return {
      zh: `${code} 是列表，请用 {{#each ${code}}}…{{/each}} 逐项印出`,
      en: `${code} is a list: print it with {{#each ${code}}}…{{/each}}`,
    };
  }
  return { zh: `${code} 只能用在 {{#if}} 里，不能直接印出`, en: `${code} is yes or no: use it in {{#if}}` };
}

function badSyntax(scope: Scope): undefined {
  const what = { zh: `看不懂标签 {{${scope.code}}}`, en: `the tag {{${scope.code}}} cannot be understood` };
  const help = {
    zh: "标签写作 {{名称}}、{{函数 名称 名称}} 或 {{#if 名称}}",
    en: "a tag is {{name}}, {{helper name name}} or {{#if name}}",
  };
  addFault(scope.faults, "GR714", what, { place: scope.place, help });
}

function parseOne(source: string): hbs.AST.Statement | undefined {
  try {
    const { body } = Handlebars.parseWithoutProcessing(source);
    return body.length === 1 ? body[0] : undefined;
  } catch {
    return undefined;
  }
}
