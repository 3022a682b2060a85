import type { Edition } from "../core/form/edition.ts";
import { findName, type NameGroup, textNames } from "../template/name-tree.ts";

/** A name inside a tag of a text, `{{percent hotline.closed hotline.received}}`, or its beginning. */
export interface TagName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const nameCharacters = /[\p{L}\p{N}_.]/u;

/** The name at an offset, where that is inside a tag; `end` is the offset itself where it is still being written. */
export function tagNameAt(text: string, offset: number): TagName | undefined {
  const open = text.lastIndexOf("{{", offset - 1);
  if (open < 0 || offset < open + 2) return undefined;
  const inside = text.slice(open + 2, offset);
  if (inside.includes("}}") || /\n\s*\n/.test(inside)) return undefined;
  let [start, end] = [offset, offset];
  while (start > open + 2 && nameCharacters.test(text[start - 1] ?? "")) start--;
  while (nameCharacters.test(text[end] ?? "")) end++;
  return { name: text.slice(start, end), start, end };
}

/** The path of the figure that a name of a text stands for. */
export function figureNamed(name: string, { keys }: Edition): string | undefined {
  const found = findName(textNames(keys), name.split("."));
  if (!found) return undefined;
  if (found.open) return found.parts.join(".");
  const { type } = found;
  return (type.kind === "number" || type.kind === "group") && type.key ? type.key.path : undefined;
}

/** The names that may follow the parts before the last dot. */
export function namesAfter(name: string, { keys }: Edition): readonly NameGroup[] {
  const before = name.split(".").slice(0, -1);
  const start = textNames(keys);
  if (before.length > 0) {
    const type = findName(start, before)?.type;
    return type?.kind === "group" ? [type] : [];
  }
  const shortcut = start.shortcut === undefined ? undefined : start.fields.get(start.shortcut);
  return shortcut?.kind === "group" ? [start, shortcut] : [start];
}
