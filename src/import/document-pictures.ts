import { type PictureType, pictureTypes } from "../core/picture.ts";
import { type DocumentPicture, type KeptPicture, oneLine, type ReadPictures } from "./document.ts";

/** A picture as a document has it. */
export interface FoundPicture extends DocumentPicture {
  /** Undefined where the file holds no more of it than where it lies. */
  readonly bytes: Uint8Array | undefined;
  /** What its writer calls it: the name of the file that was put in, or "图片 1". */
  readonly name: string;
}

/** Who reads the pictures that a document only names, where anybody can. */
export interface PictureReader {
  /** The bytes of a picture beside the document or below; undefined where there is none that can be used. */
  readonly pictureAt?: (name: string) => Uint8Array | undefined;
}

const longestWords = 200;

/** Takes the pictures out of a document: each as a file that goes beside the tally, and the line that names it in the text. */
export class DocumentPictures implements ReadPictures {
  readonly kept: Map<string, KeptPicture> = new Map();
  readonly lost: DocumentPicture[] = [];

  /** The line of a picture in a text, as in `![说明](图/渠道.png)`; undefined where the picture cannot be taken. */
  line({ bytes, name, words: found, place }: FoundPicture): string | undefined {
    const words = oneLine(found).replace(/[[\]]/g, "").slice(0, longestWords);
    const type = bytes && typeOf(bytes);
    if (!bytes || !type) {
      this.lost.push({ words, place });
      return undefined;
    }
    const file = this.#nameFor(name, bytes, type);
    // A picture of ours that has no words says where it lay instead.
    const line = `![${words === file ? "" : words}](${file})`;
    this.kept.set(file, { bytes, line, words, place });
    return line;
  }

  #nameFor(asked: string, bytes: Uint8Array, type: PictureType): string {
    const free = (name: string): boolean => {
      const taken = this.kept.get(name);
      return !taken || same(taken.bytes, bytes);
    };
    if (ownName.test(asked) && endings[type].test(asked) && free(asked)) return asked;
    for (let n = 1; ; n++) {
      const name = `图/图片${n}.${type === "jpeg" ? "jpg" : type}`;
      if (free(name)) return name;
    }
  }
}

/** A name of a file beside the tally or in folders below it, of which none is hidden, none above, none another system's. */
const ownName =
  /^(?:[^\s./\\:*?"'<>|()[\]\p{Cc}][^/\\:*?"<>|()[\]\p{Cc}]{0,60}\/){0,3}[^\s./\\:*?"'<>|()[\]\p{Cc}][^/\\:*?"<>|()[\]\p{Cc}]{0,80}$/u;

const endings: Readonly<Record<PictureType, RegExp>> = { png: /\.png$/i, jpeg: /\.jpe?g$/i, svg: /\.svg$/i };

/** By the first bytes; whether a picture is whole is seen where a report is made of it. */
function typeOf(bytes: Uint8Array): PictureType | undefined {
  const begins = String.fromCharCode(...bytes.subarray(0, 4));
  if (begins === "\u0089PNG") return "png";
  if (begins.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  return /<(?:\w+:)?svg[\s>]/.test(new TextDecoder().decode(bytes.subarray(0, 4_096))) ? "svg" : undefined;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The bytes of a picture that stands in an address itself, as in `data:image/png;base64,…`. */
export function pictureInAddress(address: string): Uint8Array | undefined {
  const [, type = "", data = ""] = /^data:([\w/+.-]+);base64,([\w+/=\s]+)$/.exec(address.trim()) ?? [];
  if (!Object.values<string>(pictureTypes).includes(type.toLowerCase())) return undefined;
  try {
    return Uint8Array.from(atob(data.replace(/\s/g, "")), (char) => char.charCodeAt(0));
  } catch {
    return undefined; // cut short
  }
}
