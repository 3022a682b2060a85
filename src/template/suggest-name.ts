import { nearest } from "../core/text/nearest.ts";
import { findName, type NameGroup, type NameType } from "./name-tree.ts";

/** The known name that was probably meant, whole, in the language it was written in. */
export function suggestName(start: NameType, parts: readonly string[]): string | undefined {
  if (start.kind !== "group") return undefined;
  const name = parts.join(".");
  const dotted = name.replace(/[．。·/]/g, ".");
  if (dotted !== name && findName(start, dotted.split("."))) return dotted;
  const chinese = /\p{Script=Han}/u.test(name);
  const shortcut = start.shortcut === undefined ? undefined : start.fields.get(start.shortcut);
  const trail: string[] = [];
  let from: NameType | undefined = start;
  for (const part of parts) {
    const found: NameType | undefined =
      fieldAt(from, part) ?? (trail.length === 0 ? fieldAt(shortcut, part) : undefined);
    if (found) {
      trail.push(part);
      from = found;
      continue;
    }
    const around = [...namesOf(from, chinese), ...(trail.length === 0 ? namesOf(shortcut, chinese) : [])];
    const near = nearest(part, around);
    if (near !== undefined) return [...trail, near, ...parts.slice(trail.length + 1)].join(".");
    break;
  }
  // 本年新收 stands only below 依申请公开.
  const [only, another] = parts.length === 1 ? endingIn(start, name, []) : [];
  return another ? undefined : only?.join(".");
}

function fieldAt(from: NameType | undefined, part: string): NameType | undefined {
  return from && findName(from.kind === "group" ? withoutShortcut(from) : from, [part])?.type;
}

function withoutShortcut({ shortcut: _, ...from }: NameGroup): NameGroup {
  return from;
}

function namesOf(from: NameType | undefined, chinese: boolean): readonly string[] {
  if (from?.kind !== "group") return [];
  return chinese ? [...from.ids.keys()] : [...from.fields.keys()];
}

/** Every place in the tree with this last name. */
function endingIn(from: NameGroup, last: string, trail: readonly string[]): readonly (readonly string[])[] {
  return [...from.fields].flatMap(([id, type]) => {
    const name = [...from.ids].find(([, of]) => of === id)?.[0] ?? id;
    const said = /\p{Script=Han}/u.test(last) ? name : id;
    const here = id === from.shortcut ? trail : [...trail, said];
    if (id === last || name === last) return [here];
    return type.kind === "group" ? endingIn(type, last, here) : [];
  });
}
