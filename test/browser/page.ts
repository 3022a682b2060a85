import {
  type ChosenFile,
  checkTally,
  findingsJson,
  makeReports,
  openForms,
  type Precompiled,
} from "../../src/browser.ts";
import { median } from "../bench/median.ts";

/** A sample as a page would be given it; all bytes in Base64, as they come through to a page. */
export interface PageSample {
  readonly tally: PageFile;
  /** What its reports are called, without an extension. */
  readonly name: string;
  readonly previous?: PageFile;
  readonly trend?: { readonly earlier: readonly PageFile[]; readonly picture: string };
}

export interface PageFile {
  readonly file: string;
  readonly base64: string;
}

export interface PageForms {
  readonly files: readonly { readonly name: string; readonly base64: string }[];
  readonly version: string;
}

export interface PageResult {
  readonly json: string;
  readonly artifacts: readonly { readonly format: string; readonly base64: string }[];
  /** Of one check and one check with reports in all formats, once warm, where the place has a clock. */
  readonly ms?: { readonly check: number; readonly reports: number };
}

/** What a page does: opens the forms, then checks each tally and makes its reports. In and out as JSON. */
export async function runSamples(
  request: string,
  precompiled: Readonly<Record<string, Precompiled>>,
  rounds: number,
): Promise<string> {
  const { forms, samples }: { readonly forms: PageForms; readonly samples: readonly PageSample[] } =
    JSON.parse(request);
  const files = forms.files.map(({ name, base64 }) => ({ name, path: name, bytes: fromBase64(base64) }));
  const session = openForms({ files, precompiled: new Map(Object.entries(precompiled)) });
  const results: PageResult[] = [];
  for (const sample of samples) {
    const trend = sample.trend && { ...sample.trend, earlier: sample.trend.earlier.map(chosen) };
    const tally = chosen(sample.tally);
    const previous = sample.previous && chosen(sample.previous);
    const check = () => checkTally({ tally, ...(previous && { previous }) }, session);
    const reports = () => makeReports(check(), session, { name: sample.name, ...(trend && { trend }) });
    const { value = [] } = await reports();
    results.push({
      json: findingsJson(check(), forms.version),
      artifacts: value.map(({ format, bytes }) => ({ format, base64: toBase64(bytes) })),
      ...(rounds > 0 && { ms: { check: await timed(rounds, check), reports: await timed(rounds, reports) } }),
    });
  }
  return JSON.stringify(results);
}

function chosen({ file, base64 }: PageFile): ChosenFile {
  return { file, bytes: fromBase64(base64) };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
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
