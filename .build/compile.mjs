// Makes dist/: the program with all that it uses, in chunks of which a command loads only what it needs, then the shipped
// templates compiled, and the licences of what is bundled.
import { execFileSync } from "node:child_process";
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

/** What packages are for a browser serves Node too: the library for pages is made of the same chunks. */
const forAll = {
  fflate: join(root, "node_modules/fflate/esm/browser.js"),
  // Its parser is all that is used of it.
  handlebars: join(root, "node_modules/handlebars/dist/cjs/handlebars/compiler/base.js"),
  yaml: join(root, "node_modules/yaml/browser/index.js"),
};
/** How packages that are not modules come by Node's own: when asked, so that a page can load the chunk that holds this. */
const runtime = {
  name: "runtime",
  transform: {
    filter: { id: /^\0rolldown\/runtime\.js$/ },
    handler: (code) =>
      code
        .replace(/import\s*\{\s*createRequire\s*\}\s*from\s*["']node:module["'];?/, "")
        .replace("createRequire(import.meta.url)", "((id) => process.getBuiltinModule(id))"),
  },
};

/** The library for pages: the same functions with the forms given to them, which stand in a module beside it. */
const libraryEntry = `
import { useShipped } from ${JSON.stringify(join(root, "src/browser.ts"))};
import forms from "./forms.js";
useShipped(forms);
${["check", "importReport", "render", "rollUp", "schema"].map(exported).join("\n")}
`;
function exported(name) {
  const file = `src/library/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  return `export { ${name} } from ${JSON.stringify(join(root, file))};`;
}
const library = {
  name: "library",
  resolveId: {
    filter: { id: /^(?:gov-report\/browser|\.\/forms\.js)$/ },
    handler: (id) => (id === "./forms.js" ? { id, external: "absolute" } : "\0browser.js"),
  },
  load: { filter: { id: /^\0browser\.js$/ }, handler: () => libraryEntry },
};

// What only drawing loads, `docx` and `exceljs` with all that they use, comes to stand in chunks of its own.
const bundle = await rolldown({
  input: {
    browser: "gov-report/browser",
    cli: join(root, "src/cli/run.ts"),
    index: join(root, "src/index.ts"),
    worker: join(root, "src/pipeline/batch/worker.ts"),
    precompile: join(root, "src/pipeline/precompile.ts"),
  },
  external: [/^node:/],
  platform: "node",
  resolve: { alias: forAll },
  plugins: [packages, runtime, library],
  logLevel: "warn",
});
const { output } = await bundle.write({
  dir: dist,
  format: "esm",
  chunkFileNames: "chunk-[name]-[hash].js",
  // Names of functions and classes stay, for whoever reads where a fault arose.
  minify: {
    mangle: { toplevel: true, keepNames: true },
    compress: { keepNames: { function: true, class: true } },
    codegen: { removeWhitespace: true },
  },
  comments: false,
});
await bundle.close();

// What the entry page runs: one script for a browser, and its style.
const page = await rolldown({
  input: join(root, "src/page/main.ts"),
  platform: "browser",
  logLevel: "warn",
  // A browser parses HTML itself.
  resolve: { alias: { parse5: join(root, "src/page/parse-html.ts"), handlebars: forAll.handlebars } },
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
  .filter((name) => !files.has(name) && name !== "./forms.js" && !isBuiltin(name));
if (outside.length > 0) throw new Error(`not bundled: ${outside.join(", ")}`);

// What the library for pages is given: the forms and their templates, compiled as the program itself has them.
const compiled = readdirSync(join(dist, "compiled")).filter((name) => /report\.\w+\.js$/.test(name));
const shipped = readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /^(?:\w+\.yaml|\d+\/(?:\w+\.yaml|report\.\S+|text\/\w+\.hbs))$/.test(name))
  .sort()
  .map(formFile);
const forms = `${compiled.map((name, n) => `import t${n} from ${JSON.stringify(`./compiled/${name}`)};`).join("\n")}
import ahead from "./compiled/editions.js";
export default {
  ahead,
  files: ${JSON.stringify(shipped)},
  precompiled: { ${compiled.map((name, n) => `${JSON.stringify(name.replace("-", "/").slice(0, -3))}: t${n}`).join(", ")} },
};
`;
writeFileSync(join(dist, "forms.js"), forms);
function formFile(name) {
  const bytes = readFileSync(join(root, "templates", name));
  return /\.(?:docx|xlsx)$/.test(name) ? { name, base64: bytes.toString("base64") } : { name, text: bytes.toString() };
}

// A page can load nothing of Node, and nothing that is not beside the library.
const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
const reached = new Set(["browser.js"]);
for (const name of reached) {
  const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
  for (const imported of [...imports, ...dynamicImports]) {
    if (isBuiltin(imported)) throw new Error(`${name}, which pages load, imports ${imported}`);
    reached.add(imported);
  }
}

// What is found by `man gov-report`, of no day, so that the same sources make the same package. Pages of `man1` are in English.
const man = execFileSync(process.execPath, [join(root, "bin/gov-report.js"), "man", "--lang", "en"], {
  encoding: "utf8",
});
writeFileSync(join(dist, "gov-report.1"), man.replace(/^(\.TH \S+ 1) "[\d-]+"/, '$1 ""'));

// Its types, which are those of the library in Node, in one file.
const types = await rolldown({
  input: { index: join(root, "src/index.ts") },
  external: [/^node:/],
  plugins: [dts({ oxc: true, emitDtsOnly: true, tsconfig: join(root, "tsconfig.json") })],
  logLevel: "warn",
});
await types.write({ dir: dist, format: "esm", codeSplitting: false });
await types.close();

const bundled = packagesIn([...output, ...pageOutput]);
writeFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), `${notices(bundled)}\n`);
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const unused = Object.keys(dependencies).filter((name) => !bundled.some((one) => one.name === name));
if (unused.length > 0) throw new Error(`in package.json and never loaded: ${unused.join(", ")}`);
