// Makes dist/: the program with all that it uses, in chunks of which a command loads only what it needs, then the shipped
// templates compiled, and the licences of what is bundled.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { notices, packagesIn } from "./third-party.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });

/** Required where it is defined and never used here: CSV and reading by `exceljs`, tar archives. */
const neverUsed =
  /[\\/](?:exceljs[\\/]lib[\\/](?:csv[\\/]csv|stream[\\/]xlsx[\\/]workbook-reader)|archiver[\\/]lib[\\/]plugins[\\/]tar)\.js$/;
/** Node warns of `new Buffer` wherever it does not stand in node_modules. */
const outdated = /[\\/]archiver-utils[\\/]index\.js$/;
const packages = {
  name: "packages",
  load: { filter: { id: neverUsed }, handler: () => "module.exports = class { append() {} finalize() {} };" },
  transform: {
    filter: { id: outdated },
    handler: (code) =>
      code.replaceAll("new Buffer(0)", "Buffer.alloc(0)").replaceAll("new Buffer(source)", "Buffer.from(source)"),
  },
};

// What only drawing loads, `docx` and `exceljs` with all that they use, comes to stand in chunks of its own.
const bundle = await rolldown({
  input: {
    cli: join(root, "src/cli/run.ts"),
    index: join(root, "src/index.ts"),
    worker: join(root, "src/pipeline/batch/worker.ts"),
    precompile: join(root, "src/pipeline/precompile.ts"),
  },
  external: [/^node:/],
  platform: "node",
  plugins: [packages],
  logLevel: "warn",
});
const { output } = await bundle.write({
  dir: dist,
  format: "esm",
  chunkFileNames: "chunk-[name]-[hash].js",
  // Names stay, for whoever reads where a fault arose.
  minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
  comments: false,
});
await bundle.close();

// What the entry page runs: one script for a browser, and its style.
const page = await rolldown({
  input: join(root, "src/page/main.ts"),
  platform: "browser",
  logLevel: "warn",
  // A browser parses HTML itself.
  resolve: {
    alias: { parse5: join(root, "src/page/parse-html.ts"), "js-yaml": join(root, "src/page/no-events.ts") },
  },
  // Browsers of six years ago; what they lack of the library stands in src/page/older-browsers.ts.
  transform: { target: "chrome87" },
});
const { output: pageOutput } = await page.write({
  file: join(dist, "page.js"),
  format: "iife",
  name: "govReport",
  minify: true,
  codeSplitting: false,
});
await page.close();
// The page is passed on by itself: it carries the licences of what it holds.
const inPage = notices(packagesIn(pageOutput)).replaceAll("*/", "* /");
writeFileSync(join(dist, "page.js"), `/*!\n${inPage}\n*/\n${readFileSync(join(dist, "page.js"), "utf8")}`);
copyFileSync(join(root, "src/page/page.css"), join(dist, "page.css"));

const { precompile } = await import(pathToFileURL(join(dist, "precompile.js")).href);
mkdirSync(join(dist, "compiled"), { recursive: true });
for (const { name, source } of await precompile()) writeFileSync(join(dist, "compiled", name), source);

const files = new Set(output.map(({ fileName }) => fileName));
const outside = output
  .flatMap(({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports])
  .filter((name) => !files.has(name) && !isBuiltin(name));
if (outside.length > 0) throw new Error(`not bundled: ${outside.join(", ")}`);

// The library for pages and workers: one module with the forms and their templates in it.
const compiled = readdirSync(join(dist, "compiled")).filter((name) => /report\.\w+\.js$/.test(name));
const shipped = readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /^(?:\w+\.yaml|\d+\/(?:\w+\.yaml|report\.\S+|text\/\w+\.hbs))$/.test(name))
  .sort()
  .map((name) => ({ name, base64: readFileSync(join(root, "templates", name)).toString("base64") }));
const entry = `
import { useShipped } from ${JSON.stringify(join(root, "src/browser.ts"))};
${compiled.map((name, n) => `import t${n} from ${JSON.stringify(join(dist, "compiled", name))};`).join("\n")}
import ahead from ${JSON.stringify(join(dist, "compiled/editions.json"))};
useShipped({
  ahead,
  files: ${JSON.stringify(shipped)},
  precompiled: { ${compiled.map((name, n) => `${JSON.stringify(name.replace("-", "/").slice(0, -3))}: t${n}`).join(", ")} },
});
${["check", "importReport", "render", "rollUp", "schema"].map(exported).join("\n")}
`;
function exported(name) {
  const file = `src/library/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  return `export { ${name} } from ${JSON.stringify(join(root, file))};`;
}
const browser = await rolldown({
  input: "gov-report/browser",
  platform: "browser",
  plugins: [
    {
      name: "entry",
      resolveId: { filter: { id: /^gov-report\/browser$/ }, handler: () => "\0browser.js" },
      load: { filter: { id: /^\0browser\.js$/ }, handler: () => entry },
    },
  ],
  logLevel: "warn",
});
const { output: browserOutput } = await browser.write({
  file: join(dist, "browser.js"),
  format: "esm",
  minify: true,
  codeSplitting: false,
});
await browser.close();
// What tools know a module by has a line of its own; the licences stand in the file beside it.
const module = readFileSync(join(dist, "browser.js"), "utf8").replace(/export\{[^}]*\};?\s*$/, "\n$&");
writeFileSync(join(dist, "browser.js"), `/*! Third parties: THIRD-PARTY-NOTICES.txt */\n${module}`);

// Its types, which are those of the library in Node, in one file.
const types = await rolldown({
  input: { index: join(root, "src/index.ts") },
  external: [/^node:/],
  plugins: [dts({ oxc: true, emitDtsOnly: true, tsconfig: join(root, "tsconfig.json") })],
  logLevel: "warn",
});
await types.write({ dir: dist, format: "esm", codeSplitting: false });
await types.close();

const bundled = packagesIn([...output, ...pageOutput, ...browserOutput]);
writeFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), `${notices(bundled)}\n`);
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const unused = Object.keys(dependencies).filter((name) => !bundled.some((one) => one.name === name));
if (unused.length > 0) throw new Error(`in package.json and never loaded: ${unused.join(", ")}`);
