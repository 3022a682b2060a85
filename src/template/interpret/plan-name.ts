import type { KeyNode } from "../../core/form/keys.ts";
import { forbidden, notOneFigure, unknownName } from "../error-messages.ts";
import type { TemplateError } from "../errors.ts";
import { findName, isFigure, suggestName } from "../names.ts";
import type { Expr, Fact, Local, SourceRange } from "./steps.ts";

interface Surroundings {
  readonly keys: KeyNode;
  /** Inside an #each, where label and value have a meaning. */
  readonly inside: boolean;
  /** Whether a group may stand here: after `has` and `#each`. */
  readonly groups: boolean;
}

/** Facts of the tally a text may name, in both languages. */
const facts: ReadonlyMap<string, Fact> = new Map([
  ["year", "year"],
  ["报告年度", "year"],
  ["年度", "year"],
  ["unit.name", "unit.name"],
  ["单位.名称", "unit.name"],
  ["unit.kind", "unit.kind"],
  ["单位.类别", "unit.kind"],
  ["unit.code", "unit.code"],
  ["单位.代码", "unit.code"],
]);

const locals: ReadonlyMap<string, Local> = new Map([
  ["label", "label"],
  ["名称", "label"],
  ["value", "value"],
  ["数值", "value"],
  ["@first", "@first"],
  ["@last", "@last"],
]);

export function planName(path: hbs.AST.PathExpression, at: SourceRange, around: Surroundings): Expr | TemplateError {
  const said = path.original;
  const local = around.inside ? locals.get(said) : undefined;
  if (local) return { kind: "local", name: local, said, at };
  if (path.data || path.depth > 0 || /^(this\b|\.)/.test(said) || path.parts.length === 0) {
    return forbidden(`“${said}”`, `"${said}"`, at);
  }
  const fact = facts.get(said);
  if (fact) return { kind: "fact", name: fact, said, at };
  const name = findName(around.keys, path.parts);
  if (!name) return unknownName(said, suggest(around.keys, path.parts), at);
  if (name.kind === "open") return { kind: "open", group: name.group.path, label: name.label, said, at };
  const { node } = name;
  if (isFigure(node)) return { kind: "figure", path: node.path, node, said, at };
  if (around.groups) return { kind: "group", path: node.path, node, said, at };
  const examples = node.children.map((child) => `${said}.${path.parts.at(-1) === node.id ? child.id : child.name}`);
  return examples.length > 0 ? notOneFigure(said, examples, at) : unknownName(said, undefined, at);
}

function suggest(keys: KeyNode, parts: readonly string[]): string | undefined {
  const name = parts.join(".");
  if (name === "单位" || name === "unit") return name === "unit" ? "unit.name" : "单位.名称";
  return suggestName(keys, parts);
}
