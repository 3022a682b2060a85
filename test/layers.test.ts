import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { KeyNode } from "../src/core/form/keys.ts";
import { editions } from "./support/editions.ts";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** Who may import whom: layers of our own, and packages. Each package has its door. */
const table: Record<string, readonly string[]> = {
  // Likeness of names is the one thing a diagnostic of any layer may need from outside.
  core: ["fastest-levenshtein"],
  // Every code that a finding may have; whoever raises one takes its severity from here.
  catalogue: ["core"],
  edition: ["core", "yaml", "zod"],
  // A register may be a table, as Excel writes it.
  tally: ["core", "catalogue", "edition", "yaml", "zod", "papaparse"],
  template: ["core", "catalogue", "handlebars"],
  // Every Office file that is opened goes through its bounded archive and its parser.
  ooxml: ["core", "saxes"],
  check: ["core", "catalogue", "template"],
  model: ["core", "catalogue", "template", "diff"],
  // A tally is written by whoever reads one; documents are opened like any Office file.
  import: ["core", "catalogue", "edition", "tally", "ooxml", "parse5", "papaparse", "fastest-levenshtein"],
  print: ["core", "diff", "get-east-asian-width"],
  render: ["core", "catalogue", "template", "ooxml", "fflate"],
  // A large workbook is taken from exceljs as it is written.
  draw: ["core", "docx", "exceljs", "fflate", "node:stream"],
  // A thread's temporary files bear its number, a lock the machine's name.
  write: ["core", "node:fs", "node:path", "node:crypto", "node:worker_threads", "node:os"],
  pipeline: [
    ...["core", "catalogue", "edition", "tally", "template", "check", "model", "render", "draw", "write"],
    "import",
    ...["node:fs", "node:path", "node:url", "tinyglobby"],
    // The batch: threads, how many of them, and what has changed since the last run.
    ...["node:worker_threads", "node:os", "node:crypto", "node:zlib"],
    // PDF is made by other programs.
    "node:child_process",
  ],
  // What an editor asks about a tally: everything that is known of it, and the protocol.
  lsp: [
    ...["core", "catalogue", "edition", "tally", "template", "check", "pipeline", "print"],
    ...["vscode-languageserver", "vscode-languageserver-textdocument", "node:path", "node:url"],
  ],
  // What goes to standard output may be made in the machine's folder for temporary files.
  cli: [
    ...["core", "catalogue", "pipeline", "print", "lsp", "commander", "vscode-languageserver"],
    ...["node:fs", "node:path", "node:os", "node:url"],
  ],
  // The entry page: the program as a browser has it, and what a person has entered as a tally.
  page: ["core", "edition", "tally", "browser.ts"],
  // The functions of the library, in Node and in a page: of `pipeline` only what reaches no disk.
  library: ["core", "catalogue", "edition", "tally", "check", "import", "model", "pipeline", "print", "render"],
  // Its two doors say where the forms are.
  "index.ts": ["core", "pipeline", "print", "library"],
  "browser.ts": ["core", "edition", "model", "pipeline", "render", "library", "browser-codec.ts"],
  "browser-codec.ts": ["render", "fflate"],
};

/** Rooms within a layer, each with the rooms of the same layer that it may import; "" is the layer's own folder. */
const rooms: Record<string, Record<string, readonly string[]>> = {
  core: { "": ["form", "text"], form: ["", "text"], text: ["", "form"] },
  tally: {
    "": ["syntax", "numbers", "shape"],
    syntax: [],
    numbers: [],
    shape: ["syntax", "numbers"],
  },
  template: { "": ["interpret", "compile"], interpret: [""], compile: [""] },
  render: {
    "": ["office", "word", "sheet", "annex", "chart", "markdown", "html"],
    office: ["", "word", "sheet", "annex"],
    word: ["office", "annex"],
    sheet: ["office", "annex", "word"],
    annex: ["office", "sheet"],
    chart: ["office", "sheet", "annex", "markup"],
    // What Markdown and HTML share: a template that is text, and tables whose fixed text is made once.
    markup: [""],
    markdown: ["markup"],
    html: ["", "markup", "office"],
  },
  pipeline: {
    "": ["unit", "batch", "workspace", "area", "publication", "site", "doctor"],
    unit: ["workspace"],
    pdf: ["unit", "workspace"],
    batch: ["unit", "pdf", "workspace"],
    workspace: ["unit"],
    // Sums go through the threads of a batch.
    area: ["unit", "batch", "workspace"],
    publication: ["unit", "batch", "workspace"],
    site: ["area", "batch", "workspace", "unit"],
    // Tallies that are being written, each checked as a batch checks it.
    live: ["batch", "workspace", "unit"],
    doctor: ["pdf", "workspace"],
  },
  // A command knows what all share, and no other command.
  cli: { "": ["commands"], commands: [""] },
};

