import type { Text } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import type { Move } from "../../core/form/form-rules.ts";
import { findKey, type KeyNode } from "../../core/form/keys.ts";
import { covering } from "../../core/form/moves.ts";

/** A key that is none of this form, but of the one before it or after it: which one, and what has changed. */
export interface Moved {
  readonly form: Edition;
  readonly says: Text;
}

export function movedKey(editions: Editions, own: Edition, under: string, written: string): Moved | undefined {
  const before = own.predecessor === undefined ? undefined : editions.get(own.predecessor);
  const earlier = before && childAt(before, under, written);
  const gone =
    earlier && (covering(own.moves, earlier.path) ?? own.moves.find(({ from }) => below(from, earlier.path)));
  if (before && gone) return { form: before, says: gone.says };
  for (const after of editions.all) {
    if (after.predecessor !== own.id) continue;
    const later = childAt(after, under, written);
    const come = later && after.moves.find((move) => arrives(move, later.path));
    if (come) return { form: after, says: come.says };
  }
  return undefined;
}

/** For the help of a message. */
export function movedWords({ form, says }: Moved): Text {
  return { zh: `这是${form.name}的项目。${says.zh}`, en: `it belongs to the form of ${form.id}: ${says.en}` };
}

function childAt({ keys }: Edition, under: string, written: string): KeyNode | undefined {
  const parent = under === "" ? keys : findKey(keys, under.split("."));
  const found = parent?.child.get(written);
  return found?.activity ? undefined : found;
}

function arrives({ to }: Move, path: string): boolean {
  return to !== undefined && (to === path || below(path, to) || below(to, path));
}

function below(path: string, above: string): boolean {
  return path.startsWith(`${above}.`);
}
