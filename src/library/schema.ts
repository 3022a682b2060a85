import type { Lang } from "../core/diagnostic.ts";
import { type JsonSchema, jsonSchema } from "../edition/tally-schema.ts";
import { forms } from "./input.ts";

/** Which schema; all of it may be left out. */
export interface SchemaOptions {
  /** The id of an edition, which is the first year it is for; the newest unless written. */
  readonly edition?: string;
  /** The language of the keys: Chinese unless written. */
  readonly keys?: Lang;
}

/**
 * The JSON Schema (draft 7) of an edition's tallies with keys in one language, with titles and descriptions, for editors and forms.
 * Undefined where there is no such edition.
 */
export function schema({ edition: id, keys = "zh" }: SchemaOptions = {}): JsonSchema | undefined {
  const { all, get } = forms().editions;
  const edition = id === undefined ? all.at(-1) : get(id);
  return edition && jsonSchema(edition, keys);
}
