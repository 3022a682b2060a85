import { diffArrays } from "diff";
import type { ComparedText, TextPiece } from "../core/comparison.ts";
import type { Edition } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import type { Prose } from "../core/prose.ts";
import type { Tally } from "../core/tally.ts";

interface Written {
  readonly edition: Edition;
  readonly prose: Prose | undefined;
}

/** Sections in which at least one unit wrote its own words; what both had composed says no more than the figures. */
export function compareTexts(a: Written, b: Written): readonly ComparedText[] {
  const sections = new Map([...a.edition.sections, ...b.edition.sections].map(({ id, heading }) => [id, heading]));
  return [...sections].flatMap(([id, heading]): readonly ComparedText[] => {
    const [before, after] = [a.prose?.get(id), b.prose?.get(id)];
    if (!before?.own && !after?.own) return [];
    const pieces = comparePieces(sentences(before?.text ?? ""), sentences(after?.text ?? ""));
    return [{ id, heading, same: pieces.every((piece) => piece.in === "both"), pieces }];
  });
}

/** The contact, notes table by table, and all remarks on figures under one heading, each with the figure it stands at. */
export function compareAnnotations(a: Annotated, b: Annotated): readonly ComparedText[] {
  const tables = new Map([...a.edition.tables, ...b.edition.tables].map(({ id, name }) => [id, name]));
  const lists = [...tables].map(([id, name]) => ({
    ...{ id: `notes.${id}`, heading: `${name} · 注` },
    lines: [a, b].map(({ tally }) => tally.notes?.get(id)?.map(({ text }) => text) ?? []),
  }));
  const remarks = [a, b].map(({ tally, edition }) =>
    [...tally.cells].flatMap(([path, { remark }]) =>
      remark ? [`${pathWords(edition, path).zh}：${remark.text}`] : [],
    ),
  );
  const contacts = [a, b].map(({ tally }) => Object.values(tally.unit.contact ?? {}));
  const all = [
    { id: "contact", heading: "联系方式", lines: contacts },
    ...lists,
    { id: "remarks", heading: "数的说明", lines: remarks },
  ];
  return all.flatMap(({ id, heading, lines: [before = [], after = []] }): readonly ComparedText[] => {
    if (before.length + after.length === 0) return [];
    const pieces = comparePieces(before, after);
    return [{ id, heading, same: pieces.every((piece) => piece.in === "both"), pieces }];
  });
}

interface Annotated {
  readonly tally: Tally;
  readonly edition: Edition;
}

/** A sentence with the mark that ends it; lines end one too. */
function sentences(text: string): readonly string[] {
  return (text.match(/[^。；！？\n]+[。；！？]*/gu) ?? []).map((one) => one.trim()).filter((one) => one !== "");
}

/** Beyond so many differences, which take their square to find, two texts are shown one after the other. */
const mostDifferences = 2_000;

/** What both have in common in one order, as much of it as there is; what only one has stands between. */
export function comparePieces(a: readonly string[], b: readonly string[]): readonly TextPiece[] {
  const changes = diffArrays([...a], [...b], { maxEditLength: mostDifferences }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  return changes.flatMap(({ value, removed, added }) =>
    value.map((text): TextPiece => ({ in: removed ? "a" : added ? "b" : "both", text })),
  );
}
