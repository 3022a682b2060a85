import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "../../core/errors.ts";
import type { MadeFile } from "../../core/publication.ts";
import { stageFolder, writeTogether } from "../../write/files.ts";
import { failedResult, type UnitResult } from "../unit/unit-result.ts";
import { sha256 } from "../workspace/sha256.ts";
import { chromium } from "./chromium.ts";
import type { FoundEngine, PdfEngine } from "./engine.ts";
import { libreOffice } from "./libre-office.ts";

/** Makes the PDF of built reports, a chunk at a time and one chunk after another: the programs do not like company. */
export class PdfMaker {
  /** Where threads put what PDF is made of. */
  readonly folder: string;
  /** The faces that are embedded in what was made. */
  readonly faces: Set<string> = new Set();
  readonly #out: string;
  readonly #durable: boolean;
  readonly #engine: PdfEngine;
  readonly #signal: AbortSignal | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    found: FoundEngine,
    { out, durable }: { out: string; durable: boolean },
    signal: AbortSignal | undefined,
  ) {
    this.folder = stageFolder(out);
    mkdirSync(this.folder, { recursive: true });
    this.#out = out;
    this.#durable = durable;
    this.#signal = signal;
    this.#engine = { office: libreOffice, browser: chromium }[found.kind](found.path, this.folder);
  }

  /** The results of a chunk with the PDF of each report. `standing` gives the one that was made of the same file before. */
  make(
    results: readonly UnitResult[],
    standing: (result: UnitResult) => MadeFile | undefined,
  ): Promise<readonly UnitResult[]> {
    const made = this.#turn.then(() => this.#make(results, standing));
    this.#turn = made.catch(() => undefined);
    return made;
  }

  async close(): Promise<void> {
    await this.#engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #make(
    results: readonly UnitResult[],
    standing: (result: UnitResult) => MadeFile | undefined,
  ): Promise<readonly UnitResult[]> {
    const kept = new Map(results.map((result) => [result, standing(result)]));
    const tasks = results.flatMap((result) => {
      const { pdf } = result.made ?? {};
      return pdf && !kept.get(result) ? [{ from: join(this.folder, pdf.staged), to: this.#made(pdf.staged) }] : [];
    });
    await this.#engine.convert(tasks, this.#signal);
    return results.map((result) => this.#finish(result, kept.get(result)));
  }

  #made(staged: string): string {
    return join(this.folder, `${staged}.pdf`);
  }

  #finish(result: UnitResult, kept: MadeFile | undefined): UnitResult {
    const { made } = result;
    if (result.status === "failed" || !made?.pdf) return result;
    const { name, staged, of } = made.pdf;
    const add = (file: MadeFile): UnitResult => ({
      ...result,
      outputs: [...result.outputs, name],
      made: { ...made, outputs: [...made.outputs, file] },
    });
    if (kept) return add(kept);
    const path = this.#made(staged);
    try {
      const bytes = existsSync(path) ? readFileSync(path) : undefined;
      if (!bytes || !isPdf(bytes)) throw new FileError(join(this.#out, name), this.#refusal());
      for (const face of facesIn(bytes)) this.faces.add(face);
      const status = writeTogether(this.#out, [{ name, bytes }], { durable: this.#durable });
      const file = { name, size: bytes.length, sha256: sha256(bytes), of };
      const done = add(file);
      return done.status === "unchanged" ? { ...done, status } : done;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return failedResult(result, error);
    } finally {
      for (const one of [path, join(this.folder, staged)]) rmSync(one, { force: true });
    }
  }

  #refusal(): FileError["text"] {
    const { name } = this.#engine;
    return this.#signal?.aborted
      ? { zh: "已按要求中止，没有生成", en: "not made: stopped as asked" }
      : {
          zh: `${name} 没有生成这份 PDF（报告的其他格式已经写好）；请单独打开它的 Word 文件看看，或者用 --pdf-with 换一个程序`,
          en: `${name} has not made this PDF (the report's other formats are written); open its Word file to see why, or choose another program with --pdf-with`,
        };
  }
}

/** Whether these are the bytes of a PDF. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

/** The faces that are embedded in a PDF, by their plain names: FangSong where the machine has it, else what stands in for it. */
function facesIn(pdf: Uint8Array): readonly string[] {
  const found = Buffer.from(pdf)
    .toString("latin1")
    .matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([^\s/<>[\]()]+)/g);
  return [...new Set([...found].map(([, name = ""]) => decoded(name)))].sort();
}

/** `#E4#BB` are bytes. */
function decoded(name: string): string {
  const bytes = name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
