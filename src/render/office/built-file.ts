import type { XmlPart } from "./xml.ts";

/** Every part of a built file, read. */
export interface BuiltFile {
  readonly names: ReadonlySet<string>;
  readonly xml: ReadonlyMap<string, XmlPart>;
  /** The relationships of a part by id: the target's name, or undefined for one outside of the file. */
  relations(part: string): ReadonlyMap<string, string | undefined>;
}
