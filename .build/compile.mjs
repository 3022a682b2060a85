// Makes dist/: the program in a few chunks that load only what a command needs, then the shipped templates compiled.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });

const bundle = await rolldown({
  input: {
    cli: join(root, "src/cli/run.ts"),
    index: join(root, "src/index.ts"),
    worker: join(root, "src/pipeline/batch/worker.ts"),
    precompile: join(root, "src/pipeline/precompile.ts"),
  },
  // Heavy packages that only drawing needs stay outside.
  external: [/^node:/, "docx", "exceljs"],
  platform: "node",
  logLevel: "warn",
});
await bundle.write({ dir: dist, format: "esm", chunkFileNames: "chunk-[name]-[hash].js", minify: false });
await bundle.close();

// What the entry page runs: one script for a browser, and its style.
const page = await rolldown({
  input: join(root, "src/page/main.ts"),
  platform: "browser",
  logLevel: "warn",
  // A browser parses HTML itself.
  resolve: { alias: { parse5: join(root, "src/page/parse-html.ts") } },
  // Browsers of six years ago; what they lack of the library stands in src/page/older-browsers.ts.
  transform: { target: "chrome87" },
});
await page.write({
  file: join(dist, "page.js"),
  format: "iife",
  name: "govReport",
  minify: true,
  codeSplitting: false,
});
await page.close();
copyFileSync(join(root, "src/page/page.css"), join(dist, "page.css"));

const { precompile } = await import(pathToFileURL(join(dist, "precompile.js")).href);
mkdirSync(join(dist, "compiled"), { recursive: true });
for (const { name, source } of await precompile()) writeFileSync(join(dist, "compiled", name), source);
