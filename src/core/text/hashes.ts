/** Rounds of FIPS 180-4, the fractional parts of the cube roots of the first 64 primes. */
const rounds: Uint32Array = new Uint32Array(64);
const initial: Uint32Array = new Uint32Array(8);

for (let candidate = 2, found = 0; found < 64; candidate++) {
  let prime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
  if (!prime) continue;
  if (found < 8) initial[found] = (candidate ** (1 / 2) % 1) * 2 ** 32;
  rounds[found++] = (candidate ** (1 / 3) % 1) * 2 ** 32;
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256Text(text: string): string {
  return sha256Bytes(new TextEncoder().encode(text));
}

/** SHA-256 in hexadecimal, where there may be no `node:crypto`. */
export function sha256Bytes(bytes: Uint8Array): string {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = initial.slice();
  const words = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) block(view, at, words, state);
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

function block(view: DataView, at: number, words: Uint32Array, state: Uint32Array): void {
  const w = (i: number): number => words[i] ?? 0;
  for (let i = 0; i < 64; i++) {
    words[i] =
      i < 16
        ? view.getUint32(at + i * 4)
        : w(i - 16) +
          (turn(w(i - 15), 7) ^ turn(w(i - 15), 18) ^ (w(i - 15) >>> 3)) +
          w(i - 7) +
          (turn(w(i - 2), 17) ^ turn(w(i - 2), 19) ^ (w(i - 2) >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + w(i)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + word;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

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