interface Import {
  readonly file: string;
  readonly layer: string;
  /** A layer of ours or a package. */
  readonly target: string;
  /** The file of ours. */
  readonly targetFile?: string;
  /** Gone once compiled. */
  readonly typeOnly: boolean;
}

const sources: readonly { readonly file: string; readonly text: string }[] = readdirSync(src, {
  recursive: true,
  encoding: "utf8",
})
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ file: name.split(sep).join("/"), text: readFileSync(join(src, name), "utf8") }));

const imports: readonly Import[] = sources.flatMap(({ file, text }) => {
  const layer = file.split("/")[0] ?? "";
  const found = text.matchAll(/(?:^|\n)(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g);
  return [...found].map((match): Import => {
    const wanted = match[1] ?? match[2] ?? "";
    const typeOnly = /^\s*(?:import|export) type\b/.test(match[0]);
    if (!wanted.startsWith(".")) return { file, layer, target: wanted, typeOnly };
    const targetFile = posix.join(posix.dirname(file), wanted);
    return { file, layer, target: targetFile.split("/")[0] ?? "", targetFile, typeOnly };
  });
});

/** The room of a file within its layer: "form" of core/form/keys.ts, "" of core/tally.ts. */
function roomOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  return folders[0] ?? "";
}

/** Files that import one another in a circle, types included. */
function circles(): readonly (readonly string[])[] {
  const to = new Map<string, string[]>(sources.map(({ file }) => [file, []]));
  for (const { file, targetFile } of imports) if (targetFile) to.get(file)?.push(targetFile);
  const found: string[][] = [];
  const [order, low, stack] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file) ?? 0);
    stack.push(file);
    for (const next of to.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) === order.get(file)) found.push(stack.splice(stack.indexOf(file)));
  };
  for (const { file } of sources) if (!order.has(file)) visit(file);
  return found.filter((circle) => circle.length > 1);
}

/** What is loaded with a file, or may be later: itself, and what it imports that is more than types. */
function reachableFrom(start: string): readonly Import[] {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const one of imports) {
      if (one.file === file && one.targetFile && !one.typeOnly) reached.add(one.targetFile);
    }
  }
  return imports.filter(({ file, typeOnly }) => reached.has(file) && !typeOnly);
}

/** Names of types of the language itself, which no type of ours may take. */
const builtIn = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...["Partial", "Required", "Readonly", "Record", "Pick", "Omit", "Exclude", "Extract", "NonNullable", "Parameters"],
  ...["ReturnType", "InstanceType", "Awaited", "Iterable", "Iterator", "PropertyKey", "Node", "Element"],
]);

/** The ids of the tables, rows, columns and activity figures of the shipped editions. */
const forms = editions().all;
const ids = new Set(forms.flatMap(({ keys }) => idsBelow(keys)));
const roots = new Set(forms.flatMap(({ keys }) => keys.children.map(({ id }) => id)));

function idsBelow({ children }: KeyNode): readonly string[] {
  return children.flatMap((child) => [child.id, ...idsBelow(child)]);
}

/** Ids that are also names of the program's own things, which it may go on using. */
const ordinary: Readonly<Record<string, string>> = {
  activity: "the part of a tally outside the form, in every edition",
  total: "a sum is computed in every table, and is called so in tallies and templates",
  count: "a measure",
  change: "a measure; a kind of reading of a number",
  items: "a measure; a list",
  attendances: "a measure",
  other: "a kind of unit; the other of two",
  published: "the date of publication",
  amount: "any sum of money",
  closed: "a claim of texts (claims.closed); a file handle's state",
  corrected: "a result that claims name (claims.decided)",
  pending: "a result that claims name (claims.decided); what is still to be written",
  charges: "amounts that a report must state",
  accepted: "the state of a waived finding in SARIF",
  built: "a unit whose reports were made",
  messages: "what is said to the user",
  counties: "divisions of the country",
  repeated: "rows that a sheet repeats on each page",
  publication: "a build or a check for publication",
  resources: "the files of a Data Package",
  outcomes: "what became of the units of a run",
};

/** Files with examples for readers. */
const examples = /^(?:catalogue\/|cli\/commands\/explain-cell)/;

