import { createHash } from "node:crypto";

/** A file name may have 255 bytes; this leaves room for an extension and a prefix. */
const longest = 200;
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * A file name made of a unit's name or a title: the same letters where every system allows them, safe elsewhere.
 * Never empty, never a path, never a name that Windows reserves; long ones are cut and end in a short hash.
 */
export function safeName(name: string): string {
  const cleaned = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/\s+/gu, " ")
    .replace(/^[. \-~]+|[. ]+$/g, "");
  const named = cleaned === "" ? "_" : reserved.test(cleaned) ? `_${cleaned}` : cleaned;
  return cut(named);
}

function cut(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let kept = "";
  let bytes = 0;
  for (const char of name) {
    bytes += Buffer.byteLength(char);
    if (bytes > longest - 9) break;
    kept += char;
  }
  return `${kept.trimEnd()}-${hash}`;
}

/** What two names share when a file system cannot tell them apart. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
