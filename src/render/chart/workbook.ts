import type { Trend } from "../../core/trend.ts";

export function chartsInWorkbook(bytes: Uint8Array, _trend: Trend): Uint8Array {
  return bytes;
}
