import { editionNamed, jsonSchema, knownEditions } from "../../pipeline/editions.ts";
import type { Io } from "../io.ts";
import { type ExitStatus, exit } from "../status.ts";

export async function schema(io: Io, id: string | undefined): Promise<ExitStatus> {
  io.out(JSON.stringify(jsonSchema(editionNamed(knownEditions(), id)), null, 2));
  return exit.fine;
}
