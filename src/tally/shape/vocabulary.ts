import type { Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { KeyNode } from "../../core/form/keys.ts";
import { once } from "../../core/once.ts";
import { cellKeys, contactKeys, rootKeys, signoffKeys, stepKeys, unitKeys, waiverKeys } from "../../edition/names.ts";

/** Every key that may stand anywhere in a tally of an edition, in both languages, with the places it belongs under. */
export const wordsOf: (edition: Edition) => ReadonlyMap<string, readonly Text[]> = once(gather);

function gather(edition: Edition): ReadonlyMap<string, readonly Text[]> {
  const words = new Map<string, Text[]>();
  const add = (id: string, name: string, under: Text) => {
    for (const word of new Set([id, name])) {
      const places = words.get(word);
      if (!places) words.set(word, [under]);
      else if (!places.some(({ en }) => en === under.en)) places.push(under);
    }
  };
  const walk = (node: KeyNode, under: Text) => {
    for (const child of node.children) {
      add(child.id, child.name, under);
      const deeper =
        node.path === ""
          ? { zh: child.name, en: child.id }
          : { zh: `${under.zh} · ${child.name}`, en: `${under.en}.${child.id}` };
      // The columns are the same below every row; a place of each row would be no help.
      if (child.kind === "group" || node.kind === "group") walk(child, deeper);
    }
  };
  const root = { zh: "文件最外层", en: "the outermost level" };
  walk(edition.keys, root);
  for (const { id, name } of Object.values(rootKeys)) add(id, name, root);
  const parts = [
    [unitKeys, rootKeys.unit],
    [signoffKeys, rootKeys.signoff],
    [stepKeys, rootKeys.signoff],
    [waiverKeys, rootKeys.waivers],
    [contactKeys, { id: `${rootKeys.unit.id}.${unitKeys.contact.id}`, name: unitKeys.contact.name }],
    [cellKeys, { id: "a figure that has a remark", name: "带说明的数" }],
  ] as const;
  for (const [keys, { id, name }] of parts) {
    for (const key of Object.values(keys)) add(key.id, key.name, { zh: name, en: id });
  }
  for (const section of edition.sections) {
    if (section.prose) add(section.id, section.name, { zh: rootKeys.narrative.name, en: rootKeys.narrative.id });
  }
  return words;
}
