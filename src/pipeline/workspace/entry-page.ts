import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition } from "../../core/form/edition.ts";
import { formatSpecs, formats } from "../../core/formats.ts";
import type { Unit } from "../../core/tally.ts";
import { precompileTemplate } from "../../render/index.ts";
import { nodeCodec } from "../unit/node-codec.ts";
import { knownEditions } from "./editions.ts";
import { packageRoot, programVersion, templateFolders, templatePath } from "./folders.ts";
import { readFormFiles } from "./form-files.ts";
import { sha256 } from "./sha256.ts";

export interface EntryPageRequest {
  /** The report's year as it was asked for; else the last one of the edition, else `otherwise`. */
  readonly year: number | undefined;
  readonly otherwise: number;
  /** An edition's id. */
  readonly edition: string | undefined;
  /** A folder of own templates. */
  readonly templates: string | undefined;
  /** The units that the page is for: one is filled in, of several one is chosen. */
  readonly units: readonly (Pick<Unit, "name"> & Partial<Unit>)[];
}

export interface EntryPageResult {
  /** Absent where an own template cannot be used. */
  readonly html?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * 填报页: one file with everything in it, which reads nothing else and sends nothing. Scripts and styles are named by their
 * hashes in its policy, so that a browser runs these and no others.
 */
export async function entryPage(request: EntryPageRequest): Promise<EntryPageResult> {
  const { templates, units } = request;
  const { edition, year } = formOf(request);
  const folders = templateFolders(templates);
  const { sources, diagnostics } = await officeTemplates(edition, folders);
  if (hasErrors(diagnostics)) return { diagnostics };
  const files = [
    ...readFormFiles(folders).map(({ name, bytes }) => ({ name, bytes })),
    ...formats.flatMap((format) => {
      const name = formatSpecs[format].template;
      const path = templatePath(folders, edition.id, name);
      return path === undefined ? [] : [{ name: `${edition.id}/${name}`, bytes: readFileSync(path) }];
    }),
  ];
  const data = {
    ...{
      version: programVersion(),
      year,
      register: units.map(({ name, kind, code, within }) => ({ name, kind, code, within })),
    },
    files: files.map(({ name, bytes }) => ({ name, ...coded(bytes) })),
  };
  const start = `govReport.start(document.getElementById("page"), JSON.parse(document.getElementById("data").textContent), {${sources.join(",")}});`;
  const html = document({
    title: `${year}年${edition.title}填报`,
    style: shipped("page.css"),
    data: JSON.stringify(data).replaceAll("<", "\\u003c"),
    script: `${shipped("page.js")}\n${start}`.replaceAll("</script", "<\\/script"),
  });
  return { html, diagnostics };
}

/** A text as it is, which packs better than Base64; anything else in Base64. */
function coded(bytes: Uint8Array): { readonly text: string } | { readonly base64: string } {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString("utf8");
  return Buffer.from(text, "utf8").equals(buffer) ? { text } : { base64: buffer.toString("base64") };
}

function formOf({ year: given, otherwise, edition: id, templates }: EntryPageRequest): {
  edition: Edition;
  year: number;
} {
  const editions = knownEditions(templates);
  const asked = id === undefined ? undefined : editions.get(id);
  if (id !== undefined && !asked) {
    const known = editions.all.map((one) => one.id).join(", ");
    throw new UsageError({ zh: `没有格式版本 ${id}；现有：${known}`, en: `no edition ${id}; there are: ${known}` });
  }
  const { to = otherwise, from = otherwise } = asked?.reportYears ?? {};
  const year = given ?? Math.max(from, Math.min(to, otherwise));
  const edition = editions.forYear(year);
  if (!edition) throw new UsageError({ zh: `没有 ${year} 年的报告格式`, en: `there is no form for ${year}` });
  if (!asked || edition === asked) return { edition, year };
  throw new UsageError({
    zh: `${year}年度不用${asked.name}，用${edition.name}`,
    en: `reports on ${year} take the form of ${edition.id}, not that of ${asked.id}`,
  });
}

interface Parts {
  readonly title: string;
  readonly style: string;
  readonly data: string;
  readonly script: string;
}

function document({ title, style, data, script }: Parts): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><p>请用 Edge、360 或其他较新的浏览器打开这个文件。</p></div>
<script type="application/json" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** What the program was compiled to for a page. */
function shipped(name: string): string {
  return readFileSync(join(packageRoot(), "dist", name), "utf8");
}

/** The Word and Excel templates of an edition as entries of an object: as shipped, or an own one compiled now. */
async function officeTemplates(
  edition: Edition,
  folders: readonly string[],
): Promise<{ readonly sources: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const sources: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const format of formats) {
    const { template: name, office } = formatSpecs[format];
    const path = office ? templatePath(folders, edition.id, name) : undefined;
    if (path === undefined) continue;
    const bytes = readFileSync(path);
    const made = await precompileTemplate({ name: path, bytes }, edition, { codec: nodeCodec, hash: sha256(bytes) });
    diagnostics.push(...made.diagnostics);
    const source = made.value?.replace(/^export default /, "").replace(/;\s*$/, "");
    if (source !== undefined) sources.push(`${JSON.stringify(`${edition.id}/${name}`)}: ${source}`);
  }
  return { sources, diagnostics };
}