/** Row ids in the code: as names of properties, as strings, and as paths. Examples for readers may have them. */
function idsIn(source: string): readonly string[] {
  const text = source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replace(/^( *)(?:example:|const example =) \{(?:.*\},?$|[\s\S]*?^\1\}[,;]?$)/gm, "")
    .replace(/\bimport\b[^;]*?\bfrom "[^"]*"/g, "");
  const isId = (word: string): boolean => ids.has(word) && !(word in ordinary);
  const words = [
    ...text.matchAll(/(["'`])([a-z]\w*)\1|(?<=\.|\?\.)([a-z]\w*)|\b([a-z]\w*)(?=\??:)|\b([a-z]+[A-Z]\w*)/g),
  ];
  const paths = [...text.matchAll(/[a-z]\w*(?:\.[a-z]\w*)+/g)].map(([path]) => path);
  return [
    ...words.flatMap(([, , ...found]) => found.filter((word) => word !== undefined && isId(word))),
    ...paths.filter((path) => roots.has(path.split(".")[0] ?? "") && path.split(".").every((part) => ids.has(part))),
  ];
}

describe("layers", () => {
  it("sees the imports at all", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.some(({ layer, target }) => layer === "cli" && target === "commander")).toBe(true);
  });

  it("every folder of src stands in the table", () => {
    const layers = readdirSync(src).filter((name) => name !== "README.md");
    expect(layers.filter((name) => !(name in table))).toEqual([]);
  });

  it("nobody imports what the table does not allow", () => {
    const wrong = imports.filter(({ layer, target }) => {
      if (layer === target) return false;
      const pack = target.startsWith("node:") || target.startsWith("@") ? target : (target.split("/")[0] ?? target);
      return !table[layer]?.includes(pack);
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it("the disk is at the edge: nothing that a browser is to run knows of Node", () => {
    const wrong = sources
      .filter(({ file }) => !["draw", "write", "pipeline", "lsp", "cli", "index.ts"].includes(file.split("/")[0] ?? ""))
      .flatMap(({ file, text }) => {
        const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        const found =
          code.match(/"node:[^"]*"|\bBuffer\b|\b(?:process|require|__dirname)\b(?=[.([])|import\.meta\b/g) ?? [];
        return found.map((word) => `${file}: ${word}`);
      });
    expect(wrong).toEqual([]);
  });

  it("nothing that a page loads is of Node", () => {
    const loaded = reachableFrom("browser.ts");
    expect(loaded.some(({ target }) => target === "yaml")).toBe(true);
    const wrong = loaded.filter(({ target, targetFile }) => {
      return target.startsWith("node:") || (targetFile && /^(?:cli|write|draw)\//.test(targetFile));
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it("no room imports what the table of rooms does not allow", () => {
    const wrong = imports.filter(({ file, layer, target, targetFile }) => {
      if (layer !== target || targetFile === undefined || !(layer in rooms)) return false;
      const [from, to] = [roomOf(file), roomOf(targetFile)];
      return from !== to && !rooms[layer]?.[from]?.includes(to);
    });
    expect(wrong.map(({ file, targetFile }) => `${file} → ${targetFile}`)).toEqual([]);
  });

  it("no files import one another in a circle, types included", () => {
    expect(circles()).toEqual([]);
  });

  it("no exported type has a name that another has, or a type of the language", () => {
    const names = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)].map(([, name = ""]) => ({
        file,
        name,
      })),
    );
    expect(names.length).toBeGreaterThan(100);
    const doubles = names.filter(({ name }, i) => names.findIndex((other) => other.name === name) !== i);
    expect(doubles).toEqual([]);
    expect(names.filter(({ name }) => builtIn.has(name))).toEqual([]);
  });

  it("no two files of a layer have one name", () => {
    const names = sources.map(({ file }) => `${file.split("/")[0]}: ${file.split("/").at(-1)}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("no year is written in src, and no clock, locale or chance below cli", () => {
    const wrong = sources.flatMap(({ file: name, text: source }) => {
      // Names of XML that others gave have the year they were given in.
      const text = source.replace(/"http:\/\/schemas\.[^"]*"|\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      const banned = [/\b20(?:0[89]|1\d|2[0-4])\b/];
      // The page is an end as the command line is: it tells a person when a draft was kept.
      if (!/^(?:cli|page)\//.test(name)) banned.push(/Date\.now|new Date\(\)|Math\.random|toLocale|Intl\./);
      return banned.filter((pattern) => pattern.test(text)).map((pattern) => `${name}: ${pattern}`);
    });
    expect(wrong).toEqual([]);
  });

  it("no id of a row, a column or an activity figure is written in src", () => {
    const planted =
      'const a = figures.carriedForward + b["licences"] + at("disputes.review.upheld"); // requests.received';
    expect(idsIn(planted)).toEqual(["carriedForward", "licences", "review", "upheld", "disputes.review.upheld"]);
    expect(idsIn("  example: {\n    right: 'licences: 3',\n  },\n")).toEqual([]);
    expect(
      sources.flatMap(({ file, text }) => (examples.test(file) ? [] : idsIn(text).map((id) => `${file}: ${id}`))),
    ).toEqual([]);
    expect(Object.keys(ordinary).filter((word) => !ids.has(word))).toEqual([]);
  });

  it("no section is known by its id: what is expected of one is its role", () => {
    const byId = /\bsection\??\.id [!=]==? "/;
    expect(sources.filter(({ text }) => byId.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
