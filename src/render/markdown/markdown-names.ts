import type { Edition } from "../../core/form/edition.ts";
import { type NameType, nameTree, tableNameType } from "../../template/compile/name-tree.ts";

/** What an Office template may name, and the tables of each section besides. */
export function markdownNames(edition: Edition): NameType {
  const tree = nameTree(edition);
  if (tree.kind !== "group") return tree;
  const tables = ["sections", "annexSections"].map((name) => [name, withTables(tree.fields.get(name))] as const);
  return { ...tree, fields: new Map([...tree.fields, ...tables]) };
}

function withTables(sections: NameType | undefined): NameType {
  const fields = sections?.kind === "list" && sections.item.kind === "group" ? sections.item.fields : [];
  const tables: NameType = { kind: "list", item: tableNameType };
  return { kind: "list", item: { kind: "group", fields: new Map([...fields, ["tables", tables]]) } };
}
