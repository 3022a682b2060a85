import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { rolldown } from "rolldown";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";

const root = packageRoot();

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

/** The library for browsers as it is shipped: the module that a page imports. */
const shippedLibrary: string = join(root, "dist/browser.js");

/** The text of the library's module and of all that it loads, now or later, by paths below `dist`. */
export function shippedModules(): ReadonlyMap<string, string> {
  const modules = new Map([["browser.js", readFileSync(shippedLibrary, "utf8")]]);
  for (const [name, text] of modules) {
    for (const [, path = ""] of text.matchAll(/\b(?:from|import)\s*\(?\s*["'`](\.\.?\/[\w./-]+\.js)["'`]/g)) {
      const imported = posix.join(posix.dirname(name), path);
      if (!modules.has(imported)) modules.set(imported, readFileSync(join(root, "dist", imported), "utf8"));
    }
  }
  return modules;
}

/** What the library for browsers is made of, without the forms. */
export const facade: string = ["browser", "library/check", "library/render", "library/roll-up", "library/import-report"]
  .map((name) => `export * from ${JSON.stringify(join(root, `src/${name}.ts`))};`)
  .join("\n");

/** What a page runs: the library as it is shipped, and the samples' work with it. */
export const pageEntry: string = [
  `import * as library from ${JSON.stringify(shippedLibrary)};`,
  `import { runSamples } from ${JSON.stringify(join(root, "test/browser/page.ts"))};`,
  "export const run = (request, rounds) => runSamples(library, request, rounds);",
].join("\n");
