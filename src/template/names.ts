import type { KeyNode } from "../core/form/keys.ts";
import { nearest } from "../core/text/nearest.ts";

/** What a name in a text stands for. */
export type Name =
  | { readonly kind: "figure"; readonly node: KeyNode }
  /** A name of the clerk's own inside an open group, known only to the tally. */
  | { readonly kind: "open"; readonly group: KeyNode; readonly label: string };

/** A name in either language, with or without `activity.`; a table's name goes first. */
export function findName(keys: KeyNode, parts: readonly string[]): Name | undefined {
  const [first = ""] = parts;
  const activity = keys.child.get("activity");
  const root = keys.child.has(first) || !activity ? keys : activity;
  let node: KeyNode = root;
  for (const [i, part] of parts.entries()) {
    const child = node.child.get(part);
    if (child) node = child;
    else if (node.open && i === parts.length - 1) return { kind: "open", group: node, label: part };
    else return undefined;
  }
  return { kind: "figure", node };
}

/** A figure, or a row or group whose total or subtotal is meant. Whole tables and other groups are no figure. */
export function isFigure(node: KeyNode): boolean {
  if (node.kind === "cell") return true;
  if (node.activity || !node.path.includes(".")) return false;
  return node.children.length > 0 && (node.children.some(isTotal) || node.children.every(isSummed));
}

function isTotal(node: KeyNode): boolean {
  return node.total || node.own;
}

function isSummed(node: KeyNode): boolean {
  return node.kind !== "cell" && isFigure(node);
}

/** The known name that was probably meant, whole, in the language it was written in. */
export function suggestName(keys: KeyNode, parts: readonly string[]): string | undefined {
  const name = parts.join(".");
  const dotted = name.replace(/[．。·/]/g, ".");
  if (dotted !== name && findName(keys, dotted.split("."))) return dotted;
  const chinese = /\p{Script=Han}/u.test(name);
  const said = (trail: readonly KeyNode[]): string => trail.map((node) => (chinese ? node.name : node.id)).join(".");
  const trail: KeyNode[] = [];
  const first = parts[0] ?? "";
  const activity = keys.child.get("activity");
  let node: KeyNode = activity && !keys.child.has(first) && activity.child.has(first) ? activity : keys;
  for (const part of parts) {
    const child = node.child.get(part);
    if (!child) {
      const around = node === keys ? [...keys.children, ...(activity?.children ?? [])] : node.children;
      const near = nearest(
        part,
        around.map((sibling) => (chinese ? sibling.name : sibling.id)),
      );
      const found = around.find((sibling) => near === (chinese ? sibling.name : sibling.id));
      if (found) return [said([...trail, found]), ...parts.slice(trail.length + 1)].join(".");
      break;
    }
    trail.push(child);
    node = child;
  }
  const [only, another] = parts.length === 1 ? namedSo(keys, first, []) : [];
  return only && !another ? said(only) : undefined;
}

/** Every place in the tree with this last name: 本年新收 stands only below 依申请公开. */
function namedSo(node: KeyNode, last: string, trail: readonly KeyNode[]): readonly (readonly KeyNode[])[] {
  return node.children.flatMap((child) => {
    const here = child.id === "activity" ? trail : [...trail, child];
    if (child.id === last || child.name === last) return [here];
    return namedSo(child, last, here);
  });
}
