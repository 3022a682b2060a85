import { readFileSync } from "node:fs";
import { join } from "node:path";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { Format } from "../../src/core/formats.ts";
import type { ReportModel, Stamp } from "../../src/core/report.ts";
import { composeProse } from "../../src/model/compose.ts";
import { buildReport } from "../../src/model/report.ts";
import { openSession, type Session } from "../../src/pipeline/unit/session.ts";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { madeTally } from "./generate.ts";

/** The report year of all made-up tallies; the newest edition's form. */
export const year = 2025;

export function benchSession(formats: readonly Format[] = ["docx", "xlsx", "md"]): Session {
  return openSession({ formats, markdownTables: "pipe" });
}

export function benchEdition(session: Pick<Session, "editions">): Edition {
  const edition = session.editions.forYear(year);
  if (!edition) throw new Error(`no edition for ${year}`);
  return edition;
}

export async function benchStamp(session: Session, format: Format): Promise<Stamp> {
  const { value, diagnostics } = await session.stamps(benchEdition(session));
  const stamp = value?.get(format);
  if (!stamp) throw new Error(`report.${format}: ${diagnostics.map(({ message }) => message.en).join("; ")}`);
  return stamp;
}

export function shippedTemplate(edition: Edition, name: string): Uint8Array {
  return readFileSync(join(packageRoot(), "templates", edition.id, name));
}

/** The first reports of the made-up country, ready to be stamped. */
export function madeReports(session: Session, count: number): readonly ReportModel[] {
  const edition = benchEdition(session);
  return Array.from({ length: count }, (_, index) => {
    const { value: tally, diagnostics } = readTally(madeTally(edition, year, index), session.editions);
    const [fault] = diagnostics;
    if (!tally || fault) throw new Error(`unit ${index}: ${fault?.message.en}`);
    const figures = computeFigures(tally, edition);
    const { value: prose, diagnostics: faults } = composeProse({ tally, edition, figures });
    const errors = faults.filter(({ severity }) => severity === "error");
    if (!prose || errors.length > 0)
      throw new Error(`unit ${index}: ${errors.map(({ message }) => message.en).join("; ")}`);
    return buildReport({ tally, edition, figures, prose, draft: false, findings: [] });
  });
}
