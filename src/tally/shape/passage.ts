import type { Scalar } from "yaml";
import type { Passage } from "../../core/tally.ts";
import type { Notes } from "../syntax/notes.ts";

type Places = [text: number, source: number][];

/** A text with the place of each of its characters, where each stands in the file as it is read. */
export function readPassage(notes: Notes, scalar: Scalar): Passage {
  const text = String(scalar.value);
  const [start, end] = scalar.range ?? [0, 0];
  const places = placesOf(notes.text, text, scalar.type ?? "PLAIN", start, end);
  return {
    text,
    span: notes.span(start, end),
    places: places.map(([at, source]) => [at, notes.span(source, source).start]),
  };
}

function placesOf(source: string, text: string, type: string, start: number, end: number): Places {
  if (text === "") return [];
  if (type === "BLOCK_LITERAL") return literalPlaces(source, text, start);
  const inner = type === "PLAIN" ? start : start + 1;
  // Folded or escaped, what is read differs from what is written.
  return source.startsWith(text, inner) && inner + text.length <= end ? [[0, inner]] : [];
}

/** The lines below `|`, each without its indentation. */
function literalPlaces(source: string, text: string, start: number): Places {
  const places: Places = [];
  let from = source.indexOf("\n", start) + 1;
  for (let at = 0; at < text.length; ) {
    const stop = text.indexOf("\n", at);
    const line = text.slice(at, stop < 0 ? text.length : stop);
    const newline = source.indexOf("\n", from);
    const to = newline < 0 ? source.length : newline;
    const written = source.charCodeAt(to - 1) === 13 && to > from ? to - 1 : to;
    const begin = written - line.length;
    if (line !== "" && (begin < from || !source.startsWith(line, begin))) return [];
    places.push([at, line === "" ? written : begin]);
    if (stop < 0) break;
    at = stop + 1;
    from = to + 1;
  }
  return places;
}
