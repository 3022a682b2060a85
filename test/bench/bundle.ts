import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { gzipSync } from "node:zlib";
import type { PageResult } from "../browser/page.ts";
import { browserScript, facade, pageEntry, precompiledModules, shippedFiles } from "../support/browser-bundle.ts";
import { madeTally } from "./generate.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { digits } from "./table.ts";

/** What a page has to load, and what a tally costs there, run in Node: as a Markdown table. */
export async function bundleTable(rounds: number): Promise<string> {
  const { code } = await browserScript(facade);
  const edition = benchEdition(benchSession([]));
  const compiled = precompiledModules().filter(({ name }) => name.startsWith(`${edition.id}/`));
  const files = shippedFiles();
  const needed = files.filter(({ name }) => !name.includes("/") || name.startsWith(`${edition.id}/`));
  const { check, reports } = await timesOf(madeTally(edition, year, 30).text, files, rounds);
  const rows: readonly (readonly [string, string])[] = [
    ["the program for a page, one script, gzipped", kilobytes([Buffer.from(code)])],
    [
      "form files and templates of one edition, gzipped",
      kilobytes(needed.map(({ base64 }) => Buffer.from(base64, "base64"))),
    ],
    ["its compiled templates, gzipped", kilobytes(compiled.map(({ path }) => readFileSync(path)))],
    ["a check, without zlib and the disk", `${digits(check)} ms`],
    ["a check and three reports, without zlib and the disk", `${digits(reports)} ms`],
  ];
  return ["| in a browser | |", "| --- | ---: |", ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join("\n");
}

function kilobytes(files: readonly Uint8Array[]): string {
  const size = files.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  return `${digits(size / 1000)} kB`;
}

async function timesOf(
  text: string,
  files: ReturnType<typeof shippedFiles>,
  rounds: number,
): Promise<NonNullable<PageResult["ms"]>> {
  const { code } = await browserScript(pageEntry());
  const tally = { file: "tally.yaml", base64: Buffer.from(text).toString("base64") };
  const request = JSON.stringify({ forms: { files, version: "" }, samples: [{ tally }] });
  const answer: string = await runInThisContext(`${code}\ngovReport.run(${JSON.stringify(request)}, ${rounds})`);
  const [result]: readonly PageResult[] = JSON.parse(answer);
  if (!result?.ms || result.artifacts.length === 0) throw new Error("the made-up tally gives no report");
  return result.ms;
}
