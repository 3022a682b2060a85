import { UsageError } from "../../core/usage.ts";
import { jsonSchema } from "../../edition/json-schema.ts";
import { loadEditions } from "../../edition/load.ts";
import { templateFolders } from "../../pipeline/folders.ts";
import type { Io } from "../io.ts";
import { type ExitStatus, exit } from "../status.ts";

export async function schema(io: Io, id: string | undefined): Promise<ExitStatus> {
  const editions = loadEditions(templateFolders(undefined));
  const edition = id === undefined ? editions.all.at(-1) : editions.get(id);
  if (!edition) {
    const known = editions.all.map((candidate) => candidate.id).join(", ");
    throw new UsageError({ zh: `没有格式版本 ${id}；现有：${known}`, en: `no edition ${id}; there are: ${known}` });
  }
  io.out(JSON.stringify(jsonSchema(edition), null, 2));
  return exit.fine;
}
