// Makes what is handed to people, into out/: the package, programs that need no Node, the extension for VS Code, and the sums
// of all of it.
//
//   node .build/dist.mjs             all
//   node .build/dist.mjs linux-x64   some, by name
//
// A product is an entry below: it gets a folder to work in and writes its files into `out`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { fetchNode, makeExecutable, nodeForZip } from "./executable.mjs";
import { forProgrammers, pack, repository, root, stage } from "./pack.mjs";
import { makeVsix } from "./vsix.mjs";

const products = {
  package: (out) => pack(out),
  windows: (out, work) => {
    const zip = windowsZip(fetchNode(nodeForZip, work).node, nodeLicence(work), join(work, "windows"));
    writeFileSync(join(out, `${named("windows-x64")}.zip`), zip);
  },
  "linux-x64": (out, work) => executableArchive("linux-x64", "linux-x64", out, work),
  "windows-exe": (out, work) => executableArchive("win32-x64", "windows-x64-exe", out, work),
  "macos-x64": (out, work) => executableArchive("darwin-x64", "macos-x64", out, work),
  "macos-arm64": (out, work) => executableArchive("darwin-arm64", "macos-arm64", out, work),
  vscode: (out) => makeVsix(out),
};

function named(platform) {
  return `${repository.name}-${repository.version}-${platform}`;
}

/**
 * For a clerk's Windows: Node as it is (its signature holds, which no virus scanner minds), the program, a command to
 * double-click, and the entry page. Bytes of an archive.
 */
export function windowsZip(node, licence, work) {
  const folder = join(work, named("windows-x64"));
  stage(join(folder, "program"));
  for (const name of forProgrammers) rmSync(join(folder, "program", name), { force: true });
  copyFileSync(node, join(folder, "node.exe"));
  const text = (name) => readFileSync(new URL(`windows/${name}`, import.meta.url), "utf8").replace(/\r?\n/g, "\r\n");
  writeFileSync(join(folder, "gov-report.cmd"), text("gov-report.cmd"));
  // The mark that Notepad knows UTF-8 by.
  const words = text("read-me-first.txt").replaceAll("{version}", repository.version);
  writeFileSync(join(folder, "先看这里.txt"), `\uFEFF${words}`);
  const page = join(folder, "填报.html");
  execFileSync(execPath, [join(root, "bin/gov-report.js"), "page", "-o", page], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  copyFileSync(licence, join(folder, "NODE-LICENSE.txt"));
  return zipped(folder, named("windows-x64"));
}

/** One file that is the program, beside the licences of what is in it. */
function executableArchive(platform, name, out, work) {
  const folder = join(work, named(name));
  mkdirSync(folder);
  makeExecutable(platform, join(folder, platform === "win32-x64" ? "gov-report.exe" : "gov-report"), work);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  copyFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), join(folder, "THIRD-PARTY-NOTICES.txt"));
  copyFileSync(nodeLicence(work), join(folder, "NODE-LICENSE.txt"));
  if (platform.startsWith("darwin")) writeFileSync(join(folder, "SIGN-FIRST.txt"), unsigned);
  if (platform === "win32-x64") writeFileSync(join(out, `${named(name)}.zip`), zipped(folder, named(name)));
  else execFileSync("tar", ["-czf", join(out, `${named(name)}.tar.gz`), "-C", work, named(name)]);
  rmSync(folder, { recursive: true });
}

const unsigned = `macOS 不运行没有签名的程序，在这个文件夹里先运行一次：
macOS runs nothing unsigned. Once, in this folder:

    codesign --sign - gov-report
    xattr -d com.apple.quarantine gov-report
`;

function nodeLicence(work) {
  return fetchNode("linux-x64", work).licence;
}

/** The files of a folder as an archive, all below one name; names in UTF-8. The same files give the same bytes. */
function zipped(folder, name) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const entries = files.map((path) => [
    `${name}${path.slice(folder.length).replaceAll("\\", "/")}`,
    readFileSync(path),
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}

/** What `sha256sum -c` reads, and `certutil -hashfile` can be held against. */
function checksums(folder) {
  const names = readdirSync(folder)
    .filter((name) => name.startsWith(`${repository.name}-`))
    .sort();
  return names
    .map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}  ${name}\n`,
    )
    .join("");
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const asked = argv.length > 2 ? argv.slice(2) : Object.keys(products);
  const unknown = asked.find((name) => products[name] === undefined);
  if (unknown !== undefined) throw new Error(`no product ${unknown}: there is ${Object.keys(products).join(", ")}`);
  const out = join(root, "out");
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "gov-report-dist-"));
  try {
    for (const name of asked) {
      console.log(name);
      await products[name](out, work);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  writeFileSync(join(out, "SHA256SUMS"), checksums(out));
  process.stdout.write(checksums(out));
}
