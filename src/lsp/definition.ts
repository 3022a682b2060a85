import type { Location } from "vscode-languageserver/node";
import { cellSpan } from "../check/cells.ts";
import type { Span } from "../core/diagnostic.ts";
import { findKey } from "../core/form/keys.ts";
import type { Subject } from "../core/rule.ts";
import { textKeys, waiverKeys } from "../edition/names.ts";
import { pathBelow } from "../pipeline/workspace/folders.ts";
import { idsOf } from "../tally/shape/plain.ts";
import { wholeFile } from "./desk.ts";
import { explainedAt, findingsIn, type Standpoint } from "./standpoint.ts";
import { figureNamed, tagNameAt } from "./tags.ts";

/** Where that stands which a place speaks of: the figure a text names, the file a text is in, the other cells of an equation. */
export function definitionsAt(at: Standpoint): readonly Location[] {
  const { checked, desk } = at;
  if (!checked) return [];
  const { sources } = checked.examined;
  const file = fileAt(at);
  if (file !== undefined) return [{ uri: desk.uriOf(file), range: wholeFile }];
  return spansAt(at).map((span) => {
    const { uri, range } = desk.placeOf(span, sources);
    return { uri, range };
  });
}

/** The file that a text or a picture is in. */
function fileAt({ file, offset, cursor }: Standpoint): string | undefined {
  const last = cursor.keys.at(-1)?.written ?? "";
  const { scalar } = cursor;
  if (scalar && idsOf(textKeys).get(last) === textKeys.file.id) return pathBelow(file.path, scalar.written);
  const line = file.text.slice(file.text.lastIndexOf("\n", offset - 1) + 1).split(/[\r\n]/, 1)[0] ?? "";
  const picture = /!\[[^\]]*\]\(\s*<?([^()<>]+?)>?\s*\)/.exec(line)?.[1];
  return picture === undefined ? undefined : pathBelow(file.path, picture);
}

function spansAt({ checked, file, offset, cursor, edition }: Standpoint): readonly Span[] {
  const { subject } = checked?.examined ?? {};
  if (!checked || !subject || !edition) return [];
  const tag = tagNameAt(file.text, offset);
  if (tag) {
    const path = figureNamed(tag.name, edition);
    return path === undefined ? [] : figureSpans(path, subject);
  }
  const last = cursor.keys.at(-1)?.written ?? "";
  if (cursor.scalar && idsOf(waiverKeys).get(last) === waiverKeys.at.id) {
    const node = findKey(edition.keys, cursor.scalar.written.split("."));
    return node ? figureSpans(node.path, subject) : [];
  }
  const number = explainedAt(checked, offset);
  if (number) return number.paths.flatMap((path) => figureSpans(path, subject));
  return findingsIn(checked, offset, offset).flatMap(({ related }) => related.map(({ span }) => span));
}

/** Where a figure is written; of a row or a group, the first of its cells that is. */
function figureSpans(path: string, { tally, edition }: Subject): readonly Span[] {
  const own = cellSpan(tally, edition, path);
  if (own) return [own];
  const below = [...tally.cells].filter(([cell]) => cell.startsWith(`${path}.`)).map(([, cell]) => cell);
  const first = below.find(({ omitted }) => !omitted) ?? below[0];
  return first ? [first.span] : [];
}
