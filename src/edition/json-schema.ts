import { z } from "zod";
import type { Edition } from "../core/form/edition.ts";
import { tallySchema } from "./tally-schema.ts";

/**
 * The JSON Schema of an edition's tallies, for editors that know YAML: keys are completed in both languages, titles and
 * descriptions show the form's own words. Draft 7 is what yaml-language-server reads.
 */
export function jsonSchema(edition: Edition): object {
  return z.toJSONSchema(tallySchema(edition), { target: "draft-7", reused: "ref" });
}
