import { compareText } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import type { FormNode, Table } from "../core/form/table.ts";
import { templateWords } from "../core/report.ts";
import type { FormFile } from "./form-files.ts";
import { rootKeys } from "./names.ts";
import { type ExtraFile, extraFile } from "./schema.ts";
import { issueWords, openYaml, type YamlFile } from "./yaml-file.ts";

/** A table that an area has added to the form, and the file that says so. */
export interface ExtraTable {
  readonly file: ExtraFile;
  readonly source: YamlFile;
}

/** The further tables in the template folders, by name. A later folder's file replaces an earlier one of the same name. */
export function loadExtras(files: readonly FormFile[], editions: ReadonlySet<string>): readonly ExtraTable[] {
  const tables = new Map<string, FormFile>();
  for (const file of files) {
    const [, name] = /^tables\/([^.~/][^/]*)\.ya?ml$/.exec(file.name) ?? [];
    if (name !== undefined) tables.set(name, file);
  }
  return [...tables].sort(([a], [b]) => compareText(a, b)).map(([name, file]) => readExtra(name, file, editions));
}

function readExtra(named: string, { path, bytes }: FormFile, editions: ReadonlySet<string>): ExtraTable {
  const source = openYaml(path, bytes);
  const result = extraFile.safeParse(source.value);
  if (!result.success) {
    // A misspelt key makes the right one seem to be missing.
    const { issues } = result.error;
    const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
    throw source.fault(issue?.path ?? [], issue ? issueWords(issue) : { zh: "看不懂", en: "cannot be understood" });
  }
  const file = result.data;
  if (file.id !== named) {
    throw source.fault(["id"], {
      zh: `id 要与文件名相同：文件叫 ${named}，这里写的是 ${file.id}`,
      en: `id must be the file's name: the file is ${named}, this says ${file.id}`,
    });
  }
  const unknown = file.editions?.findIndex((id) => !editions.has(id)) ?? -1;
  if (unknown >= 0) {
    const known = [...editions].join("、");
    throw source.fault(["editions", unknown], {
      zh: `没有格式版本 ${file.editions?.[unknown]}，现有：${known}；版本号要加引号`,
      en: `there is no edition ${file.editions?.[unknown]}; known: ${known.replaceAll("、", ", ")} (in quotes)`,
    });
  }
  file.grids.forEach((grid, i) => {
    checkNames(grid.columns, ["grids", i, "columns"], source);
    checkNames(grid.rows, ["grids", i, "rows"], source);
  });
  return { file, source };
}

type NamedNode = Pick<FormNode, "id" | "name"> & { readonly children?: readonly NamedNode[] };

/** Every figure needs an id, and no two keys beside each other may be called the same in either language. */
function checkNames(nodes: readonly NamedNode[], path: readonly PropertyKey[], source: YamlFile): void {
  const taken = new Set<string>();
  const visit = (list: readonly NamedNode[], at: readonly PropertyKey[]): void => {
    list.forEach((node, i) => {
      const here = [...at, i];
      if (node.id === undefined) {
        if (node.children) visit(node.children, [...here, "children"]);
        else
          throw source.fault(here, {
            zh: `“${node.name}”没有 id，填报时无法指称；请补上英文 id，如 id: visits`,
            en: `“${node.name}” has no id by which a tally could name it: add one, such as id: visits`,
          });
        return;
      }
      for (const word of new Set([node.id, node.name])) {
        if (taken.has(word)) {
          throw source.fault(here, {
            zh: `同一层里有两个“${word}”，请改名`,
            en: `there are two “${word}” beside each other: rename one`,
          });
        }
        taken.add(word);
      }
      if (node.children) checkNames(node.children, [...here, "children"], source);
    });
  };
  visit(nodes, path);
}

/** A table's own two names stand among the keys of a tally, and its id among the names of templates. */
export function checkPlace({ file, source }: ExtraTable, tables: readonly Pick<Table, "id" | "name">[]): void {
  const words = new Set([
    ...Object.values(rootKeys).flatMap(({ id, name }) => [id, name]),
    ...tables.flatMap(({ id, name }) => [id, name]),
    ...[...templateWords, "activity", "工作情况"],
  ]);
  for (const key of ["id", "name"] as const) {
    if (!words.has(file[key])) continue;
    throw source.fault([key], {
      zh: `“${file[key]}”在填报或模板中已有别的含义，请换一个名称`,
      en: `“${file[key]}” has another meaning in tallies or templates: choose another name`,
    });
  }
}

/** A figure of an added table that a rule names and that is not there, or a rule that is none. */
export function inExtra<T>(source: YamlFile, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const why = error.text.en.replace(/^[^:]*: /, "");
    const zh = why.replace("no such row", "表里没有这一行").replace("no such cell", "表里没有这个数");
    throw source.fault(ruleNamed(why, source.value), { zh, en: why });
  }
}

/** Where the rule stands that speaks of what is not there: `relations: no such cell: windowCases.closed.x`. */
function ruleNamed(why: string, file: unknown): readonly PropertyKey[] {
  const [list = ""] = why.split(":");
  const rules: unknown = (file as Readonly<Record<string, unknown>>)[list];
  const steps = (why.split(": ").at(-1) ?? "").split(".");
  if (!Array.isArray(rules)) return [];
  // A rule may name it from the table on or from further down.
  for (const from of steps.keys()) {
    const index = rules.findIndex((rule) => JSON.stringify(rule).includes(steps.slice(from).join(".")));
    if (index >= 0) return [list, index];
  }
  return [list];
}
