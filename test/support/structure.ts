import type { Text } from "../../src/core/diagnostic.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { checkStructure as check } from "../../src/render/office/structure.ts";

/** What would make Word or Excel refuse or repair a built file. */
export function checkStructure(bytes: Uint8Array, format: "docx" | "xlsx"): readonly Text[] {
  return check(bytes, format, nodeCodec);
}
