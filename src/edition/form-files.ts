/** One file of a templates folder, wherever such folders are kept. */
export interface FormFile {
  /** Where it stands in its folder, with slashes: `<edition>/edition.yaml`. */
  readonly name: string;
  /** What messages call it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What was read ahead of time of an edition file with this text: reading YAML is most of what a short run costs. */
export type Ahead = (text: string) => unknown;

/** The file of a name that counts: folders come in order, and a later one's replaces an earlier one's. */
export function formFile(files: readonly FormFile[], name: string): FormFile | undefined {
  return files.findLast((file) => file.name === name);
}

export function textOf({ bytes }: FormFile): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
