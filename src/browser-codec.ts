import { deflateSync, inflateSync } from "fflate";
import { type Codec, deflateLevel } from "./render/index.ts";

/** Deflate where there is no zlib. The deflated bytes are others than zlib's; what they hold is the same. */
export const browserCodec: Codec = {
  deflate: (bytes) => deflateSync(bytes, { level: deflateLevel }),
  inflate,
  crc32,
};

/** One byte more than may come out shows that more would have: nothing is written beyond the room given. */
function inflate(raw: Uint8Array, size: number): Uint8Array {
  const bytes = inflateSync(raw, { out: new Uint8Array(size + 1) });
  if (bytes.length > size) throw new RangeError(`more than ${size} bytes`);
  return bytes;
}

const crcs: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcs[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
