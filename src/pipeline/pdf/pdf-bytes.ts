/** Whether these are the bytes of a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

/** The faces that are embedded in a PDF, by their plain names: FangSong where the machine has it, else what stands in for it. */
export function facesIn(pdf: Uint8Array): readonly string[] {
  const found = Buffer.from(pdf)
    .toString("latin1")
    .matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([^\s/<>[\]()]+)/g);
  return [...new Set([...found].map(([, name = ""]) => decoded(name)))].sort();
}

/** `#E4#BB` are bytes. */
function decoded(name: string): string {
  const bytes = name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
