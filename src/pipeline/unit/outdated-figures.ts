import { join, relative } from "node:path";
import { severityOf } from "../../catalogue/index.ts";
import { carriedRows, differingCells } from "../../check/years/carried.ts";
import type { Diagnostic, Text } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { CheckInput } from "../../core/rule.ts";
import { addExactly } from "../../core/text/exact.ts";
import { traceName } from "../../core/trace.ts";
import type { ComparedSide } from "../../model/compare.ts";
import { readTrace } from "../workspace/read-tally-file.ts";
import type { PublishedVersion } from "../workspace/records.ts";
import { compareSides, readSide } from "./diff.ts";
import type { Copies } from "./inspect.ts";

/** The tally of a version, as a person would write its path. */
export function tallyOf({ folder, record }: PublishedVersion): string {
  const path = join(folder, record.tally);
  const way = relative(process.cwd(), path);
  return way.startsWith("..") ? path : way;
}

/** A version whose tally could be read. */
interface ReadVersion {
  readonly version: PublishedVersion;
  readonly side: ComparedSide;
  readonly sources: Copies["sources"];
}

function readVersions(versions: readonly PublishedVersion[], editions: Editions): readonly ReadVersion[] {
  return versions.flatMap((version): readonly ReadVersion[] => {
    const { compared, sources } = readSide(tallyOf(version), editions);
    return compared ? [{ version, side: compared, sources }] : [];
  });
}

/**
 * What a report took over from last year's as that was before it was corrected: cases carried forward, stocks. `yearBefore`
 * holds the versions of last year's report, the first one first.
 */
export function outdatedCarries(
  input: CheckInput,
  yearBefore: readonly PublishedVersion[],
  editions: Editions,
): Copies {
  const read = readVersions(yearBefore, editions);
  return compareCarries(input, read);
}

/** The same for versions in hand, of which the last need not be published yet. */
function compareCarries(input: CheckInput, read: readonly ReadVersion[]): Copies {
  const last = read.at(-1);
  if (!last) return { diagnostics: [], sources: [] };
  const { year } = input.tally;
  const diagnostics = carriedRows(input, last.side).flatMap((carried): readonly Diagnostic[] => {
    const { carry, row, lastRow, now, before } = carried;
    const old = read
      .slice(0, -1)
      .findLast(({ side }) =>
        carriedRows(input, side).some((one) => one.carry === carry && one.now === one.before && one.now !== before),
      );
    if (now === before || !old) return [];
    const [at, ...others] = differingCells(input, carried, last.side);
    const { record } = last.version;
    return [
      {
        ...{ code: "GR608", severity: severityOf("GR608"), file: input.tally.file },
        at: `${carry.table}.${carry.row}`,
        values: [now, before],
        ...(at && { span: at.span }),
        message: {
          zh: `“${row.rowLabel}”合计 ${now} 件，是 ${year - 1} 年报告更正前（第 ${old.version.record.version} 版）的“${lastRow.rowLabel}”；${record.on} 已更正为 ${before} 件（第 ${record.version} 版）`,
          en: `${carry.row} adds up to ${now}, which is ${carry.last} of the report on ${year - 1} before it was corrected (version ${old.version.record.version}); on ${record.on} it became ${before} (version ${record.version})`,
        },
        help: {
          zh: `核对 ${year} 年的“${row.rowLabel}”；这一年的报告也已公布的，用 gov-report correct 更正；不用改的，写入豁免并说明理由`,
          en: `check ${carry.row} of ${year}; if that report is published as well, correct it with gov-report correct; if it is right as it is, waive this with the reason`,
        },
        related: others,
      },
    ];
  });
  return { diagnostics, sources: diagnostics.length > 0 ? last.sources : [] };
}

/** Figures of a sum that are those of a report before it was corrected, by the trace beside the sum. */
export function outdatedShares(
  { tally }: CheckInput,
  parts: readonly (readonly PublishedVersion[])[],
  editions: Editions,
): readonly Diagnostic[] {
  const trace = readTrace(traceName(tally.file));
  if (!trace) return [];
  const found: Text[] = [];
  for (const versions of parts) {
    const read = readVersions(versions, editions);
    const last = read.at(-1);
    if (!last) continue;
    const unit = last.version.record.unit;
    const seen = new Set<string>();
    for (const { side } of read.slice(0, -1)) {
      for (const { name, paths, a, b, same } of compareSides(side, last.side, editions).cells) {
        const [path = ""] = paths.a;
        const isInput = editions.get(trace.edition)?.cellAt.get(path)?.terms === undefined;
        if (same || !isInput || seen.has(path)) continue;
        const shares = (trace.cells[path] ?? []).filter(([, whose]) => whose === unit).map(([, , value]) => value);
        const counted = addExactly(shares) ?? 0;
        if (counted !== (a.value ?? 0) || counted === (b.value ?? 0)) continue;
        seen.add(path);
        const { on } = last.version.record;
        found.push({
          zh: `${unit}“${name.zh}”按 ${a.text ?? 0} 计入，${on} 已更正为 ${b.text ?? 0}`,
          en: `${unit}, ${name.en}: counted as ${a.text ?? 0}, corrected to ${b.text ?? 0} on ${on}`,
        });
      }
    }
  }
  if (found.length === 0) return [];
  const [named, more] = [found.slice(0, mostNamed), found.length - mostNamed];
  return [
    {
      ...{ code: "GR609", severity: severityOf("GR609"), file: tally.file, span: tally.unitSpan, related: [] },
      message: {
        zh: `汇总里有更正以前的数：${named.map(({ zh }) => zh).join("；")}${more > 0 ? `；另有 ${more} 处` : ""}`,
        en: `the sum holds figures from before a correction: ${named.map(({ en }) => en).join("; ")}${more > 0 ? `; and ${more} more` : ""}`,
      },
      help: {
        zh: "用 gov-report roll-up 重新汇总；汇总的报告已公布的，再用 gov-report correct 更正",
        en: "add up anew with gov-report roll-up; if the report of the sum is published, correct it with gov-report correct",
      },
    },
  ];
}

const mostNamed = 5;
