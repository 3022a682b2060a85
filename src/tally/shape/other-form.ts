import { isMap, isScalar, type Node, type YAMLMap } from "yaml";
import type { Related, Text } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import type { Move } from "../../core/form/form-rules.ts";
import { findKey, type KeyNode } from "../../core/form/keys.ts";
import { covering } from "../../core/form/moves.ts";
import { readDocument, spanOf } from "../syntax/document.ts";
import { type Notes, takeNotes } from "../syntax/notes.ts";
import { guessHeader, peekPlain } from "./peek.ts";
import type { ReportYear } from "./year.ts";

/** A key of a table as it is written, with the place it was found under. */
interface Written {
  readonly key: Node;
  readonly name: string;
  readonly under: string;
}

/** So many places are shown; the rest is as they are. */
const mostShown = 6;

/** The edition whose keys fit a tally best; `own` where no other fits better. */
function formByKeys(root: YAMLMap, own: Edition, editions: Editions): Edition {
  let best = own;
  let lead = 0;
  for (const other of editions.all) {
    const { foreign, home } = compare(root, own, other);
    if (foreign.length - home > lead && foreign.length >= 2) {
      lead = foreign.length - home;
      best = other;
    }
  }
  return best;
}

/** The edition a text is written for, by its keys and else by its year; undefined where neither says. */
export function formOf(text: string, editions: Editions): Edition | undefined {
  const { year } = peekPlain(text) ?? guessHeader(text);
  const own = year === undefined ? undefined : editions.forYear(year);
  const root = readDocument(takeNotes("", text));
  return own && root ? formByKeys(root, own, editions) : own;
}

/**
 * A tally most of whose rows are of another form than that of its year: one message instead of one for each row, with
 * what has changed. True where that is so.
 */
export function refuseOtherForm(
  notes: Notes,
  root: YAMLMap,
  { year, edition, span }: ReportYear,
  editions: Editions,
): boolean {
  const other = formByKeys(root, edition, editions);
  if (other.id === edition.id) return false;
  const { foreign } = compare(root, edition, other);
  notes.diagnostics.length = 0;
  notes.add(
    "GR158",
    span,
    {
      zh: `这份填报的项目是${other.name}的，而${year}年度的报告用${edition.name}`,
      en: `the rows of this tally are those of the form of ${other.id}; reports on ${year} take that of ${edition.id}`,
    },
    { help: wayOut(notes.file, other, edition), related: related(notes, foreign, edition, editions) },
  );
  return true;
}

function wayOut(file: string, other: Edition, own: Edition): Text {
  if (other.reportYears.from > own.reportYears.from) {
    return {
      zh: "核对年度；年度无误的，用 gov-report init 生成这一年度的空表重新填写",
      en: "check the year; if it is right, gov-report init writes the form of that year to fill in",
    };
  }
  return {
    zh: `核对年度；年度无误的，用 gov-report convert ${file} --to ${own.id} 转为${own.name}：照搬得了的照搬，照搬不了的列出来`,
    en: `check the year; if it is right, gov-report convert ${file} --to ${own.id} carries over what can be and lists the rest`,
  };
}

/** Each change once, at the first key that shows it. */
function related(notes: Notes, foreign: readonly Written[], own: Edition, editions: Editions): readonly Related[] {
  const said = new Set<string>();
  const places: Related[] = [];
  for (const { key, name, under } of foreign) {
    const moved = movedKey(editions, own, under, name);
    if (!moved || said.has(moved.says.en) || places.length >= mostShown) continue;
    said.add(moved.says.en);
    places.push({ span: spanOf(notes, key), message: moved.says });
  }
  return places;
}

/** The keys that only the other form knows, and how many only this one knows. */
function compare(
  root: YAMLMap,
  own: Edition,
  other: Edition,
): { readonly foreign: readonly Written[]; readonly home: number } {
  const foreign: Written[] = [];
  let home = 0;
  const walk = (map: YAMLMap, mine: KeyNode | undefined, theirs: KeyNode | undefined, under: string): void => {
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const [here, there] = [mine?.child.get(name), theirs?.child.get(name)];
      if (here?.activity || there?.activity) continue;
      if (there && !here) foreign.push({ key, name, under });
      if (here && !there) home++;
      const path = (here ?? there)?.path;
      if (path !== undefined && isMap(value)) walk(value, here, there, path);
    }
  };
  walk(root, own.keys, other.keys, "");
  return { foreign, home };
}

/** Whether a message about keys or figures may be due to another form. */
export function mayBeOtherForm({ diagnostics, edits }: Notes): boolean {
  return edits.length === 0 && diagnostics.some(({ code }) => code === "GR121" || code === "GR124");
}

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
