import { compareText } from "./diagnostic.ts";
import type { Edition } from "./form/edition.ts";
import { pictureHashes } from "./picture.ts";
import type { Prose } from "./prose.ts";
import type { Subject } from "./rule.ts";
import type { Cell, Tally } from "./tally.ts";
import { sha256Text } from "./text/sha256.ts";

/** How a hash of what a report says is written: in a sign-off, and in the properties of a Word file and a workbook. */
const prefix = "sha256:";

/** A report, its record and the checks of its approval ask for the hash of one tally in turn. */
const hashed = new WeakMap<Tally, Subject & { readonly prose: Prose; readonly hash: string }>();

/**
 * The hash of what a report says: unit, year, form, every figure, every text with its tags expanded. What is said of it
 * beside that (who signed, what was waived, when it was published) is left out, as are the language of the keys, their
 * order, layout, comments, and totals that are written as they are computed. `digest` is SHA-256 in hexadecimal, as quick as
 * whoever runs us has it.
 */
export function contentHash(subject: Subject, prose: Prose, digest: (text: string) => string = sha256Text): string {
  const last = hashed.get(subject.tally);
  if (last?.prose === prose && last.figures === subject.figures && last.pictures === subject.pictures) return last.hash;
  const hash = `${prefix}${digest(canonicalContent(subject, prose))}`;
  hashed.set(subject.tally, { ...subject, prose, hash });
  return hash;
}

/** The canonical form itself: JSON without spaces, keys and paths in order of their code units. */
export function canonicalContent({ tally, edition, figures, pictures }: Subject, prose: Prose): string {
  const { file: _f, signoff: _s, published: _p, indexNumber: _i, waivers: _w, prose: _t, cells, ...rest } = tally;
  const kept = inOrder(cells, edition).filter(([path, { value, remark }]) => {
    return remark !== undefined || !edition.cellAt.get(path)?.terms || value !== figures.value(path);
  });
  const figuresOf = kept.map(([path, cell]): Entry => [path, cellJson(cell)]);
  const parts: Entry[] = Object.entries({ version: 1, ...rest }).flatMap(([key, value]): readonly Entry[] =>
    aboutTheFile.test(key) || value === undefined ? [] : [[key, JSON.stringify(plain(value))]],
  );
  const texts = [...prose].map(([id, { text }]): Entry => [id, JSON.stringify(text)]);
  parts.push(["cells", object(figuresOf)], ["texts", object(texts)]);
  if (pictures) parts.push(["pictures", JSON.stringify(plain(pictureHashes(pictures)))]);
  return object(parts);
}

/** A key and the JSON of its value. */
type Entry = readonly [key: string, json: string];

function object(entries: readonly Entry[]): string {
  const sorted = entries.toSorted(([a], [b]) => compareText(a, b));
  return `{${sorted.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`;
}

const paths = new WeakMap<Edition, readonly string[]>();

/** Cells by path, those of the form in order; what a unit has named itself comes after them. */
function inOrder(cells: Tally["cells"], edition: Edition): readonly (readonly [path: string, cell: Cell])[] {
  const known = paths.get(edition) ?? edition.cells.map(({ path }) => path).sort(compareText);
  paths.set(edition, known);
  const own = [...cells].filter(([path]) => !edition.cellAt.has(path));
  const ofForm = known.flatMap((path): readonly (readonly [string, Cell])[] => {
    const cell = cells.get(path);
    return cell ? [[path, cell]] : [];
  });
  return [...ofForm, ...own];
}

/** A report has two hundred cells, of which nearly all hold a number and nothing else. */
function cellJson(cell: Cell): string {
  const { value, remark, approximate } = cell;
  if (!approximate && remark === undefined) return value === undefined ? "{}" : `{"value":${value}}`;
  const { text, ...rest } = cell;
  return JSON.stringify(plain({ ...rest, ...(approximate && { text }) }));
}

/** Where a thing stands in its file, and whether it was written there, changes nothing that is said. */
const aboutTheFile = /^(?:span|places|omitted|from|\w+Span)$/;

function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => !aboutTheFile.test(key) && each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)).map(([key, each]) => [key, plain(each)]));
}
