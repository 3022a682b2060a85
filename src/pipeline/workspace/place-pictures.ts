import type { Output } from "../../write/files.ts";
import type { ImportedFile } from "../unit/import.ts";
import { standing } from "./start.ts";

/**
 * The pictures of a tally as files beside it, and its text as it names them. A picture never takes the place of another one:
 * its name is counted up.
 */
export function placePictures(
  folder: string,
  { source, pictures }: NonNullable<ImportedFile["tally"]>,
): { readonly text: string; readonly pictures: readonly Output[] } {
  let { text } = source;
  const beside = [...(pictures ?? [])].map(([asked, bytes]) => {
    let picture = { name: asked, bytes };
    for (let n = 2; standing(folder, picture); n++) {
      picture = { name: asked.replace(/(?=\.\w+$)/, `-${n}`), bytes };
    }
    text = text.replaceAll(`](${asked})`, `](${picture.name})`);
    return picture;
  });
  return { text, pictures: beside };
}
