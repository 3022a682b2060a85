import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { unzipSync } from "fflate";
import { chromium, type Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { formatOf, formats } from "../../src/core/formats.ts";
import { browserScript, facade, pageEntry, shippedModules } from "../support/browser-bundle.ts";
import { executablePath } from "../support/find-chromium.ts";
import { libraryExamples } from "../support/library-examples.ts";
import type { PageFile, PageResult, PageSample } from "./page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "bin/gov-report.js");

interface Sample {
  readonly name: string;
  /** Paths below `samples`. */
  readonly tally: string;
  readonly previous?: string;
  /** A folder with tallies of earlier years, for the main figures over the years. */
  readonly earlier?: string;
}

const samples: readonly Sample[] = [
  {
    name: "a town on the form of today",
    tally: "county/units/songbei-zhen.yaml",
    previous: "county/previous/songbei-zhen.yaml",
  },
  {
    name: "a bureau on the trial form",
    tally: "chain/units/shuili-ju-2020.yaml",
    previous: "chain/units/shuili-ju-2019.yaml",
  },
  { name: "a real report on the form of 65 lines", tally: "cases/units/dingxi-anding-qu.yaml" },
  { name: "five years with charts", tally: "trend/units/fengxi-zhen.yaml", earlier: "trend/previous" },
  { name: "errors, and no report", tally: "invalid/arithmetic/units/unbalanced-identity.yaml" },
];

/** The same for the program, run where only these files are, and for a page. */
interface Prepared {
  readonly json: string;
  /** By format. */
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>;
  readonly page: PageSample;
}

function prepare(sample: Sample): Prepared {
  const folder = mkdtempSync(join(tmpdir(), "gov-report-test-"));
  try {
    return prepareIn(folder, sample);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepareIn(folder: string, { tally, previous, earlier }: Sample): Prepared {
  mkdirSync(join(folder, "before"));
  const put = (file: string, path: string): PageFile => {
    const bytes = readFileSync(path);
    writeFileSync(join(folder, file), bytes);
    return { file, base64: bytes.toString("base64") };
  };
  const own = put("tally.yaml", join(root, "samples", tally));
  const last = previous === undefined ? undefined : put("before/tally.yaml", join(root, "samples", previous));
  const years = earlier === undefined ? [] : tallies(join(root, "samples", earlier));
  const before = years.map((path, i) => put(`before/${i}.yaml`, path));
  const lastYear = last ?? before.at(-1);
  const given = lastYear ? ["--previous", "before"] : [];
  const json = run(folder, ["validate", "tally.yaml", ...given, "--format", "json"]);
  run(folder, [
    "build",
    "tally.yaml",
    ...given,
    "-o",
    "out",
    "--to",
    formats.join(","),
    ...(before.length > 0 ? ["--trend", "5"] : []),
  ]);
  const out = existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")) : [];
  const reports = out.filter((name) => /\.(?:docx|xlsx|md|html|svg)$/.test(name));
  return {
    json,
    files: new Map(
      reports.map((name) => [formatOf(name) ?? "svg", { name, bytes: readFileSync(join(folder, "out", name)) }]),
    ),
    page: {
      tally: own,
      ...(lastYear && { previous: lastYear }),
      ...(before.length > 0 && { earlier: before }),
    },
  };
}

function tallies(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(folder, name));
}

function run(cwd: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

/** The parts of a document in their order, those of a workbook within it too. */
function partsOf(bytes: Uint8Array): readonly (readonly [string, string])[] {
  return Object.entries(unzipSync(bytes)).flatMap(([name, part]): readonly (readonly [string, string])[] =>
    name.endsWith(".xlsx")
      ? partsOf(part).map(([inner, text]) => [`${name}!${inner}`, text] as const)
      : [[name, Buffer.from(part).toString("latin1")]],
  );
}

function holds(format: string, bytes: Uint8Array): unknown {
  return format === "docx" || format === "xlsx" ? partsOf(bytes) : Buffer.from(bytes).toString("utf8");
}

function expectSame(results: readonly PageResult[], prepared: readonly Prepared[]): void {
  expect(results.length).toBe(prepared.length);
  for (const [i, { findings, files }] of results.entries()) {
    const { name } = samples[i]!;
    const program = prepared[i]!;
    expect(findings, name).toEqual(JSON.parse(program.json).diagnostics);
    expect(files.map(({ format }) => format).sort(), name).toEqual([...program.files.keys()].sort());
    for (const { format, name: file, base64 } of files) {
      const theirs = program.files.get(format)!;
      expect(file).toBe(theirs.name);
      const ours = holds(format, Buffer.from(base64, "base64"));
      expect(ours, `${name}: ${format}`).toEqual(holds(format, theirs.bytes));
    }
  }
}

describe("the program in a browser", () => {
  let script = "";
  let outside: readonly string[] = [];
  let request = "";
  let prepared: readonly Prepared[] = [];

  beforeAll(async () => {
    ({ code: script, outside } = await browserScript(pageEntry));
    prepared = samples.map(prepare);
    request = JSON.stringify(prepared.map(({ page }) => page));
  }, 300_000);

  it("is given samples of three editions, with and without faults", () => {
    expect(prepared.map(({ files }) => files.size)).toEqual([5, 5, 5, 6, 0]);
    const found = prepared.map(({ json }) => JSON.parse(json).diagnostics.length);
    expect(found.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  it("makes the same where there are Web globals alone, and no code out of strings", async () => {
    const globals = { TextEncoder, TextDecoder, URL, atob, btoa };
    const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
    new Script(script).runInContext(context);
    Object.assign(globals, { request });
    const answer: string = await new Script("govReport.run(request, 0)").runInContext(context);
    expectSame(JSON.parse(answer), prepared);
  });

  it.skipIf(!executablePath)("makes the same in Chromium", async () => {
    const browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const failures: string[] = [];
      page.on("pageerror", (error) => failures.push(String(error)));
      await page.addScriptTag({ content: script });
      const answer: string = await page.evaluate(`govReport.run(${JSON.stringify(request)}, 15)`);
      const results: readonly PageResult[] = JSON.parse(answer);
      expect(failures).toEqual([]);
      expectSame(results, prepared);
      const told = results.map(
        ({ ms }, i) => `${samples[i]!.name}: ${ms?.check.toFixed(1)} / ${ms?.reports.toFixed(1)}`,
      );
      expect(await inWorker(page)).toEqual({
        ok: true,
        findings: [],
        files: ["docx 云溪县松陂镇人民政府2025年政府信息公开工作年度报告.docx true"],
      });
      console.log(`Chromium ${browser.version()}, ms a check / a check with three reports:\n${told.join("\n")}`);
    } finally {
      await browser.close();
    }
  });

  it("loads modules that stand beside it and nothing else, its types one file that names nothing else", () => {
    expect(outside).toEqual([]);
    expect([...shippedModules().keys()]).toEqual(expect.arrayContaining(["forms.js", "compiled/2021-report.docx.js"]));
    const dist = join(root, "dist");
    const declarations = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.d\.[cm]?ts$/.test(name),
    );
    expect(declarations).toEqual(["index.d.ts"]);
    expect(readFileSync(join(dist, "index.d.ts"), "utf8")).not.toMatch(/\bfrom "|import\(|: any\b|<any>/);
  });

  it("holds no compiler of templates and nothing of Node", async () => {
    const { modules, outside } = await browserScript(facade);
    expect(outside).toEqual([]);
    expect(modules.some((path) => path.endsWith("/src/browser.ts"))).toBe(true);
    const unwanted = /\/office\/compile\.ts$|\/src\/(?:draw|write|cli)\/|\/pipeline\/batch\//;
    expect(modules.filter((path) => unwanted.test(path.replaceAll("\\", "/")))).toEqual([]);
  });
});

/** The page's example of a worker, over a site with nothing but the shipped modules, under a policy that allows no code of strings. */
async function inWorker(page: Page): Promise<unknown> {
  const site = "http://gov-report.example/";
  const [worker] = libraryExamples("js worker");
  const files: Readonly<Record<string, string>> = {
    "": "<!doctype html><title>worker</title>",
    ...Object.fromEntries(shippedModules()),
    "worker.js": worker!.code.replace('"gov-report/browser"', '"./browser.js"'),
  };
  await page.context().route(`${site}**`, (route) => {
    const name = route.request().url().slice(site.length);
    const contentType = name.endsWith(".js") ? "text/javascript" : "text/html";
    const headers = { "content-security-policy": "default-src 'self'; script-src 'self'" };
    return route.fulfill({
      status: files[name] === undefined ? 404 : 200,
      contentType,
      headers,
      body: files[name] ?? "",
    });
  });
  await page.goto(site);
  const tally = readFileSync(join(root, "samples/county/units/songbei-zhen.yaml"), "utf8");
  return page.evaluate(`new Promise((resolve, reject) => {
    const worker = new Worker("worker.js", { type: "module" });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data: { files, ...said } }) => resolve({
      ...said,
      files: files.map(({ format, name, bytes }) => format + " " + name + " " + (bytes.length > 5000)),
    });
    worker.postMessage(${JSON.stringify(tally)});
  })`);
}
