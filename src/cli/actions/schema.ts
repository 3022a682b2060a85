import { editionNamed, jsonSchema, knownEditions, shippedSchema } from "../../pipeline/editions.ts";
import type { Io } from "../io.ts";
import { type ExitStatus, exit } from "../status.ts";

/** The schema of an edition's tallies; `findings` is that of what `validate --format json` prints, `manifest` of what `build` leaves. */
export async function schema(io: Io, id: string | undefined): Promise<ExitStatus> {
  if (id === "findings" || id === "manifest") io.out(shippedSchema(id).trimEnd());
  else io.out(JSON.stringify(jsonSchema(editionNamed(knownEditions(), id)), null, 2));
  return exit.fine;
}
