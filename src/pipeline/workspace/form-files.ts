import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FormFile } from "../../edition/form-files.ts";

/** The edition files of template folders, folder by folder: forms, texts, words and added tables; not the templates. */
export function readFormFiles(folders: readonly string[]): readonly FormFile[] {
  return folders.flatMap((folder) => namesIn(folder).map((name) => readFormFile(folder, name)));
}

function readFormFile(folder: string, name: string): FormFile {
  const path = join(folder, name);
  return { name, path, bytes: readFileSync(path) };
}

/** What is common to all editions first, then edition by edition. */
function namesIn(folder: string): readonly string[] {
  const ids = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "tables",
  );
  return [
    ...["activity.yaml", "words.yaml"].filter((name) => existsSync(join(folder, name))),
    ...filesIn(folder, "tables", /^[^.~].*\.ya?ml$/),
    ...ids.flatMap(({ name: id }) => [
      ...filesIn(folder, id, /^(?:edition|words)\.yaml$/),
      ...filesIn(folder, `${id}/text`, /\.hbs$/),
    ]),
  ];
}

function filesIn(folder: string, below: string, wanted: RegExp): readonly string[] {
  const path = join(folder, below);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path)
    .filter((name) => wanted.test(name))
    .map((name) => `${below}/${name}`);
}
