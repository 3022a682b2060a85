// What of other packages is bundled, read off what rolldown has made, with the licences under which it is passed on.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Licences that ask for no more than their text. A package under another one is not bundled unseen. */
const permissive = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "Zlib",
  "BlueOak-1.0.0",
]);

/** The packages that chunks hold code of: `{ name, version, licence, text }`, in order of name and version. */
export function packagesIn(output) {
  const found = new Map();
  for (const { modules = {} } of output) {
    for (const [id, { renderedLength }] of Object.entries(modules)) {
      const folder = renderedLength > 0 && id.includes("node_modules") ? packageOf(id) : undefined;
      if (folder !== undefined && !found.has(folder)) found.set(folder, describe(folder));
    }
  }
  const byName = new Map([...found.values()].map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The notices of packages as a text: each licence once, under the packages that it is the licence of. */
export function notices(packages) {
  const byText = new Map();
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const parts = [...byText].map(([text, ones]) => {
    const names = ones.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${names.join("\n")}\n\n${text}`;
  });
  return parts.join(`\n\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that a module is of: the nearest one with a manifest that names it. */
function packageOf(id) {
  let folder = dirname(id.replace(/^\0/, "").replace(/\?.*$/, ""));
  while (!isPackage(folder)) {
    if (dirname(folder) === folder) throw new Error(`${id} is of no package`);
    folder = dirname(folder);
  }
  return folder;
}

function isPackage(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version !== undefined;
}

function describe(folder) {
  const { name, version, license, licenses, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const licence = (license?.type ?? license ?? licenses?.[0]?.type ?? "none").replace("MIT/X11", "MIT");
  const alternatives = licence.replace(/[()]/g, "").split(" OR ");
  if (!alternatives.some((one) => one.split(" AND ").every((part) => permissive.has(part)))) {
    throw new Error(`${name} ${version} is under ${licence}: may it be bundled?`);
  }
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[-.]|$)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  return { name, version, licence, text: texts.length > 0 ? texts.join("\n\n") : withoutFile(name, licence, author) };
}

/** Some packages name their licence and do not bring its text. */
function withoutFile(name, licence, author) {
  const text = { MIT: mit, ISC: isc }[licence];
  if (text === undefined) throw new Error(`${name} brings no text of its licence, ${licence}`);
  return `Copyright (c) ${author?.name ?? author ?? `the authors of ${name}`}\n\n${text}`;
}

const isc = `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.`;

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
