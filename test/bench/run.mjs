// node --expose-gc test/bench/run.mjs [section…] [--full] [--processes n]
// node test/bench/run.mjs make <folder> <count> [seed]
// Bundles the benchmarks beside the installed packages, outside what is kept, and runs them there.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "test/bench");
const dir = join(root, "node_modules/.cache/bench");
const make = process.argv[2] === "make";

if (!make) await compileProgram();
rmSync(dir, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(["main", "child", "rss", "make"].map((name) => [name, join(here, `${name}.ts`)])),
  external: [/^node:/, "docx", "exceljs", "docxtemplater", "pizzip", "docx-templates", "easy-template-x", "rolldown"],
  platform: "node",
  logLevel: "warn",
});
await bundle.write({ dir, format: "esm" });
await bundle.close();

const args = make ? [join(dir, "make.js"), ...process.argv.slice(3)] : [join(dir, "main.js"), ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;

/** The program itself is measured as it is shipped: compiled, and no older than its sources. */
async function compileProgram() {
  const compiled = join(root, "dist/compiled");
  const newest = Math.max(...["src", "templates"].map((folder) => newestIn(join(root, folder))));
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < newest) await import("../../.build/compile.mjs");
}

function newestIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
