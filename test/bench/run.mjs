// node --expose-gc test/bench/run.mjs [section…] [--full] [--processes n]
// Bundles the benchmarks beside the installed packages, outside what is kept, and runs them there.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "test/bench");
const dir = join(root, "node_modules/.cache/bench");

// The program itself is measured as it is shipped: compiled, and no older than its sources.
const built = join(root, "dist/cli.js");
const newest = Math.max(...["src", "templates"].map((folder) => newestIn(join(root, folder))));
if (!existsSync(built) || !existsSync(join(root, "dist/compiled")) || statSync(built).mtimeMs < newest) {
  await import("../../.build/compile.mjs");
}

rmSync(dir, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: join(here, "main.ts"), child: join(here, "child.ts"), rss: join(here, "rss.ts") },
  external: [/^node:/, "docx", "exceljs", "docxtemplater", "pizzip"],
  platform: "node",
  logLevel: "warn",
});
await bundle.write({ dir, format: "esm" });
await bundle.close();

const { status } = spawnSync(process.execPath, [join(dir, "main.js"), ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;

function newestIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
