import { parse } from "yaml";
import type { z } from "zod";
import { compareText } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import { leaves, tableCells } from "../core/form/cells.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import type { Identity, Relation, Stock } from "../core/form/form-rules.ts";
import { findKey, join as joinPath, keyTree } from "../core/form/keys.ts";
import type { CellSpec, FormNode } from "../core/form/table.ts";
import { companionText } from "../core/formats.ts";
import { templateWords } from "../core/report.ts";
import { annexesWith, chargesIn, faultIn, framesIn } from "./activity-annexes.ts";
import { claimsWithin } from "./claims.ts";
import { parseEquation, parseRelation, parseStock } from "./equation.ts";
import { checkPlace, type ExtraTable, inExtra, loadExtras } from "./extra.ts";
import { type Ahead, type FormFile, formFile, textOf } from "./form-files.ts";
import { rootKeys } from "./names.ts";
import {
  type ActivityFile,
  activityFile,
  type EditionFile,
  type EditionNode,
  type ExtraFile,
  editionFile,
  joinRules,
} from "./schema.ts";
import { checkVocabulary, faultInFrame, loadWords, wordsFile, wordsName } from "./vocabulary.ts";

const editionName = "edition.yaml";
const activityName = "activity.yaml";

const schemas: Readonly<Record<string, z.ZodType<unknown>>> = {
  [editionName]: editionFile,
  [activityName]: activityFile,
  [wordsName]: wordsFile,
};

