import { editionNamed, findingsSchema, jsonSchema, knownEditions } from "../../pipeline/editions.ts";
import type { Io } from "../io.ts";
import { type ExitStatus, exit } from "../status.ts";

/** The schema of an edition's tallies; `findings` is that of what `validate --format json` prints. */
export async function schema(io: Io, id: string | undefined): Promise<ExitStatus> {
  if (id === "findings") io.out(findingsSchema().trimEnd());
  else io.out(JSON.stringify(jsonSchema(editionNamed(knownEditions(), id)), null, 2));
  return exit.fine;
}
