// Makes the extension for VS Code: a small client, and the program itself as its server.
//
//   node .build/vsix.mjs [folder]   into a folder, out/ unless said
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { rolldown } from "rolldown";
import { forProgrammers, repository, root, stage } from "./pack.mjs";
import { notices, packagesIn } from "./third-party.mjs";

const own = fileURLToPath(new URL("vscode", import.meta.url));
const read = (path) => readFileSync(path, "utf8");

/** Writes the extension into a folder. The path of it. */
export async function makeVsix(destination) {
  const { version } = repository;
  const work = mkdtempSync(join(tmpdir(), "gov-report-vsix-"));
  try {
    const extension = join(work, "extension");
    stage(join(extension, "server"));
    for (const name of forProgrammers) rmSync(join(extension, "server", name), { force: true });
    const manifest = { ...JSON.parse(read(join(own, "package.json"))), version };
    writeFileSync(join(extension, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of ["package.nls.json", "package.nls.zh-cn.json", "README.md"]) {
      copyFileSync(join(own, name), join(extension, name));
    }
    copyFileSync(join(root, "LICENSE"), join(extension, "LICENSE.txt"));
    writeFileSync(join(extension, "THIRD-PARTY-NOTICES.txt"), await bundleClient(join(extension, "client.cjs")));
    writeFileSync(join(work, "extension.vsixmanifest"), vsixManifest(manifest));
    writeFileSync(join(work, "[Content_Types].xml"), contentTypes(work));
    mkdirSync(destination, { recursive: true });
    const path = join(destination, `${manifest.name}-${version}.vsix`);
    writeFileSync(path, zipped(work));
    return path;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One file that asks for nothing but what VS Code gives. The licences of what is in it. */
async function bundleClient(file) {
  const input = join(own, "client.mjs");
  const bundle = await rolldown({ input, external: ["vscode", /^node:/], platform: "node", logLevel: "warn" });
  const { output } = await bundle.write({ file, format: "cjs", codeSplitting: false, minify: true, comments: false });
  await bundle.close();
  return `${notices(packagesIn(output))}\n`;
}

function vsixManifest({ name, version, publisher, engines, categories, keywords, extensionKind }) {
  const { displayName, description } = JSON.parse(read(join(own, "package.nls.json")));
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description xml:space="preserve">${description}</Description>
    <Tags>${keywords.join(",")}</Tags>
    <Categories>${categories.join(",")}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${extensionKind.join(",")}"/>
      <Property Id="Microsoft.VisualStudio.Code.LocalizedLanguages" Value=""/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

const types = { ".json": "application/json", ".xml": "application/xml", ".vsixmanifest": "text/xml" };
const textual = new Set([".js", ".cjs", ".mjs", ".md", ".txt", ".css", ".yaml", ".hbs"]);

/** A type for every ending there is, as the package convention of Office and Visual Studio asks for. */
function contentTypes(folder) {
  const endings = new Set(filesIn(folder).map((name) => /\.[^./\\]+$/.exec(name)?.[0] ?? ""));
  const typeOf = (ending) => types[ending] ?? (textual.has(ending) ? "text/plain" : "application/octet-stream");
  const lines = [...endings].filter((ending) => ending !== "").sort();
  const defaults = lines.map((ending) => `<Default Extension="${ending}" ContentType="${typeOf(ending)}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join("")}</Types>\n`;
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The same files give the same bytes. */
function zipped(folder) {
  const entries = filesIn(folder).map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name))]);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}

if (argv[1] === fileURLToPath(import.meta.url)) console.log(await makeVsix(argv[2] ?? join(root, "out")));
