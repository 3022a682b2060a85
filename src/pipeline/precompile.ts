import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrors } from "../core/diagnostic.ts";
import { companionTemplate, formatSpecs, formats } from "../core/formats.ts";
import { loadEditions, readAhead } from "../edition/load.ts";
import { precompileTemplate } from "../render/index.ts";
import { nodeCodec } from "./unit/node-codec.ts";
import { aheadName, aheadStart } from "./workspace/editions.ts";
import { packageRoot, templateFolders } from "./workspace/folders.ts";
import { readFormFiles } from "./workspace/form-files.ts";
import { sha256 } from "./workspace/sha256.ts";

const officeTemplates = [
  ...formats.flatMap((format) => (formatSpecs[format].office ? formatSpecs[format].template : [])),
  companionTemplate,
];

/** The shipped templates and edition files in forms that need no compiling; run when the program itself is compiled. */
export async function precompile(): Promise<readonly { readonly name: string; readonly source: string }[]> {
  const modules: { readonly name: string; readonly source: string }[] = [];
  const files = readFormFiles(templateFolders(undefined));
  for (const edition of loadEditions(files).all) {
    for (const name of officeTemplates) {
      const bytes = readFileSync(join(packageRoot(), "templates", edition.id, name));
      const { value, diagnostics } = await precompileTemplate({ name, bytes }, edition, {
        codec: nodeCodec,
        hash: sha256(bytes),
      });
      if (value === undefined || hasErrors(diagnostics)) {
        throw new Error(`templates/${edition.id}/${name}: ${diagnostics.map(({ message }) => message.en).join("; ")}`);
      }
      modules.push({ name: `${edition.id}-${name}.js`, source: value });
    }
  }
  const ahead = readAhead(files).map(([text, value]) => [sha256(text), value]);
  return [...modules, { name: aheadName, source: `${aheadStart}${JSON.stringify(ahead)}` }];
}
