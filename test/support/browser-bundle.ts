import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";

const root = packageRoot();
const compiled = join(root, "dist/compiled");

export interface BrowserScript {
  readonly code: string;
  /** The files of which something is in it. */
  readonly modules: readonly string[];
  /** What it would have to import. */
  readonly outside: readonly string[];
}

/** An entry of a program for browsers in one script, its exports in the global `govReport`. */
export async function browserScript(entry: string): Promise<BrowserScript> {
  const bundle = await rolldown({
    input: "entry",
    platform: "browser",
    logLevel: "warn",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? "\0entry.js" : undefined),
        load: (id) => (id === "\0entry.js" ? entry : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "iife", name: "govReport", minify: true, codeSplitting: false });
  await bundle.close();
  const [{ code, imports, dynamicImports, modules }] = output;
  const used = Object.entries(modules).flatMap(([path, { renderedLength }]) => (renderedLength > 0 ? [path] : []));
  return { code, modules: used, outside: [...imports, ...dynamicImports] };
}

/** The facade alone. */
export const facade: string = `export * from ${JSON.stringify(join(root, "src/browser.ts"))};`;

/** The templates compiled ahead of time, by the names of their templates. */
export function precompiledModules(): readonly { readonly name: string; readonly path: string }[] {
  return readdirSync(compiled)
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({ name: file.replace(/^(\w+)-(.*)\.js$/, "$1/$2"), path: join(compiled, file) }));
}

/** What a page runs, with every template. */
export function pageEntry(): string {
  const modules = precompiledModules();
  const imports = modules.map(({ path }, i) => `import p${i} from ${JSON.stringify(path)};`);
  const table = modules.map(({ name }, i) => `${JSON.stringify(name)}: p${i}`).join(", ");
  return [
    `import { runSamples } from ${JSON.stringify(join(root, "test/browser/page.ts"))};`,
    ...imports,
    `export const run = (request, rounds) => runSamples(request, { ${table} }, rounds);`,
  ].join("\n");
}

/** The files of the shipped templates folder, as a page would be given them. */
export function shippedFiles(): readonly { readonly name: string; readonly base64: string }[] {
  const folder = join(root, "templates");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(?:yaml|hbs|docx|xlsx)$/.test(name))
    .map((name) => ({ name, base64: readFileSync(join(folder, name)).toString("base64") }));
}
