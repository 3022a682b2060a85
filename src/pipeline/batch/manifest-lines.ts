import { deflateRawSync, inflateRawSync } from "node:zlib";

/** So many lines are deflated together: they are alike, and come to a third. */
const together = 64;
const newline = 10;

/** The lines of a manifest by key. A country's come to forty megabytes, so those that are new are kept deflated. */
export class ManifestLines {
  /** A line that is held elsewhere anyway, or the number of one that is new. */
  readonly #lines = new Map<string, Uint8Array | number>();
  readonly #packed: Uint8Array[] = [];
  #pending: Uint8Array[] = [];
  #count = 0;
  #opened: { readonly pack: number; readonly lines: readonly Uint8Array[] } | undefined;

  has(key: string): boolean {
    return this.#lines.has(key);
  }

  keys(): Iterable<string> {
    return this.#lines.keys();
  }

  /** Takes a line that lies in a manifest which is in memory as a whole. */
  hold(key: string, line: Uint8Array): void {
    this.#lines.set(key, line);
  }

  add(key: string, line: Uint8Array): void {
    this.#lines.set(key, this.#count++);
    this.#pending.push(line);
    if (this.#pending.length < together) return;
    this.#packed.push(deflateRawSync(joined(this.#pending), { level: 1 }));
    this.#pending = [];
  }

  get(key: string): Uint8Array | undefined {
    const found = this.#lines.get(key);
    return typeof found === "number" ? this.#open(Math.floor(found / together))[found % together] : found;
  }

  /** Lines are asked for in nearly the order they came in. */
  #open(pack: number): readonly Uint8Array[] {
    const bytes = this.#packed[pack];
    if (!bytes) return this.#pending;
    if (this.#opened?.pack !== pack) this.#opened = { pack, lines: parted(inflateRawSync(bytes)) };
    return this.#opened.lines;
  }
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  const end = Uint8Array.of(newline);
  return Buffer.concat(lines.flatMap((line) => [line, end]));
}

function parted(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
}
