import { join, relative } from "node:path";
import { hasErrors, type Text } from "../core/diagnostic.ts";
import type { OrphanedOutput } from "../pipeline/batch/build-state.ts";
import { type SupersededFile, troubleOf, type UnitResult } from "../pipeline/unit/unit-result.ts";
import type { RunConfig } from "../pipeline/workspace/run-config.ts";
import { CodeCounts } from "../print/summary.ts";
import { visible } from "../print/width.ts";
import { type ExitStatus, exit, worse } from "./exit.ts";
import { breathe } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { openProgress } from "./progress.ts";
import { Counter, reportExceptions, rootWords, show, showTrouble } from "./report.ts";

/** What the end of a run says. */
export interface AfterRun {
  readonly maxWaived: number | undefined;
  /** The command that checks the same tallies and can put them right. */
  readonly fixing: string;
  /** Of a run within another command: only what was counted, or nothing, as that says itself what has come of it. */
  readonly only?: "counts" | "findings";
  /** Where the reports go, where that is not their folder. */
  readonly place?: string;
}

/** How a run ended. */
export interface RunOutcome {
  readonly status: ExitStatus;
  /** The tallies whose reports stand in the output folder as they should. */
  readonly built: readonly string[];
  /** Nothing speaks against the run as a whole: it was not stopped, no template was changed, no more is waived than may be. */
  readonly sound: boolean;
}

/** Builds the reports of a run and says what became of each; findings on standard error, names of files on standard output. */
export async function buildJob(
  io: Io,
  run: RunConfig,
  signal: AbortSignal,
  { maxWaived, fixing, only, place }: AfterRun,
): Promise<RunOutcome> {
  const { buildAll } = await import("../pipeline/batch/build-all.ts");
  const folder = place ?? (relative(io.cwd, run.out) || ".");
  const counter = new Counter([]);
  counter.begin(run);
  const codes = new CodeCounts();
  const built: string[] = [];
  const failed: Pick<UnitResult, "file" | "who">[] = [];
  const progress = openProgress(io, run.files.length);
  let mixed = false;
  let root: string | undefined;
  try {
    const results = buildAll(run, {
      signal,
      onAlone: (units) => reportWithoutEarlier(io, units),
      onUntold: (units) => reportHiddenWarnings(io, units),
      onFaces: (faces) => reportSubstituteFonts(io, faces),
      onRoot: (hash) => {
        root = hash;
      },
      onOrphan: (orphan) => reportOrphan(io, orphan),
      onTemplatesChanged: () => {
        mixed = true;
      },
    });
    for await (const result of results) {
      counter.add(result);
      if (result.status !== "failed") built.push(result.file);
      codes.add([...(result.ofRun?.diagnostics ?? []), ...result.diagnostics]);
      if (result.status === "failed") failed.push({ file: result.file, ...(result.who && { who: result.who }) });
      if (speaks(result)) progress.pause();
      reportUnit(io, result, folder);
      if (run.report.final && result.status === "failed" && !hasErrors(result.diagnostics))
        refuseFinal(io, result.file);
      progress.step();
      await breathe();
    }
  } finally {
    progress.end();
  }
  // Of one tally the reader has just seen all there is to say.
  const lost = failed.length > 0 && counter.units > 1;
  if (!io.quiet && lost) reportFailed(io, failed);
  if (!io.quiet && (lost || counter.units >= manyUnits)) await reportCodeCounts(io, codes);
  if (signal.aborted) reportInterrupted(io, counter.units, run.files.length);
  if (mixed) reportTemplateChange(io);
  if (!io.quiet && only !== "findings") io.err(io.localize(counter.wrote(folder)));
  const offer = io.quiet ? undefined : counter.fixOffer(fixing);
  if (offer) io.err(io.localize(offer));
  // Only what is published is kept in an archive.
  if (!io.quiet && root !== undefined && run.report.final && only === undefined) io.err(io.localize(rootWords(root)));
  io.findings?.addRules(counter.exceptions.rules());
  const waived = reportExceptions(io, counter, maxWaived);
  const status = worse(counter.status(), waived);
  const sound = !mixed && !signal.aborted && waived === exit.fine;
  return { status: mixed ? worse(status, exit.file) : status, built, sound };
}

/** Whether anything will be printed where the bar stands: its lines must not run into others. */
function speaks({ diagnostics, ofRun, failure, fault, superseded, outputs }: UnitResult): boolean {
  if (ofRun || failure || fault || superseded.length > 0) return true;
  return diagnostics.length > 0 || (outputs.length > 0 && process.stdout.isTTY === true);
}

/** From here on nobody counts by eye which fault is the common one. */
const manyUnits = 20;

/** So many are named at the end; a longer list is read above, one by one. */
const mostNamed = 30;

/** Who has to be called: the findings of a batch fill many screens, and those without a report are among many others. */
function reportFailed(io: Io, failed: readonly Pick<UnitResult, "file" | "who">[]): void {
  io.err(io.localize({ zh: `没有生成报告的 ${failed.length} 份：`, en: `without a report, ${failed.length}:` }));
  for (const { file, who } of failed.slice(0, mostNamed)) {
    io.err(`  ${visible(file)}${who ? `  ${visible(who.unit)}` : ""}`);
  }
  const more = failed.length - mostNamed;
  if (more > 0) io.err(io.localize({ zh: `  另有 ${more} 份，见上文`, en: `  and ${more} more, named above` }));
}

