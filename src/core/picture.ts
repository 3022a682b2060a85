import type { Text } from "./diagnostic.ts";

/** What a picture file is, by its first bytes and not by its name: how it ends in an archive, and on the web. */
export const pictureTypes = {
  png: "image/png",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
} as const;

export type PictureType = keyof typeof pictureTypes;

/** A picture that may stand in a report. */
export interface Picture {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
  /** In pixels, as it is shown at its own size. */
  readonly width: number;
  readonly height: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A picture that a text names, or why it cannot be used. */
export type PictureFile =
  | { readonly picture: Picture; readonly fault?: never }
  | { readonly picture?: never; readonly fault: { readonly message: Text; readonly help: Text } };

/** The pictures that a tally's texts name, by the name they are written with. */
export type Pictures = ReadonlyMap<string, PictureFile>;

/** The hashes of those that can be used, by name. */
export function pictureHashes(pictures: Pictures | undefined): Readonly<Record<string, string>> {
  const usable = [...(pictures ?? [])].flatMap(([name, { picture }]) => (picture ? [[name, picture.sha256]] : []));
  return Object.fromEntries(usable);
}
