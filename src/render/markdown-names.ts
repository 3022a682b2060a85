import type { Edition } from "../core/edition.ts";
import { nameTree, type Shape, tableShape } from "./names.ts";

/** What an Office template may name, and the tables of each section besides. */
export function markdownNames(edition: Edition): Shape {
  const tree = nameTree(edition);
  if (tree.kind !== "group") return tree;
  return { ...tree, fields: new Map([...tree.fields, ["sections", withTables(tree.fields.get("sections"))]]) };
}

function withTables(sections: Shape | undefined): Shape {
  const fields = sections?.kind === "list" && sections.item.kind === "group" ? sections.item.fields : [];
  const tables: Shape = { kind: "list", item: tableShape };
  return { kind: "list", item: { kind: "group", fields: new Map([...fields, ["tables", tables]]) } };
}
