import { editionNamed, jsonSchema, knownEditions, shippedSchema } from "../../pipeline/workspace/editions.ts";
import type { SchemaOptions } from "../commands/schema.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { ownTemplates, templatesAround } from "./inputs.ts";

/** The schema of an edition's tallies; `findings` is that of what `validate --format json` prints, `manifest` of what `build` leaves. */
export async function schema(io: Io, id: string | undefined, options: SchemaOptions): Promise<ExitStatus> {
  if (id === "findings" || id === "manifest") io.out(shippedSchema(id).trimEnd());
  else io.out(JSON.stringify(jsonSchema(editionNamed(knownEditions(ownFolder(io, options)), id)), null, 2));
  return exit.fine;
}

/** The tables that an area has added are in the schema of its workspace. */
function ownFolder(io: Io, { templates }: SchemaOptions): string | undefined {
  return templates === undefined ? templatesAround(io, ".") : ownTemplates(io, templates);
}
