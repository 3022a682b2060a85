import { StampError } from "../../core/report.ts";

/** A part in the output may not be larger; the largest known report has 0.3 MB. */
const mostBytes = 33_554_432;
/** Most values are a digit or two, or a short label: cheaper by hand than through a call into the engine. */
const longByHand = 40;

/** A part on its way, as UTF-8. All parts are written into the same memory: one is deflated before the next begins. */
export class ByteSink {
  private bytes = new Uint8Array(262_144);
  private used = 0;
  private readonly encoder = new TextEncoder();

  /** Forgets what was written. */
  restart(): void {
    this.used = 0;
  }

  /** What was written since; good until more is. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  text(text: string): void {
    this.reserve(text.length * 3);
    const { bytes } = this;
    let at = this.used;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (text.length > longByHand || (code & 0xf800) === 0xd800) {
        at += this.encoder.encodeInto(text.slice(i), bytes.subarray(at)).written;
        break;
      }
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.used = at;
  }

  private reserve(more: number): void {
    const needed = this.used + more;
    if (needed > mostBytes) {
      throw new StampError("GR726", {
        zh: "按此模板生成的文件过大",
        en: "the file that this template makes is too large",
      });
    }
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.written());
    this.bytes = larger;
  }
}
