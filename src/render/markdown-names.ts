import type { Edition } from "../core/edition.ts";
import { nameTree, type Shape, tableShape } from "./names.ts";

/** What an Office template may name, and the tables of each section besides. */
export function markdownNames(edition: Edition): Shape {
  const tree = nameTree(edition);
  if (tree.kind !== "group") return tree;
  const tables = ["sections", "annexSections"].map((name) => [name, withTables(tree.fields.get(name))] as const);
  return { ...tree, fields: new Map([...tree.fields, ...tables]) };
}

function withTables(sections: Shape | undefined): Shape {
  const fields = sections?.kind === "list" && sections.item.kind === "group" ? sections.item.fields : [];
  const tables: Shape = { kind: "list", item: tableShape };
  return { kind: "list", item: { kind: "group", fields: new Map([...fields, ["tables", tables]]) } };
}