async function reportCodeCounts(io: Io, codes: CodeCounts): Promise<void> {
  const { catalogue } = await import("../pipeline/catalogue.ts");
  const names = new Map(catalogue.map(({ code, summary }) => [code, summary]));
  for (const line of codes.lines(io.lang, (code) => names.get(code))) io.err(line);
}

function reportInterrupted(io: Io, done: number, total: number): void {
  io.err(
    io.localize({
      zh: `已按要求中止：${total} 份中处理了 ${done} 份，已生成的都完整；再运行一次会接着做`,
      en: `stopped as asked: ${done} of ${total} are done, and what is written is whole; run again to go on`,
    }),
  );
}

/** The result of one tally: its findings, and the files it has become. */
function reportUnit(io: Io, result: UnitResult, folder: string): void {
  for (const diagnostic of result.ofRun?.diagnostics ?? []) show(io, "err", diagnostic, result.ofRun?.sources ?? []);
  io.findings?.addUnit(result.file, result.who);
  io.findings?.add(troubleOf(result), result.sources);
  // Notes are for those who check; who builds needs to see what stands in the way or may be wrong.
  for (const diagnostic of result.diagnostics) {
    if (diagnostic.severity !== "info") show(io, "err", diagnostic, result.sources);
    else io.findings?.add([diagnostic], result.sources);
  }
  showTrouble(io, result);
  for (const name of result.outputs) io.out(join(folder, name));
  for (const file of result.superseded) io.err(io.localize(supersededInWords(file)));
}

function supersededInWords({ name, as, why }: SupersededFile): Text {
  return why === "stale"
    ? {
        zh: `${name} 不再与填报相符，已改名为“${as}”`,
        en: `${name} no longer follows from its tally and was renamed ${as}`,
      }
    : { zh: `公布过的 ${name} 另存为“${as}”`, en: `the published ${name} is kept as ${as}` };
}

/** Nothing is wrong for sure, but somebody has to look at the warnings before this is published. */
function refuseFinal(io: Io, file: string): void {
  io.err(
    io.localize({
      zh: `${file}：还有警告，--final 不予生成；请改正，或逐条说明理由列入“豁免”`,
      en: `${file}: has warnings, which --final does not accept; mend them, or waive them with a reason`,
    }),
  );
}

/** A table of one year would compare nothing. */
function reportWithoutEarlier(io: Io, units: number): void {
  if (io.quiet) return;
  io.err(
    io.localize({
      zh: `${units} 份报告没有往年的填报可比，未附历年主要数据对比（往年的填报放在“上年”所指的位置）`,
      en: `${units} have no earlier year to compare with, so no figures over the years are annexed (earlier tallies belong where \`previous\` points)`,
    }),
  );
}

/** Shown once more, they would fill screens that somebody has read already. */
function reportHiddenWarnings(io: Io, units: number): void {
  if (io.quiet) return;
  io.err(
    io.localize({
      zh: `未变的填报中有 ${units} 份带警告，不再逐条列出；要看，运行 gov-report validate`,
      en: `${units} of the unchanged have warnings, which are not listed again; gov-report validate shows them`,
    }),
  );
}

/** A paper whose faces were replaced is not what GB/T 9704 asks for, and nobody sees it on the machine that has them. */
function reportSubstituteFonts(io: Io, faces: ReadonlySet<string>): void {
  if (io.quiet || faces.size === 0 || [...faces].some((face) => /仿宋|fang_?song|fzfs/i.test(face))) return;
  const names = [...faces].map(visible).join("、");
  io.err(
    io.localize({
      zh: `这台电脑上没有公文用的仿宋等字体，PDF 里用别的字体代替了（${names}）；正式发布的 PDF 请在装有这些字体的电脑上生成`,
      en: `this computer lacks the faces of an official paper (仿宋), and others stand for them in the PDF (${names}); make the PDF for publication where they are installed`,
    }),
  );
}

function reportTemplateChange(io: Io): void {
  io.err(
    io.localize({
      zh: "生成过程中有人改动了模板：这一次的报告可能有的按旧模板、有的按新模板；模板改好后请再运行一次，会全部重新生成",
      en: "a template was changed during the run: some reports may follow the old one and some the new; run again when it is finished, and all are built anew",
    }),
  );
}

/** Orphaned reports are named and left alone: the program deletes nothing. */
function reportOrphan(io: Io, { tally, outputs }: OrphanedOutput): void {
  const names = outputs.map(visible).join("、");
  io.err(
    io.localize({
      zh: `${names}：原来的填报 ${visible(tally)} 已不在或已改作别的单位，报告仍留在输出文件夹里；不再需要的请自行删除`,
      en: `${names}: its tally ${visible(tally)} is gone or has become another unit's, and the report is still there; delete it if it is not needed`,
    }),
  );
}
