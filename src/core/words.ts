import type { Text } from "./diagnostic.ts";
import type { Edition } from "./edition.ts";
import type { KeyNode } from "./keys.ts";

/** 依申请公开 · 办理结果 · 予以公开 for messages; the English is the path itself. Names of a clerk's own stand as they are. */
export function pathWords(edition: Pick<Edition, "keys">, path: string): Text {
  const names: string[] = [];
  let node: KeyNode | undefined = edition.keys;
  for (const part of path.split(".")) {
    node = node?.child.get(part);
    names.push(node?.name ?? part);
  }
  return { zh: names.join(" · "), en: path };
}
