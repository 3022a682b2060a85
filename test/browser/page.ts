import type { Input, ReportOptions } from "../../src/index.ts";
import { median } from "../bench/median.ts";

/** A sample as a page would be given it; all bytes in Base64, as they come through to a page. */
export interface PageSample {
  readonly tally: PageFile;
  readonly previous?: PageFile;
  /** Tallies of earlier years, for the main figures over the years. */
  readonly earlier?: readonly PageFile[];
}

export interface PageFile {
  readonly file: string;
  readonly base64: string;
}

export interface PageResult {
  readonly findings: readonly unknown[];
  readonly files: readonly { readonly format: string; readonly name: string; readonly base64: string }[];
  /** Of one check and one check with reports in all formats, once warm, where the place has a clock. */
  readonly ms?: { readonly check: number; readonly reports: number };
}

/** The library as it stands in a script. */
export type Library = typeof import("../../src/index.ts");

/** What a page does with the library: checks each tally and makes its reports. In and out as JSON. */
export async function runSamples({ check, render }: Library, request: string, rounds: number): Promise<string> {
  const samples: readonly PageSample[] = JSON.parse(request);
  const results: PageResult[] = [];
  for (const { tally: own, previous, earlier } of samples) {
    const tally = inputOf(own);
    const beside = previous ? { previous: inputOf(previous) } : {};
    const options: ReportOptions = {
      ...beside,
      formats: ["docx", "xlsx", "md", "html", "fragment.html"],
      ...(earlier && { earlier: earlier.map(inputOf) }),
    };
    const { files } = await render(tally, options);
    const ms = rounds > 0 && {
      check: await timed(rounds, () => check(tally, beside)),
      reports: await timed(rounds, () => render(tally, options)),
    };
    results.push({
      findings: check(tally, beside).findings,
      files: files.map(({ format, name, bytes }) => ({ format, name, base64: toBase64(bytes) })),
      ...(ms && { ms }),
    });
  }
  return JSON.stringify(results);
}

function inputOf({ file, base64 }: PageFile): Input {
  return { name: file, content: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

async function timed(rounds: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}
