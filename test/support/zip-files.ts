import { strFromU8, unzipSync, zipSync } from "fflate";

export type Parts = Record<string, string | Uint8Array>;

/** An archive of the given parts, as any program would write it. */
export function zipOf(parts: Parts): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(parts)) {
    files[name] = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  }
  return zipSync(files, { mtime: new Date(2020, 5, 1) });
}

/** The text of every part, read by another program than the one under test. */
export function unzipped(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}