/** Edition files read and checked, each under its text: what the `ahead` of a later run may give. */
export function readAhead(files: readonly FormFile[]): readonly (readonly [text: string, value: unknown])[] {
  return files.flatMap((file) => {
    const schema = schemas[file.name.replace(/^.*\//, "")];
    return schema ? [[textOf(file), readYaml(file, schema, nothing)] as const] : [];
  });
}

const nothing: Ahead = () => undefined;

function readYaml<T>(file: FormFile, schema: z.ZodType<T>, ahead: Ahead): T {
  const { path } = file;
  const text = textOf(file);
  const known = ahead(text);
  // What was read ahead had passed the schema then, and is the same text now.
  if (known !== undefined) return known as T;
  const result = schema.safeParse(parseYaml(path, text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unusable(path, `${issue?.path.join(".")}: ${issue?.message}`);
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw unusable(path, error instanceof Error ? error.message : String(error));
  }
}

/** An edition file that cannot be used; its author needs to know where and why. */
function unusable(path: string, why: string): FileError {
  return new FileError(path, { zh: `格式文件不能使用：${why}`, en: `this edition file cannot be used: ${why}` });
}

/**
 * Every edition in the files of template folders, each with an `<id>/edition.yaml`. A later folder's edition replaces an
 * earlier one of the same id, file by file: a clerk's own folder may hold nothing but a changed text.
 */
export function loadEditions(files: readonly FormFile[], ahead: Ahead = nothing): Editions {
  const ids = new Set(
    files.flatMap(({ name }) => {
      const [id = "", rest] = name.split("/");
      return rest === editionName ? [id] : [];
    }),
  );
  const extras = loadExtras(files, ids);
  const all = [...ids].sort(compareText).map((id) => {
    const own = extras.filter(({ file }) => file.editions?.includes(id) ?? true);
    return loadEdition(id, files, ahead, own);
  });
  for (const edition of all) checkMoves(edition, all, files);
  checkVocabulary(files, all, ahead);
  return {
    all,
    get: (id) => all.find((edition) => edition.id === id),
    forYear: (year) => all.find(({ reportYears: { from, to } }) => from <= year && (to === undefined || year <= to)),
  };
}

/** A move that names nothing would silently carry what it should not. */
function checkMoves(edition: Edition, all: readonly Edition[], files: readonly FormFile[]): void {
  const { id, predecessor, moves, keys } = edition;
  if (predecessor === undefined && moves.length === 0) return;
  const path = formFile(files, `${id}/${editionName}`)?.path ?? id;
  const before = all.find((one) => one.id === predecessor);
  if (!before) throw unusable(path, `predecessor: no such edition: ${predecessor}`);
  for (const { from, to } of moves) {
    if (!findKey(before.keys, from.split("."))) throw unusable(path, `moves: no such path in ${before.id}: ${from}`);
    if (to !== undefined && !findKey(keys, to.split("."))) throw unusable(path, `moves: no such path: ${to}`);
  }
}

function loadEdition(id: string, files: readonly FormFile[], ahead: Ahead, extras: readonly ExtraTable[]): Edition {
  const source = formFile(files, `${id}/${editionName}`);
  if (!source) throw unusable(id, "edition.yaml is missing");
  const { path } = source;
  const file = readYaml(source, editionFile, ahead);
  if (file.id !== id) throw unusable(path, `id: ${file.id} ≠ ${id}`);
  const outside = loadActivity(files, ahead);
  const partials = loadPartials(id, file, files);
  const words = loadWords(files, file, ahead, framesIn(outside.activity));
  let whole = file;
  let edition = assemble(whole, outside, { partials, ...words }, path);
  for (const extra of extras) {
    checkPlace(extra, whole.tables);
    whole = withExtra(whole, extra.file);
    edition = inExtra(extra.source, () => assemble(whole, outside, { partials, ...words }, path));
  }
  return edition;
}

/** The form with one more table, as if it had stood in its file. */
function withExtra(file: EditionFile, extra: ExtraFile): EditionFile {
  const { id, name, grids, widths, title, notes, each, required } = extra;
  const table = { id, name, grids, ...(widths && { widths }), ...(!required && { optional: true as const }) };
  return {
    ...file,
    ...joinRules(file, extra),
    tables: [...file.tables, { ...table, extra: { title, notes, ...(each && { each }) } }],
  };
}

function assemble(
  file: EditionFile,
  { activity, annexes, summaryTables }: ActivityFile,
  texts: Pick<Edition, "partials" | "vocabulary" | "claims">,
  path: string,
): Edition {
  const tables = file.tables.map(({ grids, ...table }) => ({
    ...table,
    grids: grids.map((grid) => ({ ...grid, columns: grid.columns.map(labelled), rows: grid.rows.map(labelled) })),
  }));
  const cells = tables.flatMap(tableCells);
  const identities = file.identities.map(({ table, equation, says, basis }): Identity => {
    const sides = parseEquation(equation);
    const rows = new Set(
      tables.find((t) => t.id === table)?.grids.flatMap((grid) => leaves(grid.rows).map((leaf) => leaf.path)),
    );
    const unknown = sides ? [...sides.left, ...sides.right].find((row) => !rows.has(row)) : equation;
    if (!sides || unknown !== undefined) throw unusable(path, `identities: ${table}: no such row: ${unknown}`);
    return { table, ...sides, says, basis };
  });
  for (const { table, row } of file.carries) {
    if (!cells.some((cell) => cell.table === table && cell.row === row))
      throw unusable(path, `carries: ${table}: no such row: ${row}`);
  }
  const relations = file.relations.map((relation) => readRelation(relation, cells, path));
  const stocks = file.stocks.map((stock) => readStock(stock, cells, path));
  for (const name of ["magnitudes", "ceilings"] as const) {
    for (const row of file[name].flatMap(({ rows }) => rows)) {
      if (!cells.some((cell) => cell.path === row || cell.path.startsWith(`${row}.`)))
        throw unusable(path, `${name}: no such row: ${row}`);
    }
  }
  const keys = keyTree(tables, activity);
  for (const { id, path: figure } of file.headlines) {
    if (!findKey(keys, figure.split("."))) throw unusable(path, `headlines: ${id}: no such figure: ${figure}`);
  }
  const taken = tables.find(({ id }) => templateWords.includes(id) || id in rootKeys);
  if (taken) throw unusable(path, `tables: ${taken.id}: this name has another meaning in tallies or templates`);
  for (const section of file.sections) {
    const missing = section.tables.find((id) => !tables.some((table) => table.id === id));
    if (missing) throw unusable(path, `sections.${section.id}: no such table: ${missing}`);
  }
  const activityAnnexes = annexesWith(activity, annexes);
  const fault = faultIn(activityAnnexes, activity, keys);
  if (fault !== undefined) throw unusable(activityName, fault);
  for (const frame of framesIn(activity)) {
    const root = findKey(keys, frame.root.split("."));
    const wrong = faultInFrame(frame, root ? [root] : []);
    if (wrong) throw unusable(activityName, `words: ${frame.id}: no such figure: ${wrong.id}`);
  }
  return {
    ...file,
    moves: file.moves.flatMap(({ from, ...rest }) => from.map((one) => ({ from: one, ...rest }))),
    tables,
    identities,
    relations,
    stocks,
    activity,
    charges: chargesIn(activity),
    activityAnnexes,
    summaryTables,
    ...texts,
    claims: claimsWithin(texts.claims, keys),
    cells,
    cellAt: new Map(cells.map((cell) => [cell.path, cell])),
    keys,
  };
}

function readRelation(
  { relation, ...rest }: EditionFile["relations"][number],
  cells: readonly CellSpec[],
  path: string,
): Relation {
  const parsed = parseRelation(relation);
  const named = parsed ? [...parsed.left, ...parsed.right].map((term) => term.path) : [];
  const paths = rest.over.flatMap((base) => named.map((name) => joinPath(base, name)));
  const unknown = parsed ? paths.find((cell) => !cells.some((spec) => spec.path === cell)) : relation;
  if (!parsed || unknown !== undefined) throw unusable(path, `relations: no such cell: ${unknown}`);
  return { ...rest, ...parsed };
}

function readStock(
  { rows, equation, says, basis }: EditionFile["stocks"][number],
  cells: readonly CellSpec[],
  path: string,
): Stock {
  const parsed = parseStock(equation);
  const own = parsed ? [parsed.column, ...parsed.terms.flatMap((term) => (term.last ? [] : [term.column]))] : [];
  const paths = rows.flatMap((row) => own.map((column) => `${row}.${column}`));
  const unknown = parsed ? paths.find((cell) => !cells.some((spec) => spec.path === cell)) : equation;
  if (!parsed || unknown !== undefined) throw unusable(path, `stocks: no such cell: ${unknown}`);
  return { rows, ...parsed, says, basis };
}

/** What is printed is the name, unless the form says otherwise. */
function labelled(node: EditionNode): FormNode {
  const { children, label, ...rest } = node;
  const printed: FormNode = { ...rest, label: label ?? node.name };
  return children ? { ...printed, children: children.map(labelled) } : printed;
}

function loadActivity(files: readonly FormFile[], ahead: Ahead): ActivityFile {
  const file = formFile(files, activityName);
  return file ? readYaml(file, activityFile, ahead) : { activity: [], annexes: [], summaryTables: [] };
}

function loadPartials(id: string, file: EditionFile, files: readonly FormFile[]): ReadonlyMap<string, string> {
  const partials = new Map<string, string>();
  for (const section of file.sections) {
    const text = section.prose ? formFile(files, `${id}/text/${section.id}.hbs`) : undefined;
    if (text) partials.set(section.id, textOf(text));
  }
  const companion = formFile(files, `${id}/text/${companionText}.hbs`);
  if (companion) partials.set(companionText, textOf(companion));
  return partials;
}
