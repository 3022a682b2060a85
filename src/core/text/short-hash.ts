/** A short stable mark of some texts: 64 bits, in hexadecimal. It tells findings apart and protects nothing. */
export function shortHash(parts: readonly string[]): string {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  // Parts are set apart by a character that no text of a tally may hold.
  for (const char of parts.join("\0")) {
    const code = char.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return [low, high].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
