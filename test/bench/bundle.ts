import { runInThisContext } from "node:vm";
import { gzipSync } from "node:zlib";
import type { PageResult } from "../browser/page.ts";
import { browserScript, facade, pageEntry, shippedModules } from "../support/browser-bundle.ts";
import { madeTally } from "./generate.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { digits } from "./table.ts";

/** What a page has to load, and what a tally costs there, run in Node: as a Markdown table. */
export async function bundleTable(rounds: number): Promise<string> {
  const { code } = await browserScript(facade);
  const { check, reports } = await timesOf(madeTally(benchEdition(benchSession([])), year, 30).text, rounds);
  const rows: readonly (readonly [string, string])[] = [
    ["the program for a page, one script, gzipped", kilobytes(Buffer.from(code))],
    [
      "the library with all forms and templates in it, gzipped",
      kilobytes(Buffer.from([...shippedModules().values()].join("\n"))),
    ],
    ["a check, without zlib and the disk", `${digits(check)} ms`],
    ["a check and all reports, without zlib and the disk", `${digits(reports)} ms`],
  ];
  return ["| in a browser | |", "| --- | ---: |", ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join("\n");
}

function kilobytes(bytes: Uint8Array): string {
  return `${digits(gzipSync(bytes, { level: 9 }).length / 1000)} kB`;
}

async function timesOf(text: string, rounds: number): Promise<NonNullable<PageResult["ms"]>> {
  const { code } = await browserScript(pageEntry);
  const tally = { file: "tally.yaml", base64: Buffer.from(text).toString("base64") };
  const request = JSON.stringify([{ tally }]);
  const answer: string = await runInThisContext(`${code}\ngovReport.run(${JSON.stringify(request)}, ${rounds})`);
  const [result]: readonly PageResult[] = JSON.parse(answer);
  if (!result?.ms || result.files.length === 0) throw new Error("the made-up tally gives no report");
  return result.ms;
}
