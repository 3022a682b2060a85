import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { type Codec, deflateLevel } from "../../render/index.ts";

/** `zlib` is five times as fast here as any deflate in JavaScript. */
export const nodeCodec: Codec = {
  deflate: (bytes) => deflateRawSync(bytes, { level: deflateLevel }),
  inflate: (raw, size) => inflateRawSync(raw, { maxOutputLength: Math.max(1, size) }),
  crc32,
};
