// Packs what is published. dist/ holds all that the program uses, so what is packed declares no dependencies. It is packed
// from a folder of copies: package.json of the repository is never changed, whatever happens meanwhile.
//
//   node .build/pack.mjs [folder]   packs into a folder, out/ unless said
//   node .build/pack.mjs --check    the same, then publint and attw on what was packed
//   node .build/pack.mjs --replace  after `npm pack`: in place of what npm has packed
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { argv, env, execPath } from "node:process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const repository = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What an installed package needs to say: nothing of how it is made, and nothing to be installed with it. */
export function packedManifest({ scripts, dependencies, devDependencies, overrides, ...published }) {
  return published;
}

/** Of what is published, what the command line itself has no use for. */
export const forProgrammers = ["dist/index.d.ts", "dist/browser.js", "dist/forms.js"];

/** Copies what is published into a folder, which is then a package of its own. */
export function stage(folder) {
  const left = (name) => name.startsWith("!");
  for (const name of repository.files.filter((one) => !left(one))) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of repository.files.filter(left)) rmSync(join(folder, name.slice(1)));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(packedManifest(repository), null, 2)}\n`);
}

/** Packs into a folder. The path of the tarball. */
export function pack(destination) {
  const folder = mkdtempSync(join(tmpdir(), "gov-report-pack-"));
  try {
    stage(folder);
    mkdirSync(destination, { recursive: true });
    npm(["pack", folder, "--ignore-scripts", "--silent", "--pack-destination", destination]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return join(destination, tarball());
}

function tarball() {
  return `${repository.name}-${repository.version}.tgz`;
}

/** npm as the script that runs it was started, else the one on the path. */
export function npm(args) {
  const { npm_execpath: script, npm_config_dry_run: _, ...rest } = env;
  const options = { cwd: tmpdir(), env: rest, stdio: ["ignore", "ignore", "inherit"] };
  if (script?.endsWith(".js")) execFileSync(execPath, [script, ...args], options);
  else execFileSync("npm", args, { ...options, shell: process.platform === "win32" });
}

function check(packed) {
  const tool = (name, args) =>
    execFileSync(execPath, [join(root, "node_modules", name), ...args], { cwd: root, stdio: "inherit" });
  tool("publint/src/cli.js", ["--strict", packed]);
  tool("@arethetypeswrong/cli/dist/index.js", [packed, "--profile", "esm-only"]);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [, , asked = "out"] = argv;
  if (asked === "--check") check(pack(join(root, "out")));
  else if (asked === "--replace") {
    const destination = resolve(env.INIT_CWD ?? root, env.npm_config_pack_destination ?? ".");
    if (existsSync(join(destination, tarball()))) pack(destination);
  } else console.log(pack(resolve(asked)));
}
