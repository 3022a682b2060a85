import { compareText } from "./diagnostic.ts";
import type { Edition } from "./form/edition.ts";
import { once } from "./once.ts";
import { pictureHashes } from "./picture.ts";
import type { Prose } from "./prose.ts";
import type { Subject } from "./rule.ts";
import type { Cell, Tally } from "./tally.ts";
import { sha256Text } from "./text/hashes.ts";

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
  const parts: Entry[] = Object.entries({ version: 1, ...rest }).flatMap(([key, value]): readonly Entry[] =>
    aboutTheFile.test(key) || value === undefined ? [] : [[key, JSON.stringify(plain(value))]],
  );
  const texts = [...prose].map(([id, { text }]): Entry => [id, JSON.stringify(text)]);
  parts.push(["cells", cellsJson(cells, edition, figures)], ["texts", object(texts)]);
  if (pictures) parts.push(["pictures", JSON.stringify(plain(pictureHashes(pictures)))]);
  return object(parts);
}

/** A key and the JSON of its value. */
type Entry = readonly [key: string, json: string];

function object(entries: readonly Entry[]): string {
  const sorted = entries.toSorted(([a], [b]) => compareText(a, b));
  return `{${sorted.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`;
}

/** A cell of the form. */
interface KeyedCell {
  readonly path: string;
  /** The path as a key: `"requests.received.total":`. */
  readonly key: string;
  /** Added up from others: what is written is left out where it is that sum. */
  readonly computed: boolean;
}

/** The cells of a form in order of their paths. */
const keyedCells = once((edition: Edition): readonly KeyedCell[] =>
  edition.cells
    .map(({ path, terms }) => ({ path, key: `${JSON.stringify(path)}:`, computed: terms !== undefined }))
    .sort((a, b) => compareText(a.path, b.path)),
);

/** The cells that are written as an object: those of the form, and between them what a unit has named itself. */
function cellsJson(cells: Tally["cells"], edition: Edition, figures: Subject["figures"]): string {
  const own: (readonly [path: string, cell: Cell])[] = [];
  for (const entry of cells) if (!edition.cellAt.has(entry[0])) own.push(entry);
  own.sort(([a], [b]) => compareText(a, b));
  let json = "";
  let written = 0;
  const writeOwn = (before?: string): void => {
    for (; written < own.length; written++) {
      const [path, cell] = own[written] ?? [];
      if (path === undefined || cell === undefined || (before !== undefined && path > before)) return;
      json += `,${JSON.stringify(path)}:${cellJson(cell)}`;
    }
  };
  for (const { path, key, computed } of keyedCells(edition)) {
    const cell = cells.get(path);
    if (!cell || (computed && cell.remark === undefined && cell.value === figures.value(path))) continue;
    writeOwn(path);
    json += `,${key}${cellJson(cell)}`;
  }
  writeOwn();
  return `{${json.slice(1)}}`;
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
