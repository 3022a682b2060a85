import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { leaves, tableCells } from "../core/cells.ts";
import { compareText } from "../core/diagnostic.ts";
import type { ActivityNode, Edition, Editions, Identity, Node } from "../core/edition.ts";
import { keyTree } from "../core/keys.ts";
import { parseEquation } from "./equation.ts";
import { activityFile, type EditionFile, type EditionNode, editionFile } from "./schema.ts";

/** An edition folder that cannot be used; the message says which file and why. */
export class EditionError extends Error {}

/**
 * Every edition in the given folders, each a folder of `<id>/edition.yaml`. A later folder's edition replaces an
 * earlier one of the same id, file by file: a clerk's own folder may hold nothing but a changed text.
 */
export function loadEditions(folders: readonly string[]): Editions {
  const ids = new Set<string>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && existsSync(join(folder, entry.name, "edition.yaml"))) ids.add(entry.name);
    }
  }
  const all = [...ids].sort(compareText).map((id) => loadEdition(id, folders));
  return {
    all,
    get: (id) => all.find((edition) => edition.id === id),
    forYear: (year) => all.find(({ reportYears: { from, to } }) => from <= year && (to === undefined || year <= to)),
  };
}

/** Where a file of an edition is found: the last folder that has it. */
export function editionPath(folders: readonly string[], id: string, name: string): string | undefined {
  return folders.map((folder) => join(folder, id, name)).findLast((path) => existsSync(path));
}

function loadEdition(id: string, folders: readonly string[]): Edition {
  const path = editionPath(folders, id, "edition.yaml");
  if (!path) throw new EditionError(`${id}: edition.yaml is missing`);
  const file = editionFile.safeParse(parse(readFileSync(path, "utf8")));
  if (!file.success) {
    const [issue] = file.error.issues;
    throw new EditionError(`${path}: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (file.data.id !== id) throw new EditionError(`${path}: id is ${file.data.id}, the folder is ${id}`);
  return assemble(file.data, loadActivity(folders), loadPartials(id, file.data, folders), path);
}

function assemble(
  file: EditionFile,
  activity: readonly ActivityNode[],
  partials: ReadonlyMap<string, string>,
  path: string,
): Edition {
  const tables = file.tables.map(({ id, name, grids, widths }) => ({
    id,
    name,
    grids: grids.map((grid) => ({ ...grid, columns: grid.columns.map(labelled), rows: grid.rows.map(labelled) })),
    ...(widths ? { widths } : {}),
  }));
  const cells = tables.flatMap(tableCells);
  const identities = file.identities.map(({ table, equation, says, basis }): Identity => {
    const sides = parseEquation(equation);
    const rows = new Set(
      tables.find((t) => t.id === table)?.grids.flatMap((grid) => leaves(grid.rows).map((leaf) => leaf.path)),
    );
    const unknown = sides ? [...sides.left, ...sides.right].find((row) => !rows.has(row)) : equation;
    if (!sides || unknown !== undefined)
      throw new EditionError(`${path}: identities: ${table}: no such row: ${unknown}`);
    return { table, ...sides, says, basis };
  });
  for (const section of file.sections) {
    const missing = section.tables.find((id) => !tables.some((table) => table.id === id));
    if (missing) throw new EditionError(`${path}: sections.${section.id}: no such table: ${missing}`);
  }
  return {
    ...file,
    tables,
    identities,
    activity,
    partials,
    cells,
    cellAt: new Map(cells.map((cell) => [cell.path, cell])),
    keys: keyTree(tables, activity),
  };
}

/** What is printed is the name, unless the form says otherwise. */
function labelled(node: EditionNode): Node {
  const { children, label, ...rest } = node;
  const printed: Node = { ...rest, label: label ?? node.name };
  return children ? { ...printed, children: children.map(labelled) } : printed;
}

function loadActivity(folders: readonly string[]): readonly ActivityNode[] {
  const path = folders.map((folder) => join(folder, "activity.yaml")).findLast((candidate) => existsSync(candidate));
  if (!path) return [];
  const file = activityFile.safeParse(parse(readFileSync(path, "utf8")));
  if (file.success) return file.data.activity;
  const [issue] = file.error.issues;
  throw new EditionError(`${path}: ${issue?.path.join(".")}: ${issue?.message}`);
}

function loadPartials(id: string, file: EditionFile, folders: readonly string[]): ReadonlyMap<string, string> {
  const partials = new Map<string, string>();
  for (const section of file.sections) {
    const path = section.prose ? editionPath(folders, id, join("text", `${section.id}.hbs`)) : undefined;
    if (path) partials.set(section.id, readFileSync(path, "utf8"));
  }
  return partials;
}
